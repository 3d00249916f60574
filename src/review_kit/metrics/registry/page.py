"""The tables of ``docs/metrics.md``, written from the registry, with the defaults of all settings.

``make docs`` brings the page up to date; a test fails where it is not.
"""

from __future__ import annotations

import re

from review_kit.metrics.registry import METRICS, SECTIONS, Metric
from review_kit.metrics.registry.settings import DEFAULTS

BETTER = {"up": "more", "down": "less", "none": "–"}
"""How the page says which direction is better."""

PRINTED_CHAPTER = "Printed in"
"""Chapter that says where each metric is printed."""

_ROW = "| `"


def table_rows(chapter: str) -> list[str]:
    """Give the rows of a chapter's table, without its head.

    Examples
    --------
    >>> table_rows("Lagging")[1].startswith("| `win_rate` | Win rate | share | more |")
    True
    """
    if chapter == PRINTED_CHAPTER:
        return [
            f"{_ROW}{metric.name}` | {metric.unit} | {', '.join(metric.printed_in) or '–'} |"
            for metric in METRICS.values()
        ]
    return [_row(metric) for metric in SECTIONS[chapter]]


def _row(metric: Metric) -> str:
    """Define a metric with the defaults, and name the settings that these are."""
    told = metric.worded(DEFAULTS)
    settings = [f"`{key}` {value}" for key, value in metric.settings_at(DEFAULTS).items()]
    cells = [told.title, metric.unit, BETTER[metric.direction], told.definition, told.evidence]
    return f"{_ROW}{metric.name}` | {' | '.join(cells)} | {', '.join(settings) or '–'} |"


def up_to_date(page: str) -> str:
    """Put the registry's rows into the page; all other lines stay as they are.

    Raises
    ------
    ValueError
        A chapter, or the head of its table, is not on the page.
    """
    for chapter in (*SECTIONS, PRINTED_CHAPTER):
        table = re.compile(
            rf"(^## {chapter}\n(?:(?!## ).*\n)*?\| Name \|.*\n\|(?:---\|)+\n)((?:\|.*\n)*)",
            re.MULTILINE,
        )
        found = table.search(page)
        if found is None:
            raise ValueError(f"the page has no chapter '{chapter}' with a table headed 'Name'")
        start, end = found.span(2)
        page = page[:start] + "".join(f"{row}\n" for row in table_rows(chapter)) + page[end:]
    return page
