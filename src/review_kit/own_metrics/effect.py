"""The effect of coaching on metrics of one's own that ask for it: from what they gave to rows of a table."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from review_kit.errors import UnknownNameError
from review_kit.grains import ORG
from review_kit.metrics.effect.estimate import EffectEstimate
from review_kit.metrics.effect.inference import UNKNOWN
from review_kit.metrics.effect.tables import effects_table
from review_kit.metrics.effect.verdicts import Verdict
from review_kit.metrics.effect_on_calls import NEAR_AN_END, effect_on_calls, is_near_an_end
from review_kit.metrics.effects import coached_criteria
from review_kit.metrics.results import to_arrow, typed
from review_kit.metrics.rubric import Rubric, rubric_at
from review_kit.metrics.tables import table_of
from review_kit.own_metrics.fault import MetricFault
from review_kit.own_metrics.find import FoundMetrics

if TYPE_CHECKING:
    from review_kit.metrics.prepared import Review
    from review_kit.metrics.windows import ReviewWindows
    from review_kit.own_metrics.compute import Computed
    from review_kit.own_metrics.find import MetricFile
    from review_kit.snapshot import Snapshot

TABLE = "own_effects"
_LINE = re.compile(r"\s*(?:--|#)\s*effect_of\s*=")
_PERCENT = 100.0


def without_unknown_skills(
    found: FoundMetrics, snapshot: Snapshot, windows: ReviewWindows
) -> FoundMetrics:
    """Leave out metrics that ask for the effect of coaching something that is no skill of the rubric."""
    criteria = table_of(snapshot)("criteria")
    if criteria is None or not any(one.declared.effect_of for one in found.files):
        return found
    rubric = rubric_at(criteria, windows, 0)
    faults = {one.name: _fault(one, rubric) for one in found.files if one.declared.effect_of}
    wrong = tuple(fault for fault in faults.values() if fault is not None)
    right = tuple(one for one in found.files if faults.get(one.name) is None)
    return FoundMetrics(right, (*found.faults, *wrong))


def _fault(one: MetricFile, rubric: Rubric) -> MetricFault | None:
    try:
        coached_criterion(rubric, one.declared.effect_of)
    except UnknownNameError as error:
        lines = enumerate(one.text.splitlines(), start=1)
        line = next((number for number, text in lines if _LINE.match(text)), None)
        return MetricFault(one.name, one.shown, line, error.message, error.hint)
    return None


def coached_criterion(rubric: Rubric, named: str) -> str:
    """Find the skill that a metric names, by its identifier or its name.

    Raises
    ------
    UnknownNameError
        It is none that the effect of coaching is estimated on.
    """
    names = rubric.criteria["criterion"].astype("str")
    coached = names[coached_criteria(rubric)]
    for criterion_id, name in coached.items():
        if named == criterion_id or named.casefold() == name.casefold():
            return str(criterion_id)
    if named in names.index or named.casefold() in {*names.str.casefold()}:
        problem = f"effect_of names '{named}', which is only a part of a skill or has no weight now"
    else:
        problem = f"effect_of names '{named}', which is no skill of the rubric"
    raise UnknownNameError(problem, named, coached, f"There are {', '.join(coached)}.")


def own_effects(
    computed: Mapping[str, tuple[MetricFile, Computed]], review: Review
) -> pd.DataFrame:
    """Estimate the effect on every metric that asks for it: rows of ``own_effects``."""
    rows = []
    for name, (one, found) in computed.items():
        largest = one.declared.largest
        if not one.declared.effect_of or found.calls is None or largest is None:
            continue
        criterion_id = coached_criterion(review.rubric, one.declared.effect_of)
        percent = found.calls.assign(value=found.calls["value"] * (_PERCENT / largest))
        # how the scorers score is in the metric only where it may have read what they gave
        scored = "qa_scores" in found.reads
        told = effect_on_calls(review, name, percent, criterion_id, scored=scored)
        if told is None:
            continue
        row = effects_table((told,))
        if told.verdict is not Verdict.NOT_MEASURABLE and is_near_an_end(percent):
            row = without_number(told)
        rows.append(
            row.assign(
                scope=ORG,
                scope_id=ORG,
                metric=name,
                criterion_id=criterion_id,
                criterion=str(review.rubric.criteria.loc[criterion_id, "criterion"]),
            )
        )
    return typed(pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(), TABLE)


def without_number(told: EffectEstimate) -> pd.DataFrame:
    """Give the row of a metric whose mean is too near an end for a number."""
    silent = replace(
        told,
        first=UNKNOWN,
        second=UNKNOWN,
        difference=UNKNOWN,
        claimed=UNKNOWN,
        verdict=Verdict.NOT_MEASURABLE,
        warnings=(),
    )
    row = effects_table((silent,))
    return row.assign(reason=NEAR_AN_END, warnings=NEAR_AN_END)


def write_effects(folder: Path, effects: pd.DataFrame, replaced: Collection[str]) -> None:
    """Bring the table of effects in a folder of metric tables up to date.

    Parameters
    ----------
    effects
        New rows.
    replaced
        Names of the metrics whose rows that stand there are old.
    """
    path = folder / f"{TABLE}.parquet"
    there = pq.read_table(path)
    old = pc.is_in(there["metric"], value_set=pa.array(sorted(replaced), pa.string()))
    rest = there.filter(pc.invert(old))
    if effects.empty and rest.num_rows == there.num_rows:
        return
    rows = pa.concat_tables([rest, to_arrow(typed(effects, TABLE), TABLE)]).sort_by("metric")
    pq.write_table(rows, path, compression="zstd")
