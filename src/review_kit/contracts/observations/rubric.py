"""Whether the rubric and the scores are of the same time: criteria without scores, scores without force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from review_kit.contracts.checked_tables import CheckedTables
from review_kit.contracts.unmatched import named_near
from review_kit.sources.matching.suggestions import Known, suggestion
from review_kit.sources.notice import Notice, and_more
from review_kit.words import say

LEAST_CALLS = 5
"""Calls scored on other criteria from which on the lack of a score means something."""

_SHOWN = 5

_FORCE = """
    SELECT c.criterion_id, c.criterion, c.parent_criterion_id, c.valid_from,
        coalesce(min(r.valid_from) - 1, c.valid_to) AS last_day
    FROM {criteria} AS c
    LEFT JOIN {criteria} AS r
        ON r.replaces_criterion_id = c.criterion_id AND r.valid_from > c.valid_from
    GROUP BY 1, 2, 3, 4, c.valid_to
"""
"""Criteria with the days on which each is in force: until its replacement begins, or its own end."""


def unscored_criteria(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """Find criteria in force that no call of the export was scored on, nor on a part of them.

    Columns read: ``criteria``: ids, names, parents and days of force; ``qa_scores``:
    ``criterion_id``, ``call_id``, ``call_on``.
    """
    if not tables.have("criteria", "qa_scores"):
        return
    scored = set(tables.texts("qa_scores", "criterion_id"))
    criteria = tables.ask(_FORCE.format(criteria=tables.of("criteria")))
    parents = {identifier: parent for identifier, _, parent, _, _ in criteria}
    for identifier in [*scored]:
        above = parents.get(identifier)
        while above is not None and above not in scored:
            scored.add(above)
            above = parents.get(above)
    if not scored:
        return
    calls = tables.ask(
        f"SELECT call_on, count(DISTINCT call_id) FROM {tables.of('qa_scores')} GROUP BY 1"
    )
    missing = []
    for identifier, called, _, first, last in criteria:
        in_force = sum(n for day, n in calls if first <= day and (last is None or day <= last))
        if identifier not in scored and in_force >= LEAST_CALLS:
            missing.append((in_force, str(called), identifier))
    if not missing:
        return
    missing.sort(key=lambda each: (-each[0], each[1], each[2]))
    named = ", ".join(
        say("found-unscored-criterion", name=called, calls=n) for n, called, _ in missing[:_SHOWN]
    )
    first, last = min(day for day, _ in calls), max(day for day, _ in calls)
    yield (
        "qa_scores",
        Notice(
            kind="unscored_criteria",
            message=say(
                "found-unscored-criteria",
                n=len(missing),
                first=str(first),
                last=str(last),
                named=and_more(named, len(missing) - _SHOWN),
            ),
            hint=say("found-unscored-criteria.hint"),
        ),
    )


def scores_out_of_force(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """Find scores of days on which their criterion was not in force.

    Columns read: ``criteria``: ids and days of force; ``qa_scores``: ``criterion_id``,
    ``call_on``.
    """
    if not tables.have("criteria", "qa_scores"):
        return
    found = tables.ask(
        f"WITH force AS ({_FORCE.format(criteria=tables.of('criteria'))}) "
        "SELECT s.criterion_id, f.valid_from, f.last_day, count(*) AS rows, "
        "min(s.call_on), max(s.call_on) "
        f"FROM {tables.of('qa_scores')} AS s JOIN force AS f USING (criterion_id) "
        "WHERE s.call_on < f.valid_from OR s.call_on > f.last_day "
        "GROUP BY 1, 2, 3 ORDER BY rows DESC, 1"
    )
    if not found:
        return
    named = ", ".join(
        say(
            "found-score-out-of-force",
            criterion=identifier,
            days=_days(earliest, latest),
            force=_force(first, last),
        )
        for identifier, first, last, _, earliest, latest in found[:_SHOWN]
    )
    yield (
        "qa_scores",
        Notice(
            kind="scores_out_of_force",
            message=say("found-scores-out-of-force", named=and_more(named, len(found) - _SHOWN)),
            hint=say("found-scores-out-of-force.hint"),
            rows=sum(rows for _, _, _, rows, _, _ in found),
        ),
    )


def unknown_rubric_versions(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """Find versions of the rubric that scores name and the criteria do not have.

    Columns read: ``criteria`` and ``qa_scores``: ``rubric_version``.
    """
    if not tables.have("criteria", "qa_scores"):
        return
    known = [Known(text) for text in tables.texts("criteria", "rubric_version")]
    given = tables.texts("qa_scores", "rubric_version")
    unknown = {text: rows for text, rows in given.items() if Known(text) not in known}
    if not unknown:
        return
    named = ", ".join(named_near(text, suggestion(text, known)) for text in [*unknown][:_SHOWN])
    file, row = tables.first_place("qa_scores", "rubric_version", next(iter(unknown)))
    yield (
        "qa_scores",
        Notice(
            kind="unknown_rubric_version",
            message=say("found-unknown-rubric-version", named=named),
            hint=say("found-unknown-rubric-version.hint"),
            rows=sum(unknown.values()),
            file=file,
            row=row,
            column="rubric_version",
        ),
    )


def _days(first: date, last: date) -> str:
    return str(first) if first == last else say("found-days", first=str(first), last=str(last))


def _force(first: date, last: date | None) -> str:
    if last is None:
        return say("found-force-on", first=str(first))
    return say("found-force", first=str(first), last=str(last))
