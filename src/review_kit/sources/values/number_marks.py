"""Which mark stands before the decimals of a column: said, or decided by its other numbers.

``12.500`` and ``12,500`` have two readings, a thousand times apart. Another number of the same
column may have one only (``7.000,50``, ``12.500.000``, ``0.75``), and then decides. Where none does,
the number is refused with both readings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from review_kit.errors import SourceError
from review_kit.sources.columns.binding import Binding
from review_kit.sources.files.cells import Typed
from review_kit.sources.profiles.keys import DecimalMark
from review_kit.sources.profiles.language import Numbers
from review_kit.sources.sql import Steps
from review_kit.sources.values.amounts import BLANKS, Marks, signed, signed_sql, whole_sql

BOUNDED: frozenset[str] = frozenset(
    {
        *("weight", "score", "max_score", "score_before", "score_after", "self_assessment"),
        *("minutes", "level", "evidence_offset_s"),
    }
)
"""Columns whose values cannot be a thousand times as large: ``87.125`` has one reading in them."""

_GAP = f"[{BLANKS}'’]"


def _patterns(own: str, other: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"-?[1-9]\d{{0,2}}{own}\d{{3}}"),
        re.compile(
            rf"(-?\d+|-?\d{{1,3}}((?:{other}|{_GAP})\d{{3}})+){own}\d+"
            rf"|-?[1-9]\d{{0,2}}({other}\d{{3}}){{2,}}"
        ),
    )


_PATTERNS: Mapping[DecimalMark, tuple[re.Pattern[str], re.Pattern[str]]] = {
    ".": _patterns(r"\.", ","),
    ",": _patterns(",", r"\."),
}
"""Mark → numbers with two readings · those in which it can only stand before decimals."""
_OTHER: Mapping[DecimalMark, DecimalMark] = {".": ",", ",": "."}


@dataclass(frozen=True)
class _Found:
    """What the texts of one column are, by the mark that stands in them."""

    decimal: Mapping[DecimalMark, int]
    """Numbers that have one reading, in which this mark stands before decimals."""
    doubtful: Mapping[DecimalMark, tuple[str, int] | None]
    """First number with this mark that has two readings, and its row."""
    odd_signs: bool
    """Some have another minus than the ordinary one, or have it behind them."""

    @property
    def proven(self) -> DecimalMark | None:
        """The decimal mark, where all numbers with one reading agree on it."""
        marks = [mark for mark, rows in self.decimal.items() if rows]
        return marks[0] if len(marks) == 1 else None


def decimal_marks(
    steps: Steps,
    names: Sequence[str],
    numbers: Numbers,
    stated: DecimalMark | None,
    typed: Mapping[str, Typed],
    binding: Binding,
    file: str,
    table: str,
    connection: duckdb.DuckDBPyConnection,
) -> tuple[Steps, dict[str, Marks]]:
    """Decide for each column of numbers how they are written.

    Parameters
    ----------
    steps
        Cells as ``r_<name>``.
    names
        Columns of numbers.
    numbers
        What the profile says.
    stated
        What the settings or the profile say about decimals.
    typed
        Columns whose numbers were numbers already, in part or all.
    binding
        Names for messages.
    file
        Name of the file, for messages.
    table
        Canonical table, for messages.
    connection
        DuckDB to compute with.

    Returns
    -------
    The steps with an ordinary minus before every number, and the decimal mark of each column.

    Raises
    ------
    SourceError
        A number has two readings: with column, row and both.
    """
    marks: dict[str, Marks] = {name: "." for name in names if typed.get(name) == "numbers"}
    odd_signs: set[str] = set()
    for name in names:
        if name in marks:
            continue
        found = _survey(steps, name, connection)
        mixed = typed.get(name) == "mixed"
        marks[name], settled = _decided(name, found, numbers, stated, mixed=mixed)
        odd_signs |= {name} if found.odd_signs else set()
        for mark, doubtful in found.doubtful.items():
            if doubtful is not None and mark not in settled:
                raise _two_readings(*doubtful, binding.shown.get(name, name), file, table, mixed)
    if odd_signs:
        mended = ", ".join(f"{signed_sql(f'r_{name}')} AS r_{name}" for name in sorted(odd_signs))
        steps = steps.then("signed", f"SELECT * REPLACE ({mended}) FROM {{last}}")
    return steps, marks


def hangs_on_others(
    steps: Steps,
    name: str,
    numbers: Numbers,
    stated: DecimalMark | None,
    typed: Typed | None,
    connection: duckdb.DuckDBPyConnection,
) -> bool:
    """Say whether a number of a column is read as the other numbers of its file are written.

    Parameters are those of :func:`decimal_marks`, for one column; ``typed`` is how its numbers stood.
    """
    mixed = typed == "mixed"
    if typed == "numbers" or (stated is not None and not mixed):
        return False
    if name in BOUNDED and (mixed or numbers.thousands not in (".", ",")):
        return False
    return any(_survey(steps, name, connection).doubtful.values())


def _decided(
    name: str, found: _Found, numbers: Numbers, stated: DecimalMark | None, *, mixed: bool
) -> tuple[Marks, frozenset[DecimalMark]]:
    """How a column is read, and with which marks its doubtful numbers are settled by that."""
    both: frozenset[DecimalMark] = frozenset({".", ","})
    if stated is not None and not mixed:
        return stated, both
    thousands = numbers.thousands if numbers.thousands in (".", ",") else None
    if mixed:
        # numbers that were numbers are written with a point here, so that nothing speaks for it
        if stated is not None:
            return stated, both if stated == "." else frozenset({","})
        return "each", both if name in BOUNDED else frozenset()
    if name in BOUNDED and thousands is None:
        return "each", both
    if found.proven is not None:
        contradicted = found.proven == thousands
        return found.proven, both - {found.proven} if contradicted else both
    if any(found.decimal.values()):
        return "each", frozenset()
    if thousands is not None:
        return _OTHER[thousands], frozenset({thousands})
    return ".", frozenset()


def _survey(steps: Steps, name: str, connection: duckdb.DuckDBPyConnection) -> _Found:
    """Look at one number of every shape in a column: its marks, and how many digits are between."""
    value = f"r_{name}"
    shape = (
        f"left(ltrim({value}, '-'), 1) = '0' AS zero, "
        f"translate({value}, '012345678', '999999999') AS shape"
    )
    shapes = connection.execute(
        steps.then(
            "shapes",
            f"SELECT _row, {value} AS text, {shape} FROM {{last}} "
            f"WHERE reason IS NULL AND NOT {whole_sql(value)}",
        ).sql(
            "SELECT arg_min(text, _row), min(_row), count(*) FROM {last} WHERE text IS NOT NULL "
            "GROUP BY zero, shape ORDER BY 2"
        )
    )
    decimal: dict[DecimalMark, int] = {".": 0, ",": 0}
    doubtful: dict[DecimalMark, tuple[str, int] | None] = {".": None, ",": None}
    signs = False
    while found := shapes.fetchone():
        given, row, rows = found
        text = signed(given).rstrip("%").strip(BLANKS)
        signs = signs or signed(given) != given
        for mark, (two_ways, one_way) in _PATTERNS.items():
            if two_ways.fullmatch(text):
                doubtful[mark] = doubtful[mark] or (text, row)
            elif one_way.fullmatch(text):
                decimal[mark] += rows
    return _Found(decimal, doubtful, signs)


def _two_readings(
    text: str, row: int, shown: str, file: str, table: str, mixed: bool
) -> SourceError:
    mark = "." if "." in text else ","
    whole = f"{int(text.replace(mark, '')):,}"
    part = f"{float(text.replace(',', '.')):g}"
    words = "a dot" if mark == "." else "a comma"
    hint = (
        "Some cells of the column are numbers and some are text: format all of them as numbers, "
        "or export the table as CSV."
        if mixed
        else f'Say which under [sources.{table}] in review_kit.toml: decimal = "." or decimal = "," '
        "is the mark before decimals."
    )
    return SourceError(
        f"{file}, column '{shown}', row {row}: '{text}' can be read as {whole} ({words} between "
        f"thousands) or as {part} ({words} before decimals)",
        hint,
    )
