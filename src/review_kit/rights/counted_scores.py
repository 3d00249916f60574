"""Which scores, sessions, themes and stages each number of a skill, session, theme or stage rests on."""

from __future__ import annotations

import pandas as pd

from review_kit.metrics.stages import closing_stages, passages, stage_order
from review_kit.rights.rep_rows import CountedRows, Finder, RepRows

EXPECTED_DAYS = (8, 35)
"""Days after the first session whose scores are set against what was expected."""


def scores(*columns: str, days: str = "both") -> Finder:
    """Give the skill's number, and the calls that it was counted from."""

    def find(rep: RepRows, _: str) -> list[CountedRows]:
        skills = rep.told("rep_criteria")
        calls = rep.told("call_scores")
        windows = rep.review.windows
        named = ("criterion_id", "criterion", *columns)
        parts = [rep.counted("rep_criteria", "skills", skills, named)]
        shown = ("criterion_id", "call_id", "call_on", "score", "scorer", "comparable")
        spans = {
            "baseline": [windows.baseline],
            "current": [windows.current],
            "both": [windows.baseline, windows.current],
            "window": [windows.window],
        }.get(days, [])
        for span in spans:
            inside = calls[span.contains(calls["call_on"].astype("datetime64[s]"))]
            parts.append(rep.counted("qa_scores", "scores", inside, shown, span))
        if days == "expected":
            coached = skills.dropna(subset="expected_gap")[["criterion_id", "first_coached_on"]]
            called = rep.own(rep.review.call_scores).astype({"criterion_id": "str"})
            pairs = called.merge(coached, on="criterion_id")
            since = (pairs["call_on"] - pairs["first_coached_on"].astype("datetime64[s]")).dt.days
            after = pairs[since.between(*EXPECTED_DAYS)]
            parts.append(rep.counted("qa_scores", "after-session", after, shown))
        return parts

    return find


def around_sessions(*columns: str) -> Finder:
    """Give the sessions' numbers, and the scores around them that they were counted from."""

    def find(rep: RepRows, _: str) -> list[CountedRows]:
        named = ("entry_id", "session_date", "criterion_id", *columns)
        skills = set(rep.entries["criterion_id"].dropna())
        called = rep.own(rep.review.call_scores).astype({"criterion_id": "str"})
        first = rep.entries["session_date"].min()
        days = pd.Timedelta(days=rep.review.config.coaching.session_days)
        calls = called[called["criterion_id"].isin(skills)]
        if pd.notna(first):
            calls = calls[calls["call_on"] >= first - days]
        shown = ("criterion_id", "call_id", "call_on", "score", "scorer")
        return [
            rep.counted("sessions", "session-scores", rep.told("sessions"), named),
            rep.counted("qa_scores", "around-sessions", calls, shown),
        ]

    return find


def themes(rep: RepRows, _: str) -> list[CountedRows]:
    """Give the themes' numbers, and the entries of the log that name one."""
    told = rep.told("themes")
    columns = ("theme", "criterion_id", "sessions", "first_on", "last_on", "movement", "line")
    entries = rep.own(rep.review.history)
    entries = entries[entries["theme"].notna()]
    if len(told):
        entries = entries[entries["session_date"] >= pd.Timestamp(told["first_on"].min())]
    shown = ("entry_id", "session_id", "session_date", "criterion_id", "theme")
    return [
        rep.counted("themes", "themes", told, columns),
        rep.counted("coaching_log", "themed", entries, shown),
    ]


def passed(rep: RepRows, _: str) -> list[CountedRows]:
    """Give the stages' numbers, and the deals that left one in the window."""
    told = rep.told("stages")
    columns = ("stage", "decided", "advanced", "conversion", "team_conversion", "gap")
    parts = [rep.counted("stages", "stages", told, columns)]
    visits, deals = rep.review.visits, rep.review.opportunities
    if visits is None or deals is None:
        return parts
    under_way = visits[~visits["stage"].isin(closing_stages(visits, deals))]
    left = rep.own(passages(under_way, deals, stage_order(under_way)))
    left = left[rep.window.contains(left["left_on"])]
    shown = ("opportunity_id", "stage", "entered_on", "left_on", "days", "advanced")
    return [*parts, rep.counted("stage_history", "passages", left, shown, rep.window)]


def scorers(rep: RepRows, _: str) -> list[CountedRows]:
    """Give how many scores are whose, and the scores."""
    calls = rep.told("call_scores")
    by = calls.groupby("scorer", as_index=False).agg(
        scores=("score", "size"), calls=("call_id", "nunique")
    )
    columns = ("criterion_id", "call_id", "call_on", "score", "scorer")
    return [
        rep.counted("call_scores", "by-scorer", by, ("scorer", "scores", "calls"), rep.window),
        rep.counted("qa_scores", "scores", calls, columns, rep.window),
    ]
