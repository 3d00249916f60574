"""Two runs side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from review_kit.errors import UnknownNameError
from review_kit.grains import GRAINS, Grain

if TYPE_CHECKING:
    from review_kit.api.run import Run

_BESIDE = ("low", "high", "n", "evidence")
"""What a value is read with; given for both runs."""


@dataclass(frozen=True)
class Comparison:
    """The numbers of a run beside those of another, and what to know before reading a difference.

    A difference between two runs has no interval here and is no verdict: scores vary from quarter to
    quarter anyway. Read it with ``low`` and ``high`` of both values, with :attr:`settings` (a number whose
    settings differ means something else) and with :attr:`shared_days`.

    Attributes
    ----------
    run, other
        What is compared with what.

    Examples
    --------
    >>> comparison = run.compare(earlier)
    >>> comparison.shared_days
    0
    """

    run: Run
    other: Run

    def __repr__(self) -> str:
        return f"<Comparison of {self.run.id} with {self.other.id}>"

    def metrics(self, grain: Grain = "rep") -> pd.DataFrame:
        """Give each metric of each rep, team or manager, or of the organisation, in both runs.

        Parameters
        ----------
        grain
            ``rep``, ``team``, ``manager`` or ``org``.

        Returns
        -------
        DataFrame
            One row for each metric that either run has. ``value``, ``low``, ``high``, ``n`` and
            ``evidence`` are of ``run``, those with ``_other`` of ``other``; ``difference`` is ``value``
            less ``value_other`` in ``unit``. It is empty where one run has no value, and where units or
            currencies differ.

        Raises
        ------
        ConfigurationError
            There is no such grain.

        Examples
        --------
        >>> beside = comparison.metrics("team")
        >>> beside.columns.tolist()[:5]
        ['team', 'metric', 'unit', 'value', 'value_other']
        >>> scores = beside[beside["metric"] == "overall_score"].set_index("team")
        >>> scores["difference"].round(1).to_dict()
        {'Americas': 2.0, 'Northern Europe': 2.0}
        """
        if grain not in GRAINS:
            raise UnknownNameError(
                f"there is no grain '{grain}'", grain, GRAINS, f"There are {', '.join(GRAINS)}."
            )
        column = GRAINS[grain].column
        key = [column, "metric"] if column else ["metric"]
        mine, theirs = (
            one.org.table(f"{grain}_metrics").set_index(key) for one in (self.run, self.other)
        )
        index = mine.index.append(theirs.index.difference(mine.index, sort=False))
        mine, theirs = mine.reindex(index), theirs.reindex(index)
        unit = mine["unit"].fillna(theirs["unit"])
        alike = (mine["unit"] == theirs["unit"]) & ((unit != "money") | self._one_currency)
        columns: dict[str, Any] = {"unit": unit}
        for name in ("value", *_BESIDE):
            columns |= {name: mine[name], f"{name}_other": theirs[name]}
        beside = pd.DataFrame(columns)
        difference = (beside["value"] - beside["value_other"]).where(alike)
        beside.insert(3, "difference", difference)
        return beside.reset_index()

    @property
    def settings(self) -> pd.DataFrame:
        """Settings that differ, one a row: ``setting``, ``value``, ``value_other``.

        Examples
        --------
        >>> comparison.settings["setting"].tolist()
        []
        """
        mine, theirs = (
            dict(_flat(one.settings.model_dump(mode="json"))) for one in (self.run, self.other)
        )
        differing = [name for name in {**mine, **theirs} if mine.get(name) != theirs.get(name)]
        return pd.DataFrame(
            {
                "setting": pd.Series(differing, dtype="str"),
                "value": pd.Series([mine.get(name) for name in differing], dtype="object"),
                "value_other": pd.Series([theirs.get(name) for name in differing], dtype="object"),
            }
        )

    @property
    def joined(self) -> tuple[str, ...]:
        """Identifiers of the reps that only ``run`` has."""
        return tuple(sorted(_reps(self.run) - _reps(self.other)))

    @property
    def left(self) -> tuple[str, ...]:
        """Identifiers of the reps that only ``other`` has."""
        return tuple(sorted(_reps(self.other) - _reps(self.run)))

    @property
    def shared_days(self) -> int:
        """Days that are in both windows: what was counted on them is in both numbers."""
        mine, theirs = self.run.window, self.other.window
        days = (min(mine.end, theirs.end) - max(mine.start, theirs.start)).days + 1
        return max(0, days)

    @property
    def _one_currency(self) -> bool:
        return self.run.settings.organisation.currency == self.other.settings.organisation.currency


def _reps(run: Run) -> set[str]:
    return set(run.org.table("reps")["rep_id"])


def _flat(settings: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Give every setting by its whole key: ``windows.window_days``."""
    for name, value in settings.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value
