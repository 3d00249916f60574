"""The effect of coaching in words: what its verdict carries, and what is said instead of a number."""

from __future__ import annotations

from review_kit.documents.group_report.effect import Effect, Range
from review_kit.documents.parts.wording import counted, day, number, percent
from review_kit.metrics.effect.estimate import TEAM
from review_kit.metrics.effect.gates import (
    CONTROLS_PER_COACHED,
    LOGGED_SHARE,
    MINIMUM_COACHED,
    MINIMUM_COACHED_REPS,
    MINIMUM_CONTROL_REPS,
    OVERLAP_SHARE,
    WIDEST_PP,
)
from review_kit.metrics.effect.panel import AI, HUMAN
from review_kit.metrics.effect.rows import AFTER, FOLLOW_UP_DAYS, HISTORY_DAYS
from review_kit.metrics.effect.verdicts import Reason, Verdict
from review_kit.number_format import MINUS, NARROW, sign_of, signed
from review_kit.words import say

ESTIMAND = (
    f"This measures starting to coach a skill: the mean of days {AFTER[0]} to {AFTER[1] - 1} after its "
    "first session, later sessions included."
)
CHOICE = (
    "managers chose whom to coach by what the scores show. Choice by what the scores do not show can add "
    "about "
    "half a point and cannot be detected."
)
ASSUMPTION = f"It assumes that {CHOICE}"
NOBODY_SCORED = "No estimate: no skill of the group is scored."
ALONE = "Anything else that changed in this team at that time would look like coaching."
"""Stands beside every number of one team."""
_TOO_FEW = {Reason.FOLLOW_UP_TOO_SHORT, Reason.RECORD_TOO_SHORT, Reason.TOO_FEW_COACHED}


# -- numbers ---------------------------------------------------------------------------------------


def points(value: float) -> str:
    """Write an effect with its sign and a tenth: ``+4.0``, ``−0.3``."""
    return signed(value, 1)


def ends(shown: Range) -> str:
    """Write an interval: ``+0.4 to +7.5``; an end on one side of zero is never rounded to it."""
    return " to ".join(_end(end) for end in (shown.low, shown.high))


def _end(value: float) -> str:
    for digits in (1, 2, 3):
        if value == 0 or round(value, digits) != 0:
            return signed(value, digits)
    return f"{sign_of(value)}0.001"


def evidence(effect: Effect) -> str:
    """Say how many coached skills were compared with how many others."""
    return (
        f"{counted(effect.n_treated, 'coached skill')} of {counted(effect.n_reps, 'rep')} against "
        f"{number(effect.n_fitted)} weeks of skills not coached, of "
        f"{counted(effect.n_fitted_reps, 'rep')}"
    )


# -- what is said ----------------------------------------------------------------------------------


def is_too_little(effect: Effect) -> bool:
    """Say whether all that lacks is more coached skills, or more days behind them."""
    return effect.verdict is Verdict.NOT_MEASURABLE and effect.warnings[0] in _TOO_FEW


def answer(effect: Effect | None, *, team: bool = False, members: int | None = None) -> str:
    """Say in the report's first line what its effect carries.

    Parameters
    ----------
    team
        Whether it is a team's, not the organisation's.
    members
        How many reps a group has: of one that could never have enough no day is expected.
    """
    if effect is None or effect.verdict is Verdict.NOT_MEASURABLE:
        if effect is None or not is_too_little(effect):
            return say(
                "reports-answer-no-comparison-team" if team else "reports-answer-no-comparison"
            )
        if members is not None and members < MINIMUM_COACHED_REPS:
            return say("reports-answer-never-enough" if team else "reports-answer-too-little")
        return say("reports-answer-too-little-team" if team else "reports-answer-too-little")
    if effect.claimed is None or not effect.is_reported:
        return say("reports-answer-too-wide")
    if effect.verdict is Verdict.NOT_SHOWN:
        if Reason.ONE_COMPARISON_ONLY in effect.warnings:
            only = effect.second is None
            return say(
                "reports-answer-one-comparison-only" if only else "reports-answer-one-comparison"
            )
        fits = effect.compatible or effect.claimed
        return say("reports-answer-may-be-none", low=_end(fits.low), high=_end(fits.high))
    claim = {
        (Verdict.HELPED, False): "reports-answer-helped",
        (Verdict.HELPED, True): "reports-answer-helped-at-least",
        (Verdict.LOWERED, False): "reports-answer-lowered",
        (Verdict.LOWERED, True): "reports-answer-lowered-at-least",
    }[effect.verdict, effect.at_least]
    low, high = sorted((abs(effect.claimed.low), abs(effect.claimed.high)))
    return say(
        claim,
        points=f"{abs(effect.claimed.estimate):.1f}",
        low=_bare(low),
        high=_bare(high),
    )


def _bare(end: float) -> str:
    return _end(end).lstrip(f"+{MINUS}")


def verdict_sentence(effect: Effect, *, group: str = "", members: int | None = None) -> str:
    """Say in one or two sentences what the verdict carries, or why there is no number.

    Parameters
    ----------
    group, members
        What the scope is called, and how many reps it has: a group that could never have enough says
        so instead of naming a day.
    """
    if effect.verdict is Verdict.NOT_MEASURABLE:
        return why_none(effect, group=group, members=members)
    if not effect.is_reported or effect.claimed is None:
        fits = effect.compatible
        if fits is None:
            return "There are too few reps to say how sure a number would be, so none is given."
        return (
            f"The data fit anything from {ends(fits)} points. That is wider than {WIDEST_PP:.0f} points, too "
            "wide to say what coaching did."
        )
    if effect.verdict is Verdict.HELPED:
        return "Coaching helped: coached skills scored this much higher than expected without it."
    if effect.verdict is Verdict.LOWERED:
        return (
            "Coached skills scored this much less than expected without coaching: it lowered them."
        )
    if Reason.ONE_COMPARISON_ONLY in effect.warnings:
        claims = "rise" if effect.first is not None and effect.first.low > 0 else "fall"
        return f"No {claims} is claimed: {_only_one(effect)}."
    anything = ends(effect.compatible or effect.claimed)
    return f"The data fit anything from {anything} points, so neither a rise nor a fall is claimed."


def _only_one(effect: Effect) -> str:
    """Say that one comparison finds an effect, and what the other says."""
    found = "coached skills differ from the team's uncoached ones"
    if effect.second is None:
        return f"{found}, but there is too little to compare with the same rep's other skills"
    return f"{found}, but not clearly from the same rep's other skills"


def why_none(effect: Effect, *, group: str = "", members: int | None = None) -> str:
    """Say why there is no estimate, with what there is and what is needed."""
    needed = f"{MINIMUM_COACHED} of {MINIMUM_COACHED_REPS} reps are needed"
    have = f"{counted(effect.n_treated, 'coached skill')} of {counted(effect.n_reps, 'rep')}"
    match effect.warnings[0]:
        case Reason.SESSIONS_NOT_LOGGED:
            return (
                f"No estimate: {percent(LOGGED_SHARE)} or fewer of the sessions due left a complete "
                "entry in the log, so it is not known what was coached."
            )
        case Reason.WHOLE_REPS_COACHED:
            return (
                f"No estimate: {percent(effect.share_whole_reps)} of the coached skills belong to reps "
                "who began coaching in nearly all their skills at once. Whatever else happened to "
                "them then would be taken for coaching."
            )
        case Reason.EVALUATOR_CHANGED:
            shift = signed(100 * (effect.evaluator_shift or 0.0))
            return (
                "No estimate: who scores the calls changed along with the coaching. The share scored "
                f"by {_scorer(effect.evaluator)} moved {shift} points against the skills not coached, so a "
                "stricter or milder eye would be taken for an effect."
            )
        case Reason.FOLLOW_UP_TOO_SHORT | Reason.RECORD_TOO_SHORT | Reason.TOO_FEW_COACHED if (
            members is not None and members < MINIMUM_COACHED_REPS
        ):
            alone = f" for {group} alone: it has" if group else ": there are"
            return (
                f"Not measurable{alone} {counted(members, 'rep')}, and {MINIMUM_COACHED} coached skills "
                f"of {MINIMUM_COACHED_REPS} reps are needed. {have} can be compared."
            )
        case Reason.FOLLOW_UP_TOO_SHORT:
            return (
                f"Not measurable yet: the {FOLLOW_UP_DAYS} days after a first session are over and can "
                f"be compared for {have}; {needed}.{_cut_off(effect)}{_waiting(effect)}"
            )
        case Reason.RECORD_TOO_SHORT:
            return (
                f"Not measurable yet, because the scores do not go back far enough: {have} can be "
                f"compared; {needed}.{_cut_off(effect)}{_waiting(effect)}{_if_more_are_coached(effect)}"
            )
        case Reason.TOO_FEW_COACHED:
            return (
                f"Not measurable yet: {have} can be compared; {needed}.{_cut_off(effect)}"
                f"{_waiting(effect)}{_if_more_are_coached(effect)}"
            )
        case Reason.TOO_FEW_CONTROLS:
            ratio = effect.controls_per_treated or 0.0
            return (
                f"No estimate: too little was left uncoached to compare with. There are "
                f"{counted(effect.n_control_reps, 'rep')} and {number(ratio, 1)} weeks of skills not "
                f"coached for each coached skill; {MINIMUM_CONTROL_REPS} reps and "
                f"{CONTROLS_PER_COACHED} are needed."
            )
        case _:
            return (
                "No estimate: coached skills stood lower than any that were not coached. Only "
                f"{percent(effect.overlap_share)} of them have others like them "
                f"({percent(OVERLAP_SHARE)} are needed), so there is no fair comparison."
            )


def _scorer(name: str | None) -> str:
    """Say what kind of scorer it is; one person is not named."""
    kind, colon, _ = (name or "").partition(":")
    known = {
        AI: "the AI",
        HUMAN: "a person",
        f"{AI}:": "one version of the AI",
        f"{HUMAN}:": "one person",
    }
    return known.get(kind + colon, "one scorer")


def why_none_short(effect: Effect, members: int | None = None) -> str:
    """Say in a few words why there is no estimate, for a line of a table that counts already."""
    match effect.warnings[0]:
        case Reason.SESSIONS_NOT_LOGGED:
            return (
                f"No estimate: {percent(LOGGED_SHARE)} or fewer of the sessions due are in the log."
            )
        case Reason.WHOLE_REPS_COACHED:
            return "No estimate: reps were coached in nearly all their skills at once."
        case Reason.EVALUATOR_CHANGED:
            return "No estimate: who scores the calls changed along with the coaching."
        case Reason.FOLLOW_UP_TOO_SHORT | Reason.RECORD_TOO_SHORT | Reason.TOO_FEW_COACHED if (
            members is not None and members < MINIMUM_COACHED_REPS
        ):
            return f"Not measurable alone, with fewer than {MINIMUM_COACHED_REPS} reps."
        case Reason.FOLLOW_UP_TOO_SHORT | Reason.RECORD_TOO_SHORT | Reason.TOO_FEW_COACHED:
            more = ", if more are coached" if effect.needs_more_coaching else ""
            when = "" if effect.earliest is None else day(effect.earliest, year=True)
            is_short = effect.warnings[0] is Reason.RECORD_TOO_SHORT
            why = ": the scores do not go back far enough" if is_short else ""
            return f"Not measurable yet{why}; {when} at the earliest{more}."
        case Reason.TOO_FEW_CONTROLS:
            return "No estimate: too little was left uncoached to compare with."
        case _:
            return "No estimate: they stood lower than any that were not coached."


def cut_off(effect: Effect) -> str:
    """Say how many cannot be compared because their scores begin too late; empty where none is."""
    return _cut_off(effect).strip()


def _cut_off(effect: Effect) -> str:
    """Say how many cannot be compared because their scores begin too late, and when the first begin."""
    if not effect.n_cut_off or effect.scores_from is None:
        return ""
    return (
        f" {effect.n_cut_off} more {'was' if effect.n_cut_off == 1 else 'were'} coached too early to "
        "compare: there "
        f"must be scores from {HISTORY_DAYS} days before, and the first are of "
        f"{day(effect.scores_from, year=True)}."
    )


def _if_more_are_coached(effect: Effect) -> str:
    """Name the earliest day, and from when on more must be coached for it."""
    if effect.earliest is None:
        return ""
    since = "tomorrow" if effect.coach_from is None else day(effect.coach_from, year=True)
    return f" {day(effect.earliest, year=True)} is the earliest day, if more are coached from {since} on."


def _waiting(effect: Effect) -> str:
    """Say how many are in their follow-up, and from when on that is enough."""
    if not effect.n_waiting:
        return ""
    more = f" {effect.n_waiting} more {'is' if effect.n_waiting == 1 else 'are'} being followed up"
    if effect.needs_more_coaching or effect.earliest is None:
        return f"{more}, which is not enough."
    return f"{more}: {day(effect.earliest, year=True)} is the earliest day."


def caution(effect: Effect, reason: Reason) -> str:
    """Say what must be said beside a number; empty for what its verdict says already."""
    match reason:
        case Reason.COMPARISONS_DISAGREE:
            return _disagreement(effect)
        case Reason.ONE_COMPARISON_ONLY:
            return _both(effect)
        case Reason.ROSE_AT_ONCE:
            return (
                "Scores rose at once, in days 1 to 7, which learning rarely does. Other help, or the "
                "choice of "
                "whom to coach, may be behind it."
            )
        case Reason.CONTROLS_COACHED_LATER:
            return f"{_least(effect)}the comparison group was also being coached."
        case Reason.OVER_HALF_COACHED:
            return f"{_least(effect)}over half of the skills were coached, and few were left to compare."
        case _:
            return ""


def _disagreement(effect: Effect) -> str:
    if effect.first is None or effect.second is None:
        return ""
    low, high = sorted((effect.first.estimate, effect.second.estimate))
    lower_within_rep = effect.second.estimate < effect.first.estimate
    why = (
        "either coached reps were improving in everything, or coaching spread to other skills"
        if lower_within_rep
        else "either coached reps were falling behind in everything, or the coached skill gained at "
        "the cost of the others"
    )
    only = "; only the lower is claimed" if effect.is_claimed else ""
    return (
        f"Between {points(low)} and {points(high)} points, depending on the comparison (with the team, or "
        f"with the rep's other skills): {why}{only}."
    )


def _both(effect: Effect) -> str:
    """Give both comparisons where only one of them finds an effect."""
    if effect.first is None or effect.second is None:
        return ""
    return (
        f"With the team: {points(effect.first.estimate)} points ({ends(effect.first)}). With the rep's other "
        f"skills: {points(effect.second.estimate)} points ({ends(effect.second)}). Reps who change in "
        "everything, coached or not, look like this, and so does coaching that spreads to other skills. "
        "An effect is claimed only where both find it."
    )


def _least(effect: Effect) -> str:
    if not effect.is_claimed or effect.claimed is None:
        return "An effect would look smaller than it is: "
    return f"It is at least {points(effect.claimed.estimate)} points: "


def cautions(effect: Effect) -> list[str]:
    """Everything that must be said beside the verdict, in order of weight; once each."""
    warnings = list(effect.warnings)
    if {Reason.CONTROLS_COACHED_LATER, Reason.OVER_HALF_COACHED} <= set(warnings):
        warnings.remove(Reason.CONTROLS_COACHED_LATER)
    if {Reason.COMPARISONS_DISAGREE, Reason.ONE_COMPARISON_ONLY} <= set(warnings):
        warnings.remove(Reason.COMPARISONS_DISAGREE)
    return [said for reason in warnings if (said := caution(effect, reason))]


def assumption(effect: Effect) -> str:
    """Say what the effect rests on; of one team alone, what cannot be told from its coaching."""
    if effect.scope != TEAM or not effect.is_reported:
        return ASSUMPTION
    return f"{ASSUMPTION} {ALONE}"


def borrowed_sentence(organisation: Effect | None) -> str:
    """Give the organisation's effect to a group without one of its own, marked as the organisation's."""
    if organisation is None or not organisation.is_reported or organisation.claimed is None:
        return "The organisation as a whole has no estimate either."
    shown = organisation.claimed
    if organisation.verdict is Verdict.NOT_SHOWN:
        return f"The organisation's is not shown either: anything from {ends(shown)} points."
    least = "at least " if organisation.at_least else ""
    return (
        f"The organisation's, which need not be this team's: {least}{points(shown.estimate)} points (95"
        f"{NARROW}% interval {ends(shown)}), from {counted(organisation.n_treated, 'coached skill')} of "
        f"{counted(organisation.n_reps, 'rep')}."
    )


def a_a_sentence(placebo: Range | None) -> str:
    """Say what the same steps find where nobody was coached."""
    if placebo is None:
        return "A dummy test on uncoached skills could not be made."
    found = f"{points(placebo.estimate)} points ({ends(placebo)})"
    if placebo.excludes_zero:
        return (
            f"A dummy test on uncoached skills found {found}, where there is nothing to find. Doubt the "
            "effect by at least that much."
        )
    return f"A dummy test on uncoached skills found no effect, as it should: {found}."
