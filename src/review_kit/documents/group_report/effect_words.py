"""The effect of coaching in words: what its verdict carries, and what is said instead of a number."""

from __future__ import annotations

from collections.abc import Iterator

from review_kit.documents.group_report.effect import Effect, Range
from review_kit.documents.parts.wording import day, number, percent
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
from review_kit.number_format import MINUS, rounded, sign_of, signed
from review_kit.words import say

_TOO_FEW = {Reason.FOLLOW_UP_TOO_SHORT, Reason.RECORD_TOO_SHORT, Reason.TOO_FEW_COACHED}


# -- numbers ---------------------------------------------------------------------------------------


def points(value: float) -> str:
    """Write an effect with its sign and a tenth: ``+4.0``, ``−0.3``."""
    return signed(value, 1)


def ends(shown: Range) -> str:
    """Write an interval: ``+0.4 to +7.5``; an end on one side of zero is never rounded to it."""
    return say("interval", low=_end(shown.low), high=_end(shown.high))


def _end(value: float) -> str:
    for digits in (1, 2, 3):
        if value == 0 or rounded(value, digits) != 0:
            return signed(value, digits)
    return f"{sign_of(value)}0.001"


def evidence(effect: Effect) -> str:
    """Say how many coached skills were compared with how many others."""
    return say(
        "reports-effect-evidence",
        skills=effect.n_treated,
        reps=effect.n_reps,
        weeks=number(effect.n_fitted),
        others=effect.n_fitted_reps,
    )


def coached_of_reps(n_treated: int, n_reps: int) -> str:
    """Count coached skills and their reps: ``35 coached skills of 19 reps``."""
    return say("reports-effect-coached", skills=n_treated, reps=n_reps)


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
            return say("reports-effect-too-few-reps")
        return say("reports-effect-too-wide", range=ends(fits), widest=f"{WIDEST_PP:.0f}")
    if effect.verdict is Verdict.HELPED:
        return say("reports-effect-helped")
    if effect.verdict is Verdict.LOWERED:
        return say("reports-effect-lowered")
    if Reason.ONE_COMPARISON_ONLY in effect.warnings:
        way = "rise" if effect.first is not None and effect.first.low > 0 else "fall"
        only = effect.second is None
        return (
            say("reports-effect-one-only-no-other", way=way)
            if only
            else say("reports-effect-one-only", way=way)
        )
    return say("reports-effect-not-shown", range=ends(effect.compatible or effect.claimed))


def why_none(effect: Effect, *, group: str = "", members: int | None = None) -> str:
    """Say why there is no estimate, with what there is and what is needed."""
    have = coached_of_reps(effect.n_treated, effect.n_reps)
    match effect.warnings[0]:
        case Reason.SESSIONS_NOT_LOGGED:
            return say("reports-none-not-logged", share=percent(LOGGED_SHARE))
        case Reason.WHOLE_REPS_COACHED:
            return say("reports-none-whole-reps", share=percent(effect.share_whole_reps))
        case Reason.EVALUATOR_CHANGED:
            return say(
                "reports-none-scorer-changed",
                scorer=_scorer(effect.evaluator),
                points=signed(100 * (effect.evaluator_shift or 0.0)),
            )
        case Reason.TOO_FEW_CONTROLS:
            return say(
                "reports-none-few-controls",
                n=effect.n_control_reps,
                weeks=number(effect.controls_per_treated or 0.0, 1),
                reps_needed=str(MINIMUM_CONTROL_REPS),
                weeks_needed=str(CONTROLS_PER_COACHED),
            )
        case reason if reason not in _TOO_FEW:
            return say(
                "reports-none-no-overlap",
                share=percent(effect.overlap_share),
                needed=percent(OVERLAP_SHARE),
            )
        case _ if members is not None and members < MINIMUM_COACHED_REPS:
            needed = {"skills": str(MINIMUM_COACHED), "reps": str(MINIMUM_COACHED_REPS)}
            if group:
                return say("reports-none-alone", group=group, n=members, have=have, **needed)
            return say("reports-none-few-reps", n=members, have=have, **needed)
        case reason:
            return " ".join(part for part in _too_little(effect, reason, have) if part)


def _too_little(effect: Effect, reason: Reason, have: str) -> Iterator[str]:
    """Say what there is and what is needed, what cannot be compared, what is waited for, and until when."""
    needed = {"skills": str(MINIMUM_COACHED), "reps": str(MINIMUM_COACHED_REPS)}
    if reason is Reason.FOLLOW_UP_TOO_SHORT:
        yield say("reports-none-follow-up", days=str(FOLLOW_UP_DAYS), have=have, **needed)
    elif reason is Reason.RECORD_TOO_SHORT:
        yield say("reports-none-record", have=have, **needed)
    else:
        yield say("reports-none-few", have=have, **needed)
    yield cut_off(effect)
    yield _waiting(effect)
    if reason is not Reason.FOLLOW_UP_TOO_SHORT:
        yield _if_more_are_coached(effect)


def _scorer(name: str | None) -> str:
    """Say what kind of scorer it is; one person is not named."""
    kind, colon, _ = (name or "").partition(":")
    known = {
        AI: "reports-scorer-ai",
        HUMAN: "reports-scorer-person",
        f"{AI}:": "reports-scorer-one-ai",
        f"{HUMAN}:": "reports-scorer-one-person",
    }
    return say(known.get(kind + colon, "reports-scorer-one"))


def why_none_short(effect: Effect, members: int | None = None) -> str:
    """Say in a few words why there is no estimate, for a line of a table that counts already."""
    match effect.warnings[0]:
        case Reason.SESSIONS_NOT_LOGGED:
            return say("reports-none-short-not-logged", share=percent(LOGGED_SHARE))
        case Reason.WHOLE_REPS_COACHED:
            return say("reports-none-short-whole-reps")
        case Reason.EVALUATOR_CHANGED:
            return say("reports-none-short-scorer-changed")
        case Reason.TOO_FEW_CONTROLS:
            return say("reports-none-short-few-controls")
        case reason if reason not in _TOO_FEW:
            return say("reports-none-short-no-overlap")
        case _ if members is not None and members < MINIMUM_COACHED_REPS:
            return say("reports-none-short-alone", reps=str(MINIMUM_COACHED_REPS))
        case reason:
            return say(
                "reports-none-short-too-little",
                why="record" if reason is Reason.RECORD_TOO_SHORT else "few",
                more="yes" if effect.needs_more_coaching else "no",
                day="" if effect.earliest is None else day(effect.earliest, year=True),
            )


def cut_off(effect: Effect) -> str:
    """Say how many cannot be compared because their scores begin too late; empty where none is."""
    if not effect.n_cut_off or effect.scores_from is None:
        return ""
    return say(
        "reports-none-cut-off",
        n=effect.n_cut_off,
        days=str(HISTORY_DAYS),
        first=day(effect.scores_from, year=True),
    )


def _if_more_are_coached(effect: Effect) -> str:
    """Name the earliest day, and from when on more must be coached for it."""
    if effect.earliest is None:
        return ""
    earliest = day(effect.earliest, year=True)
    if effect.coach_from is None:
        return say("reports-none-if-coached-tomorrow", day=earliest)
    return say("reports-none-if-coached", day=earliest, since=day(effect.coach_from, year=True))


def _waiting(effect: Effect) -> str:
    """Say how many are in their follow-up, and from when on that is enough."""
    if not effect.n_waiting:
        return ""
    if effect.needs_more_coaching or effect.earliest is None:
        return say("reports-none-waiting-short", n=effect.n_waiting)
    earliest = day(effect.earliest, year=True)
    return say("reports-none-waiting", n=effect.n_waiting, day=earliest)


def caution(effect: Effect, reason: Reason) -> str:
    """Say what must be said beside a number; empty for what its verdict says already."""
    match reason:
        case Reason.COMPARISONS_DISAGREE:
            return _disagreement(effect)
        case Reason.ONE_COMPARISON_ONLY:
            return _both(effect)
        case Reason.ROSE_AT_ONCE:
            return say("reports-caution-at-once", first=str(1), last=str(AFTER[0] - 1))
        case Reason.CONTROLS_COACHED_LATER if effect.is_claimed and effect.claimed is not None:
            least = points(effect.claimed.estimate)
            return say("reports-caution-least-controls", points=least)
        case Reason.CONTROLS_COACHED_LATER:
            return say("reports-caution-smaller-controls")
        case Reason.OVER_HALF_COACHED if effect.is_claimed and effect.claimed is not None:
            least = points(effect.claimed.estimate)
            return say("reports-caution-least-half", points=least)
        case Reason.OVER_HALF_COACHED:
            return say("reports-caution-smaller-half")
        case _:
            return ""


def _disagreement(effect: Effect) -> str:
    if effect.first is None or effect.second is None:
        return ""
    low, high = sorted((effect.first.estimate, effect.second.estimate))
    lower_within_rep = effect.second.estimate < effect.first.estimate
    numbers = {"low": points(low), "high": points(high)}
    said = [
        say(
            "reports-caution-disagree-lower"
            if lower_within_rep
            else "reports-caution-disagree-higher",
            **numbers,
        ),
        say("reports-caution-disagree-claimed") if effect.is_claimed else "",
    ]
    return " ".join(part for part in said if part)


def _both(effect: Effect) -> str:
    """Give both comparisons where only one of them finds an effect."""
    if effect.first is None or effect.second is None:
        return ""
    return say(
        "reports-caution-both",
        first=points(effect.first.estimate),
        first_range=ends(effect.first),
        second=points(effect.second.estimate),
        second_range=ends(effect.second),
    )


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
        return say("reports-effect-assumes")
    return say("reports-effect-assumes-alone")


def borrowed_sentence(organisation: Effect | None) -> str:
    """Give the organisation's effect to a group without one of its own, marked as the organisation's."""
    if organisation is None or not organisation.is_reported or organisation.claimed is None:
        return say("reports-borrowed-none")
    shown = organisation.claimed
    if organisation.verdict is Verdict.NOT_SHOWN:
        return say("reports-borrowed-not-shown", range=ends(shown))
    return say(
        "reports-borrowed-least" if organisation.at_least else "reports-borrowed",
        points=points(shown.estimate),
        range=ends(shown),
        coached=coached_of_reps(organisation.n_treated, organisation.n_reps),
    )


def a_a_sentence(placebo: Range | None) -> str:
    """Say what the same steps find where nobody was coached."""
    if placebo is None:
        return say("reports-dummy-none")
    return say(
        "reports-dummy-found" if placebo.excludes_zero else "reports-dummy-clean",
        points=points(placebo.estimate),
        range=ends(placebo),
    )
