"""The rows of a run that one rep, team or manager may see, or the organisation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from review_kit.api.tables import Tables
from review_kit.documents.parts.entity_data import EntityData
from review_kit.grains import Grain


@dataclass(frozen=True)
class Rows:
    """The rows that somebody may see: what a template of that grain reads, by the same rule.

    Examples
    --------
    >>> rep = run.rep("00124")
    >>> rep
    <Rows of rep '00124' in 2026-09-30-90d>
    >>> rep.table("reps")["team"].tolist()
    ['Northern Europe']
    """

    _data: EntityData

    def __repr__(self) -> str:
        whose = f"{self.grain} '{self.id}'" if self.id else "the organisation"
        return f"<Rows of {whose} in {self._data.run.name}>"

    def _repr_mimebundle_(self, **_: Any) -> Mapping[str, Any]:
        """Show in a notebook whose rows they are and which tables have them."""
        return {**self.tables._repr_mimebundle_(), "text/plain": repr(self)}

    @property
    def grain(self) -> Grain:
        """Whose they are: ``rep``, ``team``, ``manager`` or ``org``."""
        return self._data.viewer.grain

    @property
    def id(self) -> str:
        """Identifier of the rep, team or manager, always text; empty for the organisation."""
        return self._data.viewer.identifier

    @cached_property
    def tables(self) -> Tables:
        """The tables that can hold such rows."""
        return Tables(self._data)

    def table(self, name: str) -> pd.DataFrame:
        """Read such rows of a table for pandas: short for ``rows.tables[name].to_pandas()``.

        Raises
        ------
        UnknownNameError
            There is no such table; it names the nearest ones.
        ClosedTableError
            It is about others only.

        Examples
        --------
        >>> rep.table("call_score")
        Traceback (most recent call last):
        ...
        review_kit.errors.UnknownNameError: there is no table 'call_score' in ...
        Did you mean call_scores?
        """
        return self._data.table(name)
