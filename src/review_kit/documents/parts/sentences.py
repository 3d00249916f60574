"""Sentences made from data: each claims only what its numbers carry.

What is told of a change is what :mod:`review_kit.documents.parts.claims` lets be claimed. A dip that was
overcome is told as recovery.
"""

from __future__ import annotations

from collections.abc import Sequence

from review_kit.documents.parts.claims import Claim, Kind, claim_of
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.focus import Criterion, standing
from review_kit.documents.parts.performance import Outcome
from review_kit.documents.parts.wording import (
    capitalised,
    count_word,
    counted,
    day,
    measure,
    score,
    short_day,
)


def in_sentence(name: str) -> str:
    """Write a criterion's name inside a sentence: ``Discovery`` → ``discovery``, ``CRM use`` stays."""
    return name[0].lower() + name[1:] if len(name) > 1 and name[1].islower() else name


def points(delta: float) -> str:
    """Write the size of a change: ``17 points``, ``1 point``."""
    return counted(round(abs(delta)), "point")


def what_remains(skill: Criterion) -> str:
    """Say what is left of the gap to target, and inside which sub-criterion; empty where unknown."""
    gap = skill.gap_to_target
    if gap is None:
        return ""
    if gap <= 0:
        return f"It stands at or above its target of {score(skill.target)}."
    sub, sub_score = skill.weakest_sub_criterion, skill.weakest_sub_score
    if sub is not None and sub_score is not None and sub_score < skill.target:
        return f"What remains is {in_sentence(sub)}, now at {score(sub_score)}."
    return f"{capitalised(points(gap))} remain to the target of {score(skill.target)}."


def headline(focus: Sequence[Criterion], context: Context, *, n_calls: int) -> str:
    """Compose the headline of a packet from what may be claimed of the focus criteria.

    The strongest claim comes first: a coached skill above what was expected without coaching (begun in this
    window before one begun earlier), a rise of a coached skill, a recovery, a rise without coaching,
    a fall, and at last the largest gap.
    """
    with_scores = [skill for skill in focus if skill.current is not None]
    if not with_scores:
        return too_few_calls(focus, context, n_calls=n_calls)
    claims = [(skill, claim_of(skill, context)) for skill in with_scores]
    for chosen in (
        [(s, c) for s, c in claims if c.kind is Kind.ABOVE and c.since is None],
        [(s, c) for s, c in claims if c.kind is Kind.ABOVE],
        [(s, c) for s, c in claims if c.kind is Kind.ROSE and s.coached],
        [(s, c) for s, c in claims if c.kind is Kind.RECOVERED],
        [(s, c) for s, c in claims if c.kind is Kind.ROSE],
        [(s, c) for s, c in claims if c.direction < 0],
    ):
        if chosen:
            skill, claim = max(chosen, key=lambda pair: pair[0].weight * abs(pair[1].points))
            return f"{claim_sentence(skill, claim)} {what_remains(skill)}".strip()
    furthest = max(with_scores, key=lambda skill: skill.gap_to_target or 0)
    if (furthest.gap_to_target or 0) <= 0:
        scored = "" if len(with_scores) == len(focus) else " with a score"
        return f"Every focus skill{scored} stands at or above its target."
    return (
        f"No focus skill has clearly moved yet. The largest gap is "
        f"{in_sentence(furthest.name)}: {score(_current(furthest))} against a target of "
        f"{score(furthest.target)}."
    )


def claim_sentence(skill: Criterion, claim: Claim) -> str:
    """Say what is claimed of a skill, with its number; empty where nothing is."""
    match claim.kind:
        case Kind.ABOVE | Kind.BELOW:
            side = "above" if claim.kind is Kind.ABOVE else "below"
            since = "" if claim.since is None else f", after {short_day(claim.since)}"
            return (
                f"{skill.name} came out {points(claim.points)} {side} what was expected without "
                f"coaching{since}."
            )
        case Kind.ROSE if skill.coached:
            sessions = counted(skill.sessions_held, "session", words=True)
            return f"{skill.name} rose {points(claim.points)}, with {sessions} on it."
        case Kind.ROSE:
            return f"{skill.name} rose {points(claim.points)} without a session on it."
        case Kind.RECOVERED:
            return (
                f"{skill.name} dipped to {score(skill.dip_score)} after the first session and came "
                f"back to {score(_current(skill))}."
            )
        case Kind.FELL:
            return f"{skill.name} is {points(claim.points)} lower than at the start."
        case _:
            return ""


def too_few_calls(focus: Sequence[Criterion], context: Context, *, n_calls: int) -> str:
    """Say why nothing can be said of any focus skill: no calls, no recent ones, or none on the skills."""
    days, recent = context.window_days, context.config.windows.current_days
    if n_calls == 0:
        return f"No call was scored in these {days} days."
    scored = f"{capitalised(counted(n_calls, 'call', words=True))} scored in these {days} days"
    if n_calls < context.config.evidence.minimum_calls:
        return f"{scored}: too few to say what changed."
    if not any(skill.n_window for skill in focus):
        return f"{scored}, none of them on a focus skill."
    most = max(skill.n_current for skill in focus)
    late = "none" if most == 0 else f"only {count_word(most)}"
    return f"{scored}, but {late} in the last {recent}: too few to say what changed."


def _current(skill: Criterion) -> float | None:
    return None if skill.current is None else skill.current.value


def opening(days: int) -> str:
    """Name the baseline window in speech: ``in the first month``, ``in the first 21 days``."""
    return "in the first month" if 28 <= days <= 31 else f"in the first {days} days"


def closing(days: int) -> str:
    """Name the current window in speech: ``the last month's``, ``the last 21 days'``."""
    return "the last month's" if 28 <= days <= 31 else f"the last {days} days'"


def a_quarter(days: int) -> bool:
    """Whether so many days are a quarter in speech."""
    return 89 <= days <= 92


def before(days: int) -> str:
    """Name when the window before was: ``a quarter before``, ``in the window before``."""
    return "a quarter before" if a_quarter(days) else "in the window before"


def criterion_story(skill: Criterion, context: Context) -> str:
    """Tell one criterion's quarter: where it began, what was done, where it stands, and its verdict."""
    windows = context.config.windows
    parts = []
    if skill.baseline is not None:
        parts.append(
            f"{skill.name} was {score(skill.baseline.value)} {opening(windows.baseline_days)}."
        )
    if skill.coached and skill.first_session_on and skill.last_session_on:
        sessions = capitalised(counted(skill.sessions_held, "session", words=True))
        subject = "it" if parts else in_sentence(skill.name)
        if skill.first_session_on == skill.last_session_on:
            when = f"on {day(skill.first_session_on)}"
        else:
            when = f"between {day(skill.first_session_on)} and {day(skill.last_session_on)}"
        parts.append(f"{sessions} targeted {subject} {when}.")
    elif parts:
        parts.append("No session targeted it.")
    if skill.current is not None:
        level = score(skill.current.value)
        if not parts:
            return f"{skill.name} stands at {level}, {closing(windows.current_days)} average."
        end = f"{capitalised(closing(windows.current_days))} average is {level}"
        verdict = standing(skill, context)
        if verdict:
            end = f"{end} ({verdict})"
        if skill.weakest_sub_criterion is not None and skill.weakest_sub_score is not None:
            sub = in_sentence(skill.weakest_sub_criterion)
            end = f"{end}; inside it, {sub} stands at {score(skill.weakest_sub_score)}"
        parts.append(f"{end}.")
    return " ".join(parts)


def recovery_story(skill: Criterion) -> str:
    """Tell a dip that was overcome: when, how deep, when it was made up for."""
    if skill.dip_week is None or skill.recovery_week is None or skill.dip_score is None:
        return ""
    weeks = max(1, (skill.recovery_week - skill.dip_week).days // 7)
    return (
        f"{skill.name} dipped to {score(skill.dip_score)} in the week of {short_day(skill.dip_week)} "
        f"after the first session and was back above its start "
        f"{counted(weeks, 'week', words=True)} later."
    )


def outcome_story(
    title: str,
    unit: str,
    currency: str,
    value: float | None,
    n: int | None,
    previous: float | None,
    previous_n: int | None,
    *,
    counted_as: str = "",
    verdict: str = "",
) -> str:
    """Tell an outcome beside its previous window, with the evidence behind both.

    Parameters
    ----------
    counted_as
        What ``n`` counts, in the plural: ``closed deals``.
    verdict
        Closing words on the difference, such as "the difference is within what chance gives".
    """
    if value is None:
        return ""
    evidence = f" on {n} {counted_as}" if counted_as and n is not None else ""
    text = f"{title} is {measure(value, unit, currency)}{evidence}"
    if previous is not None:
        before = f" on {previous_n}" if counted_as and previous_n is not None else ""
        text = f"{text}, {measure(previous, unit, currency)}{before} in the window before"
        if verdict:
            text = f"{text}; {verdict}"
    return f"{text}."


def cadence_story(sessions: int, hours_per_week: float | None, longest_gap: int | None) -> str:
    """Tell the cadence of coaching in one sentence."""
    if sessions == 0:
        return "No coaching session was logged in this window."
    verb = "was" if sessions == 1 else "were"
    text = f"{capitalised(count_word(sessions))} {'session' if sessions == 1 else 'sessions'} {verb} held"
    if hours_per_week is not None:
        text = f"{text}, {hours_per_week:.1f} hours a week"
    if longest_gap is not None and sessions > 1:
        text = f"{text}; the longest gap was {counted(longest_gap, 'day')}"
    return f"{text}."


def chance_verdict(shown: Outcome) -> str:
    """Say whether a share differs from the window before by more than chance gives.

    Newcombe's interval for the difference of two independent proportions
    (:func:`review_kit.metrics.intervals.proportion_difference`).
    """
    share, n = shown.value, shown.n
    earlier, earlier_n = shown.previous, shown.previous_n
    if share is None or not n or earlier is None or not earlier_n:
        return ""
    # SciPy costs most of a second to import; only a packet with this sentence pays for it
    from review_kit.metrics.intervals import proportion_difference

    low, high = proportion_difference(share, n, earlier, earlier_n)
    if low > 0:
        return "more than chance alone would give"
    if high < 0:
        return "less than chance alone would give"
    return "the difference is within what chance gives"
