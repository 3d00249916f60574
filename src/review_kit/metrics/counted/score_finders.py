"""Which scores, sessions, themes and stages each number of a skill, session, theme or stage rests on."""

from __future__ import annotations

import numpy as np
import pandas as pd

from review_kit.metrics.counted.material import Counted, Finder, Material
from review_kit.metrics.tidy import numbered, told_of_pairs
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
            parts.append(_scores_after_session(material, coached))
        return parts

    return find


_SCORE = ("criterion_id", "call_id", "call_on", "score", "scorer", "comparable")


def _scores_of(material: Material, span: Window) -> Counted:
    scores = material.review.call_scores
    inside = span.contains(scores["call_on"].iloc[material.listed]).to_numpy()
    places = material.listed[inside]
    return material.counted("qa_scores", "scores", scores, _SCORE, span, places=places)


def _scores_after_session(material: Material, coached: pd.DataFrame) -> Counted:
    scores = material.review.call_scores
    places = material.call_scores_of(coached)
    own = scores.iloc[places]
    coached_on = coached["first_coached_on"].to_numpy("datetime64[s]")
    since = own["call_on"].to_numpy() - told_of_pairs(
        own, coached, coached_on, np.datetime64("NaT", "s")
    )
    first, last = (np.timedelta64(days, "D") for days in EXPECTED_DAYS)
    places = places[(since >= first) & (since <= last)]
    return material.counted("qa_scores", "after-session", scores, _SCORE, places=places)


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
    scores = material.review.call_scores
    places = material.call_scores_of(material.entries.dropna(subset="criterion_id")[KEYS])
    own = scores[["rep_id", "call_on"]].iloc[places]
    first = material.entries.groupby("rep_id")["session_date"].min()
    rep, reps = numbered(own["rep_id"])
    since = first.reindex(reps).to_numpy("datetime64[s]")[rep]
    days = np.timedelta64(material.review.config.coaching.session_days, "D")
    places = places[own["call_on"].to_numpy() >= since - days]
    shown = ("criterion_id", "call_id", "call_on", "score", "scorer")
    return material.counted("qa_scores", "around-sessions", scores, shown, places=places)


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
    passed = material.review.passed
    if passed is None:
        return parts
    left = material.window.contains(passed["left_on"])
    shown = ("opportunity_id", "stage", "entered_on", "left_on", "days", "advanced")
    return [
        *parts,
        material.chosen("stage_history", "passages", passed, left, shown, material.window),
    ]


def scorers(material: Material, _: str) -> list[Counted]:
    """Give how many scores are whose, and the scores."""
    scores = material.review.call_scores
    columns = ("criterion_id", "call_id", "call_on", "score", "scorer")
    return [
        material.counted(
            *("call_scores", "by-scorer", _by_scorer(scores.iloc[material.listed])),
            ("scorer", "scores", "calls"),
            material.window,
        ),
        material.counted(
            "qa_scores", "scores", scores, columns, material.window, places=material.listed
        ),
    ]


def _by_scorer(scores: pd.DataFrame) -> pd.DataFrame:
    """Count each rep's scores, and calls, by the scorer."""
    (rep, reps), (scorer, scorers), (call, calls) = (
        numbered(scores[key]) for key in ("rep_id", "scorer", "call_id")
    )
    whose = rep * max(len(scorers), 1) + scorer
    pairs = pd.unique(whose * max(len(calls), 1) + call)
    size = len(reps) * len(scorers)
    n = np.bincount(whose, minlength=size)
    n_calls = np.bincount(pairs // max(len(calls), 1), minlength=size)
    there = np.flatnonzero(n)
    rep, scorer = np.divmod(there, max(len(scorers), 1))
    return pd.DataFrame(
        {
            "rep_id": reps.take(rep),
            "scorer": scorers.take(scorer),
            "scores": n[there],
            "calls": n_calls[there],
        }
    )
