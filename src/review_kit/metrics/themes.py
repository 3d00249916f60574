"""Themes that come back: how often, and whether the score moved meanwhile."""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import pandas as pd

from review_kit.metrics.intervals import difference_interval
from review_kit.metrics.windows import ReviewWindows, timestamp
from review_kit.project.config import Coaching

DIAGNOSE, CONVERSATION = "diagnose", "performance_conversation"

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

    A theme stops when no entry with it comes for ``coaching.session_days`` days; what comes later is a
    new run. Runs with an entry in the window are told, with all their sessions, those before the
    window included. A run is about the criterion that its entries name most often (then the one named
    last), and its movement is told by the QA scores on that criterion: from the ``session_before`` of
    its first entry to the ``session_after`` of the last one that has calls after it.

    ``line`` says what the glossary asks for where the score did not rise (movement under
    ``coaching.recurrence_movement_pp`` and the interval not above 0, so a fall counts): from
    ``coaching.recurrence_diagnose`` sessions on ``diagnose``, from ``coaching.recurrence_conversation``
    on, where the whole interval lies under ``coaching.recurrence_movement_pp``,
    ``performance_conversation``: an interval that holds a rise of that size as well says that nobody
    knows yet. Without two calls on either side there is no interval, so no line.

    Parameters
    ----------
    entries
        Every log entry up to ``as_of``, as ``session_entries`` makes them.

    Returns
    -------
    DataFrame
        The columns of ``themes``: ``rep_id``, ``theme`` (as last written), ``criterion_id``,
        ``sessions``, ``first_on``, ``last_on``, ``movement`` (pp), ``low``, ``high`` (Welch),
        ``n_before``, ``n_after`` (calls), ``moved``, ``stopped``, ``line``.
    """
    told = entries[entries["theme"].notna()]
    keys = {theme: theme_key(theme) for theme in told["theme"].unique()}
    told = told.assign(key=[keys[theme] for theme in told["theme"]])
    told = told[told["key"] != ""].sort_values(["rep_id", "key", "session_date", "entry_id"])
    same = ["rep_id", "key"]
    pause = told.groupby(same)["session_date"].diff().dt.days
    run = (pause.isna() | (pause > coaching.session_days)).cumsum().rename("run")
    told = told.assign(run=run)
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
    since = (timestamp(windows.as_of) - table["last_on"]).dt.days
    table = table.assign(
        moved=measured & risen,
        stopped=since > coaching.session_days,
        line=pd.Series(line, index=table.index, dtype="str").replace("", None),
    )
    return table[windows.window.contains(table["last_on"])]


def _most_named(told: pd.DataFrame) -> pd.Series:
    """Choose the criterion that a run's entries name most often; of equals the one named last."""
    named = told.dropna(subset="criterion_id")
    counts = named.groupby(["run", "criterion_id"])["session_date"].agg(["size", "max"])
    counts = counts.reset_index().sort_values(
        ["run", "size", "max", "criterion_id"], ascending=[True, False, False, True]
    )
    return counts.drop_duplicates("run").set_index("run")["criterion_id"]


def _movement(told: pd.DataFrame, criteria: pd.Series) -> pd.DataFrame:
    """Set the calls before the first entry of a run against those after the last one that has some."""
    chosen = told.merge(criteria.rename("about"), left_on="run", right_index=True)
    chosen = chosen[chosen["criterion_id"] == chosen["about"]]
    first = chosen.drop_duplicates("run").set_index("run")
    evaluated = chosen[chosen["n_after"] > 0]
    after = evaluated.drop_duplicates("run", keep="last").set_index("run").reindex(first.index)
    before = (first["session_before"], first["sd_before"], first["n_before"])
    later = (after["session_after"], after["sd_after"], after["n_after"].fillna(0))
    low, high = difference_interval(before, later)
    return pd.DataFrame(
        {
            "movement": after["session_after"] - first["session_before"],
            "low": np.clip(low, -100, 100),
            "high": np.clip(high, -100, 100),
            "n_before": first["n_before"],
            "n_after": after["n_after"].fillna(0),
        },
        index=first.index,
    )
