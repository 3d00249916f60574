"""From a placed file to a draft of its profile: columns, days, numbers, scores, people, footers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from review_kit.sources.canonical import CanonicalColumn
from review_kit.sources.connect.columns import Found
from review_kit.sources.connect.deals import decide_ends, decide_identity, leave_out_undated
from review_kit.sources.connect.evidence import is_known
from review_kit.sources.connect.people import People, matching
from review_kit.sources.connect.placing import Placed
from review_kit.sources.connect.proposal import Answers, Draft
from review_kit.sources.connect.questions import NOBODY, THEME, answers_about, settled
from review_kit.sources.connect.roster import decide_people_of_roster
from review_kit.sources.connect.rows import decide_blocks, decide_footers
from review_kit.sources.connect.scores import (
    add_reviewers,
    decide_scores,
    decide_top,
    decide_wide_scores,
    name_criteria,
    name_questions,
)
from review_kit.sources.connect.shapes import PEOPLE
from review_kit.sources.connect.shipped import Fit, gives
from review_kit.sources.connect.values import decide_days, decide_marks, scale_of_values
from review_kit.sources.files.header import plain_name
from review_kit.sources.profiles.keys import DURATIONS
from review_kit.words import say

_AMOUNTS = ("amount", "quota", "value")
_SCORES = ("score_before", "score_after")
_OWN_RATINGS = ("self_assessment",)
_MOST = 0.5
_SAME_WORDS = 0.95
_HOURS = re.compile(r"(?i)\bhours?\b|\bhrs?\b|\bstunden\b")


def draft_of(
    placed: Placed,
    fit: Fit | None,
    columns: Sequence[CanonicalColumn],
    people: People,
    files: Sequence[str],
    answers: Answers,
) -> Draft:
    """Draft the profile of a file.

    Parameters
    ----------
    placed
        The file as a table.
    fit
        The shipped profile that it is built on, if any.
    columns
        Columns of the table.
    people
        Who is on the roster, and what is in the rubric.
    files
        Names of the files or sheets that it is for.
    answers
        What was said to questions.
    """
    grid = placed.grid if fit is None else fit.grid
    draft = Draft(placed.table, grid, tuple(files), base=fit.profile.name if fit else "")
    draft.wide = bool(placed.questions)
    found = dict(placed.found)
    if fit is None and is_canonical(placed, columns):
        draft.canonical = True
    _decide_columns(draft, placed, fit, columns, people, found, answers)
    kinds = {column.name: column.kind for column in columns}
    days = [name for name in found if kinds[name] in ("date", "timestamp")]
    decide_days(draft, found, days, answers)
    decide_marks(draft, found, [name for name in _AMOUNTS if name in found], answers)
    if not (grid.header_row == 0 and draft.base):
        decide_footers(draft, fit)
        decide_blocks(draft, found, answers)
    _decide_bands(draft, found, fit)
    _decide_matches(draft, found, fit, people, answers)
    used = _names_used(draft, fit) | {plain_name(band.name) for band in grid.bands}
    if not (draft.base and fit is not None and fit.profile.unpivot is not None):
        draft.unused = tuple(name for name in grid.header if name and plain_name(name) not in used)
    if draft.canonical and _needs_profile(draft):
        draft.canonical = False
    return draft


def is_canonical(placed: Placed, columns: Sequence[CanonicalColumn]) -> bool:
    """Say whether a file has the columns of the data model under their own names."""
    there = {plain_name(name) for name in placed.grid.header if name}
    return not placed.questions and all(
        plain_name(column.name) in there for column in columns if column.required
    )


def _needs_profile(draft: Draft) -> bool:
    """Whether more was decided about a canonical file than its columns."""
    return bool(draft.read or draft.dates or draft.numbers or draft.leave_out) or any(
        isinstance(how, dict) and how.keys() - {"from"} for how in draft.columns.values()
    )


def _decide_columns(
    draft: Draft,
    placed: Placed,
    fit: Fit | None,
    columns: Sequence[CanonicalColumn],
    people: People,
    found: dict[str, Found],
    answers: Answers,
) -> None:
    if draft.canonical:
        for name, each in found.items():
            draft.columns[name] = (
                name if plain_name(name) == plain_name(each.heading) else each.heading
            )
        _decide_units(draft, found, answers)
        return
    for name, each in found.items():
        if fit is not None and _is_made_of_headings(fit, name):
            continue
        if fit is not None and _base_reads(fit, name, each):
            draft.decide(
                "columns",
                name,
                say("connect-as-base", heading=_heading(fit, name)),
            )
            continue
        if fit is not None and fit.profile.read.records and each.score < _SAME_WORDS:
            continue
        draft.columns[name] = _how(placed.table, name, each, fit)
        draft.decide("columns", name, say("connect-found", heading=each.heading, why=_reason(each)))
    _decide_by_table(draft, placed, fit, columns, people, found, answers)
    _decide_units(draft, found, answers)
    if fit is not None and fit.profile.read.records:
        # what lies inside of records is seen when they are read
        return
    for column in columns:
        given = column.name in draft.columns or (
            fit is not None and gives(fit.profile, column.name, fit.grid)
        )
        if not given and column.required and not column.added:
            _derive(draft, column, found, answers)


def _decide_by_table(
    draft: Draft,
    placed: Placed,
    fit: Fit | None,
    columns: Sequence[CanonicalColumn],
    people: People,
    found: dict[str, Found],
    answers: Answers,
) -> None:
    """Decide what only one table has: names of people, scales and reviewers, stages, who held a session."""
    if placed.table == "roster":
        decide_people_of_roster(draft, placed, found, _given(fit, columns))
    if placed.table == "qa_scores" and placed.questions and fit is None:
        decide_wide_scores(draft, placed, found, people, answers)
    elif placed.table == "qa_scores" and fit is None:
        decide_scores(draft, found, answers)
    elif placed.table == "qa_scores" and fit is not None and placed.questions:
        add_reviewers(draft, found, fit.profile)
        decide_top(draft, placed, fit.profile, answers)
        name_questions(draft, placed)
        name_criteria(draft, placed, people)
    if placed.table == "opportunities":
        given = _given(fit, columns)
        if "opportunity_id" not in given:
            parts = ("opportunity_name", "account_name", "created_date", "rep_id")
            decide_identity(draft, found, parts)
        reads = {"is_closed", "is_won"} <= given
        decide_ends(draft, found, answers, base_reads_stages=reads)
        leave_out_undated(draft, found)
    if placed.table == "coaching_log" and "manager_id" not in found:
        _sheets_of_managers(draft, people)


def _given(fit: Fit | None, columns: Sequence[CanonicalColumn]) -> frozenset[str]:
    """Columns that the shipped profile makes of this file."""
    if fit is None:
        return frozenset()
    return frozenset(c.name for c in columns if gives(fit.profile, c.name, fit.grid))


def _sheets_of_managers(draft: Draft, people: People) -> None:
    """Tell who held the sessions of a log in which no column says it."""
    sheets = [name for name in draft.grid.sheet.split("\n") if name]
    known = people.managers
    named = [name for name in sheets if known is not None and is_known(name, known)]
    others = [name for name in sheets if name not in named]
    if named:
        draft.decide(
            "columns", "manager_id", say("connect-sheets-of-managers", sheets=", ".join(named))
        )
    if not sheets or others:
        which = ", ".join(others) if named else "all"
        draft.decide("columns", "manager_id", say("connect-manager-of-record", sheets=which))


def _base_reads(fit: Fit, name: str, each: Found) -> bool:
    """Whether the shipped profile finds this column in the file by itself.

    Where it knows several of the headings, its own order says which counts.
    """
    how = fit.profile.columns.get(name)
    if how is None:
        return False
    there = {plain_name(heading) for heading in fit.grid.header if heading}
    return any(plain_name(known) in there for known in how.source)


def _is_made_of_headings(fit: Fit, name: str) -> bool:
    """Whether the shipped profile makes a column from a column for each stage, month or the like."""
    how = fit.profile.columns.get(name)
    return how is not None and bool({"@column", "@value", "@maximum"} & {*how.source})


def _heading(fit: Fit, name: str) -> str:
    """The heading that a shipped profile takes for a column."""
    there = {plain_name(heading): heading for heading in fit.grid.header if heading}
    names = fit.profile.columns[name].source
    return next(there[plain_name(known)] for known in names if plain_name(known) in there)


def _reason(each: Found) -> str:
    facts = [each.because]
    evidence = each.evidence
    if evidence.filled and evidence.days >= 0.9:
        facts.append(say("connect-cells-dates"))
    if evidence.percents >= 0.5:
        facts.append(say("connect-cells-percentages"))
    if evidence.share_filled < 0.98:
        facts.append(say("connect-cells-filled", n=evidence.filled, rows=evidence.rows))
    return "; ".join(facts)


def _how(table: str, name: str, each: Found, fit: Fit | None) -> Any:
    """How a column is read: its heading, with people and criteria matched."""
    if fit is not None and name in fit.profile.columns and fit.profile.columns[name].source:
        return each.heading
    if table != "roster" and name in PEOPLE:
        return {"from": each.heading, "match": PEOPLE[name]}
    if table != "criteria" and name == "criterion_id":
        return {"from": each.heading, "match": "criteria"}
    return each.heading


def _as_table(how: Any) -> dict[str, Any]:
    return dict(how) if isinstance(how, dict) else {"from": how}


def _decide_units(draft: Draft, found: Mapping[str, Found], answers: Answers) -> None:
    for name in DURATIONS:
        each = found.get(name)
        if each is None or not each.evidence.values or each.evidence.clocks >= 0.5:
            continue
        values = each.evidence.values
        options = tuple(
            (unit, say("connect-unit", unit=unit)) for unit in ("hours", "minutes", "seconds")
        )
        unit = draft.answer(answers, name, options) or ""
        why = say("connect-answered")
        if unit:
            pass
        elif _HOURS.search(each.heading):
            unit, why = "hours", say("connect-heading-says", heading=each.heading)
        elif len(values) >= 3 and max(values) <= 4:
            asks = say("connect-asks-unit", heading=each.heading, highest=f"{max(values):g}")
            draft.ask(answers, name, asks, options)
        elif len(values) >= 3 and sorted(values)[len(values) // 2] > 480:
            unit, why = "seconds", say("connect-most-above", n=480)
        if unit:
            draft.columns[name] = _as_table(draft.columns.get(name, each.heading)) | {"unit": unit}
            told = say("connect-because", what=say("connect-unit", unit=unit), why=why)
            draft.decide("columns", f"{name}.unit", told)
    _decide_percents(draft, found, answers)


def _decide_percents(draft: Draft, found: Mapping[str, Found], answers: Answers) -> None:
    """Say what scores of a log are of: before and after are on one scale."""
    together = [found[n] for n in _SCORES if n in found and found[n].evidence.values]
    alone = [found[n] for n in _OWN_RATINGS if n in found and found[n].evidence.values]
    for group in (together, alone):
        if not group:
            continue
        values = [value for each in group for value in each.evidence.values]
        filled = sum(each.evidence.filled for each in group) or 1
        percents = sum(each.evidence.percents * each.evidence.filled for each in group) / filled
        points = frozenset[str]().union(*(each.evidence.points_of for each in group))
        shown = ", ".join(f"'{each.heading}'" for each in group)
        key = f"{group[0].column}.scale"
        scale, why = scale_of_values(draft, shown, values, percents, points, key, answers)
        # percents, and points that say what they are of, are read so already
        if not scale or scale == "percent" or (points and percents < _MOST):
            continue
        if scale == "share" and all(each.evidence.at in draft.grid.numbers for each in group):
            why = say("connect-as-workbook", why=why)
        for each in group:
            how = _as_table(draft.columns.get(each.column, each.heading))
            draft.columns[each.column] = how | {"scale": scale}
        draft.decide("columns", key, say("connect-because", what=scale, why=why))


def _derive(
    draft: Draft, column: CanonicalColumn, found: Mapping[str, Found], answers: Answers
) -> None:
    """Give a column that every row needs and the file does not have."""
    name, table = column.name, draft.table
    if table == "criteria" and name in _RUBRIC:
        draft.columns[name] = _RUBRIC[name]
        draft.decide("columns", name, say(f"connect-rubric-{name}"))
    elif name == "manager_id":
        draft.columns[name] = {"constant": "@manager_of_record"}
        draft.decide("columns", name, say("connect-manager-of-record", sheets="all"))
    elif name == "currency":
        draft.columns[name] = {"constant": "@currency"}
        draft.decide("columns", name, say("connect-no-currency"))
    elif name.endswith("_id") and name not in ("rep_id", "criterion_id", "opportunity_id"):
        parts = [part for part in found if part != name][:5]
        draft.columns[name] = {"id_of": parts}
        draft.decide("columns", name, say("connect-id-made", columns=", ".join(parts)))
    else:
        kind = "day" if column.kind in ("date", "timestamp") else "text"
        said = draft.ask(
            answers,
            name,
            say("connect-asks-constant", key=name, table=table),
            kind=kind,
        )
        if said is not None:
            draft.columns[name] = {"constant": said}
            draft.decide("columns", name, say("connect-constant-answered"))


_RUBRIC: Mapping[str, Any] = {
    "criterion_id": {"slug_of": "criterion"},
    "outcome_metric": {"constant": "win_rate"},
    "rubric_version": {"constant": "1"},
    "valid_from": {"constant": "2000-01-01"},
}
"""Columns that most rubrics lack, and what is assumed."""


def _decide_bands(draft: Draft, found: Mapping[str, Found], fit: Fit | None) -> None:
    """Name the rows whose value is that of the rows below them, as far as a column comes from them."""
    used = {plain_name(each.heading) for each in found.values()}
    bands = [band for band in draft.grid.bands if plain_name(band.name) in used]
    if not bands:
        return
    base = dict(fit.profile.read.bands) if fit is not None else {}
    draft.read["bands"] = base | {band.name: band.pattern for band in bands}
    for band in bands:
        told = say("connect-band", heading=band.name, n=band.rows, example=band.example)
        draft.decide("read", "bands", told)


def _decide_matches(
    draft: Draft, found: Mapping[str, Found], fit: Fit | None, people: People, answers: Answers
) -> None:
    """Look people and criteria up, name those that are nobody's, and ask who may be meant."""
    for name, each in found.items():
        how = draft.columns.get(name)
        column = fit.profile.columns.get(name) if fit is not None else None
        group = (how.get("match") if isinstance(how, dict) else None) or (
            column.match if column is not None else None
        )
        if draft.canonical and name in PEOPLE and draft.table != "roster":
            group = PEOPLE[name]
        if group is None or (column is not None and column.lookup and name not in draft.columns):
            continue
        matched = matching(name, each.evidence, group, people, column.split if column else ())
        if matched is None:
            continue
        sure = {
            one.text: one.settled
            for one in matched.unmatched
            if one.settled and not draft.canonical
        }
        if sure:
            told = ", ".join(
                say("connect-is", text=text, known=known) for text, known in sure.items()
            )
            draft.decide("columns", f"{name}.values", say("connect-same-words", texts=told))
        said = answers_about(draft, matched, people, answers)
        themes = [text for text, meant in said.items() if meant == THEME]
        # a text that means itself refers to nothing, and nobody is suggested for it when it is validated
        meant = sure | {
            text: text if known == NOBODY else "" if known == THEME else known
            for text, known in said.items()
        }
        draft.matchings.append(settled(matched, said))
        if not meant:
            continue
        table = _as_table(how if how is not None else each.heading)
        if column is None:
            table.setdefault("match", group)
        draft.columns[name] = table | {"values": {**table.get("values", {}), **meant}}
        if said:
            told = ", ".join(_meaning(text, known, group) for text, known in said.items())
            draft.decide("columns", f"{name}.values", say("connect-texts-answered", texts=told))
        if themes and "theme" not in found:
            others = [text for text in each.evidence.texts if text not in themes]
            draft.columns["theme"] = {
                "from": each.heading,
                "values": dict.fromkeys(others, ""),
            }
            draft.decide("columns", "theme", say("connect-theme", heading=each.heading))


def _meaning(text: str, known: str, group: str) -> str:
    """Say what somebody answered about a text."""
    if known == THEME:
        return say("connect-is-theme", text=text)
    if known == NOBODY:
        return say("connect-is-nobody", text=text, group=group)
    return say("connect-is", text=text, known=known)


def _names_used(draft: Draft, fit: Fit | None) -> set[str]:
    used: set[str] = set()
    for how in draft.columns.values():
        table = _as_table(how)
        for key in ("from", "join", "id_of"):
            given = table.get(key, ())
            used |= {plain_name(name) for name in ([given] if isinstance(given, str) else given)}
    for pattern in draft.unpivot.get("columns", ()):
        used.add(plain_name(pattern.replace("[[]", "[")))
    for rule in draft.leave_out:
        used |= {plain_name(name) for name in rule.get("when", {})}
    if fit is not None:
        for column in fit.profile.columns.values():
            parts = (*column.source, *column.id_of, *column.until, *column.indented)
            used |= {plain_name(name) for name in parts}
            used |= {plain_name(name) for names in column.join for name in names}
    return used
