"""great-tables tables in the theme's dress."""

from __future__ import annotations

import pandas as pd
from great_tables import GT, loc, style

from review_kit.documents.parts.tables import table_block


def small() -> GT:
    frame = pd.DataFrame({"stage": ["Discovery", "Proposal & price"], "share": [0.4, None]})
    return (
        GT(frame, rowname_col="stage")
        .cols_label(share="Conversion, %")
        .fmt_number("share", decimals=0, scale_by=100)
        .sub_missing(missing_text="–")
    )


def test_a_table_keeps_structure_and_numbers_and_leaves_its_looks_to_the_theme() -> None:
    shown = table_block(small(), caption="Stages", classes="keep", stubhead="Stage")
    html = "".join(line.strip() for line in shown.html.splitlines())
    assert html == (
        '<table class="keep"><caption class="group">Stages</caption>'
        "<thead><tr>"
        '<th scope="col">Stage</th><th class="num" scope="col">Conversion, %</th>'
        "</tr></thead>"
        "<tbody>"
        '<tr><th scope="row" class="stub">Discovery</th><td class="num">40</td></tr>'
        '<tr><th scope="row" class="stub">Proposal &amp; price</th><td class="num">–</td></tr>'
        "</tbody></table>"
    )


def test_the_shading_of_a_cell_stays() -> None:
    shaded = small().tab_style(style.fill("#dddddd"), loc.body(columns="share", rows=[0]))
    assert '<td style="background-color: #dddddd;" class="num">40</td>' in table_block(shaded).html


def test_text_from_exports_is_data_never_markup() -> None:
    frame = pd.DataFrame({"name": ['<img src="x" id="y">'], "n": [1]})
    html = table_block(GT(frame, rowname_col="name")).html
    assert "<img" not in html
    assert "&lt;img src=&quot;x&quot; id=&quot;y&quot;&gt;" in html


def test_two_tables_on_a_page_share_no_id() -> None:
    assert " id=" not in table_block(small()).html
    assert " headers=" not in table_block(small()).html
