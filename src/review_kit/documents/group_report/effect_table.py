"""Every effect that a report's reader may see, side by side and never ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from review_kit.documents.group_report.effect import METRIC, Effect, Range
from review_kit.documents.group_report.effect_line import Line, Part
from review_kit.documents.group_report.effect_parts import effect_parts
from review_kit.documents.group_report.effect_words import (
    a_a_sentence,
    ends,
    points,
    verdict_sentence,
    why_none_short,
)
from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.titles import title_of
from review_kit.documents.parts.wording import DASH, percent
from review_kit.figures.interval_mark import interval_mark
from review_kit.grains import ORG
from review_kit.metrics.effect.estimate import CRITERION, MANAGER, TEAM
from review_kit.metrics.effect.gates import MINIMUM_COACHED, MINIMUM_COACHED_REPS
from review_kit.metrics.effect.rows import FOLLOW_UP_DAYS
from review_kit.metrics.effect.verdicts import Reason, Verdict
from review_kit.metrics.effect_on_calls import HIGHEST_MEAN, LOWEST_MEAN
from review_kit.words import say


def effects_table(group: GroupRecord) -> Block:
    """List the effect of every group and criterion that the reader may see, and on metrics of one's own."""
    on_metrics = [Effect.on_metric(row) for row in group.metric_effects]
    every = [*group.effects, *on_metrics]
    parts = parts_of(
        every,
        _names(group),
        _members(group),
        {
            ORG: say("reports-effects-organisation"),
            TEAM: say("reports-effects-this-team" if group.called else "reports-effects-teams"),
            MANAGER: say("reports-effects-managers"),
            CRITERION: say(
                "reports-effects-all-skills" if group.called else "reports-effects-skills"
            ),
            METRIC: say(
                "reports-effects-all-metrics" if group.called else "reports-effects-metrics"
            ),
        },
    )
    placebo = next((one.placebo for one in group.effects if one.placebo is not None), None)
    return block(
        "group_report/effect_table.html.j2",
        title=say("reports-effects-title"),
        sentence=say("reports-effects-how"),
        parts=[*parts, *effect_parts(group.effect_parts, reach_of(every))],
        note=" ".join(
            (
                say(
                    "reports-effects-note",
                    skills=str(MINIMUM_COACHED),
                    reps=str(MINIMUM_COACHED_REPS),
                    days=str(FOLLOW_UP_DAYS),
                ),
                a_a_sentence(placebo),
                *([say("reports-effects-metrics-note")] if on_metrics else []),
            )
        ),
    )


LISTED = 40
"""Names without a number that one line holds; of more, the rest are counted."""


VERDICTS: Mapping[Verdict, str] = {
    Verdict.HELPED: "reports-says-helped",
    Verdict.LOWERED: "reports-says-lowered",
    Verdict.NOT_SHOWN: "reports-says-not-shown",
}
"""Verdict → the message of the table."""


REMARKS: Mapping[Reason, str] = {
    Reason.COMPARISONS_DISAGREE: "reports-remark-lower-of-two",
    Reason.ONE_COMPARISON_ONLY: "reports-remark-one-comparison",
    Reason.ROSE_AT_ONCE: "reports-remark-at-once",
    Reason.CONTROLS_COACHED_LATER: "reports-remark-others-coached",
    Reason.OVER_HALF_COACHED: "reports-remark-over-half",
}
"""Warning → the message of the table beside a verdict."""


def _names(group: GroupRecord) -> Mapping[str, Mapping[str, str]]:
    managers = {str(rep["manager_id"]): str(rep["manager_name"]) for rep in group.reps}
    heaviest = sorted(group.top_criteria, key=lambda row: (-row["weight"], row["criterion"]))
    return {
        ORG: {ORG: group.context.organisation},
        TEAM: {team: team for team in sorted({str(rep["team"]) for rep in group.reps})},
        # how a manager does is for the manager's own manager, who reads the organisation's report
        MANAGER: {}
        if group.called
        else dict(sorted(managers.items(), key=lambda item: (item[1], item[0]))),
        CRITERION: {row["criterion_id"]: row["criterion"] for row in heaviest},
        METRIC: {
            row["metric"]: say(
                "reports-effects-metric",
                metric=title_of(row["metric"]),
                skill=row["criterion"],
            )
            for row in group.metric_effects
        },
    }


def _members(group: GroupRecord) -> Mapping[str, Mapping[str, int]]:
    """Reps of each group; in a team's report a manager's other reps are not known."""
    teams = Counter(str(rep["team"]) for rep in group.reps)
    if group.called:
        return {TEAM: teams}
    return {TEAM: teams, MANAGER: Counter(str(rep["manager_id"]) for rep in group.reps)}


def parts_of(
    effects: Sequence[Effect],
    names: Mapping[str, Mapping[str, str]],
    members: Mapping[str, Mapping[str, int]],
    titles: Mapping[str, str],
) -> list[Part]:
    """Lay the effects out by kind of scope: organisation, teams, managers, criteria, metrics.

    Parameters
    ----------
    names
        Scope → id → name, in the order in which they stand: people and teams by name, never by effect.
    members
        Scope → id → reps, where they are all known.
    titles
        Scope → heading of its part, in the order in which these stand.
    """
    reach = reach_of(effects)
    parts = []
    for scope in titles:
        by_id = {one.scope_id: one for one in effects if one.scope == scope}
        listed = [(by_id[key], name) for key, name in names[scope].items() if key in by_id]
        lines, without = [], dict[str, list[str]]()
        for one, name in listed:
            if one.is_reported and one.claimed is not None:
                lines.append(_line(one, name, one.claimed, reach))
                continue
            words = instead_of_number(one, members.get(scope, {}).get(one.scope_id))
            without.setdefault(words, []).append(
                say("reports-effects-behind", name=name, skills=one.n_treated, reps=one.n_reps)
            )
        if listed:
            parts.append(
                Part(titles[scope], lines, {words: _named(who) for words, who in without.items()})
            )
    return parts


def reach_of(effects: Sequence[Effect]) -> float:
    """Give how far the scale of the marks must reach to either side, in pp."""
    return max(
        (max(abs(one.claimed.low), abs(one.claimed.high)) for one in effects if one.claimed),
        default=1.0,
    )


def _named(who: Sequence[str]) -> str:
    if len(who) <= LISTED:
        return ", ".join(who)
    return say("reports-and-more", names=", ".join(who[:LISTED]), n=len(who) - LISTED)


def _line(one: Effect, name: str, claimed: Range, reach: float) -> Line:
    said = say(VERDICTS[one.verdict])
    least = [say("reports-remark-least")] if one.at_least else []
    guess = (
        [say("reports-remark-best-guess", points=points(one.best_guess.estimate))]
        if one.best_guess
        else []
    )
    once = {Reason.COMPARISONS_DISAGREE} if Reason.ONE_COMPARISON_ONLY in one.warnings else set()
    remarks = [say(REMARKS[reason]) for reason in one.warnings if reason in REMARKS.keys() - once]
    return Line(
        name,
        say("reports-skills-and-reps", skills=one.n_treated, reps=one.n_reps),
        estimate=points(claimed.estimate),
        interval=ends(claimed),
        second=_other(one),
        says="; ".join([said, *least, *remarks, *guess]),
        claimed=one.is_claimed,
        mark=interval_mark(
            *claimed,
            reach=reach,
            alt=say(
                "reports-effects-alt",
                name=name,
                points=points(claimed.estimate),
                range=ends(claimed),
                says=said,
            ),
        ),
    )


def instead_of_number(one: Effect, members: int | None) -> str:
    """Say why a line has no number; ``members``: reps of the group, where they are all known."""
    if one.near_an_end:
        low, high = percent(LOWEST_MEAN / 100), percent(HIGHEST_MEAN / 100)
        said = say("reports-none-short-near-an-end", low=low, high=high)
    elif one.verdict is Verdict.NOT_MEASURABLE:
        said = why_none_short(one, members)
    else:
        said = verdict_sentence(one)
    return f"{said[0].lower()}{said[1:]}"


def _other(one: Effect) -> str:
    """Give the comparison that is not the claimed one."""
    other: Range | None = one.first if one.claimed == one.second else one.second
    return DASH if other is None else f"{points(other.estimate)} ({ends(other)})"
