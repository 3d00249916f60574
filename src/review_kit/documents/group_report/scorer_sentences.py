"""What a leader should know before trusting the scores, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.scorer_words import NOBODY, scorer_name
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.wording import (
    capitalised,
    exact,
    joined,
    number,
    percent,
    points,
)
from review_kit.metrics.scorers.agreement import MINIMUM_CALLS, RELIABLE
from review_kit.metrics.scorers.gaps import SAME_REP_WEEKS
from review_kit.metrics.scorers.one_scale import DIFFERENT_SCORERS
from review_kit.metrics.scorers.trust import (
    CHANGED,
    LENIENT,
    STRICT,
    UNRELIABLE,
)
from review_kit.number_format import rounded
from review_kit.words import say

ESTIMATED = "*"
"""Marks a gap that was not measured on the same calls."""


def untold_sentence(criteria: Sequence[Row]) -> list[str]:
    """Say how many skills have no verdict because others scored, and what to do: a sentence or none.

    Parameters
    ----------
    criteria
        Rows of ``rep_criteria``: ``rep_id``, ``verdict_reason``.
    """
    untold = [row for row in criteria if row["verdict_reason"] == DIFFERENT_SCORERS]
    if not untold:
        return []
    reps = len({row["rep_id"] for row in untold})
    return [capitalised(say("reports-scorers-untold", n=len(untold), reps=reps))]


def mix_sentence(rows: Sequence[Row]) -> str:
    """Say who gave the scores of the last weeks, and of the first.

    Parameters
    ----------
    rows
        Rows of ``scorers`` on the mix: ``scorer``, ``value`` (share now), ``earlier``.
    """
    known = [row for row in rows if row["value"] is not None and row["earlier"] is not None]
    if not known:
        return ""
    parts = [
        say(
            "reports-scorers-share",
            scorer=scorer_name(row["scorer"]),
            now=percent(row["value"]),
            before=percent(row["earlier"]),
        )
        for row in sorted(known, key=lambda row: (-row["value"], row["scorer"]))
    ]
    return say("reports-scorers-mix", shares=joined(parts))


def agreement_sentence(rows: Sequence[Row], top: Mapping[str, str]) -> str:
    """Say on which skills scorers agree enough to judge a person.

    Parameters
    ----------
    rows
        Rows of ``scorers`` on agreement: ``criterion_id``, ``value``, ``verdict``.
    """
    mine = [row for row in rows if row["criterion_id"] in top]
    if not mine:
        return ""
    told = [row for row in mine if row["value"] is not None]
    weak = [in_sentence(top[row["criterion_id"]]) for row in told if row["verdict"] == UNRELIABLE]
    if not told:
        return say("reports-scorers-too-few", n=MINIMUM_CALLS)
    unknown = len(mine) - len(told)
    if weak:
        said = [say("reports-scorers-weak", skills=joined(weak))]
    elif unknown:
        said = [say("reports-scorers-agree-on", n=len(told))]
    else:
        said = [say("reports-scorers-agree")]
    if unknown:
        said.append(say("reports-scorers-unknown", n=unknown))
    return " ".join(said)


def gap_sentence(rows: Sequence[Row], top: Mapping[str, str]) -> str:
    """Say on how many skills scorers are clearly apart, and where most.

    Parameters
    ----------
    rows
        Rows of ``scorers`` on gaps: ``criterion_id``, ``scorer``, ``other``, ``value``, ``low``, ``high``.
    """
    clear = [
        row
        for row in rows
        if row["criterion_id"] in top
        and row["value"] is not None
        and (row["low"] > 0 or row["high"] < 0)
    ]
    if not clear:
        return ""
    most = max(clear, key=lambda row: (abs(row["value"]), row["criterion_id"]))
    said = say(
        "reports-scorers-gap",
        scorer=scorer_name(most["scorer"]),
        how_many=_how_many(most["scorer"]),
        skill=in_sentence(top[most["criterion_id"]]),
        points=points(most["value"]),
        way="higher" if most["value"] > 0 else "lower",
        other=scorer_name(most["other"]),
    )
    return capitalised(said)


def _how_many(scorer: str) -> str:
    """Say whether a scorer in print is people together or one: what the verb follows."""
    return "people" if scorer == "human" else "one"


def people_sentence(rows: Sequence[Row], names: Mapping[str, str] = NOBODY) -> str:
    """Say who scores clearly higher or lower than is usual of people here; nobody is ranked.

    Parameters
    ----------
    rows
        Rows of ``scorers`` on leniency: ``scorer``, ``verdict``.
    names
        Id → name, of people whom the reader knows.
    """
    if len(rows) < 2:
        return ""
    parts = []
    for verdict, way in ((LENIENT, "higher"), (STRICT, "lower")):
        apart = [scorer_name(row["scorer"], names) for row in rows if row["verdict"] == verdict]
        if apart:
            parts.append(say("reports-scorers-person", names=joined(apart), n=len(apart), way=way))
    if not parts:
        return say("reports-scorers-nobody-apart", n=len(rows))
    return say("reports-scorers-apart", people=joined(parts))


def drift_sentences(rows: Sequence[Row], names: Mapping[str, str] = NOBODY) -> list[str]:
    """Say whose scores moved against those of the others between this window and the time before.

    Parameters
    ----------
    rows
        Rows of ``scorers`` on drift: ``scorer``, ``value`` (pp), ``verdict``.
    names
        Id → name, of people whom the reader knows.
    """
    told = []
    for row in rows:
        if row["verdict"] != CHANGED:
            continue
        said = say(
            "reports-scorers-drift",
            scorer=scorer_name(row["scorer"], names),
            how_many=_how_many(row["scorer"]),
            points=points(row["value"]),
            way="lenient" if row["value"] > 0 else "strict",
        )
        told.append(capitalised(said))
    return told


def disputes_sentence(rates: Sequence[Row], overturned: Sequence[Row]) -> str:
    """Say how many scores were disputed, and how many of the resolved ones were wrong.

    Parameters
    ----------
    rates, overturned
        Rows of ``scorers`` on disputes: ``criterion_id``, ``scorer``, ``n``, ``value``.
    """
    whole = next((row for row in rates if not row["criterion_id"] and not row["scorer"]), None)
    if whole is None or not whole["n"]:
        return ""
    disputed = rounded(whole["value"] * whole["n"])
    if not disputed:
        return say("reports-disputes-none")
    of = next(row for row in overturned if not row["criterion_id"] and not row["scorer"])
    scores = number(whole["n"])
    if not of["n"]:
        return capitalised(say("reports-disputes-open", n=disputed, scores=scores))
    said = say(
        "reports-disputes",
        n=disputed,
        scores=scores,
        overturned=rounded(of["value"] * of["n"]),
        resolved=int(of["n"]),
    )
    return capitalised(said)


def notes(gaps: Sequence[Row]) -> str:
    """Explain agreement, and the mark of gaps that were not measured on the same calls."""
    text = say("reports-scorers-note", reliable=exact(RELIABLE))
    if not any(row["measured_on"] == SAME_REP_WEEKS for row in gaps):
        return text
    return f"{text} {say('reports-scorers-estimated', mark=ESTIMATED)}"
