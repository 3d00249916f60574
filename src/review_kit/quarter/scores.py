"""Volumes and means of scores by criterion and by scorer that jump from one quarter to the next.

A jump is not a difference above a number: scores of few calls differ much by chance, and of many calls
little. A mean jumped where the reps who were scored in both quarters changed by more than
:data:`POINTS` even at the near end of the interval of their changes. A volume jumped where the calls a week
for each rep became more than :data:`TIMES` as many, or less than the inverse, even at the near end
of an interval that rests on how weeks differ. All intervals together hold with 95 %: each takes its share
of the 5 % (Bonferroni), so that a rubric with twenty criteria raises no alarm by having twenty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
import pandas as pd
from scipy import stats

from review_kit.metrics.scorers.labels import called, is_person, scorer_labels
from review_kit.number_format import decimal
from review_kit.quarter.findings import Finding
from review_kit.quarter.people import reps_at
from review_kit.quarter.rubric import in_force
from review_kit.quarter.sides import Side
from review_kit.words import say

POINTS = 5.0
"""Percentage points that the mean of all reps seldom moves by coaching alone."""
TIMES = 1.5
"""Ratio of volumes that is more than ordinary growth of a quarter."""
CONFIDENCE = 0.95
"""Of all intervals together."""
FEWEST_REPS = 3
FEWEST_WEEKS = 3

_SCORER = (
    "concat_ws(chr(31), evaluator, coalesce(evaluator_id, ''), coalesce(evaluator_version, ''))"
)


@dataclass(frozen=True)
class Compared:
    """What was found, and how many comparisons it was found among."""

    findings: tuple[Finding, ...]
    comparisons: int


@dataclass(frozen=True)
class _Units:
    """One way to divide scores: by criterion, or by scorer."""

    kind: str
    means: pd.DataFrame
    """unit × rep: ``before`` and ``now``, means of reps scored in both."""
    weeks: tuple[dict[str, np.ndarray], dict[str, np.ndarray]]
    """Unit → calls in each whole week, before and now."""
    titles: Mapping[str, str]


def scores(before: Side, now: Side) -> Compared:
    """Compare the scores of both windows.

    Parameters
    ----------
    before, now
        Each with ``qa_scores``; without it there is nothing to compare.
    """
    if "qa_scores" not in before.folder or "qa_scores" not in now.folder:
        return Compared((), 0)
    divided = [_units(before, now, "criterion"), _units(before, now, "scorer")]
    judged = sum(len(_judged_means(units)) + len(_judged_weeks(units)) for units in divided)
    level = 1 - (1 - CONFIDENCE) / (2 * max(1, judged))
    heads = (max(1, len(reps_at(before))), max(1, len(reps_at(now))))
    found: list[Finding] = []
    for units in divided:
        found += _appeared(units)
        found += _mean_jumps(units, level)
        found += _volume_jumps(units, level, heads)
    return Compared(tuple(found), judged)


def _units(before: Side, now: Side, kind: str) -> _Units:
    unit = "criterion_id" if kind == "criterion" else _SCORER
    sides = [_means(side, unit) for side in (before, now)]
    means = pd.concat(sides, axis=1, join="inner", keys=["before", "now"]).droplevel(1, axis=1)
    weeks = (_weeks(before, unit), _weeks(now, unit))
    names = sorted({*weeks[0], *weeks[1]})
    if kind == "criterion":
        known = pd.concat([in_force(before)["criterion"], in_force(now)["criterion"]])
        titles = {str(key): str(value) for key, value in known.items()}
    else:
        titles = _scorer_titles(names)
    return _Units(kind, means, weeks, {name: titles.get(name, name) for name in names})


def _window(side: Side) -> str:
    return f"call_on BETWEEN DATE '{side.start}' AND DATE '{side.as_of}'"


def _means(side: Side, unit: str) -> pd.DataFrame:
    found = side.ask(
        "qa_scores",
        f"SELECT {unit} AS unit, rep_id, avg(100 * score / max_score) AS mean FROM {{rows}} "
        f"WHERE {_window(side)} GROUP BY 1, 2",
    )
    return found.set_index(["unit", "rep_id"])


def _weeks(side: Side, unit: str) -> dict[str, np.ndarray]:
    """Return calls in each whole week of a window, counted back from its last day."""
    whole = side.window_days // 7
    found = side.ask(
        "qa_scores",
        f"SELECT {unit} AS unit, date_diff('day', call_on, DATE '{side.as_of}') // 7 AS week, "
        f"count(DISTINCT call_id) AS calls FROM {{rows}} WHERE {_window(side)} GROUP BY 1, 2",
    )
    counted: dict[str, np.ndarray] = {}
    for name, week, calls in found.astype({"week": "int64"}).to_numpy().tolist():
        weeks = counted.setdefault(str(name), np.zeros(whole))
        if week < whole:
            weeks[week] = calls
    return counted


def _scorer_titles(names: list[str]) -> dict[str, str]:
    parts = [[*name.split(chr(31)), "", ""][:3] for name in names]
    frame = pd.DataFrame(parts, columns=["evaluator", "evaluator_id", "evaluator_version"])
    if not names:
        return {}
    labels = [str(label) for label in scorer_labels(frame.replace("", None))]
    return {
        name: f"{say('quarter-person' if is_person(label) else 'quarter-ai')} {called(label)}".strip()
        for name, label in zip(names, labels, strict=True)
    }


def _judged_means(units: _Units) -> list[str]:
    reps = units.means.groupby(level="unit").size()
    return [str(unit) for unit, count in reps.items() if count >= FEWEST_REPS]


def _judged_weeks(units: _Units) -> list[str]:
    old, new = units.weeks
    return [
        unit
        for unit in units.titles
        if unit in old
        and unit in new
        and min(len(old[unit]), len(new[unit])) >= FEWEST_WEEKS
        and old[unit].sum()
        and new[unit].sum()
    ]


def _appeared(units: _Units) -> Iterator[Finding]:
    """Yield who scored, or what was scored, in one quarter alone."""
    old, new = units.weeks
    for unit, title in units.titles.items():
        if unit in old and unit not in new:
            yield Finding("scores", f"{units.kind}-silent", {"name": title}, look=True)
        elif unit in new and unit not in old:
            calls = int(new[unit].sum())
            yield Finding("scores", f"{units.kind}-first", {"name": title, "calls": calls})


def _mean_jumps(units: _Units, level: float) -> Iterator[Finding]:
    for unit in _judged_means(units):
        pairs = units.means.loc[unit]
        changes = (pairs["now"] - pairs["before"]).to_numpy()
        half = stats.t.ppf(level, len(changes) - 1) * changes.std(ddof=1) / sqrt(len(changes))
        change = changes.mean()
        if abs(change) - half <= POINTS:
            continue
        facts = {
            "name": units.titles.get(unit, unit),
            "from": _whole(pairs["before"].mean()),
            "to": _whole(pairs["now"].mean()),
            "low": _signed(change - half),
            "high": _signed(change + half),
            "reps": len(changes),
        }
        yield Finding("scores", "mean-jump", facts, look=True)


def _volume_jumps(units: _Units, level: float, heads: tuple[int, int]) -> Iterator[Finding]:
    old, new = units.weeks
    for unit in _judged_weeks(units):
        rates = [weeks / count for weeks, count in zip((old[unit], new[unit]), heads, strict=True)]
        means = [float(rate.mean()) for rate in rates]
        # of a logarithm of a mean, by the delta method
        variance = sum(
            float(rate.var(ddof=1)) / len(rate) / mean**2
            for rate, mean in zip(rates, means, strict=True)
        )
        half = stats.t.ppf(level, sum(map(len, rates)) - 2) * sqrt(variance)
        ratio = log(means[1] / means[0])
        if abs(ratio) - half <= log(TIMES):
            continue
        facts = {
            "name": units.titles[unit],
            "from": _rate(means[0] * heads[0]),
            "to": _rate(means[1] * heads[1]),
            "low": f"{exp(ratio - half):.2g}",
            "high": f"{exp(ratio + half):.2g}",
        }
        yield Finding("scores", "volume-jump", facts, look=True)


def _whole(value: float) -> str:
    return f"{decimal(value)} %"


def _rate(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}"


def _signed(value: float) -> str:
    return f"{value:+.0f}".replace("-", "−")
