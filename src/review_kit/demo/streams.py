"""Random streams by entity, so that one rep's record does not depend on who else is there.

Draws use ``random`` and ``standard_normal`` only, the two methods whose values have stayed the same
across NumPy releases; everything else (choices, whole numbers, waiting times) is derived from them
here.
"""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Sequence
from itertools import accumulate
from typing import TypeVar

import numpy as np

T = TypeVar("T")


def stream(seed: int, purpose: str, entity: str = "") -> np.random.Generator:
    """Return the generator of one purpose for one entity.

    Parameters
    ----------
    seed
        Seed of the whole record.
    purpose
        What is drawn, such as ``"calls"``: purposes do not disturb one another.
    entity
        Whose it is, such as a ``rep_id``; empty for what all share.
    """
    digest = hashlib.sha256(f"{seed}|{purpose}|{entity}".encode()).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16], "big")))


def chance(rng: np.random.Generator, probability: float) -> bool:
    """Return true with ``probability``."""
    return bool(rng.random() < probability)


def whole(rng: np.random.Generator, low: int, high: int) -> int:
    """Return a whole number from ``low`` to ``high``, both included."""
    return low + min(int(rng.random() * (high - low + 1)), high - low)


def pick(
    rng: np.random.Generator, options: Sequence[T], weights: Sequence[float] | None = None
) -> T:
    """Return one of ``options``, with equal or the given relative weights."""
    if weights is None:
        return options[whole(rng, 0, len(options) - 1)]
    edges = list(accumulate(weights))
    position = bisect.bisect_right(edges, rng.random() * edges[-1])
    return options[min(position, len(options) - 1)]


def normal(rng: np.random.Generator, mean: float, deviation: float) -> float:
    """Return one draw from a normal distribution."""
    return mean + deviation * float(rng.standard_normal())
