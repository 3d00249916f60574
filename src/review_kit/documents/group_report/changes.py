"""How the scores of a group changed: coached skills beside skills without a session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from markupsafe import Markup

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import DASH, weight
from review_kit.figures.delta_strip import MANY, Scale, delta_axis, delta_strip
from review_kit.figures.distribution import DistributionRow, as_bars, draw_distribution
from review_kit.number_format import signed
from review_kit.words import say


def change_distribution(group: GroupRecord) -> Block:
    """Show how the changes spread, coached above uncoached."""
    changes = Changes.of(group.top_criteria)
    figure = change_figure(changes, group.context)
    if figure is None:
        return block("parts/lead.html.j2", text=say("reports-changes-no-calls"))
    return block(
        "group_report/change_distribution.html.j2",
        figure=figure.drawing,
        bars=figure.bars,
        finding=changes.finding(group.context),
    )


def criteria(group: GroupRecord) -> Block:
    """Show each criterion's change in every rep, coached and not."""
    if not group.top_criteria:
        return block("parts/lead.html.j2", text=say("reports-changes-no-skill"))
    minimum = group.context.config.evidence.minimum_calls
    return block(
        "group_report/criteria.html.j2",
        **criteria_table(group.top_criteria, group.context),
        minimum=minimum,
    )


@dataclass(frozen=True)
class Changes:
    """Changes (``score_delta``, pp) of a group's rep-criteria, where given."""

    coached: Sequence[float]
    """Those with a session in the window."""
    others: Sequence[float]

    @classmethod
    def of(cls, skills: Sequence[Row]) -> Changes:
        """Split rows of ``rep_criteria`` by whether a session of the window targeted them."""
        known = [row for row in skills if row["score_delta"] is not None]
        return cls(
            [row["score_delta"] for row in known if row["sessions_held"] > 0],
            [row["score_delta"] for row in known if not row["sessions_held"] > 0],
        )

    def finding(self, context: Context) -> str:
        """Say what the figure shows: the median of each group that has enough changes for one."""
        coached, others = enough(self.coached, context), enough(self.others, context)
        return say(
            "reports-spread-finding",
            groups="both" if coached and others else _only(coached=coached, others=others),
            coached=_median(self.coached, context),
            others=_median(self.others, context),
        )

    def describe(self, context: Context) -> str:
        """Say both groups in one sentence, for a reader who cannot see the figure."""
        coached, others = len(self.coached), len(self.others)
        return " ".join(
            (
                say("reports-changes-alt-coached", n=coached, median=_median(self.coached, context))
                if enough(self.coached, context)
                else say("reports-changes-alt-coached-few", n=coached),
                say("reports-changes-alt-others", n=others, median=_median(self.others, context))
                if enough(self.others, context)
                else say("reports-changes-alt-others-few", n=others),
            )
        )


def _only(*, coached: bool, others: bool) -> str:
    return "coached" if coached else "others" if others else "few"


def enough(deltas: Sequence[float], context: Context) -> bool:
    """Say whether so many changes carry a median."""
    return len(deltas) >= context.config.evidence.minimum_calls


def _median(deltas: Sequence[float], context: Context) -> str:
    return signed(median(deltas)) if enough(deltas, context) else DASH


@dataclass(frozen=True)
class ChangeFigure:
    """How the changes spread, drawn; with many of them the columns are bars."""

    drawing: Markup
    bars: bool


def change_figure(changes: Changes, context: Context) -> ChangeFigure | None:
    """Draw how the changes spread; ``None`` where there is none."""
    if not changes.coached and not changes.others:
        return None
    rows = [
        DistributionRow(
            say("reports-coached"), changes.coached, True, enough(changes.coached, context)
        ),
        DistributionRow(
            say("reports-no-session"), changes.others, False, enough(changes.others, context)
        ),
    ]
    drawing = draw_distribution(
        rows, typical=_typical(context), alt=changes.describe(context), name="changes"
    )
    return ChangeFigure(drawing, as_bars(rows))


def criteria_table(skills: Sequence[Row], context: Context) -> dict[str, Any]:
    """Give the table of criteria, heaviest first: every rep's change as a dot on one scale.

    Parameters
    ----------
    skills
        Rows of ``rep_criteria``: ``score_delta`` (pp), ``criterion_id``, ``criterion``, ``weight``.
    """
    by_criterion: dict[str, list[Row]] = {}
    for row in skills:
        by_criterion.setdefault(row["criterion_id"], []).append(row)
    ordered = sorted(
        by_criterion.values(), key=lambda rows: (-rows[0]["weight"], rows[0]["criterion"])
    )
    scale = Scale.of(
        [row["score_delta"] for row in skills if row["score_delta"] is not None], _typical(context)
    )
    comparable = [
        changes
        for rows in ordered
        if enough((changes := Changes.of(rows)).coached, context)
        and enough(changes.others, context)
    ]
    lanes = [len(lane) for rows in ordered for lane in _lanes(rows)]
    return {
        "title": say(
            "reports-by-skill-finding",
            of=len(comparable),
            more=sum(median(one.coached) > median(one.others) for one in comparable),
        )
        if comparable
        else say("reports-by-skill"),
        "axis": delta_axis(scale),
        "bars": max(lanes, default=0) > MANY,
        "rows": [_criterion(rows, scale, context) for rows in ordered],
    }


def _lanes(rows: Sequence[Row]) -> tuple[Sequence[float], Sequence[float]]:
    changes = Changes.of(rows)
    return changes.coached, changes.others


def _criterion(rows: Sequence[Row], scale: Scale, context: Context) -> dict[str, Any]:
    changes = Changes.of(rows)
    name = rows[0]["criterion"]
    known = changes.coached or changes.others
    return {
        "name": name,
        "weight": weight(rows[0]["weight"]),
        "strip": delta_strip(
            changes.coached,
            changes.others,
            scale,
            alt=say("reports-changes-alt-of", skill=name, changes=changes.describe(context)),
        )
        if known
        else None,
        "coached": _cell(changes.coached, context),
        "others": _cell(changes.others, context),
    }


def _cell(deltas: Sequence[float], context: Context) -> dict[str, str]:
    """Give the median where enough changes are behind it; how many there are in any case."""
    return {"median": _median(deltas, context), "n": f"{len(deltas)}"}


def _typical(context: Context) -> tuple[float, float]:
    coaching = context.config.coaching
    return (coaching.typical_gain_low_pp, coaching.typical_gain_high_pp)
