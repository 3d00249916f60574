"""What must not break on a page, whatever the input: seen where WeasyPrint places every box."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from documents_in_place import html_of
from prepared_run import prepared_run

from review_kit.documents.packet.coaching_record import MOST_ENTRIES

REPS = ("NOCALLS", "ONECALL", "LONG", "ARABIC", "HIRED", "CHANGED", "SESSIONS")
HEADINGS = {"h1", "h2", "h3", "caption", "thead"}
ROUNDING = 1.0
"""CSS pixels that a box may lie outside for rounding."""


def boxes(box: Any) -> Iterator[Any]:
    """Give a box and all boxes in it, in the order of the page."""
    yield box
    for child in getattr(box, "all_children", list)():
        yield from boxes(child)


def content(page: Any) -> Any:
    """The page without its margins."""
    return page._page_box.children[0]


def words(box: Any) -> list[tuple[str, Any]]:
    return [(part.text, part) for part in boxes(box) if getattr(part, "text", "").strip()]


def _is_drawing(box: Any) -> bool:
    return hasattr(box, "replacement")


def outside(page: Any) -> list[str]:
    """Texts and drawings that leave the page's content box to a side or below."""
    frame = page._page_box
    left, top = frame.content_box_x(), frame.content_box_y()
    right, bottom = left + frame.width, top + frame.height
    found = []
    for part in boxes(content(page)):
        is_drawing = _is_drawing(part)
        if not (getattr(part, "text", "").strip() or is_drawing):
            continue
        if not (
            part.position_x >= left - ROUNDING
            and part.position_x + part.width <= right + ROUNDING
            and part.position_y + part.height <= bottom + ROUNDING
        ):
            found.append("a drawing" if is_drawing else part.text)
    return found


def split_rows(pages: list[Any]) -> list[str]:
    """Table rows of a body that have boxes on two pages."""
    seen: dict[int, int] = {}
    found = []
    for number, page in enumerate(pages):
        for part in boxes(content(page)):
            if part.element_tag != "tr" or part.element is None:
                continue
            if seen.setdefault(id(part.element), number) != number and not _in_head(part):
                found.append("".join(text for text, _ in words(part))[:60])
    return found


def _in_head(row: Any) -> bool:
    return all(cell.element.get("scope") == "col" for cell in row.children if cell.children)


def ends_with_a_heading(page: Any) -> str:
    """The heading that stands alone at the page's foot; empty where none does."""
    placed = [
        part
        for part in boxes(content(page))
        if getattr(part, "text", "").strip() or _is_drawing(part)
    ]
    lowest = max(placed, key=lambda part: part.position_y + part.height)
    for part in boxes(content(page)):
        if part.element_tag in HEADINGS and any(inner is lowest for inner in boxes(part)):
            return lowest.text
    return ""


@pytest.fixture(scope="module")
def packets(pages_of):
    return {rep_id: pages_of("rep_packet", rep_id=rep_id) for rep_id in REPS}


def wrong(packets: dict[str, list[Any]], look: Callable[[Any], Any]) -> dict[str, list[Any]]:
    """What a look at each page finds, of the packets where it finds anything."""
    found = {rep_id: [look(page) for page in pages] for rep_id, pages in packets.items()}
    return {rep_id: of_pages for rep_id, of_pages in found.items() if any(of_pages)}


def test_nothing_leaves_the_page(packets):
    assert wrong(packets, outside) == {}


def test_no_row_of_a_table_is_split(packets):
    split = {rep_id: split_rows(pages) for rep_id, pages in packets.items()}
    assert split == {rep_id: [] for rep_id in REPS}


def test_no_heading_stands_alone_at_the_foot(packets):
    assert wrong(packets, ends_with_a_heading) == {}


def test_no_page_is_empty(packets):
    assert wrong(packets, lambda page: not words(content(page))) == {}


def test_page_one_holds_the_quarter(packets):
    """Side by side, status, the three lists and the foot stay together on the first page."""
    for rep_id, pages in packets.items():
        text = " ".join(text for text, _ in words(content(pages[0])))
        parts = ["Praise", "Ask", "Agreed", "scored call" if rep_id != "NOCALLS" else "No call was"]
        if rep_id != "HIRED":  # in the first days there is no quarter yet
            parts += ["Leading", "Lagging", "Progress to goal", "Commitments"]
        assert [part for part in parts if part not in text] == [], rep_id


@pytest.mark.parametrize("name", ["team_roi", "org_summary"])
@pytest.mark.parametrize("company", ["at the edge", "usual"])
def test_reports_keep_to_their_pages_too(pages_of, renderer, name, company):
    """Their definitions go on over pages, which those of packets need not."""
    if company == "usual":
        pages = renderer.lay_out(html_of(name, run=str(prepared_run()))).pages
    else:
        pages = pages_of(name)
    assert [outside(page) for page in pages] == [[] for _ in pages]
    assert split_rows(pages) == []
    assert [ends_with_a_heading(page) for page in pages] == ["" for _ in pages]


def test_the_conversation_sheet_is_one_page(pages_of):
    for rep_id in REPS:
        sheet = pages_of("conversation_sheet", rep_id=rep_id)
        assert [outside(page) for page in sheet] == [[]], rep_id
        text = " ".join(text for text, _ in words(content(sheet[0])))
        assert "disciplinary record" in text, rep_id


def test_of_two_hundred_sessions_the_latest_are_listed_and_all_are_counted(packets, extremes):
    import pandas as pd

    sessions = pd.read_parquet(extremes / "metrics" / "sessions.parquet")
    mine = sessions[sessions["rep_id"] == "SESSIONS"]
    assert len(mine) == 200
    placed = [text for page in packets["SESSIONS"] for text, _ in words(content(page))]
    assert placed.count("1:01") == MOST_ENTRIES
    assert f"{200 - MOST_ENTRIES} earlier entries are not listed." in " ".join(placed)


def test_no_packet_is_over_eight_pages(packets):
    assert {rep_id: len(pages) for rep_id, pages in packets.items() if len(pages) > 8} == {}


@pytest.fixture(scope="module", params=["team_roi", "org_summary"])
def report(pages_of, request):
    return pages_of(request.param)


def test_a_report_of_the_group_holds(report):
    assert [outside(page) for page in report] == [[] for _ in report]
    assert split_rows(report) == []
    assert [ends_with_a_heading(page) for page in report] == ["" for _ in report]
    assert all(words(content(page)) for page in report)


def test_page_one_of_a_report_answers_and_says_what_to_do(report):
    first = [text for text, _ in words(content(report[0]))]
    sections = ("Return on coaching", "On Monday")
    assert [text for text in first if text in sections] == list(sections)
    # no raw comparison stands on it
    assert not {"Coached skills", "Behaviour change", "Results"} & set(first)


def test_these_checks_see_a_page_that_is_broken(renderer):
    (page,) = renderer.lay_out("<p style='margin-left: 300mm'>far</p>").pages
    assert outside(page) == ["far"]
    drawing = '<svg width="2000" height="10"><title>wide</title></svg>'
    (page,) = renderer.lay_out(f"<div>{drawing}</div>").pages
    assert outside(page) == ["a drawing"]
    first, *_ = renderer.lay_out("<h2>Alone</h2><div style='break-before: page'>x</div>").pages
    assert ends_with_a_heading(first) == "Alone"
    tall = "<div style='height: 150mm'>a</div><div style='height: 150mm'>b</div>"
    split = renderer.lay_out(
        f"<table><tbody><tr style='break-inside: auto'><td>{tall}</td></tr></tbody></table>"
    ).pages
    assert split_rows(split) == ["b"]
