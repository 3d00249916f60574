"""Page one of a team's report and the organisation's: did our coaching pay, how do we know."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from review_kit.documents.group_report import effect_words
from review_kit.documents.group_report import money as worth
from review_kit.documents.group_report.changes import Changes
from review_kit.documents.group_report.effect import Effect, effect_of
from review_kit.documents.group_report.group_figures import change_figures, investment_figures
from review_kit.documents.group_report.recurrence import Recurrence
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.differences import difference
from review_kit.documents.parts.document import Document
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.performance import Outcome, lagging_of, missing_tables, outcome
from review_kit.documents.parts.sentences import chance_verdict
from review_kit.documents.parts.wording import counted, measure, number, span
from review_kit.metrics import METRICS
from review_kit.metrics.effect.estimate import ORGANISATION
from review_kit.number_format import NARROW

HEADLINE_RESULTS = ("quota_attainment", "win_rate", "average_deal_size", "sales_cycle_days")
"""Results that page one shows, besides those that the rubric's criteria are to drive."""

LISTED_RESULTS = 7
"""Results that page one has room for; the others stand behind it."""

RESULT_TABLES = frozenset({"opportunities", "quotas", "outcomes"})
"""Exports that results come from."""


@dataclass(frozen=True)
class GroupPageOne(Document):
    """The group's rows, and the parts of page one. Every method returns a displayable part."""

    copy_for = "leaders' copy"

    metrics_table = "org_metrics"
    this_group = ""
    """What the group is called in a sentence; empty for the organisation."""

    @property
    def scope(self) -> tuple[str, str]:
        """Scope and id of the group in the tables of effect and money."""
        return ORGANISATION, ORGANISATION

    @property
    def name(self) -> str:
        """Whom the report is about."""
        return self.context.organisation

    @cached_property
    def reps(self) -> list[Row]:
        """The group's reps, by name."""
        return sorted(self.data.rows("reps"), key=lambda rep: (rep["rep_name"], rep["rep_id"]))

    @cached_property
    def names(self) -> dict[str, str]:
        """Rep id → name, by name."""
        return {rep["rep_id"]: rep["rep_name"] for rep in self.reps}

    @cached_property
    def metrics(self) -> dict[str, Outcome]:
        """The group's row for each metric."""
        rows = self.data.rows(self.metrics_table)
        return {row["metric"]: outcome(row, self.context) for row in rows}

    @cached_property
    def all_skills(self) -> list[Row]:
        """Rows of ``rep_criteria`` of the group's reps, sub-criteria included."""
        return self.data.rows("rep_criteria")

    @cached_property
    def skills(self) -> list[Row]:
        """Rows of ``rep_criteria`` of the group's reps, top-level criteria only."""
        return [row for row in self.all_skills if row["parent_criterion_id"] is None]

    @cached_property
    def criteria_names(self) -> dict[str, str]:
        """Criterion id → name, sub-criteria included."""
        return {row["criterion_id"]: row["criterion"] for row in self.all_skills}

    @cached_property
    def changes(self) -> Changes:
        """Changes of the group's rep-criteria, coached in the window and not."""
        return Changes.of(self.skills)

    @cached_property
    def recurrence(self) -> Recurrence:
        """Themes that came back."""
        return Recurrence.of(self.data.rows("themes"), self.context)

    @cached_property
    def matrix(self) -> list[Row]:
        """Rows of ``matrix`` of the group's reps."""
        return self.data.rows("matrix")

    def value(self, metric: str) -> float | None:
        """Return a metric's value, or ``None`` where there is none."""
        shown = self.metrics.get(metric)
        return None if shown is None else shown.value

    def header(self) -> Block:
        """Whom the report is about, the window in dates; running head and foot."""
        context = self.context
        when = span(context.window.start, context.window.end)
        return block(
            "parts/header.html.j2",
            name=self.name,
            facts=["Coaching report", counted(len(self.reps), "rep"), when],
            running_left=f"{self.name} · {when}",
            running_right=f"Coaching report · {context.organisation}",
            footer=self.footer(),
        )

    # -- the answer ----------------------------------------------------------------------------

    def answer(self) -> Block:
        """Answer the report's question in a few sentences, with what can be claimed."""
        return block("parts/headline.html.j2", text=self.answer_sentence())

    def answer_sentence(self) -> str:
        """Compose the answer: what was invested, what was attained, what coaching did as far as it is known.

        How scores moved is no answer: managers coach where scores are low, and those recover by
        themselves. So no raw comparison stands here where the effect cannot be told.
        """
        sessions = int(self.value("sessions_held") or 0)
        if sessions == 0:
            return "No coaching session was logged in this window, so there is nothing to weigh."
        invested = f"{number(sessions)} {'session' if sessions == 1 else 'sessions'}"
        hours = self.value("coaching_hours")
        if hours:
            rounded = round(hours) if hours >= 10 else round(hours, 1)
            unit = "hour" if rounded == 1 else "hours"
            invested = f"{invested}, {number(rounded, 0 if hours >= 10 else 1)} {unit} of coaching"
        shown = self.own_effect
        if shown is not None and shown.is_told:
            worth_it = worth.answer(self.money, self.context)
            # the results stand below; where there is a return to tell, the first lines are that
            parts = (f"{invested}.", effect_words.answer(shown), worth_it or self._attained())
            return " ".join(part for part in parts if part)
        whose = f"in {self.this_group}" if self.this_group else ""
        return " ".join(
            part
            for part in (
                f"{invested}.",
                self._attained(),
                effect_words.answer(shown, whose=whose, members=len(self.reps)),
            )
            if part
        )

    def _attained(self) -> str:
        shown = self.metrics.get("quota_attainment")
        if shown is None or shown.value is None:
            return ""
        before = "" if shown.previous is None else f", {shown.previous_text} in the window before"
        return f"{shown.title} is {shown.value_text}{before}."

    # -- investment and behaviour --------------------------------------------------------------

    def investment(self) -> Block:
        """Hours, sessions, hours a week against the line, and cost where rates are set."""
        strips = [investment_figures(self.metrics, self.context)]
        sessions = self.metrics.get("sessions_held")
        note = "" if sessions is None or not sessions.note else f"Sessions: {sessions.note}."
        return block("group_report/strip.html.j2", title="Investment", strips=strips, note=note)

    def behaviour_change(self) -> Block:
        """How coached and other skills moved, how many gained, and what was kept."""
        return block(
            "group_report/strip.html.j2",
            title="Behaviour change",
            strips=[change_figures(self.metrics, self.changes, self.context)],
            note="Managers coach where scores are low, and low scores tend to recover by themselves: these "
            "changes describe, the effect compares.",
        )

    # -- results -------------------------------------------------------------------------------

    @cached_property
    def lagging(self) -> list[Outcome]:
        """Lagging metrics of the group with a value."""
        return [shown for shown in lagging_of(self.metrics) if shown.value is not None]

    @cached_property
    def headline_results(self) -> list[Outcome]:
        """Results of page one: the usual ones, and those that the rubric's criteria are to drive."""
        driven = {row["outcome_metric"] for row in self.skills}
        usual = [shown for shown in self.lagging if shown.metric in HEADLINE_RESULTS]
        others = [shown for shown in self.lagging if shown.metric in driven and shown not in usual]
        chosen = [*usual, *others[: max(LISTED_RESULTS - len(usual), 0)]]
        return [shown for shown in self.lagging if shown in chosen]

    def results(self) -> Block:
        """Lagging metrics of the window against the window before."""
        shown = self.headline_results
        verdicts = [
            f"{result.title}: {verdict}."
            for result in shown
            if result.unit == "share" and result.metric != "quota_attainment"
            if (verdict := chance_verdict(result))
        ]
        return block(
            "group_report/results.html.j2",
            title="Results",
            rows=[self.result_row(result) for result in shown],
            missing=missing_tables(self._lacking_results()),
            note=" ".join(verdicts),
        )

    def _lacking_results(self) -> Context:
        """Give the context as far as it says which results were not exported."""
        lacking = tuple(name for name in self.context.tables_missing if name in RESULT_TABLES)
        return replace(self.context, tables_missing=lacking)

    def result_row(self, shown: Outcome) -> dict[str, Any]:
        """Give one line of a table of results: the value, its interval, the window before, the change."""
        currency = self.context.currency
        interval = ""
        if shown.low is not None and shown.high is not None:
            low, high = (measure(end, shown.unit, currency) for end in (shown.low, shown.high))
            interval = f"{low} to {high}"
        change = ""
        if shown.value is not None and shown.previous is not None:
            change = difference(shown.value - shown.previous, shown.unit, currency)
        return {"shown": shown, "interval": interval, "change": change}

    # -- effect and money ----------------------------------------------------------------------

    @cached_property
    def effects(self) -> list[Effect]:
        """The effects of all scopes that the report's reader may see."""
        return [Effect.of(row) for row in self.data.rows("effects")]

    @cached_property
    def own_effect(self) -> Effect | None:
        """The group's own effect."""
        return effect_of(self.effects, *self.scope)

    @cached_property
    def whole_effect(self) -> Effect | None:
        """The organisation's effect."""
        return effect_of(self.effects, ORGANISATION, ORGANISATION)

    @cached_property
    def money(self) -> Row | None:
        """The group's row of ``money``."""
        rows = self.data.rows("money")
        own = [row for row in rows if (row["scope"], row["scope_id"]) == self.scope]
        return own[0] if own else None

    def effect(self) -> Block:
        """Say what can be claimed about the effect of coaching, and about its return."""
        shown = self.own_effect
        values = {
            "effect_title": METRICS["coaching_effect"].title,
            "return_title": METRICS["coaching_return"].title,
            "worth": worth.return_of(self.money, self.context),
            "estimand": effect_words.ESTIMAND,
        }
        if shown is None:
            return block(
                "group_report/effect.html.j2",
                **values,
                **dict.fromkeys(("number", "interval", "borrowed", "evidence", "assumption"), ""),
                sentence="No estimate: no skill of the group is scored.",
                cautions=[],
            )
        number_text, interval = "", ""
        if shown.is_told and shown.claimed is not None:
            if shown.is_claimed:
                least = "at least " if shown.at_least else ""
                number_text = f"{least}{effect_words.points(shown.claimed.estimate)} pp"
                interval = f"95{NARROW}% interval {effect_words.ends(shown.claimed)}"
            else:
                number_text = "not shown"
        borrows = self.this_group and not shown.is_told
        has_number = shown.is_told or shown.fits is not None
        return block(
            "group_report/effect.html.j2",
            **values,
            number=number_text,
            interval=interval,
            sentence=effect_words.verdict_sentence(
                shown, group=self.this_group, members=len(self.reps)
            ),
            cautions=effect_words.cautions(shown),
            borrowed=effect_words.borrowed_sentence(self.whole_effect) if borrows else "",
            evidence=effect_words.evidence(shown) if has_number else "",
            assumption=effect_words.ASSUMPTION,
        )
