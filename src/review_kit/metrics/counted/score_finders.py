"""Which scores, sessions, themes and stages each number of a skill, session, theme or stage rests on."""

from __future__ import annotations

import pandas as pd

from review_kit.metrics.counted.material import Counted, Finder, Material
from review_kit.metrics.stages import closing_stages, passages, stage_order
from review_kit.metrics.windows import Window

KEYS = ["rep_id", "criterion_id"]
EXPECTED_DAYS = (8, 35)
"""Days after the first session whose scores are set against what was expected."""


def scores(*columns: str, days: str = "both") -> Finder:
    """Give the skill's number, and the calls that it was counted from."""

    def find(material: Material, _: str) -> list[Counted]:
        skills = material.told("rep_criteria")
        windows = material.review.windows
        named = ("criterion_id", "criterion", *columns)
        parts = [material.counted("rep_criteria", "skills", skills, named)]
        spans = {
            "baseline": [windows.baseline],
            "current": [windows.current],
            "both": [windows.baseline, windows.current],
            "window": [windows.window],
        }.get(days, [])
        parts += [material.once(_scores_of, span) for span in spans]
        if days == "expected":
            coached = skills.dropna(subset="expected_gap")[[*KEYS, "first_coached_on"]]
            pairs = material.call_scores_of(coached)
            since = (pairs["call_on"] - pairs["first_coached_on"].astype("datetime64[s]")).dt.days
            after = pairs[since.between(*EXPECTED_DAYS)]
            parts.append(material.counted("qa_scores", "after-session", after, _SCORE))
        return parts

    return find


_SCORE = ("criterion_id", "call_id", "call_on", "score", "scorer", "comparable")


def _scores_of(material: Material, span: Window) -> Counted:
    calls = material.told("call_scores")
    inside = calls[span.contains(calls["call_on"].astype("datetime64[s]"))]
    return material.counted("qa_scores", "scores", inside, _SCORE, span)


def around_sessions(*columns: str) -> Finder:
    """Give the sessions' numbers, and the scores around them that they were counted from."""

    def find(material: Material, _: str) -> list[Counted]:
        named = ("entry_id", "session_date", "criterion_id", *columns)
        return [
            material.counted("sessions", "session-scores", material.told("sessions"), named),
            material.once(_scores_around_sessions),
        ]

    return find


def _scores_around_sessions(material: Material) -> Counted:
    coached = material.entries.dropna(subset="criterion_id")
    coached = coached[KEYS].astype("str").drop_duplicates()
    calls = material.call_scores_of(coached)
    first = material.entries.groupby("rep_id", as_index=False)["session_date"].min()
    since = calls[["rep_id"]].merge(first, how="left")["session_date"].array
    days = pd.Timedelta(days=material.review.config.coaching.session_days)
    calls = calls[calls["call_on"] >= since - days]
    shown = ("criterion_id", "call_id", "call_on", "score", "scorer")
    return material.counted("qa_scores", "around-sessions", calls, shown)


def themes(material: Material, _: str) -> list[Counted]:
    """Give the themes' numbers, and the entries of the log that name one."""
    told = material.told("themes")
    columns = ("theme", "criterion_id", "sessions", "first_on", "last_on", "movement", "line")
    entries = material.review.history
    entries = entries[entries["theme"].notna()]
    began = told.astype({"first_on": "datetime64[s]"}).groupby("rep_id", as_index=False)
    since = entries[["rep_id"]].merge(began["first_on"].min(), how="left")["first_on"].array
    entries = entries[pd.isna(since) | (entries["session_date"] >= since)]
    shown = ("entry_id", "session_id", "session_date", "criterion_id", "theme")
    return [
        material.counted("themes", "themes", told, columns),
        material.counted("coaching_log", "themed", entries, shown),
    ]


def passed(material: Material, _: str) -> list[Counted]:
    """Give the stages' numbers, and the deals that left one in the window."""
    return material.once(_passed)


def _passed(material: Material) -> list[Counted]:
    told = material.told("stages")
    columns = ("stage", "decided", "advanced", "conversion", "team_conversion", "gap")
    parts = [material.counted("stages", "stages", told, columns)]
    visits, deals = material.review.visits, material.review.opportunities
    if visits is None or deals is None:
        return parts
    under_way = visits[~visits["stage"].isin(closing_stages(visits, deals))]
    left = passages(under_way, deals, stage_order(under_way))
    left = left[material.window.contains(left["left_on"])]
    shown = ("opportunity_id", "stage", "entered_on", "left_on", "days", "advanced")
    return [*parts, material.counted("stage_history", "passages", left, shown, material.window)]


def scorers(material: Material, _: str) -> list[Counted]:
    """Give how many scores are whose, and the scores."""
    calls = material.told("call_scores")
    by = calls.groupby(["rep_id", "scorer"], as_index=False, observed=True).agg(
        scores=("score", "size"), calls=("call_id", "nunique")
    )
    columns = ("criterion_id", "call_id", "call_on", "score", "scorer")
    return [
        material.counted(
            "call_scores", "by-scorer", by, ("scorer", "scores", "calls"), material.window
        ),
        material.counted("qa_scores", "scores", calls, columns, material.window),
    ]
