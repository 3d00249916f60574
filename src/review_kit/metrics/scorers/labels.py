"""A name for every scorer: a version of an AI, a person, or people whom the export does not tell apart."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from review_kit.metrics.tidy import numbered

HUMAN, AI = "human", "ai"
_BETWEEN = ":"


def scorer_labels(scores: pd.DataFrame) -> pd.Series:
    """Name the scorer of every row of ``qa_scores``.

    ``human:<evaluator_id>`` for a person, whatever guide the person scored by; ``ai:<evaluator_id>
    <evaluator_version>`` for an AI, of which every version is a scorer of its own; ``human`` and ``ai``
    where the export says no more.

    Returns
    -------
    Series
        Categories in alphabetical order, so that people come after any AI.
    """
    together = np.zeros(len(scores), dtype=np.int64)
    values = []
    for column in ("evaluator", "evaluator_id", "evaluator_version"):
        found = scores[column] if column in scores else pd.Series("", scores.index)
        codes, known = numbered(found)
        # a missing one has the code 0
        values.append(["", *map(str, known)])
        together = together * len(values[-1]) + codes + 1
    codes, combinations = pd.factorize(together)
    labels = []
    for each in combinations.tolist():
        rest, version = divmod(each, len(values[2]))
        kind, identifier = divmod(rest, len(values[1]))
        labels.append(_label(values[0][kind], values[1][identifier], values[2][version]))
    names = sorted(set(labels))
    renumbered = np.array([names.index(label) for label in labels], dtype=np.int64)
    named = pd.Categorical.from_codes(renumbered[codes], categories=pd.Index(names, dtype="str"))
    return pd.Series(named, scores.index)


def _label(evaluator: str, identifier: str, version: str) -> str:
    if evaluator == HUMAN:
        return f"{HUMAN}{_BETWEEN}{identifier}" if identifier else HUMAN
    further = " ".join(part for part in (identifier, version) if part)
    return f"{AI}{_BETWEEN}{further}" if further else AI


def of_each(labels: pd.Series, tell: Callable[[str], str | bool]) -> pd.Series:
    """Tell something of the scorer in each row; it is found out once for each scorer, not for each row.

    Returns
    -------
    Series
        Truth values, or categories in alphabetical order.
    """
    codes, names = numbered(labels)
    told = [tell(name) for name in names]
    if all(isinstance(one, bool) for one in told):
        return pd.Series(np.array(told, dtype=bool)[codes], labels.index)
    place, different = pd.factorize(pd.Index(told, dtype="str"), sort=True)
    # the last, at −1, is of whom there is no name
    return pd.Series(
        pd.Categorical.from_codes(np.append(place, -1)[codes], categories=different), labels.index
    )


def is_person(label: str) -> bool:
    """Whether a label names a person, or people together."""
    return label.split(_BETWEEN, 1)[0] == HUMAN


def instrument_of(label: str) -> str:
    """Give the instrument that a scorer is: a version of an AI, or people together."""
    return HUMAN if is_person(label) else label


def called(label: str) -> str:
    """Give the name that the export has for a scorer; empty where it tells none."""
    return label.partition(_BETWEEN)[2]
