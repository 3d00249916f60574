"""What is the same for every document of a run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from review_kit.planning.template import Template
from review_kit.project.config import Batch
from review_kit.records.folder import RunFolder
from review_kit.render import Brand
from review_kit.words import NO_OVERLAY, Overlay


@dataclass(frozen=True)
class BuildContext:
    """Where the documents of a run are made, and how.

    Of all this only paper and brand change what is printed; both are in the run's context too, on which
    every document's key rests.
    """

    run: RunFolder
    project: Path
    notebooks: Path
    """Working directory of the kernels."""
    cache: Path
    paper: str
    brand: Brand
    timeout_seconds: int
    """For all cells of one notebook together."""
    scratch: Path | None
    """Folder with a short path on this machine; ``None`` where workers run on other machines."""
    words: Overlay = NO_OVERLAY
    """The project's own words."""
    memory_mb: int = Batch().notebook_memory_mb
    """For the process of one notebook."""

    def template_copy(self, template: Template) -> Path:
        """Where the template lies as it was planned."""
        return self.run.work / "templates" / template.path.name
