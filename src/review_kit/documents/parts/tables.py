"""Tables of a document, built with great-tables and dressed by the theme.

great-tables formats and arranges; the theme says how a table looks. So its own stylesheet, a screenful
for each table, is left out, and its classes become the theme's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from review_kit.documents.parts.block import Block, long

if TYPE_CHECKING:
    from great_tables import GT

_CLASSES = {
    "gt_right": "num",
    "gt_center": "centre",
    "gt_stub": "stub",
    "gt_group_heading": "group-row",
    "gt_column_spanner": "spanner",
    "gt_sourcenote": "small",
}
"""Class of great-tables → class of the theme; every other one goes."""


def table_block(table: GT, *, caption: str = "", classes: str = "", stubhead: str = "") -> Block:
    """Return a great-tables table as a part of a page.

    Parameters
    ----------
    table
        The table: labels, formats, spanners and the shading of single cells are kept, fonts, lines
        and sizes are the theme's. Values are escaped by great-tables.
    caption
        Title above the table; read aloud with it.
    classes
        Further classes of the theme: ``keep`` for a table that never breaks across pages, ``heat``.
    stubhead
        Name of the first column where the rows have names, for a reader who cannot see the table.
    """
    if stubhead:
        table = table.tab_stubhead(label=stubhead)
    html = table.as_raw_html()
    inner = html[html.index("<table") : html.rindex("</table>") + len("</table>")]
    body = re.sub(r"<[a-z][^>]*>", _dressed, inner)
    head = f'<caption class="group">{escape(caption)}</caption>' if caption else ""
    opened = f'<table class="{escape(classes)}">' if classes else "<table>"
    return Block(Markup(re.sub(r"<table[^>]*>", lambda _: opened + head, body, count=1)))


def rows_table(
    rows: Sequence[Mapping[str, str]],
    labels: Mapping[str, str],
    *,
    right: Sequence[str] = (),
    caption: str = "",
    classes: str = "",
) -> Block:
    """Return rows whose cells are already in words as a table.

    Parameters
    ----------
    rows
        One mapping for each row, from column to text.
    labels
        Columns in order, each with its heading (with the unit, where there is one). The first names
        the row.
    right
        Columns of numbers, set to the right.
    """
    # pandas and great-tables are loaded by a document that has such a table, not by every one
    import pandas as pd
    from great_tables import GT

    stub, *others = labels
    frame = pd.DataFrame([{name: row[name] for name in labels} for row in rows], columns=[*labels])
    table = (
        GT(frame, rowname_col=stub)
        .cols_label({name: labels[name] for name in others})
        .cols_align(align="left")
    )
    if right:
        table = table.cols_align(align="right", columns=list(right))
    classes = " ".join(part for part in (classes, long(rows)) if part)
    return table_block(table, caption=caption, classes=classes, stubhead=labels[stub])


def _dressed(tag: re.Match[str]) -> str:
    """Keep the structure and a cell's own shading; ids repeat from table to table, so they go."""
    text = re.sub(r'\s(?:id|headers|data-[a-z-]+)="[^"]*"', "", tag.group())
    text = re.sub(r'\s(?:rowspan|colspan)="1"', "", text)
    return re.sub(r'\sclass="([^"]*)"', _theme_classes, text)


def _theme_classes(found: re.Match[str]) -> str:
    names = [_CLASSES[name] for name in found.group(1).split() if name in _CLASSES]
    return f' class="{" ".join(names)}"' if names else ""
