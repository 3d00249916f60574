"""Page one of the packet: whose it is, leading and lagging side by side, and what it rests on."""

from __future__ import annotations

from typing import Any

from review_kit.documents.packet.disputes import disputes_sentence
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import THIN_MARK, Criterion, is_thin
from review_kit.documents.parts.criterion_words import describe
from review_kit.documents.parts.outcome import SHOWN_BY, Outcome, outcome_bullet, why_not_shown
from review_kit.documents.parts.page_header import footer, page_header
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.scorer_words import who_scored
from review_kit.documents.parts.titles import table_name, title_of
from review_kit.documents.parts.verdict import why
from review_kit.documents.parts.wording import (
    exact_percent,
    joined,
    score,
    short_day,
    short_days,
    signed_points,
    span,
    tenure,
)
from review_kit.figures.score_marks import dumbbell
from review_kit.metrics import Metric
from review_kit.metrics.skill_verdicts import Basis
from review_kit.number_format import signed
from review_kit.words import say

LAGGING_WIDTH = 205.0
"""Width of the bars in the right-hand column of page one, in CSS pixels."""


def header(rep: RepRecord, kind: str = "") -> Block:
    """Name, role, team, manager, tenure; and the running head and foot of every page.

    Parameters
    ----------
    kind
        What the document is, for the running head; where empty, a packet.
    """
    row, context = rep.rep, rep.context
    return page_header(
        context,
        kind=kind or say("packet-kind"),
        name=row["rep_name"],
        facts=[
            row["role"] or "",
            say("packet-team", team=row["team"]),
            say("packet-manager", manager=row["manager_name"]),
            tenure(int(row["tenure_days"])),
            span(context.window.start, context.window.end),
        ],
        footer=footer(context, rep.evidence),
    )


def side_by_side(rep: RepRecord) -> Block:
    """Leading and lagging side by side: a row for each focus criterion."""
    windows = rep.context.config.windows
    return block(
        "packet/side_by_side.html.j2",
        rows=[_side_by_side_row(skill, rep) for skill in rep.focus],
        baseline_days=windows.baseline_days,
        current_days=windows.current_days,
    )


def _side_by_side_row(skill: Criterion, rep: RepRecord) -> dict[str, Any]:
    driven = rep.metrics.get(skill.outcome_metric)
    return {
        "name": skill.name,
        "weight": say("packet-page-one-weight", weight=exact_percent(skill.weight / 100)),
        "thin": THIN_MARK if is_thin(skill, rep.context) else "",
        "verdict": skill.verdict.word,
        "why": why(skill.verdict, rep.context),
        "number": number_sentence(skill),
        "metric": "expected_gap" if skill.verdict.against_expected else "score_delta",
        "sessions": sessions_line(skill, rep.context),
        "dip": dip_line(skill),
        "dumbbell": dumbbell(
            skill.baseline, skill.current, target=skill.target, alt=describe(skill)
        ),
        "outcome": driven,
        "outcome_title": title_of(skill.outcome_metric),
        "better": better(rep.context.metrics.get(skill.outcome_metric)),
        "comparisons": [] if driven is None else comparisons(driven),
        "outcome_bullet": None if driven is None else outcome_bullet(driven, width=LAGGING_WIDTH),
        "outcome_missing": why_not_shown(skill.outcome_metric, rep.context),
    }


def number_sentence(skill: Criterion) -> str:
    """Give the one number that a verdict rests on, with its range and its period; empty without one."""
    found = skill.verdict
    if found.basis is None or found.first is None or found.last is None:
        return ""
    known = {"points": signed_points(found.points), "interval": found.interval}
    if found.basis is Basis.EXPECTED:
        return say(
            "packet-page-one-number-expected", **known, days=short_days(found.first, found.last)
        )
    if skill.moved_with_company:
        company = signed(skill.company_movement or 0.0)
        return say("packet-page-one-number-change-company", **known, company=company)
    return say("packet-page-one-number-change", **known)


def sessions_line(skill: Criterion, context: Context) -> str:
    """Say how often a skill was coached in the window, and what became of what was agreed on it."""
    if not skill.coached or skill.last_session_on is None:
        return say("packet-page-one-not-coached", days=context.window_days)
    known: dict[str, str | int] = {
        "sessions": skill.sessions_held,
        "last": short_day(skill.last_session_on),
    }
    if not skill.commitments_due:
        return say("packet-page-one-sessions", **known)
    return say(
        "packet-page-one-sessions-kept",
        **known,
        kept=skill.commitments_done,
        due=skill.commitments_due,
    )


def dip_line(skill: Criterion) -> str:
    """Say that a skill dipped after its first session and came back; empty where it did not, or is down."""
    if not skill.dipped_and_recovered or skill.dip_week is None:
        return ""
    return say("packet-page-one-dip", dip=score(skill.dip_score), day=short_day(skill.dip_week))


def comparisons(shown: Outcome) -> list[str]:
    """Say what a result was in the previous window, and the group's median; each with its mark in the bar."""
    before = (
        say("packet-page-one-no-before")
        if shown.previous is None
        else f"▲ {say('packet-page-one-before', before=shown.previous_text)}"
    )
    if shown.median is None:
        return [before]
    median = say("packet-page-one-median", group=shown.median_label, median=shown.median_text)
    return [before, f"△ {median}"]


def better(known: Metric | None) -> str:
    """Say which way of a metric is better; empty where neither is, or nothing is known of it."""
    match known.direction if known else "none":
        case "up":
            return say("packet-page-one-more-is-better")
        case "down":
            return say("packet-page-one-less-is-better")
        case _:
            return ""


def evidence_line(rep: RepRecord) -> Block:
    """Say how many calls stand behind the page, who scored them, what is thin and what is missing."""
    row, context = rep.rep, rep.context
    calls, windows = int(row["n_calls"]), context.config.windows
    if calls and rep.is_new:
        first = say("packet-evidence-calls-start", calls=calls)
    elif calls:
        first = say(
            "packet-evidence-calls",
            calls=calls,
            baseline=int(row["n_calls_baseline"]),
            current=int(row["n_calls_current"]),
            baseline_days=windows.baseline_days,
            current_days=windows.current_days,
        )
    else:
        first = say("packet-evidence-no-calls")
    parts = [
        first,
        who_scored(rep.data.rows("scorer_shares")),
        disputes_sentence(rep.data.rows("disputed_scores")),
    ]
    if any(skill.verdict.basis is not None for skill in rep.focus):
        parts.append(say("packet-evidence-points"))
    if any(is_thin(skill, context) for skill in rep.focus):
        parts.append(say("packet-evidence-thin", calls=context.config.evidence.thin_calls))
    missing = [name for name in context.tables_missing if name in SHOWN_BY]
    if missing:
        names = joined([table_name(name) for name in missing])
        parts.append(say("packet-evidence-missing", what=names))
    text = " ".join(part for part in parts if part)
    return block("packet/evidence_line.html.j2", text=text)
