"""Numbers over quarters: those that the tables of each run hold, as its documents printed them.

A number that the evidence of a quarter did not carry is not there, and no difference is worked out: what
two quarters show is read from the ranges of both.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from review_kit.api.comparison import Comparison
from review_kit.api.run import Run
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.titles import title_of
from review_kit.documents.parts.wording import joined
from review_kit.site.audience import Audience
from review_kit.site.cells import NOTHING, Cell, by_metric, cell_of, people_of
from review_kit.site.picture import Quarter, over_quarters
from review_kit.site.runs import SiteRun
from review_kit.words import say

OF_REPS = ("overall_score", "quota_attainment")
"""Numbers of a manager's reps that are shown over quarters; their packets print them."""


def quarters(audience: Audience, runs: Sequence[SiteRun], metrics: Sequence[str]) -> dict[str, Any]:
    """Give the tables of numbers over quarters.

    Parameters
    ----------
    runs
        One for each quarter, the oldest first.
    metrics
        Those that documents print of the audience, in order.
    """
    tables = [_of_group(audience, runs, metrics)]
    if audience.kind == "manager":
        tables += [_of_reps(audience, runs, metric) for metric in OF_REPS]
    return {
        "heading": say("site-quarters"),
        "heads": [{"quarter": run.quarter_label, "period": run.label} for run in runs],
        "tables": [table for table in tables if table["rows"]],
        "settings": _differing(runs),
        "days": runs[-1].manifest.window_days,
    }


def _of_group(
    audience: Audience, runs: Sequence[SiteRun], metrics: Sequence[str]
) -> dict[str, Any]:
    rows = [_rows(run, audience, f"{audience.grain}_metrics", metrics) for run in runs]
    lines = []
    for metric in metrics:
        found = [one.get(("", metric)) for one in rows]
        lines.append(_line(title_of(metric), metric, found, runs))
    return _table(say("site-quarters-group"), lines)


def _of_reps(audience: Audience, runs: Sequence[SiteRun], metric: str) -> dict[str, Any]:
    rows = [_rows(run, audience, "rep_metrics", [metric], "rep_id") for run in runs]
    names: dict[str, str] = {}
    for run in reversed(runs):
        for one in people_of(run.reps_of(audience)):
            names.setdefault(one.identifier, one.name)
    order = sorted(names, key=lambda rep: (names[rep].casefold(), rep))
    lines = [_line(names[rep], "", [one.get((rep, metric)) for one in rows], runs) for rep in order]
    return _table(title_of(metric), lines)


def _rows(
    run: SiteRun, audience: Audience, table: str, metrics: Sequence[str], key: str = ""
) -> dict[tuple[str, str], Row]:
    data = run.data_of(audience)
    return {} if data is None else by_metric(data, table, metrics, key)


def _line(
    title: str, metric: str, rows: Sequence[Row | None], runs: Sequence[SiteRun]
) -> dict[str, Any]:
    cells = [cell_of(row, run.context, ranged=True) for row, run in zip(rows, runs, strict=True)]
    values = [
        Quarter(run.quarter_label, cell.text, row["value"], row["low"], row["high"])
        for row, run, cell in zip(rows, runs, cells, strict=True)
        if row is not None
    ]
    known = [one for one in values if one.value is not None]
    return {
        "title": title,
        "metric": metric,
        "cells": cells,
        "picture": over_quarters(title, known) if len(known) > 1 else "",
    }


def _table(title: str, lines: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Give a table without the lines that have nothing in any quarter."""
    kept = [line for line in lines if any(_is_said(cell) for cell in line["cells"])]
    thin = any(cell.is_thin for line in kept for cell in line["cells"])
    return {
        "title": title,
        "rows": kept,
        "is_thin": thin,
        "has_pictures": any(line["picture"] for line in kept),
    }


def _is_said(cell: Cell) -> bool:
    return cell.text != NOTHING.text


def _differing(runs: Sequence[SiteRun]) -> str:
    """Name the settings that were not the same in all quarters: such numbers mean something else."""
    opened = [Run(run.folder.path, run.context) for run in runs]
    names = dict.fromkeys(
        name
        for earlier, later in pairwise(opened)
        for name in Comparison(later, earlier).settings["setting"]
        if name.split(".")[0] in {"windows", "evidence", "coaching", "targets", "rates"}
    )
    return joined([*names])
