"""A rubric worked out from the headings of a scorecard, where no export gives one.

Sub-criteria are told by their heading (``Discovery > Impact questions``), weights by what stands in brackets
(``Discovery (25%)``), by a column of overall scores that only one set of weights gives, or, where nothing
tells them, shared out evenly.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from review_kit.sources.connect.evidence import number_of
from review_kit.sources.connect.grids import Grid
from review_kit.sources.connect.proposal import MadeFile
from review_kit.sources.files.header import plain_name
from review_kit.words import say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SEPARATORS = (" > ", " / ", " – ", " — ", " - ", ": ", " | ", " · ", " → ", ">", "::")
_WEIGHT = re.compile(
    r"[\s,]*[(\[]\s*(?:weight:?\s*)?(\d+(?:[.,]\d+)?)\s*(%|pts?|points)?\s*[)\]]\s*$", re.I
)
_SIGNS = re.compile(r"[^\w]+")
_HALF_A_POINT = 0.5
_EXACT = 1.01
"""Points by which an overall score may differ from the weighted one, as platforms round both."""
_ROUNDED = 0.1
"""Share of the calls on which given weights may miss the overall score."""
_FEWEST = 3
"""Scorecards for each weight, from which on weights are worked out."""
OVERALL = re.compile(
    r"^(overall|total|average|final|avg|qa|weighted|mean)( (qa|call|weighted))?"
    r"( (score|rating|result|grade|%))?( ?\(?%\)?)?$",
    re.IGNORECASE,
)
"""Headings of a score of the whole call."""


@dataclass(frozen=True)
class Criterion:
    """One row of the rubric, and the column of the export that it is scored in."""

    identifier: str
    name: str
    heading: str
    """Empty for a group that has no column of its own."""
    parent: str = ""
    weight: float = 0.0


def criteria_of(headings: Sequence[str]) -> list[Criterion]:
    """Tell criteria and sub-criteria apart by their headings; weights where these give them."""
    plain = {plain_name(_without_weight(each)) for each in headings}
    prefixes: dict[str, int] = {}
    for heading in headings:
        parts = _parts(_without_weight(heading))
        if parts:
            prefixes[plain_name(parts[0])] = prefixes.get(plain_name(parts[0]), 0) + 1
    found: list[Criterion] = []
    ids: set[str] = set()
    groups: dict[str, str] = {}
    for heading in headings:
        name, weight = _without_weight(heading), _weight(heading)
        parts = _parts(name)
        group = plain_name(parts[0]) if parts else ""
        if parts and (group in plain or prefixes[group] > 1):
            if group not in groups:
                groups[group] = _identifier(parts[0], ids)
                if group not in plain:
                    found.append(Criterion(groups[group], parts[0], ""))
            found.append(
                Criterion(_identifier(parts[1], ids), parts[1], heading, groups[group], weight)
            )
        elif plain_name(name) in groups:
            found.append(Criterion(groups[plain_name(name)], name, heading, "", weight))
        else:
            identifier = _identifier(name, ids)
            groups[plain_name(name)] = identifier
            found.append(Criterion(identifier, name, heading, "", weight))
    return found


def _parts(name: str) -> tuple[str, str] | None:
    for separator in _SEPARATORS:
        group, there, part = name.partition(separator)
        if there and group.strip() and part.strip():
            return group.strip(), part.strip()
    return None


def _without_weight(heading: str) -> str:
    return _WEIGHT.sub("", heading).strip() or heading


def _weight(heading: str) -> float:
    found = _WEIGHT.search(heading)
    return float(found[1].replace(",", ".")) if found else 0.0


def _identifier(name: str, taken: set[str]) -> str:
    stem = _SIGNS.sub("_", plain_name(name)).strip("_") or "criterion"
    identifier, number = stem, 2
    while identifier in taken:
        identifier, number = f"{stem}_{number}", number + 1
    taken.add(identifier)
    return identifier


def with_weights(
    criteria: Sequence[Criterion], grid: Grid, overall: str
) -> tuple[list[Criterion], list[str]]:
    """Give every criterion its weight: within its parent, or within the rubric.

    Parameters
    ----------
    criteria
        As :func:`criteria_of` tells them.
    grid
        The scorecards.
    overall
        Heading of the score of the whole call; empty where there is none.

    Returns
    -------
    The criteria, and how their weights were found.
    """
    criteria = _with_sums_of_parts(criteria)
    weighted: list[Criterion] = []
    says: list[str] = []
    named = {each.identifier: each for each in criteria}
    for parent in dict.fromkeys(each.parent for each in criteria):
        members = [each for each in criteria if each.parent == parent]
        whole = overall if not parent else named[parent].heading
        of = named[parent].name if parent else "all"
        weights, how = _weights(members, grid, whole)
        weighted += [
            replace(each, weight=weight) for each, weight in zip(members, weights, strict=True)
        ]
        if len(members) > 1 or not parent:
            says.append(say("connect-weights", group=of, how=how))
    order = {each.identifier: at for at, each in enumerate(criteria)}
    return sorted(weighted, key=lambda each: order[each.identifier]), says


def _with_sums_of_parts(criteria: Sequence[Criterion]) -> list[Criterion]:
    """Give criteria whose headings have no weight that of their parts, where all make up the rubric."""
    parts: dict[str, list[float]] = {}
    for each in criteria:
        parts.setdefault(each.parent, []).append(each.weight)
    sums = {
        each.identifier: sum(parts[each.identifier])
        for each in criteria
        if not each.parent and not each.weight and all(parts.get(each.identifier, [0.0]))
    }
    tops = [each.weight or sums.get(each.identifier, 0.0) for each in criteria if not each.parent]
    if not all(tops) or abs(sum(tops) - 100) >= _HALF_A_POINT:
        return list(criteria)
    return [replace(each, weight=sums.get(each.identifier, each.weight)) for each in criteria]


def _weights(members: Sequence[Criterion], grid: Grid, whole: str) -> tuple[list[float], str]:
    given = [each.weight for each in members]
    table = _scores_and_whole(members, grid, whole) if whole else None
    worked_out = _worked_out(table) if table is not None else None
    if all(given):
        total = sum(given)
        weights = _hundred([100 * each / total for each in given])
        how = say(
            "connect-weights-headings",
            total=f"{total:g}",
            exact=_word(abs(total - 100) < _HALF_A_POINT),
        )
        return weights, how + _disagreement(members, weights, table, whole, worked_out)
    if worked_out is not None and table is not None:
        return worked_out, say("connect-weights-worked-out", overall=whole, n=len(table))
    even = [100 / len(members)] * len(members)
    return _hundred(even), say("connect-weights-unknown")


def _word(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _disagreement(
    members: Sequence[Criterion],
    weights: Sequence[float],
    table: NDArray[np.float64] | None,
    whole: str,
    worked_out: Sequence[float] | None,
) -> str:
    """Say that the weights of the headings do not give the overall score of the file, where they do not."""
    import numpy as np

    if table is None:
        return ""
    off = np.abs(table[:, :-1] @ (np.array(weights) / 100) - table[:, -1])
    wrong = int((off > _EXACT).sum())
    if wrong <= len(table) * _ROUNDED:
        return ""
    told = say(
        "connect-weights-disagree",
        overall=whole,
        n=wrong,
        calls=len(table),
        points=f"{off.max():.0f}",
    )
    if worked_out is None:
        return told
    fitting = ", ".join(
        f"{each.name} {weight:g}" for each, weight in zip(members, worked_out, strict=True)
    )
    return told + say("connect-weights-would-fit", weights=fitting)


def _hundred(weights: Sequence[float]) -> list[float]:
    """Weights with two decimals that add up to 100 exactly."""
    rounded = [round(each, 2) for each in weights]
    rounded[0] = round(rounded[0] + 100 - sum(rounded), 2)
    return rounded


def _scores_and_whole(
    members: Sequence[Criterion], grid: Grid, whole: str
) -> NDArray[np.float64] | None:
    """Scores of the members on each call that has all of them, and in the last column that of the whole."""
    import numpy as np

    places = [grid.header.index(each.heading) for each in members if each.heading]
    target = grid.header.index(whole)
    if len(places) < len(members) or len(places) < 2:
        return None
    rows = []
    for row in grid.rows:
        if len(row) <= max(*places, target):
            continue
        values = [number_of(row[at].strip()) for at in (*places, target)]
        if all(value is not None for value in values):
            rows.append([float(value) for value in values if value is not None])
    return np.array(rows) if len(rows) >= _FEWEST * len(members) else None


def _worked_out(table: NDArray[np.float64]) -> list[float] | None:
    """Weights that turn the scores of the members into the score of the whole, where only these do."""
    import numpy as np

    scores, wholes = table[:, :-1], table[:, -1]
    if np.linalg.matrix_rank(scores) < scores.shape[1]:
        return None
    weights, *_ = np.linalg.lstsq(scores, wholes, rcond=None)
    total = float(weights.sum())
    if not 0.95 <= total <= 1.05 or weights.min() < -0.01:
        return None
    nearest = np.round(weights / total * 20) / 20
    candidates = [nearest] if abs(nearest.sum() - 1) < 1e-9 else []
    for each in (*candidates, np.round(weights / total * 100) / 100, weights / total):
        if np.abs(scores @ each - wholes).max() <= _EXACT and abs(each.sum() - 1) < 0.011:
            return _hundred([100 * float(weight) for weight in each])
    return None


_COLUMNS = (
    "criterion_id",
    "criterion",
    "parent_criterion_id",
    "weight",
    "outcome_metric",
    "rubric_version",
    "valid_from",
)


def rubric_file(
    criteria: Sequence[Criterion], says: Sequence[str], path: Path, first_day: str, metric: str
) -> MadeFile:
    """Write the rubric as a canonical file.

    Parameters
    ----------
    criteria
        With their weights.
    says
        How the weights were found.
    path
        Where it goes.
    first_day
        Day from which on it is in force, as ISO text.
    metric
        Result that every criterion is said to drive.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for each in criteria:
        writer.writerow(
            (each.identifier, each.name, each.parent, f"{each.weight:g}", metric, "1", first_day)
        )
    told = (
        say("connect-rubric-made", n=len(criteria)),
        *says,
        say("connect-rubric-assumed", metric=metric, day=first_day),
    )
    return MadeFile(path, buffer.getvalue(), told)
