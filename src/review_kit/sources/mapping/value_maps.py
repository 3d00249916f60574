"""Texts that a value map does not name, and what its ``otherwise`` makes of them.

``otherwise`` is a guess about texts that nobody has looked at, so that each is reported with its count.
In a column of true and false, a word for one of the two is read in any language that is known, and
another word is refused. A stage that looks won, lost or closed is never an open deal: it is asked
about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Literal

import duckdb

from review_kit.sources.canonical import CanonicalColumn
from review_kit.sources.columns.binding import Binding
from review_kit.sources.files.joined import FILES_OF_ROWS
from review_kit.sources.matching.salesforce_ids import is_salesforce_id
from review_kit.sources.notice import Notice
from review_kit.sources.profiles.advice import profile_advice
from review_kit.sources.profiles.column import Column
from review_kit.sources.profiles.language import Profile
from review_kit.sources.sql import Steps, literal, literals
from review_kit.sources.values.error_texts import is_error_sql
from review_kit.sources.values.truth_words import CHECKED, NO, UNCHECKED, YES, is_word_sql, truth_of
from review_kit.words import say

DIFFERENT_TEXTS = 1_000
"""Texts that are looked at one by one, the most frequent first."""

PAST_DEALS = 5
"""Deals of one stage, all of them past their close date, from which on the stage is asked about."""

_PLAINLY_WON = (
    r"\bwon\b|\bwin\b|gewonnen|gagné|gagne\b|ganad[ao]|\bganh[ao]\b|\bvint[ao]\b|\bvunn[ei]t?\b|"
    r"vundet|wygran|výhra|vyhr|\bnyert|выигр|kazanıl|受注|赢单|成交"
)
_WON = (
    rf"{_PLAINLY_WON}|"
    r"\bsigned\b|unterschrieben|unterzeichnet|\bsigné|firmad[ao]|assinad[ao]|firmat[ao]\b"
)
_PLAINLY_LOST = (
    r"\blost\b|\bloss\b|verloren|perdu|perdid[ao]|\bpers[ao]\b|förlorad|\btap[te]t?\b|tabt|przegran|"
    r"prohr|elvesz|проигр|потер|kaybed|失注|丢单"
)
_LOST = (
    rf"{_PLAINLY_LOST}|\bno deal\b|disqualif|abandon|cancel|storniert|"
    r"abgesagt|abgelehnt|declined|rejected|annul"
)
_CLOSED = (
    r"\bclosed\b|geschlossen|gesloten|\bferm[ée]e?s?\b|\bconclue?s?\b|cerrad[ao]|fechad[ao]|chius[ao]|"
    r"stängd|lukket|zamkni|uzavř|lezár|закры|kapan[dm]|beendet|terminé"
)
_LOOKS: Mapping[str, re.Pattern[str]] = {
    "is_closed": re.compile(f"{_WON}|{_LOST}|{_CLOSED}", re.IGNORECASE),
    "is_won": re.compile(_WON, re.IGNORECASE),
    "evaluator": re.compile(
        r"\b(ai|ki|ia|bot|gpt|llm|auto\w*|machine|robot|copilot|virtual|agentic)\b|gpt",
        re.IGNORECASE,
    ),
}
"""Column → texts of which the usual ``otherwise`` is probably wrong."""
_NEVER_WON = re.compile(f"{_LOST}", re.IGNORECASE)
_MARK = re.compile(r"\W*.?\W*")
"""One letter or sign, such as an ``x``: some mean yes by it and some mean no."""


@dataclass(frozen=True)
class Choice:
    """How the texts of one column are read that its value map does not name."""

    refused: tuple[str, ...] = ()
    """Texts that stay as they are, for the contract to fault."""
    unnamed: tuple[str, ...] = ()
    """Texts that ``otherwise`` takes, and that nothing speaks against."""


@dataclass(frozen=True)
class _Text:
    text: str
    rows: int
    row: int
    files: int = 1
    """A bit for each file that has it."""


def ending_of(stage: str) -> Literal["won", "lost"] | None:
    """Say whether a stage is plainly called won or lost, in any of the larger languages."""
    won = re.search(_PLAINLY_WON, stage, re.IGNORECASE)
    lost = re.search(_PLAINLY_LOST, stage, re.IGNORECASE)
    if bool(won) == bool(lost):
        return None
    return "won" if won else "lost"


def is_machine(reviewer: str) -> bool:
    """Say whether the name of a reviewer looks like a program's."""
    return bool(_LOOKS["evaluator"].search(reviewer))


def has_map(column: Column) -> bool:
    """Whether a column goes through a value map."""
    return bool(column.values or column.patterns)


def picked_sql(
    canonical: CanonicalColumn, column: Column, text: str, choice: Choice = Choice()
) -> str:
    """SQL of a cell through its value map; the cell itself where there is none."""
    if not has_map(column):
        return text
    cases = [f"WHEN {text} IS NULL THEN NULL"]
    cases += [
        # ids that differ by case only are two
        f"WHEN {text} = {literal(given.strip())} THEN {_meant(value)}"
        if is_salesforce_id(given.strip())
        else f"WHEN lower({text}) = {literal(given.strip().lower())} THEN {_meant(value)}"
        for given, value in column.values.items()
    ]
    cases += [
        f"WHEN regexp_matches({text}, {literal(pattern)}) THEN {_meant(value)}"
        for pattern, value in column.patterns.items()
    ]
    for words, value in _words(canonical, column):
        cases.append(f"WHEN {is_word_sql(text, words)} THEN {literal(value)}")
    if choice.refused:
        cases.append(f"WHEN {text} IN ({literals(choice.refused)}) THEN {text}")
    otherwise = literal(column.otherwise) if column.otherwise is not None else text
    return f"CASE {' '.join(cases)} ELSE {otherwise} END"


def _meant(value: str) -> str:
    """SQL of what a value map says; an empty text is no value."""
    return literal(value) if value else "NULL"


def _words(canonical: CanonicalColumn, column: Column) -> list[tuple[Iterable[str], str]]:
    """Words for true and false in other languages, and what they mean in a column.

    Where a value map names ``true``, every word for a ticked box means the same, and so on.
    """
    if canonical.kind == "boolean":
        return [(CHECKED | YES, "true"), (UNCHECKED | NO, "false")]
    given_values = {given.strip().lower(): to for given, to in column.values.items()}
    kinds = (("true", CHECKED), ("false", UNCHECKED), ("yes", YES), ("no", NO))
    return [
        # a letter or a digit may be a value of its own there
        ([each for each in words if len(each) > 1 or not each.isalnum()], given_values[word])
        for word, words in kinds
        if word in given_values
    ]


def unnamed_texts(
    steps: Steps,
    columns: Mapping[str, CanonicalColumn],
    profile: Profile,
    binding: Binding,
    file: str,
    connection: duckdb.DuckDBPyConnection,
) -> tuple[dict[str, Choice], tuple[Notice, ...]]:
    """Look at every text that an ``otherwise`` would decide about.

    Parameters
    ----------
    steps
        Rows before value maps are applied.
    columns
        Canonical columns by name.
    profile
        Named in messages.
    binding
        Cells and columns.
    file
        Name of the file, for messages.
    connection
        DuckDB to compute with.

    Returns
    -------
    How columns treat these texts, and what is reported.
    """
    choices: dict[str, Choice] = {}
    notices: list[Notice] = []
    reported: dict[str, set[str]] = {}
    for name, cell in binding.cells.items():
        column = binding.columns[name]
        if column.otherwise is None:
            continue
        text = "piece" if column.makes_rows else cell
        unnamed, is_truth = _unnamed(steps, columns[name], column, text, connection)
        if not unnamed:
            continue
        refused: tuple[_Text, ...] = ()
        if columns[name].kind == "boolean":
            refused = tuple(each for each in unnamed if is_truth or _MARK.fullmatch(each.text))
        shown = binding.shown.get(name, name)
        if refused:
            notices.append(_refused(name, refused, profile, file, shown))
        rest = [each for each in unnamed if each not in refused]
        asked = [each for each in rest if _is_doubtful(name, column, each.text)]
        if asked:
            notices.append(_asked(name, column, asked, profile, file, shown))
        choices[name] = Choice(
            tuple(each.text for each in refused),
            tuple(each.text for each in rest if each not in asked),
        )
        # one stage is reported once, though two columns are made of it
        known = reported.setdefault(text, set())
        others = [each for each in rest if each not in asked and each.text not in known]
        if name == "is_won":
            others = [each for each in others if not _NEVER_WON.search(each.text)]
        known |= {each.text for each in others} | {each.text for each in asked}
        if others:
            notices.append(_swallowed(name, column, others, profile, file, shown))
    return choices, tuple(notices)


def past_stages(
    steps: Steps,
    choices: Mapping[str, Choice],
    profile: Profile,
    binding: Binding,
    file: str,
    exported_on: date,
    connection: duckdb.DuckDBPyConnection,
) -> tuple[Notice, ...]:
    """Ask about stages that nobody named closed, of which every deal should have closed by now.

    Parameters
    ----------
    steps
        Spelled rows: ``f_close_date``.
    choices
        What :func:`unnamed_texts` found.
    profile
        Named in messages.
    binding
        Cells and columns.
    file
        Name of the file, for messages.
    exported_on
        Day that the deals stand for.
    connection
        DuckDB to compute with.
    """
    if "is_closed" not in choices or "close_date" not in binding.columns:
        return ()
    column = binding.columns["is_closed"]
    unnamed = choices["is_closed"].unnamed
    if column.otherwise != "false" or not unnamed:
        return ()
    text = binding.cells["is_closed"]
    found = connection.execute(
        steps.sql(
            f"SELECT {text}, count(*), min(_row) FROM {{last}} "
            f"WHERE reason IS NULL AND {text} IN ({literals(unnamed)}) GROUP BY 1 "
            f"HAVING count(*) >= {PAST_DEALS} AND bool_and(coalesce("
            f"try_cast(f_close_date AS DATE) < DATE '{exported_on}', false)) ORDER BY 2 DESC, 1"
        )
    ).fetchall()
    if not found:
        return ()
    texts = [_Text(*row) for row in found]
    return (
        _notice(
            "past_stages",
            say("found-past-stages"),
            say(
                "found-past-stages.hint",
                advice=profile_advice(
                    profile,
                    "opportunities",
                    "columns",
                    *_lines("is_closed", texts, "true", "false"),
                ),
            ),
            texts,
            file,
            binding.shown.get("is_closed", "is_closed"),
            stops=True,
        ),
    )


def _unnamed(
    steps: Steps,
    canonical: CanonicalColumn,
    column: Column,
    text: str,
    connection: duckdb.DuckDBPyConnection,
) -> tuple[list[_Text], bool]:
    """Texts that nothing names, and whether the others are words for true and false."""
    marker = "\x1funnamed"
    picked = picked_sql(canonical, column.model_copy(update={"otherwise": marker}), text)
    found = connection.execute(
        steps.then(
            "named",
            f"SELECT _row, {text} AS given, {picked} = {literal(marker)} AS open FROM {{last}} "
            f"WHERE reason IS NULL AND {text} IS NOT NULL AND NOT {is_error_sql(text)}",
        ).sql(
            f"SELECT given, count(*), min(_row), {FILES_OF_ROWS}, open FROM {{last}} GROUP BY given, open "
            f"ORDER BY open DESC, count(*) DESC, given LIMIT {DIFFERENT_TEXTS}"
        )
    ).fetchall()
    unnamed = [_Text(*each) for *each, is_open in found if is_open]
    words = any(truth_of(given) is not None for given, _, _, _, is_open in found if not is_open)
    return unnamed, words


def _is_doubtful(name: str, column: Column, text: str) -> bool:
    """Whether ``otherwise`` is probably wrong for a text, or says nothing about it."""
    if name in ("is_closed", "is_won") and column.otherwise == "false" and text.isdigit():
        return True
    looks = _LOOKS.get(name)
    return looks is not None and column.otherwise != "true" and bool(looks.search(text))


def _notice(
    kind: str, message: str, hint: str, texts: Iterable[_Text], file: str, shown: str, stops: bool
) -> Notice:
    texts = list(texts)
    return Notice(
        kind=kind,
        message=message,
        hint=hint,
        rows=sum(each.rows for each in texts),
        file=file,
        row=min(each.row for each in texts),
        files=reduce(or_, (each.files for each in texts)).bit_count(),
        column=shown,
        stops=stops,
        listed={each.text: each.rows for each in texts},
    )


def _lines(name: str, texts: Iterable[_Text], *meanings: str) -> tuple[str, ...]:
    first = min(texts, key=lambda each: (-each.rows, each.text)).text.replace('"', '\\"')
    return tuple(f'{name} = {{ values = {{ "{first}" = "{value}" }} }}' for value in meanings)


def _refused(name: str, texts: Iterable[_Text], profile: Profile, file: str, shown: str) -> Notice:
    table = profile.table or ""
    return _notice(
        "unknown_truth_words",
        say("found-unknown-truth-words", column=name),
        say(
            "found-unknown-truth-words.hint",
            advice=profile_advice(profile, table, "columns", *_lines(name, texts, "true", "false")),
        ),
        texts,
        file,
        shown,
        stops=False,
    )


def _asked(
    name: str, column: Column, texts: Iterable[_Text], profile: Profile, file: str, shown: str
) -> Notice:
    other = "ai" if name == "evaluator" else "true"
    return _notice(
        "doubtful_otherwise",
        say("found-doubtful-otherwise", column=name, otherwise=str(column.otherwise)),
        say(
            "found-doubtful-otherwise.hint",
            advice=profile_advice(
                profile,
                profile.table or "",
                "columns",
                *_lines(name, texts, other, str(column.otherwise)),
            ),
        ),
        texts,
        file,
        shown,
        stops=True,
    )


def _swallowed(
    name: str, column: Column, texts: Iterable[_Text], profile: Profile, file: str, shown: str
) -> Notice:
    return _notice(
        "unnamed_values",
        say("found-unnamed-values", column=name, otherwise=str(column.otherwise)),
        say(
            "found-unnamed-values.hint",
            advice=profile_advice(
                profile, profile.table or "", "columns", *_lines(name, texts, str(column.otherwise))
            ),
        ),
        texts,
        file,
        shown,
        stops=False,
    )
