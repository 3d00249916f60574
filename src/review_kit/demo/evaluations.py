"""Rows of ``qa_scores``: what the platform and people scored, call by call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from review_kit.demo.calls import Calls, Ints, Scores
from review_kit.demo.people import Rep
from review_kit.demo.rubric import (
    CRITERION_IDS,
    CURRENT_RUBRIC,
    EARLIER_RUBRIC,
    LEAVES,
    REPLACED,
    TOP_SCALE,
    rubric_change,
)
from review_kit.demo.settings import DemoSettings
from review_kit.demo.streams import stream

EVIDENCE_SHARE = 0.35
"""Share of scores that point to the moment of the call."""

PEOPLE = ("QA-01", "QA-02", "QA-03", "QA-04")
"""Who scores calls beside the platform."""

_CALL_ID_BASE = 10**19
"""Call ids have twenty digits: more than a 64-bit integer or a float can hold exactly."""

Texts = NDArray[Any]

_WHOLE = np.array([str(points) for points in range(101)], dtype=object)
"""Texts of all possible scores: one object each, however many rows there are."""


@dataclass(frozen=True)
class Evaluations:
    """One rep's rows of ``qa_scores``, packed: as Python objects they take several times the room."""

    columns: Mapping[str, pa.Array]
    minute: Ints
    """Time of the call in minutes, for the order of the export."""
    day: Ints
    """Day number of the call."""
    sequence: Ints
    """Order within the rep: evaluations of one call follow in the order they were made."""

    def __len__(self) -> int:
        return len(self.sequence)


def call_ids(number: int, calls: Calls) -> list[str]:
    """Return the ids of a rep's calls: twenty digits, unlike in the whole record.

    Parameters
    ----------
    number
        Position of the rep in the record.
    calls
        The rep's calls.
    """
    return [
        str(_CALL_ID_BASE + (number + 1) * 10**13 + (index + 1) * 10**8 + int(minute) % 10**8)
        for index, minute in enumerate(calls.minute)
    ]


def evaluate(
    rep: Rep,
    number: int,
    calls: Calls,
    *,
    ids: list[str],
    scores: Scores,
    settings: DemoSettings,
) -> Evaluations:
    """Return one row for every criterion that was scored on every call of one rep."""
    rng = stream(settings.seed, "evidence", rep.rep_id)
    # one evaluation after the other: the platform's, its second one, a person's
    groups = [
        (calls.scored, scores.machine, "ai"),
        (calls.scored & calls.rerun[:, None], scores.second, "ai"),
        (calls.human & ~np.isnan(scores.percent), scores.human, "human"),
    ]
    leaf_ids = np.array([leaf.criterion_id for leaf in LEAVES], dtype=object)
    leaf_scales = np.array([leaf.scale for leaf in LEAVES])
    top_ids = np.array(CRITERION_IDS, dtype=object)
    change = settings.number(rubric_change(settings))
    parts: list[dict[str, Texts]] = []
    for order, (mask, points, evaluator) in enumerate(groups):
        call, column = np.nonzero(mask)
        names, scales = (top_ids, TOP_SCALE) if evaluator == "human" else (leaf_ids, leaf_scales)
        criterion = names[column]
        earlier = calls.day[call] < change
        for new_id, (old_id, _) in REPLACED.items():
            criterion[earlier & (criterion == new_id)] = old_id
        parts.append(
            {
                "call": call,
                "order": np.full(len(call), order),
                "criterion_id": criterion,
                "score": _WHOLE[points[call, column]],
                "max_score": _WHOLE[scales[column]],
                "evaluator": np.full(len(call), evaluator, dtype=object),
                "rubric_version": np.where(earlier, EARLIER_RUBRIC, CURRENT_RUBRIC).astype(object),
            }
        )
    whole = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
    by_call = np.lexsort((whole["order"], whole["call"]))
    whole = {key: values[by_call] for key, values in whole.items()}
    call, size = whole["call"], len(by_call)

    linked = np.flatnonzero(rng.random(size) < EVIDENCE_SHARE)
    offsets = (rng.random(len(linked)) * calls.seconds[call[linked]]).astype(np.int64).tolist()
    urls, seconds = np.full((2, size), None, dtype=object)
    seconds[linked] = [str(offset) for offset in offsets]
    urls[linked] = [
        f"https://calls.example/c/{ids[c]}?t={offset}"
        for c, offset in zip(call[linked].tolist(), offsets, strict=True)
    ]
    # one person scores all criteria of a call
    drawn = stream(settings.seed, "evaluators", rep.rep_id).random(len(calls))
    person = np.array(PEOPLE, dtype=object)[(drawn * len(PEOPLE)).astype(np.int64)]
    evaluation_ids = np.array(
        [
            [f"E{number + 1:05d}-{index + 1:05d}{letter}" for letter in "ABC"]
            for index in range(len(calls))
        ],
        dtype=object,
    ).reshape(-1, 3)
    columns: dict[str, Texts] = {
        "evaluation_id": evaluation_ids[call, whole["order"]],
        "call_id": np.array(ids, dtype=object)[call],
        "rep_id": np.full(size, rep.rep_id, dtype=object),
        "call_at": np.array(calls.stamp, dtype=object)[call],
        "criterion_id": whole["criterion_id"],
        "score": whole["score"],
        "max_score": whole["max_score"],
        "evaluator": whole["evaluator"],
        "evaluator_id": np.where(
            whole["evaluator"] == "human", person[call], np.array(None, dtype=object)
        ),
        "evidence_url": urls,
        "evidence_offset_s": seconds,
        "rubric_version": whole["rubric_version"],
    }
    packed = {name: pa.array(cells, pa.large_string()) for name, cells in columns.items()}
    return Evaluations(packed, calls.minute[call], calls.day[call], np.arange(size))
