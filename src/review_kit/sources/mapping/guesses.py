"""Values that a profile guesses where the export says none: they are reported, and what contradicts them.

Gong's exports, for one, do not say what a score is of.
"""

from __future__ import annotations

import duckdb

from review_kit.sources.columns.binding import Binding
from review_kit.sources.files.joined import FILES_OF_ROWS
from review_kit.sources.notice import Notice
from review_kit.sources.profiles.advice import profile_advice
from review_kit.sources.profiles.language import Profile
from review_kit.sources.sql import Steps
from review_kit.words import say

LIMITED_BY = {"max_score": "score"}
"""Guessed column → column whose values cannot be above it."""


def guessed_values(
    steps: Steps,
    profile: Profile,
    table: str,
    binding: Binding,
    file: str,
    connection: duckdb.DuckDBPyConnection,
) -> tuple[Notice, ...]:
    """Tell every guess that rows rest on, and stop where one of them cannot be right."""
    notices: list[Notice] = []
    for name, column in binding.columns.items():
        if column.guess is None or column.default is not None:
            continue
        guess = column.guess
        guessed = f"r_{name} IS NULL" if name in binding.cells else "true"
        limited = LIMITED_BY.get(name)
        above = "false"
        if limited is not None and limited in binding.columns:
            above = f"try_cast(f_{limited} AS DOUBLE) > try_cast('{guess}' AS DOUBLE)"
        rows, row, files, beyond, beyond_row = connection.execute(
            steps.sql(
                f"SELECT count(*), min(_row), {FILES_OF_ROWS}, "
                f"count(*) FILTER ({above}), min(_row) FILTER ({above}) "
                f"FROM {{last}} WHERE reason IS NULL AND {guessed}"
            )
        ).fetchone() or (0, None, 0, 0, None)
        shown = binding.shown.get(name, "")
        if beyond:
            notices.append(
                Notice(
                    kind="guess_contradicted",
                    message=say(
                        "found-guess-contradicted", column=name, guess=guess, limited=limited or ""
                    ),
                    hint=say(
                        "found-guess-contradicted.hint", advice=_advice(profile, table, name, "…")
                    ),
                    rows=beyond,
                    file=file,
                    row=beyond_row,
                    column=binding.shown.get(limited or "", ""),
                    stops=True,
                )
            )
        elif rows:
            notices.append(
                Notice(
                    kind="guessed_value",
                    message=say("found-guessed-value", column=name, guess=guess),
                    hint=say(
                        "found-guessed-value.hint", advice=_advice(profile, table, name, guess)
                    ),
                    rows=rows,
                    file=file,
                    row=row,
                    column=shown,
                    files=files.bit_count(),
                )
            )
    return tuple(notices)


def _advice(profile: Profile, table: str, name: str, value: str) -> str:
    return profile_advice(profile, table, "columns", f"{name} = {{ constant = {value} }}")
