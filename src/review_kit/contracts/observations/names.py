"""Names in one table, or in the settings, that stand for something elsewhere and match nothing there.

A rule of a contract quarantines rows whose reference is needed. These names are not needed for a row
to be kept, so each is a warning: what it stands for is missing from a document without anybody having
left it out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from review_kit.contracts.checked_tables import CheckedTables
from review_kit.contracts.unmatched import Unmatched, listed, named_near
from review_kit.sources.matching.suggestions import Known, suggestion
from review_kit.sources.notice import Notice
from review_kit.words import say

PEOPLE = {
    "coaching_log": "manager_id",
    "scheduled_sessions": "manager_id",
    "skills_matrix": "rated_by",
}
"""Columns that name a person, and that no rule holds against the roster."""

SHOWN = 5


def unknown_people(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """Find people who are neither a manager nor a rep of the roster.

    Columns read: ``roster``: ``rep_id``, ``rep_name``, ``manager_id``, ``manager_name``; and
    the columns in :data:`PEOPLE`.
    """
    if not tables.have("roster"):
        return
    managers = tables.ask(
        f"SELECT DISTINCT manager_id, manager_name FROM {tables.of('roster')} ORDER BY 1"
    )
    reps = tables.ask(f"SELECT rep_id, rep_name FROM {tables.of('roster')} ORDER BY 1")
    known = [Known(identifier, name or "") for identifier, name in [*managers, *reps]]
    for table, column in PEOPLE.items():
        if tables.have(table):
            yield from _unknown(
                tables,
                table,
                column,
                known,
                kind="unknown_people",
                message="found-unknown-people",
            )


def unknown_outcome_metrics(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """Find results that criteria are said to drive, and that nobody knows.

    Columns read: ``criteria``: ``outcome_metric``; ``outcomes``, where given: ``metric``.
    """
    if tables.metrics is None or not tables.have("criteria"):
        return
    known = tables.metrics.results | _exported_metrics(tables)
    yield from _unknown(
        tables,
        "criteria",
        "outcome_metric",
        [Known(name) for name in sorted(known)],
        kind="unknown_outcome_metric",
        message="found-unknown-outcome-metric",
    )


def unused_outcomes(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """Find exported results that are nearly called as one that somebody waits for.

    Columns read: ``outcomes``: ``metric``; ``criteria``: ``outcome_metric``; ``goals``, where
    given: ``metric``.
    """
    if tables.metrics is None or not tables.have("outcomes", "criteria"):
        return
    wanted = {*tables.texts("criteria", "outcome_metric")}
    if tables.have("goals"):
        wanted |= {*tables.texts("goals", "metric")}
    exported = tables.texts("outcomes", "metric")
    waiting = [
        Known(name)
        for name in sorted((wanted | tables.metrics.results) - exported.keys())
        if name not in exported
    ]
    strange = {
        name: rows
        for name, rows in exported.items()
        if name not in tables.metrics.names and name not in wanted and suggestion(name, waiting)
    }
    yield from _warning(
        tables,
        "outcomes",
        "metric",
        strange,
        waiting,
        kind="nearly_known_outcome",
        message="found-nearly-known-outcome",
    )


def unknown_competencies(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """Find competencies that were rated and no criterion belongs to, and the other way round.

    Columns read: ``skills_matrix`` and ``criteria``: ``competency``.
    """
    if not tables.have("skills_matrix", "criteria"):
        return
    rated = tables.texts("skills_matrix", "competency")
    named = tables.texts("criteria", "competency")
    if not named:
        return
    yield from _unknown(
        tables,
        "skills_matrix",
        "competency",
        [Known(name) for name in named],
        kind="unknown_competency",
        message="found-unknown-competency",
    )
    yield from _unknown(
        tables,
        "criteria",
        "competency",
        [Known(name) for name in rated],
        kind="unrated_competency",
        message="found-unrated-competency",
    )


def unknown_goal_metrics(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """Find goals on a metric that nobody knows.

    Columns read: ``goals``: ``metric``; ``outcomes``, where given: ``metric``.
    """
    if tables.metrics is None or not tables.have("goals"):
        return
    known = tables.metrics.names | _exported_metrics(tables)
    yield from _unknown(
        tables,
        "goals",
        "metric",
        [Known(name) for name in sorted(known)],
        kind="unknown_goal_metric",
        message="found-unknown-goal-metric",
    )


def unknown_countries(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """Find countries of reps that no calendar of public holidays is of.

    Columns read: ``roster``: ``country``.
    """
    if not tables.have("roster"):
        return
    named = tables.texts("roster", "country")
    calendars = tables.calendars(named)
    yield from _warning(
        tables,
        "roster",
        "country",
        {code: rows for code, rows in named.items() if calendars[code] is None},
        [],
        kind="unknown_country",
        message="found-unknown-country",
    )


def sessions_outside_the_calendar(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """Find a log and a calendar that have no session in common: their ids are of two systems.

    Columns read: ``coaching_log``: ``session_id``; ``scheduled_sessions``: ``session_id``,
    ``status``.
    """
    if not tables.have("scheduled_sessions", "coaching_log"):
        return
    ((logged, common),) = tables.ask(
        "SELECT count(*), count(s.session_id) FROM "
        f"(SELECT DISTINCT session_id FROM {tables.of('coaching_log')}) AS l "
        f"LEFT JOIN {tables.of('scheduled_sessions')} AS s USING (session_id)"
    )
    ((held,),) = tables.ask(
        f"SELECT count(*) FROM {tables.of('scheduled_sessions')} WHERE status = 'held'"
    )
    if common or not logged or not held:
        return
    yield (
        "scheduled_sessions",
        Notice(
            kind="sessions_outside_the_calendar",
            message=say("found-sessions-outside-calendar", logged=logged, held=held),
            hint=say("found-sessions-outside-calendar.hint"),
        ),
    )


def unknown_settings(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """Find targets of criteria and values of results, in the settings, that are nobody's.

    Columns read: ``criteria``: ``criterion_id``, ``criterion``; ``outcomes``, where given:
    ``metric``.
    """
    if not tables.have("criteria"):
        return
    criteria = tables.ask(f"SELECT criterion_id, criterion FROM {tables.of('criteria')} ORDER BY 1")
    sections: list[tuple[str, Collection[str], list[Known]]] = [
        ("targets.criteria", tables.config.targets.criteria, [Known(*row) for row in criteria])
    ]
    if tables.metrics is not None:
        results = sorted(tables.metrics.results | _exported_metrics(tables))
        sections.append(
            (
                "rates.outcome_values",
                tables.config.rates.outcome_values,
                [Known(r) for r in results],
            )
        )
    for section, keys, known in sections:
        there = {each.identifier for each in known}
        unknown = [key for key in keys if key not in there]
        if unknown:
            named = ", ".join(named_near(key, suggestion(key, known)) for key in unknown)
            yield (
                "criteria",
                Notice(
                    kind="unknown_setting",
                    message=say("found-unknown-setting", section=section, named=named),
                    hint=say("found-unknown-setting.hint"),
                ),
            )


def _exported_metrics(tables: CheckedTables) -> frozenset[str]:
    return frozenset(tables.texts("outcomes", "metric")) if tables.have("outcomes") else frozenset()


def _unknown(
    tables: CheckedTables,
    table: str,
    column: str,
    known: Iterable[Known],
    *,
    kind: str,
    message: str,
) -> Iterator[tuple[str, Notice]]:
    """Yield one warning about the texts of a column that are none of the known ones."""
    known = list(known)
    there = {each.identifier for each in known}
    unknown = {
        text: rows for text, rows in tables.texts(table, column).items() if text not in there
    }
    yield from _warning(tables, table, column, unknown, known, kind=kind, message=message)


def _warning(
    tables: CheckedTables,
    table: str,
    column: str,
    unknown: Mapping[str, int],
    known: list[Known],
    *,
    kind: str,
    message: str,
) -> Iterator[tuple[str, Notice]]:
    if not unknown:
        return
    of_nobody = tables.verdicts[table].of_nobody.get(column, frozenset())
    shown = [
        Unmatched(text, rows, "" if text in of_nobody else suggestion(text, known))
        for text, rows in [*unknown.items()][:SHOWN]
    ]
    file, row = tables.first_place(table, column, next(iter(unknown)))
    yield (
        table,
        Notice(
            kind=kind,
            message=say(message, column=column, texts=listed(shown, len(unknown))),
            hint=say(f"{message}.hint", column=column),
            rows=sum(unknown.values()),
            file=file,
            row=row,
            column=column,
        ),
    )
