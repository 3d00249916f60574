"""Time until something happens, where for some it has not happened yet: Kaplan–Meier."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from review_kit.metrics.intervals import CRITICAL


@dataclass(frozen=True)
class Survival:
    """Whom it has not happened to yet, after each day on which it happened to somebody.

    Parameters
    ----------
    day
        Days on which it happened to somebody, ascending.
    at_risk, happened
        Of each day: how many it could still happen to, and to how many it did.
    share, low, high
        Of each day: the share that it has not happened to after it, and the ends of its 95 % interval;
        these are missing where the share is 0.
    last
        The last day on which anybody was still watched.
    """

    day: npt.NDArray[np.float64]
    at_risk: npt.NDArray[np.int64]
    happened: npt.NDArray[np.int64]
    share: npt.NDArray[np.float64]
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]
    last: float

    def median(self) -> tuple[float | None, float | None, float | None]:
        """Give the day by which it has happened to half, with its 95 % interval (Brookmeyer & Crowley 1982).

        An end, or the median itself, is ``None`` where the record does not reach that far.
        """
        return self._reached(self.share), self._reached(self.low), self._reached(self.high)

    def _reached(self, share: npt.NDArray[np.float64]) -> float | None:
        at = np.flatnonzero(share <= 0.5 + 1e-12)
        return float(self.day[at[0]]) if len(at) else None

    def happened_by(self, day: float) -> tuple[float | None, float | None, float | None]:
        """Give the share that it has happened to by a day, with its 95 % interval.

        All ``None`` where nobody was watched for so long, and it has not happened to all before; without an
        interval where the share is 0 or 1, about which the data say no more than that.
        """
        at = int(np.searchsorted(self.day, day, side="right")) - 1
        over = at >= 0 and self.share[at] == 0
        if day > self.last and not over:
            return None, None, None
        if at < 0:
            return 0.0, None, None
        ends = 1 - self.high[at], 1 - self.low[at]
        low, high = (None if np.isnan(end) else float(end) for end in ends)
        return float(1 - self.share[at]), low, high


def kaplan_meier(days: npt.ArrayLike, happened: npt.ArrayLike) -> Survival:
    """Estimate the share that it has not happened to, day by day, counting everybody for as long as watched.

    Whom it has not happened to yet counts among those it could have happened to until the last day they
    were watched, and then leaves without having had it (Kaplan & Meier 1958, JASA 53). The interval is
    Greenwood's on the scale of log(−log), so that it stays between 0 and 1.

    Parameters
    ----------
    days
        For each person the day it happened, or the last day watched.
    happened
        For each person whether it happened.
    """
    time = np.asarray(days, dtype=np.float64)
    event = np.asarray(happened, dtype=bool)
    day = np.unique(time[event])
    # who is watched up to a day and no longer was still there on it
    at_risk = (time[None, :] >= day[:, None]).sum(axis=1)
    count = (time[event][None, :] == day[:, None]).sum(axis=1)
    share = np.cumprod(1 - count / at_risk)
    known = share > 0
    left = np.where(known, at_risk - count, 1)
    spread = np.sqrt(np.cumsum(np.where(known, count / (at_risk * left), 0.0)))
    log = np.log(np.where(known, share, 0.5))
    ends = [share ** np.exp(sign * CRITICAL * spread / log) for sign in (-1, 1)]
    low, high = (np.where(known, end, np.nan) for end in ends)
    return Survival(day, at_risk, count, share, low, high, float(time.max(initial=0.0)))
