"""Page one of the packet: whose it is, leading and lagging side by side, and what it rests on."""

from __future__ import annotations

from typing import Any

from review_kit.documents.packet.disputes import disputes_sentence
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.criterion import THIN_MARK, Criterion, is_thin
from review_kit.documents.parts.criterion_words import (
    coaching_words,
    describe,
    judged_by,
    recovery_line,
    trend_words,
    verdict_words,
)
from review_kit.documents.parts.outcome import SHOWN_BY, outcome_bullet, why_not_shown
from review_kit.documents.parts.page_header import footer, page_header
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.scorer_words import who_scored
from review_kit.documents.parts.titles import title_of
from review_kit.documents.parts.wording import (
    counted,
    joined,
    score,
    span,
    tenure,
    weight,
)
from review_kit.figures.score_marks import bullet, dumbbell

LAGGING_WIDTH = 246.0
"""Width of the bars in the right-hand column of page one, in CSS pixels."""


def header(rep: RepRecord) -> Block:
    """Name, role, team, manager, tenure; and the running head and foot of every page."""
    row, context = rep.rep, rep.context
    return page_header(
        context,
        kind="Review packet",
        name=row["rep_name"],
        facts=[
            row["role"] or "",
            f"team {row['team']}",
            f"with {row['manager_name']}",
            tenure(int(row["tenure_days"])),
        ],
        period=f"{span(context.window.start, context.window.end)} ({context.window_days} days)",
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
    trend = trend_words(skill)
    lines = [*recovery_line(skill), *coaching_words(skill)]
    return {
        "name": skill.name,
        "weight": f"weight {weight(skill.weight)} %",
        "calls": f"{skill.n_baseline} and {skill.n_current} calls",
        "thin": THIN_MARK if is_thin(skill, rep.context) else "",
        "verdict": verdict_words(skill, rep.context),
        "against_expected": skill.verdict.against_expected,
        "lines": [*lines, trend] if trend else lines,
        "dumbbell": dumbbell(
            skill.baseline, skill.current, target=skill.target, alt=describe(skill)
        ),
        "score": "" if skill.current is None else score(skill.current.value),
        "score_bullet": bullet(
            skill.current_score,
            scale_to=100,
            target=skill.target,
            width=LAGGING_WIDTH,
            alt=f"{skill.name} score {score(skill.current.value) if skill.current else 'not shown'}"
            f" against a target of {score(skill.target)}.",
        ),
        "target": f"target {score(skill.target)}",
        "outcome": driven,
        "outcome_title": title_of(skill.outcome_metric),
        "outcome_bullet": None if driven is None else outcome_bullet(driven, width=LAGGING_WIDTH),
        "outcome_missing": why_not_shown(skill.outcome_metric, rep.context),
    }


def evidence_line(rep: RepRecord) -> Block:
    """Say how many calls stand behind the page, what is thin and what is missing."""
    row, context = rep.rep, rep.context
    calls = int(row["n_calls"])
    if calls:
        windows = context.config.windows
        first = (
            f"Based on {counted(calls, 'scored call')} "
            f"({int(row['n_calls_baseline'])} in the first {windows.baseline_days} days, "
            f"{int(row['n_calls_current'])} in the last {windows.current_days})."
        )
    else:
        first = "No scored calls in this window."
    scored = who_scored(rep.data.rows("scorer_shares"))
    disputed = disputes_sentence(rep.data.rows("disputed_scores"))
    parts = [
        *(sentence for sentence in (first, scored, disputed) if sentence),
        "Intervals are 95 %.",
        *judged_by(rep.focus, context),
    ]
    if any(is_thin(skill, context) for skill in rep.focus):
        parts.append(
            f"{THIN_MARK} Thin evidence: under {context.config.evidence.thin_calls} calls."
        )
    missing = [name for name in context.tables_missing if name in SHOWN_BY]
    if missing:
        names = joined([name.replace("_", " ") for name in missing])
        parts.append(f"Not shown for want of an export: {names}.")
    return block("packet/evidence_line.html.j2", text=" ".join(parts))
