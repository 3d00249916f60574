"""What a worker makes documents with, for tests that make some without a whole run."""

from __future__ import annotations

from pathlib import Path

from review_kit.execution.build_context import BuildContext
from review_kit.records.folder import RunFolder
from review_kit.render.brand import PLAIN, Brand


def build_context_for(
    run: RunFolder,
    root: Path,
    *,
    scratch: Path | None = None,
    brand: Brand = PLAIN,
    timeout_seconds: int = 60,
) -> BuildContext:
    """Give it for a project with its notebooks in ``root``."""
    return BuildContext(
        run=run,
        project=root,
        notebooks=root / "notebooks",
        cache=root / ".review_kit",
        paper="A4",
        brand=brand,
        timeout_seconds=timeout_seconds,
        scratch=scratch,
    )
