"""What is wrong with a metric of one's own: it costs that metric, never the run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from review_kit.words import say


@dataclass(frozen=True)
class MetricFault:
    """Why a metric has no numbers.

    Parameters
    ----------
    metric
        Its name.
    file, line
        Where it is computed, as shown to people; no line where the whole file is meant.
    problem
        What is wrong, without a full stop.
    advice
        What to do next, a sentence.
    lasting
        Whether the same file and data would fail again. What ran out of time or memory may not.
    """

    metric: str
    file: str
    line: int | None
    problem: str
    advice: str
    lasting: bool = True

    @property
    def place(self) -> str:
        """File and line: ``metrics/next_step.sql:12``."""
        return self.file if self.line is None else f"{self.file}:{self.line}"

    @property
    def sentence(self) -> str:
        """The fault as it stands in the notes of a run."""
        return say(
            "run-note-own-metric",
            metric=self.metric,
            place=self.place,
            problem=self.problem,
            advice=self.advice,
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return dict(vars(self))

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Self:
        """Read what :meth:`to_json` gave."""
        return cls(**{name: raw[name] for name in cls.__dataclass_fields__})


class FaultError(Exception):
    """Something in a metric is wrong; nothing more needs to be known of it than this.

    Parameters
    ----------
    problem, advice
        What is wrong, and what to do.
    line
        Of its file.
    """

    def __init__(
        self, problem: str, advice: str, line: int | None = None, *, lasting: bool = True
    ) -> None:
        super().__init__(problem)
        self.problem, self.advice, self.line, self.lasting = problem, advice, line, lasting
