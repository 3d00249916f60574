"""Themes that come back: how often, and whether the score moved meanwhile."""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import pandas as pd

from review_kit.metrics.intervals import difference_interval
from review_kit.metrics.sessions import by_one_scorer, change
from review_kit.metrics.skill_verdicts import SkillVerdict, VerdictReason
from review_kit.metrics.tidy import KEYS
from review_kit.metrics.windows import ReviewWindows, timestamp
from review_kit.project.config import Coaching

DIAGNOSE, CONVERSATION = "diagnose", "performance_conversation"

ABSENT_SESSIONS = 3
"""Sessions of the rep in a row without a theme after which it has stopped."""
CADENCES = 2
"""A pause of more than so many times the rep's own cadence without any session ends every theme."""
NEIGHBOURS = 3
"""Pauses between sessions, before a pause and after it, whose mean is the cadence that it is held against."""

_SEPARATORS = re.compile(r"[\W_]+")


def theme_key(theme: str) -> str:
    """Reduce a theme to what makes it the same: no case, blanks or punctuation.

    Examples
    --------
    >>> theme_key("Price objection") == theme_key(" price-objection!")
    True
    """
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", theme).casefold())


def theme_recurrence(
    entries: pd.DataFrame, windows: ReviewWindows, coaching: Coaching
) -> pd.DataFrame:
    """Count the sessions on each theme of a rep until it stops appearing.

    A theme stops when the rep's next three sessions (days with a session) do without it, or when the rep has
    no session at all for more than twice the own cadence; what comes later is a new run. The cadence at a
    pause is the mean of the three pauses between sessions before it and the three after it, so that it
    follows a rep who is coached weekly first and monthly later; where there is none of them
    ``coaching.session_days`` stands in. Runs with an entry in the window are told, with all their
    sessions, those before the window included. A run is about the criterion that its entries name most
    often (then the one named last), and its movement is told by the QA scores on that criterion: from the
    ``session_before`` of its first entry to the ``session_after`` of the last one that has calls after it,
    on one scale where these calls were not all scored by one scorer.

    ``line`` says what the glossary asks for where the score did not rise (movement under
    ``coaching.recurrence_movement_pp`` and the interval not above 0, so a fall counts): from
    ``coaching.recurrence_diagnose`` sessions on ``diagnose``, from ``coaching.recurrence_conversation``
    on, where the whole interval lies under ``coaching.recurrence_movement_pp``,
    ``performance_conversation``: an interval that holds a rise of that size as well says that nobody
    knows yet. Without two calls on either side there is no interval, so no line.

    Parameters
    ----------
    entries
        Every log entry up to ``as_of`` of a session that took place, as ``session_entries`` makes them.

    Returns
    -------
    DataFrame
        The columns of ``themes``: ``rep_id``, ``theme`` (as last written), ``criterion_id``,
        ``sessions``, ``first_on``, ``last_on``, ``movement`` (pp), ``low``, ``high`` (Welch),
        ``n_before``, ``n_after`` (calls), ``moved``, ``stopped``, ``line``.
    """
    days = _session_days(entries, windows, coaching)
    told = entries[entries["theme"].notna()].merge(days, on=["rep_id", "session_date"])
    keys = {theme: theme_key(theme) for theme in told["theme"].unique()}
    told = told.assign(key=[keys[theme] for theme in told["theme"]])
    told = told[told["key"] != ""].sort_values(["rep_id", "key", "session_date", "entry_id"])
    earlier = told.groupby(["rep_id", "key"])[["nth", "spell"]].shift()
    goes_on = (told["spell"] == earlier["spell"]) & (
        told["nth"] - earlier["nth"] <= ABSENT_SESSIONS
    )
    told = told.assign(run=(~goes_on).cumsum())
    last = told.drop_duplicates("run", keep="last").set_index("run")
    groups = told.groupby("run")
    table = pd.DataFrame(
        {
            "rep_id": last["rep_id"],
            "theme": last["theme"],
            "criterion_id": _most_named(told),
            "sessions": groups["session_id"].nunique(),
            "first_on": groups["session_date"].min(),
            "last_on": last["session_date"],
        }
    )
    table = table.join(_movement(told, table["criterion_id"]))
    risen = (table["movement"] >= coaching.recurrence_movement_pp) | (table["low"] > 0)
    measured = table["low"].notna()
    stuck = measured & ~risen
    surely = stuck & (table["high"] < coaching.recurrence_movement_pp)
    line = np.select(
        [
            surely & (table["sessions"] >= coaching.recurrence_conversation),
            stuck & (table["sessions"] >= coaching.recurrence_diagnose),
        ],
        [CONVERSATION, DIAGNOSE],
        "",
    )
    table = table.assign(
        moved=measured & risen,
        stopped=(last["since"] >= ABSENT_SESSIONS) | ~last["goes_on"],
        line=pd.Series(line, index=table.index, dtype="str").replace("", None),
    )
    return table[windows.window.contains(table["last_on"])]


def beside_verdicts(
    themes: pd.DataFrame, rep_criteria: pd.DataFrame, lineage: pd.DataFrame
) -> pd.DataFrame:
    """Take the line off the themes of a skill that improved, or whose dip was overcome.

    A line says that the score did not rise; it never stands beside a verdict that says it did. That
    of a criterion holds for its sub-criteria.

    Parameters
    ----------
    themes
        As :func:`theme_recurrence` tells them.
    rep_criteria
        ``rep_id``, ``criterion_id``, ``verdict``, ``verdict_reason``.
    lineage
        As :meth:`~review_kit.metrics.rubric.Rubric.lineage` gives it.

    Returns
    -------
    DataFrame
        ``themes``, with ``line``.
    """
    rose = (rep_criteria["verdict"] == SkillVerdict.IMPROVED) | (
        rep_criteria["verdict_reason"] == VerdictReason.RECOVERED
    )
    whole = rep_criteria.loc[rose, KEYS].rename(columns={"criterion_id": "ancestor_id"})
    risen = pd.MultiIndex.from_frame(whole.merge(lineage, on="ancestor_id")[KEYS])
    return themes.assign(
        line=themes["line"].mask(pd.MultiIndex.from_frame(themes[KEYS]).isin(risen))
    )


def _session_days(
    entries: pd.DataFrame, windows: ReviewWindows, coaching: Coaching
) -> pd.DataFrame:
    """Number each rep's days with a session, and cut them into spells between long pauses.

    Returns
    -------
    DataFrame
        ``rep_id``, ``session_date``, ``nth`` (day with a session, counted over all reps), ``spell``,
        ``since`` (the rep's days with a session after it) and ``goes_on`` (its spell has not ended by
        ``as_of``).
    """
    days = entries[["rep_id", "session_date"]].drop_duplicates()
    days = days.sort_values(["rep_id", "session_date"], ignore_index=True)
    rep = days["rep_id"]
    at = (days["session_date"] - timestamp(windows.as_of)).dt.days.to_numpy(dtype=np.int64)
    nth = np.arange(len(days), dtype=np.int64)
    numbers = pd.Series(nth, index=days.index).groupby(rep)
    first, last = (numbers.transform(end).to_numpy(dtype=np.int64) for end in ("min", "max"))
    after = np.minimum(nth + 1, last)
    before, further = np.maximum(nth - NEIGHBOURS, first), np.minimum(after + NEIGHBOURS, last)
    pauses = (nth - before) + (further - after)
    span = (at[nth] - at[before]) + (at[further] - at[after])
    cadence = np.where(pauses > 0, span / np.maximum(pauses, 1), coaching.session_days)
    # the pause after a rep's last session has lasted until the review day
    pause = np.where(nth == last, -at, at[after] - at)
    ends = pd.Series(pause > CADENCES * cadence, index=days.index)
    spell = (ends | (nth == last)).shift(fill_value=False).cumsum()
    goes_on = ~ends.groupby(spell).transform("last")
    return days.assign(nth=nth, spell=spell, since=last - nth, goes_on=goes_on)


def _most_named(told: pd.DataFrame) -> pd.Series:
    """Choose the criterion that a run's entries name most often; of equals the one named last."""
    named = told.dropna(subset="criterion_id")
    counts = named.groupby(["run", "criterion_id"])["session_date"].agg(["size", "max"])
    counts = counts.reset_index().sort_values(
        ["run", "size", "max", "criterion_id"], ascending=[True, False, False, True]
    )
    return counts.drop_duplicates("run").set_index("run")["criterion_id"]


def _movement(told: pd.DataFrame, criteria: pd.Series) -> pd.DataFrame:
    """Set the calls before the first entry of a run against those after the last one that has some.

    Like with like, as :func:`~review_kit.metrics.sessions.change` does.
    """
    chosen = told.merge(criteria.rename("about"), left_on="run", right_index=True)
    chosen = chosen[chosen["criterion_id"] == chosen["about"]]
    first = chosen.drop_duplicates("run").set_index("run")
    evaluated = chosen[chosen["n_after"] > 0]
    after = evaluated.drop_duplicates("run", keep="last").set_index("run").reindex(first.index)
    alike = by_one_scorer(first, after)
    n_before = first["n_before"].where(alike, first["comparable_n_before"])
    n_after = after["n_after"].where(alike, after["comparable_n_after"]).fillna(0)
    low, high = difference_interval(
        (
            first["session_before"].where(alike, first["comparable_before"]),
            first["sd_before"].where(alike, first["comparable_sd_before"]),
            n_before,
        ),
        (
            after["session_after"].where(alike, after["comparable_after"]),
            after["sd_after"].where(alike, after["comparable_sd_after"]),
            n_after,
        ),
    )
    return pd.DataFrame(
        {
            "movement": change(first, after),
            "low": np.clip(low, -100, 100),
            "high": np.clip(high, -100, 100),
            "n_before": n_before,
            "n_after": n_after,
        },
        index=first.index,
    )
