"""What is the same for every document of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from review_kit.execution.laid_out import OwnRows
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

    languages: tuple[str, ...] = ()
    """Tags of the languages whose words kernels find parsed: :func:`languages_to_warm`."""
    own_rows: OwnRows | None = None
    """Where the rows of the document to make are, once they are laid out."""

    @property
    def templates(self) -> Path:
        """Folder of the templates as they were planned."""
        return self.run.work / "templates"

    def template_copy(self, template: Template) -> Path:
        """Where the template lies as it was planned, as a notebook."""
        return self.templates / f"{template.name}.ipynb"


WORTH_WARMING = 15
"""Documents of a worker in one language from which parsing all its words beforehand saves time."""


def languages_to_warm(spoken: Iterable[str], workers: int) -> tuple[str, ...]:
    """Choose the languages whose words each worker parses once for all its documents.

    Parsing a language whole takes some fifteen times what one document would parse of it.

    Parameters
    ----------
    spoken
        The language of each document to make.
    workers
        How many processes share the documents.

    Returns
    -------
    tuple of str
        The most frequent one first; empty where none has documents enough.

    Examples
    --------
    >>> languages_to_warm(["en-GB"] * 200 + ["de"] * 40 + ["de-AT"] * 4, workers=2)
    ('en-GB', 'de')
    """
    documents = Counter(spoken).most_common()
    return tuple(tag for tag, count in documents if count >= WORTH_WARMING * workers)
