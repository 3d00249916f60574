"""What a score of a column is of: 100, 1, or a few points.

The profile says it. Here its word is compared with the numbers: scores of which none is above 5 are
hardly percents, and 0.58 is hardly 0.58 of 100. Such a column is asked about; ``scale = "of 100"``
answers that its numbers are percents all the same.
"""

from __future__ import annotations

import duckdb

from review_kit.errors import SourceError
from review_kit.sources.columns.binding import Binding
from review_kit.sources.notice import Notice
from review_kit.sources.profiles.advice import profile_advice
from review_kit.sources.profiles.column import Column
from review_kit.sources.profiles.language import Profile
from review_kit.sources.sql import Steps
from review_kit.sources.values.amounts import Marks, unmarked_number_sql
from review_kit.words import say

PERCENTS: frozenset[str] = frozenset({"score_before", "score_after", "self_assessment"})
"""Canonical columns that hold percents, whatever profile makes them."""
IN_POINTS: frozenset[tuple[str, str]] = frozenset({("disputes", "score_after")})
"""Tables and columns of the same name that hold points of the score they are about."""
MARKED_PERCENTS: frozenset[str] = frozenset({"weight", "baseline", "target"})
"""Columns in which ``25%`` is 25."""
HIGHEST_RATING = 10
"""Scales of points rarely go further."""
FEWEST = 3
"""Numbers above 1 that it takes to judge a column by their size."""
MIXED_SHARE = 0.2
"""Share of small numbers from which on a column of percents may hold ratings too."""


def top_of(column: Column) -> float:
    """What is 100 % in a column: 5 under ``of 5``, else 100."""
    scale = column.scale or ""
    return float(scale.removeprefix("of ")) if scale.startswith("of ") else 100.0


def ask_about_scale(
    steps: Steps,
    name: str,
    marks: Marks,
    profile: Profile,
    table: str,
    binding: Binding,
    file: str,
    connection: duckdb.DuckDBPyConnection,
) -> tuple[Notice, ...]:
    """Judge a column of scores that are read as percents by the size of its numbers."""
    if not is_asked_about(table, name, binding):
        return ()
    column = binding.columns[name]
    number = unmarked_number_sql(f"r_{name}", marks)
    shares, ratings, above, ones, highest, row = connection.execute(
        steps.then("sizes", f"SELECT _row, {number} AS n FROM {{last}} WHERE reason IS NULL").sql(
            "SELECT count(*) FILTER (n > 0 AND n < 1), "
            f"count(*) FILTER (n > 1 AND n <= {HIGHEST_RATING}), "
            f"count(*) FILTER (n > {HIGHEST_RATING}), count(*) FILTER (n = 1), max(n), "
            f"min(_row) FILTER (n > 0 AND n <= {HIGHEST_RATING}) FROM {{last}}"
        )
    ).fetchone() or (0, 0, 0, 0, None, None)
    shown = binding.shown.get(name, name)
    if not above and not ratings:
        if column.scale == "mixed" or not shares:
            return ()
        return (
            Notice(
                kind="shares_as_percent",
                message=say("found-shares-as-percent", column=name),
                hint=say(
                    "found-shares-as-percent.hint",
                    advice=_advice(profile, table, name, "share", "of 100"),
                ),
                rows=shares + ones,
                file=file,
                row=row,
                column=shown,
                stops=True,
            ),
        )
    if not above:
        # with one or two numbers it may be chance
        few = ratings < FEWEST
        usual = 5 if highest <= 5 else HIGHEST_RATING
        return (
            Notice(
                kind="ratings_as_percent",
                message=say("found-ratings-as-percent", column=name, highest=f"{highest:g}"),
                hint=say(
                    "found-ratings-as-percent.hint",
                    advice=_advice(profile, table, name, f"of {usual}", "of 100"),
                ),
                rows=ratings + ones + shares,
                file=file,
                row=row,
                column=shown,
                stops=not few,
            ),
        )
    if ratings >= FEWEST and ratings >= MIXED_SHARE * (ratings + above):
        return (
            Notice(
                kind="ratings_among_percents",
                message=say(
                    "found-ratings-among-percents", column=name, highest=f"{HIGHEST_RATING:g}"
                ),
                hint=say("found-ratings-among-percents.hint"),
                rows=ratings,
                file=file,
                row=row,
                column=shown,
            ),
        )
    return ()


def is_asked_about(table: str, name: str, binding: Binding) -> bool:
    """Say whether a column is read as percents, so that its numbers have to look like some."""
    column = binding.columns[name]
    if column.scale is not None:
        return column.scale in ("percent", "mixed")
    return (table, name) not in IN_POINTS and (name in PERCENTS or _of_a_hundred(name, binding))


def unlike_percents_sql(number: str) -> str:
    """SQL of whether numbers, taken together, look like something else than percents."""
    ratings = f"count(*) FILTER ({number} > 1 AND {number} <= {HIGHEST_RATING})"
    above = f"count(*) FILTER ({number} > {HIGHEST_RATING})"
    shares = f"count(*) FILTER ({number} > 0 AND {number} < 1)"
    return (
        f"CASE WHEN {above} = 0 THEN {ratings} + {shares} > 0 "
        f"ELSE {ratings} >= {FEWEST} AND {ratings} >= {MIXED_SHARE} * ({ratings} + {above}) END"
    )


def _of_a_hundred(name: str, binding: Binding) -> bool:
    """Whether the profile says itself that a score is of 100, rather than the export."""
    top = binding.columns.get("max_score")
    return name == "score" and top is not None and top.constant in ("100", "100.0")


def _advice(profile: Profile, table: str, name: str, *scales: str) -> str:
    start = "" if name in profile.columns else f'from = "{name}", '
    lines = (f'{name} = {{ {start}scale = "{scale}" }}' for scale in scales)
    return profile_advice(profile, table, "columns", *lines)


def share_condition(
    steps: Steps,
    name: str,
    marks: Marks,
    binding: Binding,
    file: str,
    connection: duckdb.DuckDBPyConnection,
) -> str:
    """SQL condition on ``{number}`` for being a share (0.58), in a column that may hold both.

    A number below 1 is a share, one above 1 a percent; 1 goes with what else the column holds.

    Raises
    ------
    SourceError
        The column holds a 1 that could be 1 % or 100 %.
    """
    number = unmarked_number_sql(f"r_{name}", marks)
    shares, percents, row = connection.execute(
        steps.sql(
            f"SELECT coalesce(bool_or(n > 0 AND n < 1), false), coalesce(bool_or(n > 1), false), "
            f"min(_row) FILTER (n = 1) "
            f"FROM (SELECT _row, {number} AS n FROM {{last}} WHERE reason IS NULL)"
        )
    ).fetchone() or (False, False, None)
    if row is not None and shares == percents:
        raise SourceError(
            f"{file}, column '{binding.shown[name]}', row {row}: 1 can be read as 1 % or as 100 %",
            f'Say which in the profile: [columns.{name}] scale = "percent" or "share".',
        )
    return "{number} <= 1" if shares and not percents else "{number} < 1"
