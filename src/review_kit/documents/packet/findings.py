"""What page one finds: up to three plain sentences with numbers in them."""

from __future__ import annotations

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.outcome import (
    Outcome,
)
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.sentences import chance_verdict, closing, in_sentence, opening
from review_kit.documents.parts.verdict import standing
from review_kit.documents.parts.wording import (
    capitalised,
    count_word,
    counted,
    day,
    hours,
    measure,
    score,
    short_day,
)
from review_kit.metrics import METRICS


def findings(rep: RepRecord) -> Block:
    """Give up to three plain sentences with numbers in them."""
    return block("packet/findings.html.j2", sentences=finding_sentences(rep)[:3])


def finding_sentences(rep: RepRecord) -> list[str]:
    """Compose the findings, the most telling first; each is empty-handed or whole."""
    scored = [skill for skill in rep.focus if skill.current is not None]
    scored.sort(
        key=lambda skill: (
            not skill.verdict.says_something,
            not skill.coached,
        )
    )
    found = [criterion_story(skill, rep.context) for skill in scored[:1]]
    recovered = [skill for skill in rep.focus if skill.dipped_and_recovered]
    found += [recovery_story(skill) for skill in recovered[:1]]
    outcomes = [skill.outcome_metric for skill in scored] + ["quota_attainment", "win_rate"]
    for metric in outcomes:
        shown = rep.metrics.get(metric)
        if shown is not None and shown.value is not None:
            found.append(_outcome_sentence(shown, rep.context))
            break
    found += [criterion_story(skill, rep.context) for skill in scored[1:2]]
    gap = rep.value("longest_gap_days")
    found.append(
        cadence_story(
            int(rep.value("sessions_held") or 0),
            rep.value("coaching_hours_per_week"),
            None if gap is None else int(gap),
        )
    )
    return [sentence for sentence in dict.fromkeys(found) if sentence]


def _outcome_sentence(shown: Outcome, context: Context) -> str:
    known = METRICS.get(shown.metric)
    noun = known.counted_as if known else ""
    return outcome_story(
        shown.title,
        shown.unit,
        context.currency,
        shown.value,
        shown.n,
        shown.previous,
        shown.previous_n,
        counted_as=f"{noun}s" if noun else "",
        verdict=chance_verdict(shown) if shown.metric == "win_rate" else "",
    )


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
        end = f"{end} ({standing(skill.verdict)})"
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
        text = f"{text}, {hours(hours_per_week)} hours a week"
    if longest_gap is not None and sessions > 1:
        text = f"{text}; the longest gap was {counted(longest_gap, 'day')}"
    return f"{text}."
