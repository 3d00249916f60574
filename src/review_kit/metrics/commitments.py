"""What reps committed to, what became of it, and which commitments nobody could check."""

from __future__ import annotations

import re

import pandas as pd

from review_kit.metrics.groups import explode_by_group
from review_kit.metrics.intervals import share_interval
from review_kit.metrics.tidy import metric_rows
from review_kit.metrics.windows import Window, timestamp

DONE, MISSED, OPEN = "done", "missed", "open"
SETTLED = frozenset({DONE, MISSED})
"""What can have become of a commitment. With any other status, or none, it is open: nobody has said it."""

_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|once|twice)\b", re.IGNORECASE
)
_INTENTION = re.compile(
    r"^\s*(?:i will |i'll |will )?(?:try|work on|focus on|improve|be (?:more|less|better)|do better|"
    r"get better|keep|think about|pay attention|remember|aim|get more|continue)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")


def has_commitment(entries: pd.DataFrame) -> pd.Series:
    """Say of each entry whether it holds a commitment: words or a date.

    A status alone is none: logs fill it by themselves (``open``), whether anything was agreed or not.
    """
    return entries["commitment"].notna() | entries["commitment_due"].notna()


def worded(commitments: pd.Series) -> pd.Series:
    """Keep the commitments that have a word; blanks and marks alone (``–``, ``...``) are missing."""
    return commitments.where(commitments.str.contains(_WORD, na=False))


def is_vague(entries: pd.DataFrame) -> pd.Series:
    """Say of each entry whether it holds a commitment that nobody could check.

    A commitment is vague without a date, without words, with fewer than three words (a topic, not an
    act), or when it names an intention only ("work on", "try to", "be more …") and no quantity. The
    list of intentions is English; in other languages the date and the three words decide, and in
    scripts that do not part words by blanks the date alone.
    """
    checkable = pd.Series(
        [_can_be_checked(words) for words in entries["commitment"]],
        index=entries.index,
        dtype="bool",
    )
    return has_commitment(entries) & (entries["commitment_due"].isna() | ~checkable)


def _can_be_checked(words: object) -> bool:
    if not isinstance(words, str):
        return False
    if _UNSPACED.search(words):
        return True
    if len(_WORD.findall(words)) < 3:
        return False
    return not _INTENTION.match(words) or _NUMBER.search(words) is not None


def due_in(entries: pd.DataFrame, window: Window) -> pd.Series:
    """Say of each entry whether its commitment is due in a window, whenever it was made.

    Its date falls in the window; or it fell due before and is still open. So over successive windows none
    is lost: it counts when it falls due, and on as long as nobody says what became of it.
    """
    due = entries["commitment_due"]
    overdue = (due < timestamp(window.start)) & ~entries["commitment_status"].isin(SETTLED)
    return window.contains(due) | overdue


def commitment_metrics(log: pd.DataFrame, window: Window) -> list[pd.DataFrame]:
    """Compute commitments kept, reopened and vague, for each group.

    - ``commitment_completion``: done ÷ all due in the window, those from before it that are still open
      included.
    - ``commitments_reopened``: with an outcome in the log, done or missed, ÷ the same. One that is still
      open after its day was never talked about again.
    - ``vague_commitments``: made in the window, and not to be checked.

    Parameters
    ----------
    log
        The whole log up to ``as_of``, with ``commitment_vague``: a commitment due in the window may
        have been made before it.
    """
    due = explode_by_group(log[due_in(log, window)], ["commitment_status"])
    status = due["commitment_status"]
    shares = [
        _share("commitment_completion", status == DONE, due["group"]),
        _share("commitments_reopened", status.isin(SETTLED), due["group"]),
    ]
    made = log[window.contains(log["session_date"]) & has_commitment(log)]
    vague = explode_by_group(made, ["commitment_vague"]).groupby("group")["commitment_vague"]
    return [*shares, metric_rows("vague_commitments", vague.sum(), vague.size())]


def _share(metric: str, counted: pd.Series, group: pd.Series) -> pd.DataFrame:
    by_group = counted.groupby(group)
    hits, n = by_group.sum(), by_group.size()
    low, high = share_interval(hits, n)
    return metric_rows(metric, hits / n, n, low, high)
