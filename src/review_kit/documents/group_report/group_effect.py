"""The pages of a group's report about the effect of coaching and what the return rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from review_kit.documents.group_report import money as worth
from review_kit.documents.group_report.effect import Effect
from review_kit.documents.group_report.effect_table import parts_of, single_figures, single_note
from review_kit.documents.group_report.effect_words import a_a_sentence
from review_kit.documents.group_report.event_study import around_figure
from review_kit.documents.group_report.group_page_one import GroupPageOne
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.metrics.effect.estimate import CRITERION, MANAGER, ORGANISATION, TEAM
from review_kit.metrics.effect.gates import MINIMUM_COACHED, MINIMUM_COACHED_REPS
from review_kit.metrics.effect.rows import FOLLOW_UP_DAYS


@dataclass(frozen=True)
class GroupEffect(GroupPageOne):
    """The parts about effect and return. Every method returns a displayable part."""

    @cached_property
    def shown_effect(self) -> Effect | None:
        """The effect whose weeks are shown: the own, or the organisation's where there is none."""
        for shown in (self.own_effect, self.whole_effect):
            if shown is not None and (shown.is_told or shown.fits is not None):
                return shown
        return None

    @cached_property
    def curve(self) -> list[Row]:
        """Rows of ``effect_curve`` that the report's reader may see."""
        return self.data.rows("effect_curve")

    def event_study(self) -> Block:
        """Show the weeks around a first session, coached beside what was expected of them."""
        shown = self.shown_effect
        figure = None
        if shown is not None:
            rows = [
                row
                for row in self.curve
                if (row["scope"], row["scope_id"]) == (shown.scope, shown.scope_id)
            ]
            own = shown is self.own_effect and self.this_group
            whose = f"of {self.this_group}" if own else "of the organisation"
            figure = around_figure(rows, whose=whose, claimed=shown.is_told) if rows else None
        if shown is None or figure is None:
            return block(
                "group_report/section.html.j2",
                title="Around the first session",
                sentence="Not drawn: without an estimate, the weeks before and after a session would show "
                "whom managers chose to coach, not what coaching did.",
                table="",
            )
        return block(
            "group_report/event_study.html.j2", figure=figure, sentence=self._reading(shown)
        )

    def _reading(self, shown: Effect) -> str:
        parts = []
        if self.this_group and shown is not self.own_effect:
            parts.append(
                f"{self.this_group.capitalize()} has no estimate; this is the organisation's."
            )
        parts.append(
            "Before the session coached skills are a choice of low ones, which is why the gap to the others "
            "is no yardstick. After it the yardstick is the dashed line; a bar is the 95 % interval of the "
            "week's gap to it."
        )
        if not shown.is_told:
            parts.append("The weeks together are too uncertain to say what coaching did.")
        return " ".join(parts)

    def effects_table(self) -> Block:
        """List the effect of every group and criterion that the reader may see."""
        parts = parts_of(
            self.effects,
            self._effect_names,
            self._members,
            {
                ORGANISATION: "Organisation",
                TEAM: "This team" if self.this_group else "Teams",
                MANAGER: "Managers, all their reps; by name, not ranked",
                CRITERION: "Skills, in the whole organisation" if self.this_group else "Skills",
            },
        )
        placebo = next((one.placebo for one in self.effects if one.placebo is not None), None)
        return block(
            "group_report/effect_table.html.j2",
            title="Effect by group and skill",
            sentence="Each is a mean over its own coached skills. An interval that reaches across zero "
            "shows nothing, and two intervals that overlap do not tell two groups apart.",
            parts=parts,
            note=f"Measurable are {MINIMUM_COACHED} coached skills of {MINIMUM_COACHED_REPS} reps or more, "
            f"{FOLLOW_UP_DAYS} days after their first session. Second opinion: coached skills against the "
            "same rep's other skills instead of the team's. "
            f"{a_a_sentence(placebo)}",
        )

    @property
    def _effect_names(self) -> Mapping[str, Mapping[str, str]]:
        managers = {str(rep["manager_id"]): str(rep["manager_name"]) for rep in self.reps}
        heaviest = sorted(self.skills, key=lambda row: (-row["weight"], row["criterion"]))
        return {
            ORGANISATION: {ORGANISATION: self.context.organisation},
            TEAM: {team: team for team in sorted({str(rep["team"]) for rep in self.reps})},
            MANAGER: dict(sorted(managers.items(), key=lambda item: (item[1], item[0]))),
            CRITERION: {row["criterion_id"]: row["criterion"] for row in heaviest},
        }

    @property
    def _members(self) -> Mapping[str, Mapping[str, int]]:
        """Reps of each group; in a team's report a manager's other reps are not known."""
        teams = Counter(str(rep["team"]) for rep in self.reps)
        if self.this_group:
            return {TEAM: teams}
        return {TEAM: teams, MANAGER: Counter(str(rep["manager_id"]) for rep in self.reps)}

    def single_verdicts(self) -> Block:
        """Show how many coached skills improved, declined, or cannot be told yet."""
        note = single_note(self.skills)
        title = "Coached skills one by one"
        if not note:
            return block(
                "group_report/section.html.j2",
                title=title,
                sentence="No coached skill can be judged by itself yet.",
                table="",
            )
        return block(
            "group_report/strip.html.j2",
            title=title,
            strips=[single_figures(self.skills)],
            note=note,
        )

    # -- the return ----------------------------------------------------------------------------

    @cached_property
    def assumptions(self) -> list[Row]:
        """The group's rows of ``money_assumptions``."""
        rows = self.data.rows("money_assumptions")
        return [row for row in rows if (row["scope"], row["scope_id"]) == self.scope]

    def return_assumptions(self) -> Block:
        """List what the return rests on, where each comes from, and which moves it most."""
        rows = self.assumptions
        names, context = self.criteria_names, self.context
        sentence = (
            worth.moves_most_sentence(rows, names, context)
            if rows
            else "No return is reckoned, so nothing is assumed for one."
        )
        return block(
            "group_report/money.html.j2",
            sentence=sentence,
            rows=worth.assumption_rows(rows, names, context),
            note=worth.FORMULA,
        )
