"""Write the generated pages of the documentation anew: ``make docs``.

Each page is made from what it describes: commands from the command line, metrics from the registry. Tests
fail where a page is behind; with ``--check`` this only names the pages that are.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from review_kit.cli.reference import commands_page
from review_kit.metrics.registry.page import up_to_date

ROOT = Path(__file__).resolve().parents[1]

PAGES: Mapping[str, Callable[[str], str]] = {
    "docs/commands.md": lambda _: commands_page(),
    "docs/metrics.md": up_to_date,
}
"""Page → what turns its present text into the one that it should have."""


def outdated() -> list[str]:
    """Name the pages that do not say what they are made from."""
    return [name for name, made in PAGES.items() if made(_text(name)) != _text(name)]


def main() -> int:
    """Write the pages that are behind, or with ``--check`` only name them."""
    behind = outdated()
    for name in behind:
        print(name)
        if "--check" not in sys.argv:
            (ROOT / name).write_text(PAGES[name](_text(name)), encoding="utf-8")
    return int(bool(behind) and "--check" in sys.argv)


def _text(name: str) -> str:
    path = ROOT / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main())
