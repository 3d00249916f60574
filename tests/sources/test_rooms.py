"""The rooms of ``sources`` in one direction, from files to canonical tables."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "src" / "review_kit" / "sources"

ORDER = (
    *("sql", "duckdb_refusal", "notice", "canonical", "staged"),
    *("profiles", "files", "columns", "matching", "values", "mapping"),
    *("reading", "lookups", "kept_staging", "rows_as_read", "staging", "unread_files", "connect"),
)
"""Each may import those before it."""


def room_of(module: str) -> str:
    return module.split(".")[2]


def imported(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    modules = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {room_of(each) for each in modules if each.startswith("review_kit.sources.")}


def test_each_room_imports_only_those_before_it():
    against = []
    for path in sorted(SOURCES.rglob("*.py")):
        relative = path.relative_to(SOURCES)
        room = relative.parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        allowed = {*ORDER[: ORDER.index(room) + 1]}
        against += [f"{relative} imports {each}" for each in sorted(imported(path) - allowed)]
    assert against == []
