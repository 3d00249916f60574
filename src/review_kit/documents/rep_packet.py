"""The rep review packet: one rep's quarter, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from review_kit.documents import appendix, record, sentences
from review_kit.documents.block import Block, block
from review_kit.documents.context import Context
from review_kit.documents.data import Row, Slice, open_rep
from review_kit.documents.focus import (
    THIN_MARK,
    TREND_WORDS,
    Criterion,
    change_words,
    coaching_words,
    describe,
    is_thin,
    split_by_focus,
)
from review_kit.documents.performance import (
    COUNTED_AS,
    Outcome,
    lagging_of,
    missing_tables,
    outcome,
    outcome_bullet,
    title_of,
    why_not_shown,
)
from review_kit.documents.status import goal_row, status_points
from review_kit.documents.trajectories import trajectory_panels
from review_kit.documents.wording import counted, day, joined, score, span, tenure
from review_kit.errors import ConfigurationError
from review_kit.figures.svg import bullet, dumbbell

LEADING = (
    "baseline_score",
    "current_score",
    "score_delta",
    "trend",
    "trajectory",
    "dip_and_recovery",
    "focus_criteria",
    "session_before",
    "session_next_call",
    "session_after",
    "session_delta",
    "follow_up_measured",
    "log_mismatch",
    "surprises",
    "sessions_held",
    "coaching_hours_per_week",
    "longest_gap_days",
    "template_completion_rate",
    "commitment_completion",
)
"""Leading metrics that the packet prints, in the order in which a reader meets them."""

LAGGING_WIDTH = 246.0
"""Width of the bars in the right-hand column of page one, in CSS pixels."""


@dataclass(frozen=True)
class RepPacket:
    """One rep's packet. Every method returns a part of it that a notebook cell can show.

    Parameters
    ----------
    slice_
        The rep's own rows of the run's metric tables.
    evidence
        Key of the evidence the document rests on, for the footer; empty when run by hand.

    Examples
    --------
    >>> packet = RepPacket.open("reports/2026-09-30-90d", "R001")  # doctest: +SKIP
    >>> packet.side_by_side()  # doctest: +SKIP
    """

    slice_: Slice
    evidence: str = ""

    @classmethod
    def open(cls, run: str = "", rep_id: str = "", evidence: str = "") -> RepPacket:
        """Open the packet of ``rep_id`` in the run's folder ``run``; empty values mean the defaults.

        Raises
        ------
        ConfigurationError
            There is no such run, or no such rep in it.
        """
        return cls(open_rep(run, rep_id), evidence)

    @property
    def context(self) -> Context:
        """The run's windows, thresholds and names."""
        return self.slice_.context

    @cached_property
    def rep(self) -> Row:
        """The rep's row of ``reps``."""
        rows = self.slice_.rows("reps")
        if len(rows) != 1:
            raise ConfigurationError(
                f"the run holds {len(rows)} rows for one rep_id, not one: its reps table is broken"
            )
        return rows[0]

    @cached_property
    def criteria(self) -> list[Row]:
        """The rep's rows of ``rep_criteria``."""
        return self.slice_.rows("rep_criteria")

    @cached_property
    def focus(self) -> list[Criterion]:
        """The focus criteria, by rank."""
        return split_by_focus(self.criteria)[0]

    @cached_property
    def others(self) -> list[Criterion]:
        """The other top-level criteria, by weight."""
        return split_by_focus(self.criteria)[1]

    @cached_property
    def metrics(self) -> dict[str, Outcome]:
        """The rep's row of ``rep_metrics`` for each metric."""
        rows = self.slice_.rows("rep_metrics")
        return {row["metric"]: outcome(row, self.context) for row in rows}

    def value(self, metric: str) -> float | None:
        """Return a metric's value, or ``None`` where there is none."""
        shown = self.metrics.get(metric)
        return None if shown is None else shown.value

    # -- page one ------------------------------------------------------------------------------

    def header(self) -> Block:
        """Name, role, team, manager, tenure; and the running head and foot of every page."""
        rep, context = self.rep, self.context
        facts = [
            rep["role"],
            f"team {rep['team']}",
            f"with {rep['manager_name']}",
            tenure(int(rep["tenure_days"])),
            f"reviewed {day(context.as_of, year=True)}",
        ]
        return block(
            "header.html.j2",
            name=rep["rep_name"],
            facts=[fact for fact in facts if fact],
            running_left=f"{rep['rep_name']} · {span(context.window.start, context.window.end)}",
            running_right=f"Review packet · {context.organisation}",
            footer=self.footer(),
        )

    def footer(self) -> str:
        """Confidentiality line, run and evidence, for the foot of every page."""
        parts = [self.context.config.paper.confidentiality, f"run {self.context.run_id}"]
        if self.evidence:
            parts.append(f"evidence {self.evidence[:12]}")
        return " · ".join(part for part in parts if part)

    def headline(self) -> Block:
        """Say the quarter in one sentence."""
        text = sentences.headline(self.focus, self.context, n_calls=int(self.rep["n_calls"]))
        return block("headline.html.j2", text=text)

    def side_by_side(self) -> Block:
        """Leading and lagging side by side: a row for each focus criterion."""
        windows = self.context.config.windows
        return block(
            "side_by_side.html.j2",
            rows=[self._side_by_side_row(skill) for skill in self.focus],
            baseline_days=windows.baseline_days,
            current_days=windows.current_days,
        )

    def _side_by_side_row(self, skill: Criterion) -> dict[str, Any]:
        driven = self.metrics.get(skill.outcome_metric)
        trend = TREND_WORDS.get(skill.trend or "", "")
        lines = coaching_words(skill)
        return {
            "name": skill.name,
            "weight": f"weight {skill.weight:.0f} %",
            "thin": THIN_MARK if is_thin(skill, self.context) else "",
            "change": change_words(skill),
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
        names = {row["criterion_id"]: row["criterion"] for row in self.criteria}
        goals = [
            {**goal, "criterion": names.get(goal["criterion_id"])}
            for goal in self.slice_.rows("goals")
            if goal["status"] == "open"
        ]
        return block(
            "status.html.j2", points=status_points(self.metrics, goals, self.focus, self.context)
        )

    def findings(self) -> Block:
        """Give up to three plain sentences with numbers in them."""
        return block("findings.html.j2", sentences=self.finding_sentences()[:3])

    def finding_sentences(self) -> list[str]:
        """Compose the findings, the most telling first; each is empty-handed or whole."""
        told = [skill for skill in self.focus if skill.current is not None]
        told.sort(key=lambda skill: (skill.moved == 0, not skill.coached))
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
        parts = [first, "Intervals are 95 %."]
        thin = [skill for skill in self.focus if is_thin(skill, self.context)]
        if thin:
            named = joined([f"{s.name} ({s.n_baseline} and {s.n_current} calls)" for s in thin])
            parts.append(f"{THIN_MARK} Thin evidence, under {evidence.thin_calls} calls: {named}.")
        missing = self.context.tables_missing
        if missing:
            names = joined([name.replace("_", " ") for name in missing])
            parts.append(f"Not shown for want of an export: {names}.")
        return block("foot.html.j2", text=" ".join(parts))

    # -- the pages behind it -------------------------------------------------------------------

    def trajectories(self) -> Block:
        """Show the way of each focus criterion through the window, on one scale."""
        return block("trajectories.html.j2", panels=trajectory_panels(self.slice_, self.focus))

    def coaching_record(self) -> Block:
        """Show every session of the window by criterion: before, next call, after, follow-up."""
        return block(
            "coaching_record.html.j2",
            groups=record.session_groups(self.sessions, [*self.focus, *self.others]),
            calls=self.context.config.coaching.session_calls,
            days=self.context.config.coaching.session_days,
        )

    @cached_property
    def sessions(self) -> list[Row]:
        """The window's coaching entries, each with the name of its criterion."""
        names = {row["criterion_id"]: row["criterion"] for row in self.criteria}
        rows = self.slice_.rows("sessions")
        return [{**row, "criterion": names.get(row["criterion_id"])} for row in rows]

    def commitments(self) -> Block:
        """Show the commitments with their dates and what became of them."""
        return block(
            "commitments.html.j2", commitments=record.commitments(self.sessions, self.context)
        )

    def surprises(self) -> Block:
        """List the entries that the rep has not seen before the review."""
        unseen = record.surprises(self.sessions)
        return block(
            "surprises.html.j2",
            sentence=record.surprise_sentence(len(unseen), len(self.sessions)),
            entries=unseen,
        )

    def performance(self) -> Block:
        """Show every lagging metric there is data for: now, the window before, the median."""
        return block(
            "performance.html.j2",
            outcomes=[
                (shown, None if shown.unit == "rank" else outcome_bullet(shown, width=170))
                for shown in lagging_of(self.metrics)
            ],
            missing=missing_tables(self.context),
        )

    def goals(self) -> Block:
        """Show the goal history, open goals first."""
        rank = {"open": 0, "met": 1, "missed": 2}
        goals = sorted(
            self.slice_.rows("goals"),
            key=lambda goal: (rank.get(goal["status"], 3), goal["due_on"]),
        )
        names = {row["criterion_id"]: row["criterion"] for row in self.criteria}
        return block(
            "goals.html.j2",
            goals=[
                goal_row({**g, "criterion": names.get(g["criterion_id"])}, self.context)
                for g in goals
            ],
            exported="goals" in self.context.tables_present,
        )

    # -- appendix ------------------------------------------------------------------------------

    def other_criteria(self) -> Block:
        """Show the criteria that do not lead the packet."""
        return block(
            "other_criteria.html.j2",
            rows=appendix.criteria_rows(self.others, self.context),
            thin_calls=self.context.config.evidence.thin_calls,
            mark=THIN_MARK,
        )

    def definitions(self) -> Block:
        """Define every number used in the packet."""
        lagging = [shown.metric for shown in lagging_of(self.metrics)]
        return block("definitions.html.j2", rows=appendix.definition_rows([*LEADING, *lagging]))

    def provenance(self) -> Block:
        """Say where the numbers come from: exports, days, contracts, rows set aside, run."""
        rows = self.slice_.rows("provenance")
        return block(
            "provenance.html.j2",
            rows=appendix.provenance_rows(rows, self.context),
            sentence=appendix.aside_sentence(rows),
            run_id=self.context.run_id,
            evidence=self.evidence[:12],
            version=self.context.package_version,
        )
