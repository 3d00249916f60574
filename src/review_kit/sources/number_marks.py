"""Which mark stands before the decimals of a column: said, or decided by its other numbers.

``12.500`` and ``12,500`` have two readings, a thousand times apart. Another number of the same
column may have one only (``7.000,50``, ``12.500.000``, ``0.75``), and then decides. Where none does,
the number is refused with both readings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from review_kit.errors import SourceError
from review_kit.sources.amounts import BLANKS, Marks, signed_sql
from review_kit.sources.binding import Binding
from review_kit.sources.cells import Typed
from review_kit.sources.profile import DecimalMark, Numbers
from review_kit.sources.raw import literal
from review_kit.sources.steps import Steps

BOUNDED: frozenset[str] = frozenset(
    {
        *("weight", "score", "max_score", "score_before", "score_after", "self_assessment"),
        *("minutes", "level", "evidence_offset_s"),
    }
)
"""Columns whose values cannot be a thousand times as large: ``87.125`` has one reading in them."""

_TWO_WAYS = "-?[1-9]\\d{{0,2}}{mark}\\d{{3}}"
_GROUPS = "-?[1-9]\\d{{0,2}}({mark}\\d{{3}}){{2,}}"
_DECIMALS = "(-?\\d+|-?\\d{{1,3}}((?:{other}|[" + BLANKS + "'’])\\d{{3}})+){mark}\\d+"
_PATTERN: Mapping[DecimalMark, str] = {".": "[.]", ",": ","}
_OTHER: Mapping[DecimalMark, DecimalMark] = {".": ",", ",": "."}


@dataclass(frozen=True)
class _Found:
    """What the texts of one column are, by the mark that stands in them."""

    decimal: Mapping[DecimalMark, int]
    """Numbers that have one reading, in which this mark stands before decimals."""
    doubtful: Mapping[DecimalMark, tuple[str, int] | None]
    """First number with this mark that has two readings, and its row."""

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
) -> dict[str, Marks]:
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

    Raises
    ------
    SourceError
        A number has two readings: with column, row and both.
    """
    marks: dict[str, Marks] = {name: "." for name in names if typed.get(name) == "numbers"}
    asked = []
    for name in names:
        if name not in marks:
            if stated is None or typed.get(name) == "mixed":
                asked.append(name)
            else:
                marks[name] = stated
    for name, found in _survey(steps, asked, connection).items():
        mixed = typed.get(name) == "mixed"
        marks[name], settled = _decided(name, found, numbers, stated, mixed=mixed)
        for mark, doubtful in found.doubtful.items():
            if doubtful is not None and mark not in settled:
                raise _two_readings(*doubtful, binding.shown.get(name, name), file, table, mixed)
    return marks


def _decided(
    name: str, found: _Found, numbers: Numbers, stated: DecimalMark | None, *, mixed: bool
) -> tuple[Marks, frozenset[DecimalMark]]:
    """How a column is read, and with which marks its doubtful numbers are settled by that."""
    both: frozenset[DecimalMark] = frozenset({".", ","})
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


def _survey(
    steps: Steps, names: Sequence[str], connection: duckdb.DuckDBPyConnection
) -> dict[str, _Found]:
    if not names:
        return {}
    texts = ", ".join(
        f"CASE WHEN try_cast(r_{name} AS BIGINT) IS NULL "
        f"THEN trim(rtrim({signed_sql(f'r_{name}')}, '%'), '{BLANKS}') END AS x_{name}"
        for name in names
    )
    counts = ", ".join(
        f"{_decimals(f'x_{name}', mark)}, {_doubtful(f'x_{name}', mark)}"
        for name in names
        for mark in _PATTERN
    )
    row = connection.execute(
        steps.then("texts", f"SELECT _row, {texts} FROM {{last}} WHERE reason IS NULL").sql(
            f"SELECT {counts} FROM {{last}}"
        )
    ).fetchone()
    cells = iter(row or (None,) * 6 * len(names))
    found = {}
    for name in names:
        decimal: dict[DecimalMark, int] = {}
        doubtful: dict[DecimalMark, tuple[str, int] | None] = {}
        for mark in _PATTERN:
            decimal[mark] = next(cells) or 0
            text, place = next(cells), next(cells)
            doubtful[mark] = None if text is None else (text, place)
        found[name] = _Found(decimal, doubtful)
    return found


def _decimals(text: str, mark: DecimalMark) -> str:
    """SQL that counts the numbers in which ``mark`` can only stand before decimals."""
    other = _PATTERN[_OTHER[mark]]
    certain = _fits(text, _DECIMALS.format(mark=_PATTERN[mark], other=other))
    grouped = _fits(text, _GROUPS.format(mark=other))
    return f"count(*) FILTER (({certain} AND NOT {_two_ways(text, mark)}) OR {grouped})"


def _doubtful(text: str, mark: DecimalMark) -> str:
    """SQL of the first number with two readings, and of its row."""
    two_ways = _two_ways(text, mark)
    return f"arg_min({text}, _row) FILTER ({two_ways}), min(_row) FILTER ({two_ways})"


def _two_ways(text: str, mark: DecimalMark) -> str:
    return _fits(text, _TWO_WAYS.format(mark=_PATTERN[mark]))


def _fits(text: str, pattern: str) -> str:
    return f"coalesce(regexp_full_match({text}, {literal(pattern)}), false)"


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
