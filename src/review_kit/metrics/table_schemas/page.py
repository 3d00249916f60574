"""``docs/tables.md``, written from the declarations of the metric tables.

``make docs`` brings the page up to date; a test fails where it is not.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from review_kit.grains import GRAINS
from review_kit.metrics.table_schemas import SUBJECTS, Column, MetricTable
from review_kit.metrics.table_schemas.ownership import Ownership

_HEAD = """\
# Tables

A run saves every number that its documents print in `reports/<run>/metrics/`, one Parquet file for
each table below. You can read them with pandas (`pd.read_parquet("…/rep_metrics.parquet")`),
DuckDB, or anything else that reads Parquet. A template reads them with
[`packet.data.table(name)`](extending.md#parts-to-build-with), limited to the rows that its reader
may see.

Types: text is `string`, days are `date32`, numbers `double`, counts `int64`, true and false
`bool`. A value that is not known, or has too little evidence, is empty. Units: *percent* is 0–100,
*share* is 0–1, *pp* are percentage points, *money* is in the project's currency, *level* is 1–4.
`org` stands for the organization wherever a column says whom a row is about. [Metrics](metrics.md)
defines the metrics, and [The effect of coaching](effect.md) says how the effect is estimated; the
words *window*,
*baseline*, *current* and *previous window* mean the days that `context.json` names.

If the exports have nothing for a table, it is there with its columns but no rows.
"""

CONTEXT = {
    "run_id": "Name of the run.",
    "package_version": "Version of review-kit that made it.",
    "organisation": "Name of the organization.",
    "words": "The project's own words: text of each catalog by its path in `words/`.",
    "currency": "ISO 4217 code of all money.",
    "time_zone": "IANA name of the time zone that decides which day a moment belongs to.",
    "as_of": "The review day, last day of the window.",
    "window_days": "Length of the window.",
    "window_start": "First day of the window.",
    "window_end": "Last day of the window.",
    "baseline_start": "First day of the baseline.",
    "baseline_end": "Last day of the baseline.",
    "current_start": "First day of the current window.",
    "current_end": "Last day of the current window.",
    "previous_start": "First day of the previous window.",
    "previous_end": "Last day of the previous window.",
    "config": "Settings that documents print or use, as in [configuration](configuration.md).",
    "logo": "Digest of the logo, if there is one.",
    "theme": "Digests of the files of type and own stylesheets, by name.",
    "own_metrics": "What the project's own metrics declare, by name.",
    "tables_present": "Canonical tables in the exports.",
    "tables_missing": "Canonical tables that were not exported.",
    "contracts": "Version of each table's contract, and the verdict on the export.",
    "sources": "Numbers of the files that each table was read from.",
}
"""Key of ``context.json`` → what it is."""

_TAIL = """\
## What your contracts add

`added_<table>.parquet` is there for each table to which the project's contracts add columns, and
for each table that they declare ([Extending](extending.md#columns-and-tables-of-your-own)). It has
the table's key, the column that says whose row it is, and the added columns with the types of the
contract, except confidential ones. It has one row for each row of the table.

A row belongs to the rep it names, otherwise to the manager or the team; a row that names none of
them belongs to the owner of the row it refers to (for a stage, the rep of its deal). Everybody may
see a table whose rows the contract calls public (`rowsPublic`, such as `criteria`). All other rows
are for the organization only. The metadata of the file's schema says whose its rows are.
"""


def tables_page() -> str:
    """Return the page as Markdown."""
    parts = [_HEAD]
    for subject, tables in SUBJECTS.items():
        parts.append(f"## {subject}\n")
        parts += [_table(table) for table in tables]
    parts += [_TAIL, _context()]
    return "\n".join(parts)


def _table(table: MetricTable) -> str:
    order = table.order or f"by {', '.join(table.sort_by)}"
    about = (
        f"One row: {table.row[0].lower()}{table.row[1:]}.",
        f"Key: {', '.join(f'`{name}`' for name in table.key)}.",
        f"Order: {order}.",
        f"Whose: {_whose(table.ownership)}.",
    )
    rows = "\n".join(_row(column) for column in table.columns)
    head = "| column | type | unit | | meaning |\n|---|---|---|---|---|"
    return f"### {table.name}\n\n{' '.join(about)}\n\n{head}\n{rows}\n"


def _row(column: Column) -> str:
    empty = "*may be empty*" if column.nullable else ""
    cells = (f"`{column.name}`", _type(column.type), column.unit, empty, column.meaning)
    return f"| {' | '.join(cells)} |"


def _type(held: pa.DataType) -> str:
    return "date32" if held == pa.date32() else str(held)


def _whose(owned: Ownership) -> str:
    return "; ".join(_owners(owned))


def _owners(owned: Ownership) -> Iterator[str]:
    if owned.public:
        yield "everybody's"
    elif owned.owner:
        yield f"{GRAINS[owned.owner].a}'s, by `{owned.column}`"
    elif owned.is_scoped:
        yield f"as `scope` says, by `{owned.column}`"
        if owned.shared:
            shared = " and ".join(f"`{scope}`" for scope in owned.shared)
            yield f"rows of {shared} are for every team and manager"
    else:
        yield "the organization's"


def _context() -> str:
    rows = "\n".join(f"| `{key}` | {meaning} |" for key, meaning in CONTEXT.items())
    return (
        "## context.json\n\nFacts that are the same for every document of the run.\n\n"
        f"| key | meaning |\n|---|---|\n{rows}\n"
    )
