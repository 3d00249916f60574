"""The tables of ``docs/data-model.md``: columns as the contracts declare them.

What stands around them, such as what a table is for, is written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from review_kit.project.data_model import DataModel, LogicalType, ModelColumn, ModelTable
from review_kit.project.derived_columns import DERIVED_COLUMNS, DerivedColumn

_TYPES: Mapping[LogicalType, str] = {
    "string": "text",
    "number": "number",
    "integer": "whole number",
    "boolean": "true or false",
    "date": "day",
    "timestamp": "moment",
}
"""Logical type of a contract → how the page calls it."""

_DERIVED_TYPES: Mapping[str, str] = {"date": _TYPES["date"], "position": _TYPES["integer"]}
_HEADINGS = ("Required", "Optional")
_SECTION = re.compile(r"^### (\w+)\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_COLUMNS = re.compile(
    r"^\| column \|.*\n(?:\|.*\n)+(?:\n(?:`\w+` is one of .*\n)+)?(?:\nDerived: .*\n)?",
    re.MULTILINE,
)


def with_columns(page: str, model: DataModel) -> str:
    """Return the page with the columns of every table as they are declared now.

    Raises
    ------
    ValueError
        The page lacks a table, has one that is not in the model, or has one under the other heading.
    """
    _check_tables(page, model)
    return _SECTION.sub(lambda found: _section(found, model), page)


def _check_tables(page: str, model: DataModel) -> None:
    named = re.findall(r"^### (\w+)$|^## (Required|Optional)$", page, re.MULTILINE)
    under: dict[str, list[str]] = {heading: [] for heading in _HEADINGS}
    heading = ""
    for table, opened in named:
        heading = opened or heading
        if table:
            under.setdefault(heading, []).append(table)
    declared = dict(zip(_HEADINGS, (list(model.required), list(model.optional)), strict=True))
    if under != declared:
        raise ValueError(f"the page has the tables {under}; the contracts declare {declared}")


def _section(found: re.Match[str], model: DataModel) -> str:
    table = model[found[1]]
    body, times = _COLUMNS.subn(lambda _: columns_table(table), found[2] + "\n", count=1)
    if not times:
        raise ValueError(f"{table.name}: there is no table that begins with '| column |'")
    return f"### {table.name}\n{body[:-1]}"


def columns_table(table: ModelTable) -> str:
    """Return the columns of one table in Markdown, and below them limited values and derived columns."""
    lines = ["| column | type | | meaning |", "|---|---|---|---|"]
    lines += [
        f"| `{column.name}` | {_TYPES[column.logical_type]} | {_mark(column)} | {column.description} |"
        for column in table.columns
    ]
    limited = [
        f"`{column.name}` is one of {', '.join(f'`{value}`' for value in column.values)}."
        for column in table.columns
        if column.values
    ]
    if limited:
        lines += ["", *limited]
    if table.name in DERIVED_COLUMNS:
        told = "; ".join(_derived(column) for column in DERIVED_COLUMNS[table.name])
        lines += [
            "",
            f"Derived: {told}. Do not export them; [your metrics](own-metrics.md) may read them.",
        ]
    return "\n".join([*lines, ""])


def _derived(column: DerivedColumn) -> str:
    return f"`{column.name}` ({_DERIVED_TYPES[column.snapshot_type]}), {column.description}"


def _mark(column: ModelColumn) -> str:
    if column.key_position is not None:
        return "**key**"
    return "" if column.required else "*may be empty*"
