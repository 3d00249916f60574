"""What a run shows in JupyterLab: tables to sort and search, and a choice of rep (extra ``analyst``).

Without the extra, and on a document's page, the same is plain HTML: a page runs nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import escape

from review_kit.documents.parts.context import PAGE_VARIABLE
from review_kit.errors import ConfigurationError

if TYPE_CHECKING:
    from ipywidgets import VBox

    from review_kit.api.run import Run

SHOWN = 20
"""Rows of a table that cannot be leafed through, unless more are asked for."""

WIDGET = "application/vnd.jupyter.widget-view+json"


def bundle(text: str, frame: Callable[[], pd.DataFrame], most: int = SHOWN) -> Mapping[str, Any]:
    """Give what a notebook shows of a table: something to sort and search, or plain HTML.

    Parameters
    ----------
    text
        For a terminal, and above the table.
    frame
        Reads the rows.
    most
        Rows of the plain table.
    """
    rows = frame()
    plain = {"text/plain": text, "text/html": _html(text, rows, most)}
    if os.environ.get(PAGE_VARIABLE):
        return plain  # a document is being made
    try:
        from itables.widget import ITable
    except ImportError:
        return plain
    table: Any = ITable(_readable(rows), caption=text, maxBytes=0)
    shown, *_ = table._repr_mimebundle_()
    # a notebook that is opened without the widget's state shows the first rows all the same
    return {**plain, WIDGET: shown[WIDGET]}


def rep_picker(run: Run) -> VBox:
    """Show a choice of rep and of table, and below it the rows that this rep may see.

    Raises
    ------
    ConfigurationError
        The extra ``analyst`` is not installed.
    """
    try:
        import ipywidgets
        from itables.widget import ITable
    except ImportError as error:
        raise ConfigurationError(
            f"choosing a rep needs '{error.name}', which is not installed",
            "Install review-kit with its extra: pip install 'review-kit[analyst]'.",
        ) from error
    reps = run.tables["reps"].to_pandas().sort_values(["rep_name", "rep_id"])
    names = [
        (f"{row.rep_name} ({row.rep_id})", str(row.rep_id))
        for row in reps[["rep_name", "rep_id"]].itertuples(index=False)
    ]
    if not names:
        raise ConfigurationError(f"{run.id} has no rep to choose")
    first = run.rep(names[0][1])
    tables = list(first.tables)
    rep = ipywidgets.Dropdown(options=names, description="Rep")
    table = ipywidgets.Dropdown(
        options=tables,
        value="rep_metrics" if "rep_metrics" in tables else tables[0],
        description="Table",
    )
    rows = ITable(_readable(first.table(table.value)), maxBytes=0)

    def show(_: object) -> None:
        rows.update(_readable(run.rep(rep.value).table(table.value)))

    rep.observe(show, names="value")
    table.observe(show, names="value")
    return ipywidgets.VBox([ipywidgets.HBox([rep, table]), rows])


def _readable(frame: pd.DataFrame) -> pd.DataFrame:
    """Write cells that hold lists or records as text: a table that is sorted has single values only."""
    nested = [
        name
        for name in frame.columns
        if frame[name].dtype == object
        and frame[name].map(lambda value: isinstance(value, list | dict)).any()
    ]
    return frame.assign(**{name: frame[name].map(str) for name in nested})


def _html(text: str, frame: pd.DataFrame, most: int) -> str:
    more = len(frame) - most
    foot = f"<p>{more:,} more rows</p>" if more > 0 else ""
    table = frame.head(most).to_html(index=False, border=0, na_rep="")
    return f"<p>{escape(text)}</p>{table}{foot}"
