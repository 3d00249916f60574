"""A run, opened to read its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from review_kit.api.comparison import Comparison
from review_kit.api.definitions import Definitions
from review_kit.api.interactive import rep_picker
from review_kit.api.rows import Rows
from review_kit.api.tables import Tables
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import entity_data
from review_kit.errors import ConfigurationError
from review_kit.grains import Grain
from review_kit.metrics.windows import Window
from review_kit.project import Config

if TYPE_CHECKING:
    from ipywidgets import VBox


@dataclass(frozen=True)
class Run:
    """One run: its tables, whole or as one rep, team or manager may see them, and what its numbers mean.

    Attributes
    ----------
    path
        Its folder.

    Examples
    --------
    >>> run.id, run.as_of.isoformat(), run.window.days
    ('2026-09-30-90d', '2026-09-30', 90)
    """

    path: Path
    _context: Context

    def __repr__(self) -> str:
        return f"<Run {self.id} of {self._context.organisation}>"

    def _repr_mimebundle_(self, **_: Any) -> Mapping[str, Any]:
        """Show in a notebook what the run is and which tables it has."""
        return {**self.tables._repr_mimebundle_(), "text/plain": repr(self)}

    @property
    def id(self) -> str:
        """Name of the run: review day and length of the window."""
        return self._context.run_id

    @property
    def as_of(self) -> date:
        """The review day, last day of the window."""
        return self._context.as_of

    @property
    def window(self) -> Window:
        """The days that are reviewed: ``start``, ``end`` and ``days``."""
        return self._context.window

    @property
    def settings(self) -> Config:
        """The settings that the run was made with; ``docs/configuration.md`` describes each."""
        return self._context.config

    @property
    def tables(self) -> Tables:
        """Every metric table with all of its rows; the same as ``run.org.tables``.

        Examples
        --------
        >>> run.tables["reps"].to_pandas()["team"].value_counts().to_dict()
        {'Northern Europe': 9, 'Americas': 3}
        """
        return self.org.tables

    @cached_property
    def org(self) -> Rows:
        """Every row of the run, as the organisation's report sees them."""
        return Rows(entity_data(self.path, self._context, "org"))

    def rep(self, rep_id: str) -> Rows:
        """Give the rows that one rep may see.

        Parameters
        ----------
        rep_id
            As text, with all its zeros.

        Raises
        ------
        UnknownNameError
            The run has no such rep; it names the nearest ones.
        ConfigurationError
            The identifier is a number.

        Examples
        --------
        >>> run.rep("0124")
        Traceback (most recent call last):
        ...
        review_kit.errors.UnknownNameError: rep_id '0124' is not in the run in ...
        Did you mean 00124 or ...?
        >>> run.rep(124)
        Traceback (most recent call last):
        ...
        review_kit.errors.ConfigurationError: rep_id must be text, but it was given as 124, of type int
        Write it as text: in Python "00124", for papermill -r rep_id 00124, for Quarto -P 'rep_id:"00124"'.
        """
        return self._rows("rep", rep_id)

    def team(self, name: str) -> Rows:
        """Give the rows that a team may see: its own, those of its reps and of the managers they report to.

        Raises
        ------
        UnknownNameError
            The run has no such team; it names the nearest ones.

        Examples
        --------
        >>> sorted(run.team("Americas").table("reps")["rep_id"])
        ['00200', '00207', '00224']
        >>> run.team("America")
        Traceback (most recent call last):
        ...
        review_kit.errors.UnknownNameError: team 'America' is not in the run in ...
        Did you mean Americas?
        """
        return self._rows("team", name)

    def manager(self, manager_id: str) -> Rows:
        """Give the rows that a manager may see: the manager's own and those of the reps who report there.

        Raises
        ------
        UnknownNameError
            The run has no such manager; it names the nearest ones.

        Examples
        --------
        >>> run.manager("M-03").table("reps")["team"].unique().tolist()
        ['Americas']
        """
        return self._rows("manager", manager_id)

    @cached_property
    def definitions(self) -> Definitions:
        """What each metric means, with the settings and in the language of this run."""
        return Definitions(self._context, self.org)

    def pick_rep(self) -> VBox:
        """Show, in JupyterLab, a choice of rep and of table with the rows that the rep may see.

        Needs the extra ``analyst``.

        Raises
        ------
        ConfigurationError
            The extra is not installed, or the run has no rep.
        """
        return rep_picker(self)

    def compare(self, other: Run) -> Comparison:
        """Put the numbers of this run beside those of another one, usually an earlier one.

        Examples
        --------
        >>> earlier = review_kit.open_run("2026-06-30-90d")
        >>> run.compare(earlier)
        <Comparison of 2026-09-30-90d with 2026-06-30-90d>
        """
        return Comparison(self, other)

    def _rows(self, grain: Grain, identifier: object) -> Rows:
        if identifier == "":
            raise ConfigurationError(
                f"no {grain} was named", "Give an identifier, as the table 'reps' has it."
            )
        return Rows(entity_data(self.path, self._context, grain, identifier))
