"""Write the generated pages of the documentation anew: ``make docs``.

Each page is made from what it describes: commands from the command line, columns from contracts and
schemas, metrics from the registry, the Python API from docstrings. Tests fail where a page is behind; with
``--check`` this only names those.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from review_kit.cli.reference import commands_page
from review_kit.contracts.rule_tables import with_rule_tables
from review_kit.metrics.registry.page import up_to_date
from review_kit.metrics.table_schemas.page import tables_page
from review_kit.project import canonical_model
from review_kit.project.data_model_page import with_columns
from review_kit.words.american import SPELLING_FILE, spelling_page

sys.path.insert(0, str(Path(__file__).parent))
from api_reference import with_parts, with_reference

ROOT = Path(__file__).resolve().parents[1]

PAGES: Mapping[str, Callable[[str], str]] = {
    "docs/api.md": with_reference,
    "docs/commands.md": lambda _: commands_page(),
    "docs/contracts.md": with_rule_tables,
    "docs/data-model.md": lambda page: with_columns(page, canonical_model()),
    "docs/gallery.md": with_parts,
    "docs/metrics.md": up_to_date,
    "docs/tables.md": lambda _: tables_page(),
    f"src/review_kit/words/{SPELLING_FILE}": lambda _: spelling_page(),
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
