"""Rows of a metric table as documents print them: for tables that a template of one's own makes."""

from __future__ import annotations

import pandas as pd

from review_kit.documents.parts.entity_data import EntityData, Row, records
from review_kit.documents.parts.notes import said_note
from review_kit.documents.parts.titles import title_of
from review_kit.documents.parts.wording import measure, number
from review_kit.words import say, speaking

_IN_ITS_UNIT = ("value", "previous", "team_median", "low", "high")
_CASES = ("n", "previous_n")


def in_print(rows: pd.DataFrame, data: EntityData) -> pd.DataFrame:
    """Give rows of ``rep_metrics`` or another ``*_metrics`` table in the words of the document.

    Parameters
    ----------
    rows
        Of such a table, with ``metric`` and ``unit``; of the others those that you want.
    data
        Of the document: its language, its currency, and what metrics of the project's own are called.

    Returns
    -------
    pandas.DataFrame
        The same rows and columns, without ``unit``: every metric by its title, every number as text in its
        unit, an en dash where there is none.

    Examples
    --------
    >>> numbers = packet.data.table("rep_metrics")  # doctest: +SKIP
    >>> in_print(numbers[["metric", "value", "unit", "n"]], packet.data)  # doctest: +SKIP
    """
    with speaking(data.words):
        said = [_said(row, data.context.currency) for row in records(rows)]
    columns = [column for column in rows.columns if column != "unit"]
    return pd.DataFrame(said, index=rows.index, columns=columns, dtype="object")


def _said(row: Row, currency: str) -> Row:
    unit = row["unit"] or ""
    said = {**row, "metric": title_of(row["metric"])}
    said |= {name: measure(row[name], unit, currency) for name in _IN_ITS_UNIT if name in row}
    said |= {name: number(row[name]) for name in _CASES if name in row}
    if unit == "rank" and row.get("value") is not None and row.get("n") is not None:
        said["value"] = say("result-rank", rank=said["value"], n=int(row["n"]))
    if "note" in row:
        said["note"] = said_note(row["note"] or "")
    return said
