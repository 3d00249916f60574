"""A strip of single numbers, each with what stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from review_kit.documents.parts.outcome import Outcome
from review_kit.documents.parts.wording import DASH
from review_kit.metrics import METRICS
from review_kit.words import say


@dataclass(frozen=True)
class Figure:
    """One number of a strip: its name, the number, and what stands behind it."""

    title: str
    value: str
    detail: str = ""


def figure_of(metrics: Mapping[str, Outcome], metric: str, detail: str = "") -> Figure:
    """Give a metric of the registry as a figure; a dash where it has no value.

    Parameters
    ----------
    detail
        Stands under the number; the previous window where it is empty.
    """
    shown = metrics.get(metric)
    title = METRICS[metric].title
    if shown is None or shown.value is None:
        return Figure(title, DASH, say("reports-figure-none"))
    if not detail and shown.previous is not None:
        detail = say("reports-figure-before", value=shown.previous_text)
    if METRICS[metric].unit == "share" and shown.n is not None:
        of = say("reports-figure-of", n=shown.n)
        detail = f"{of}; {detail}" if detail else of
    return Figure(title, shown.value_text, detail)
