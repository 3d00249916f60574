"""Trials kept from other code: whether today's code gives the same numbers, and of which code they are.

A change that makes the estimate faster and no other leaves every trial as it was. Instead of hours of new
trials, a sample of those kept is run again, some of every company; only where all their numbers agree are
the others taken for today's code as well, and table and archive say so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

import numpy as np

DECIMALS = 6
"""Of the numbers kept of a trial, in pp."""
FEWEST_EACH = 6
"""Trials of every company that must be run again before the others are carried over."""

_NO_DIFFERENCE = 1e-9
"""In pp. Two ways of adding up are some 1e-12 apart, so that a number in the middle between two that can be
kept may be rounded to either."""

Key = tuple[str, int]
"""Company and seed."""


@dataclass(frozen=True)
class Carried:
    """Code that has given the numbers of some of the trials kept.

    Parameters
    ----------
    code
        Digest of that code.
    day
        When it was tried (ISO).
    each, trials
        The fewest trials of a company, and all trials, that were run again.
    """

    code: str
    day: str
    each: int
    trials: int


@dataclass(frozen=True)
class Origin:
    """Of which code kept trials are.

    Parameters
    ----------
    code
        Digest of the code that made them.
    carried
        The last code that they have been carried over to since.
    """

    code: str
    carried: Carried | None = None

    @classmethod
    def read(cls, line: str) -> Self:
        """Read the first line of an archive: a digest alone, or with what came after it."""
        if not line.startswith("{"):
            return cls(line)
        told = json.loads(line)
        return cls(told["code"], Carried(**told["carried"]))

    @property
    def line(self) -> str:
        """The first line of an archive."""
        return json.dumps(asdict(self)) if self.carried else self.code

    def holds_for(self, code: str) -> bool:
        """Say whether the trials are of this code, or have been carried over to it."""
        return code == self.code or (self.carried is not None and self.carried.code == code)

    @property
    def notes(self) -> list[str]:
        """Lines that say which other code the trials stand for as well."""
        one = self.carried
        if one is None:
            return []
        return [
            f"The trials are those of code {self.code}. Code {one.code} gives the same numbers, to "
            f"{DECIMALS} decimals,",
            f"in the {one.trials} of them that were run again with it on {one.day}, at least {one.each} of "
            "every company.",
        ]


def evenly_chosen(keys: Iterable[Key], each: int) -> list[list[Key]]:
    """Choose so many trials of each company, evenly from its first seed to its last.

    Returns
    -------
    list of list
        Rounds: one trial of every company in each, until none is left to choose.
    """
    seeds: dict[str, list[int]] = {}
    for name, seed in sorted(keys):
        seeds.setdefault(name, []).append(seed)
    rounds: list[list[Key]] = [[] for _ in range(each)]
    for name, of in seeds.items():
        places = np.unique(np.linspace(0, len(of) - 1, each).round().astype(int))
        for at, place in enumerate(places):
            rounds[at].append((name, of[place]))
    return [one for one in rounds if one]


def differences(kept: Mapping[str, Any], again: Mapping[str, Any]) -> list[str]:
    """Name what a trial run again has other than the one kept, each with both values."""
    return [
        f"{name}: kept {kept.get(name)!r}, now {again.get(name)!r}"
        for name in sorted({*kept, *again})
        if name not in kept or name not in again or not _agree(kept[name], again[name])
    ]


def _agree(kept: Any, again: Any) -> bool:
    if not isinstance(again, float) or not isinstance(kept, float):
        return bool(kept == again)
    if np.isnan(kept) or np.isnan(again):
        return bool(np.isnan(kept) and np.isnan(again))
    return bool(abs(kept - again) <= 0.5 * 10.0**-DECIMALS + _NO_DIFFERENCE)
