"""What Great Expectations counted of small exports, counted once for a whole test run."""

from __future__ import annotations

import os
from pathlib import Path


def share_counts(root: Path) -> None:
    """Let the project in ``root`` keep its counts where all processes of a test run do.

    The same rows under the same rules are asked about by many tests. Not for those which look at whether
    something was counted earlier.
    """
    counts = root / ".review_kit" / "counts"
    counts.parent.mkdir(parents=True, exist_ok=True)
    if not counts.is_symlink():
        counts.symlink_to(os.environ["REVIEW_KIT_TEST_COUNTS"])
