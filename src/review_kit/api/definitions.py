"""What the metrics of a run mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property

import pandas as pd

from review_kit.api.rows import Rows
from review_kit.documents.parts.context import Context
from review_kit.errors import UnknownNameError
from review_kit.metrics.registry import outcome
from review_kit.metrics.registry.metric import Metric
from review_kit.words import speaking


@dataclass(frozen=True)
class Definition:
    """What one metric means.

    Attributes
    ----------
    name
        As in the column ``metric`` of the tables.
    title
        As documents print it.
    definition
        What it is, in a few sentences, with the settings that were used.
    evidence
        How much data it takes for the number to be given.
    unit
        Of its values: percent (0–100), share (0–1), pp, days, money …
    direction
        Whether a larger value is better (``up``), worse (``down``) or neither (``none``).
    kind
        ``leading``, a coaching signal, or ``lagging``, a result.
    settings
        Settings that it depends on, and their values in this run.
    """

    name: str
    title: str
    definition: str
    evidence: str
    unit: str
    direction: str
    kind: str
    settings: Mapping[str, str]


class Definitions(Mapping[str, Definition]):
    """The metrics of a run by name, with those that were exported under names of their own.

    Examples
    --------
    >>> score = run.definitions["overall_score"]
    >>> score.unit, score.direction
    ('percent', 'up')
    >>> run.definitions["overal_score"]
    Traceback (most recent call last):
    ...
    review_kit.errors.UnknownNameError: there is no metric 'overal_score'
    Did you mean overall_score or ...?
    """

    def __init__(self, context: Context, rows: Rows) -> None:
        self._context = context
        self._rows = rows

    def __getitem__(self, name: str) -> Definition:
        """Define a metric.

        Raises
        ------
        UnknownNameError
            There is no such metric; it names the nearest ones. It is a ``KeyError`` too.
        """
        if name not in self._metrics:
            raise UnknownNameError(
                f"there is no metric '{name}'",
                name,
                self._metrics,
                "run.definitions lists those there are.",
            )
        metric, settings = self._metrics[name], self._context.config
        with speaking(self._context.words()):
            worded = metric.worded(settings)
            return Definition(
                name=name,
                title=worded.title,
                definition=worded.definition,
                evidence=worded.evidence,
                unit=metric.unit,
                direction=metric.direction,
                kind=metric.kind,
                settings=metric.settings_at(settings),
            )

    def __iter__(self) -> Iterator[str]:
        return iter(self._metrics)

    def __len__(self) -> int:
        return len(self._metrics)

    def __repr__(self) -> str:
        return f"<Definitions of {len(self)} metrics>"

    def to_pandas(self) -> pd.DataFrame:
        """Give all of them as a table, one row for each metric.

        Examples
        --------
        >>> run.definitions.to_pandas().columns.tolist()
        ['name', 'title', 'definition', 'evidence', 'unit', 'direction', 'kind', 'settings']
        """
        return pd.DataFrame([asdict(definition) for definition in self.values()])

    @cached_property
    def _metrics(self) -> dict[str, Metric]:
        exported = self._rows.table("org_metrics")["metric"]
        known = self._context.metrics
        return {**known, **{name: outcome(name) for name in exported if name not in known}}
