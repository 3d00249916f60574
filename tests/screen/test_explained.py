"""Numbers on a document's page link to what is said of them."""

from __future__ import annotations

import re

import pandas as pd
from documents_in_place import html_of
from prepared_run import prepared_run

from review_kit.render.brand import PLAIN
from review_kit.render.export import with_screen_stylesheet
from review_kit.screen import with_explained_numbers, without_explanations

SECTION = (
    '<section class="explanations" hidden>'
    '<div class="explanation" id="explain-win_rate">25 %</div></section>'
)


def test_a_marked_number_becomes_a_link_where_it_is_explained():
    page = f'<td class="num" data-explains="win_rate">25 %</td>{SECTION}'
    assert with_explained_numbers(page).startswith(
        '<td class="num"><a class="explained" href="#explain-win_rate">25 %</a></td>'
        '<section class="explanations"><div'
    )


def test_what_is_not_explained_has_no_number_or_holds_a_link_stays():
    for inside, metric in (
        ("25 %", "velocity"),
        ("–", "win_rate"),
        ('<a href="x">2</a>', "win_rate"),
    ):
        page = f'<td data-explains="{metric}">{inside}</td>{SECTION}'
        assert with_explained_numbers(page).startswith(f"<td>{inside}</td>")
    assert with_explained_numbers('<td data-explains="win_rate">1</td>') == "<td>1</td>"


def test_on_paper_numbers_are_not_marked():
    words = 'data-explains="win_rate" is a mark'
    printed = f'<td class="num" data-explains="win_rate">1</td><p>{words}</p>{SECTION}'
    assert without_explanations(printed) == f'<td class="num">1</td><p>{words}</p>'


def test_the_numbers_of_a_packet_lead_to_explanations_with_only_the_reps_data():
    run = prepared_run()
    printed = html_of("rep_packet", run=str(run), rep_id="00107")
    assert '<section class="explanations" hidden>' in printed
    assert "explanation" not in without_explanations(printed)
    page = with_screen_stylesheet(printed, PLAIN)
    targets = re.findall(r'<a class="explained" href="#([^"]+)"', page)
    assert len(targets) > 100
    assert set(targets) <= set(re.findall(r'id="([^"]+)"', page))
    assert {"explain-win_rate", "explain-session_before", "explain-quota_attainment"} <= {*targets}
    [own] = re.findall(
        r'<div class="explanation" id="explain-win_rate">.*?(?=<div class="explanation")',
        page,
        re.DOTALL,
    )
    assert "Win rate: 25\u202f%" in own
    assert "counted: 52" in own
    assert "evidence.minimum_deals = 5" in own
    assert "review-kit explain 2026-09-30-90d rep:00107 win_rate" in own
    assert (
        "Deals closed, 2026-07-03 to 2026-09-30: 52 rows of opportunities, 30 of them here" in own
    )
    assert own.count("<tr>") == 31  # the latest thirty, and the head
    assert len(re.findall(r"<td>(?:yes|no)</td></tr>", own)) == 30
    anchors = set(re.findall(r'href="#(rows-\d+)"', page))
    assert anchors
    assert anchors <= set(re.findall(r'id="(rows-\d+)"', page))
    section = page[page.index('<section class="explanations">') :]
    reps = pd.read_parquet(run / "metrics" / "reps.parquet")
    for one in reps[reps["rep_id"] != "00107"].itertuples():
        assert not re.search(rf"(?<!\w){one.rep_id}(?!\w)", section)
        assert one.rep_name not in section
