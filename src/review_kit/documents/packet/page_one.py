"""Page one of the packet: the quarter on one page, leading and lagging side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from review_kit.documents.packet import next_quarter
from review_kit.documents.packet.status import status_points
from review_kit.documents.parts import sentences
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.claims import NOTHING, claim_of
from review_kit.documents.parts.focus import (
    THIN_MARK,
    Criterion,
    change_words,
    coaching_words,
    describe,
    is_thin,
    judged_by,
    recovery_line,
    trend_words,
    verdict_words,
)
from review_kit.documents.parts.performance import (
    COUNTED_AS,
    Outcome,
    outcome_bullet,
    title_of,
    why_not_shown,
)
from review_kit.documents.parts.rep_document import RepDocument
from review_kit.documents.parts.wording import (
    counted,
    isolated,
    joined,
    score,
    span,
    tenure,
    weight,
)
from review_kit.figures.score_marks import bullet, dumbbell

LAGGING_WIDTH = 246.0
"""Width of the bars in the right-hand column of page one, in CSS pixels."""


@dataclass(frozen=True)
class PageOne(RepDocument):
    """The parts of a packet's first page."""

    def header(self) -> Block:
        """Name, role, team, manager, tenure; and the running head and foot of every page."""
        rep, context = self.rep, self.context
        when = span(context.window.start, context.window.end)
        facts = [
            rep["role"],
            f"team {rep['team']}",
            f"with {rep['manager_name']}",
            tenure(int(rep["tenure_days"])),
        ]
        return block(
            "parts/header.html.j2",
            name=rep["rep_name"],
            facts=[fact for fact in facts if fact],
            when=f"{when} ({context.window_days} days)",
            running_left=f"{isolated(rep['rep_name'])} · {when}",
            running_right=f"Review packet · {context.organisation}",
            footer=self.footer(),
        )

    def headline(self) -> Block:
        """Say the quarter in one sentence."""
        text = sentences.headline(self.focus, self.context, n_calls=int(self.rep["n_calls"]))
        return block("parts/headline.html.j2", text=text)

    def side_by_side(self) -> Block:
        """Leading and lagging side by side: a row for each focus criterion."""
        windows = self.context.config.windows
        return block(
            "packet/side_by_side.html.j2",
            rows=[self._side_by_side_row(skill) for skill in self.focus],
            baseline_days=windows.baseline_days,
            current_days=windows.current_days,
        )

    def _side_by_side_row(self, skill: Criterion) -> dict[str, Any]:
        driven = self.metrics.get(skill.outcome_metric)
        trend = trend_words(skill, claim_of(skill, self.context).direction)
        lines = [*recovery_line(skill, self.context), *coaching_words(skill)]
        return {
            "name": skill.name,
            "weight": f"weight {weight(skill.weight)} %",
            "calls": f"{skill.n_baseline} and {skill.n_current} calls",
            "thin": THIN_MARK if is_thin(skill, self.context) else "",
            "change": change_words(skill),
            "verdict": verdict_words(skill, self.context),
            "lines": [*lines, trend] if trend else lines,
            "dumbbell": dumbbell(
                skill.baseline, skill.current, target=skill.target, alt=describe(skill)
            ),
            "score": "" if skill.current is None else score(skill.current.value),
            "score_bullet": bullet(
                None if skill.current is None else skill.current.value,
                scale_to=100,
                target=skill.target,
                width=LAGGING_WIDTH,
                alt=f"{skill.name} score {score(skill.current.value) if skill.current else 'not shown'}"
                f" against a target of {score(skill.target)}.",
            ),
            "target": f"target {score(skill.target)}",
            "outcome": driven,
            "outcome_title": title_of(skill.outcome_metric),
            "outcome_bullet": None
            if driven is None
            else outcome_bullet(driven, width=LAGGING_WIDTH),
            "outcome_missing": why_not_shown(skill.outcome_metric, self.context),
        }

    def status(self) -> Block:
        """Say the three-point status: goal, process, willingness to change."""
        goals = [
            {**goal, "criterion": self.names.get(goal["criterion_id"])}
            for goal in self.data.rows("goals")
            if goal["status"] == "open"
        ]
        return block(
            "packet/status.html.j2",
            points=status_points(self.metrics, goals, self.focus, self.context),
        )

    def findings(self) -> Block:
        """Give up to three plain sentences with numbers in them."""
        return block("packet/findings.html.j2", sentences=self.finding_sentences()[:3])

    def finding_sentences(self) -> list[str]:
        """Compose the findings, the most telling first; each is empty-handed or whole."""
        told = [skill for skill in self.focus if skill.current is not None]
        told.sort(key=lambda skill: (claim_of(skill, self.context) == NOTHING, not skill.coached))
        found = [sentences.criterion_story(skill, self.context) for skill in told[:1]]
        recovered = [skill for skill in self.focus if skill.dipped_and_recovered]
        found += [sentences.recovery_story(skill) for skill in recovered[:1]]
        outcomes = [skill.outcome_metric for skill in told] + ["quota_attainment", "win_rate"]
        for metric in outcomes:
            shown = self.metrics.get(metric)
            if shown is not None and shown.value is not None:
                found.append(self._outcome_sentence(shown))
                break
        found += [sentences.criterion_story(skill, self.context) for skill in told[1:2]]
        gap = self.value("longest_gap_days")
        found.append(
            sentences.cadence_story(
                int(self.value("sessions_held") or 0),
                self.value("coaching_hours_per_week"),
                None if gap is None else int(gap),
            )
        )
        return [sentence for sentence in dict.fromkeys(found) if sentence]

    def _outcome_sentence(self, shown: Outcome) -> str:
        return sentences.outcome_story(
            shown.title,
            shown.unit,
            self.context.currency,
            shown.value,
            shown.n,
            shown.previous,
            shown.previous_n,
            counted_as=f"{COUNTED_AS[shown.metric]}s" if shown.metric in COUNTED_AS else "",
            verdict=sentences.chance_verdict(shown) if shown.metric == "win_rate" else "",
        )

    def agreed_next(self) -> Block:
        """Say what is next: the skill and its number, the first session, what is still open."""
        text = next_quarter.agreed_next(self.plan, self.planned_days, self.commitment_rows)
        return block("packet/next.html.j2", text=text)

    def evidence_line(self) -> Block:
        """Say how many calls stand behind the page, what is thin and what is missing."""
        rep, evidence = self.rep, self.context.config.evidence
        calls = int(rep["n_calls"])
        if calls:
            windows = self.context.config.windows
            first = (
                f"Based on {counted(calls, 'scored call')} "
                f"({int(rep['n_calls_baseline'])} in the first {windows.baseline_days} days, "
                f"{int(rep['n_calls_current'])} in the last {windows.current_days})."
            )
        else:
            first = "No scored calls in this window."
        parts = [first, "Intervals are 95 %.", *judged_by(self.focus, self.context)]
        if any(is_thin(skill, self.context) for skill in self.focus):
            parts.append(f"{THIN_MARK} Thin evidence: under {evidence.thin_calls} calls.")
        missing = self.context.tables_missing
        if missing:
            names = joined([name.replace("_", " ") for name in missing])
            parts.append(f"Not shown for want of an export: {names}.")
        return block("packet/foot.html.j2", text=" ".join(parts))
