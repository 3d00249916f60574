"""Pages on a phone of 360 px, by day and by night: nothing keeps anybody from reading them."""

from __future__ import annotations

import pytest

DOCUMENTS = ["packet", "sheet", "cover", "team", "organisation", "glossary"]
PAGES = [*DOCUMENTS, "summary", "validation", "failed"]
PACKETS = ["packet", "packet of a second rep", "packet of a third"]

FAULTS = """async rules => (await axe.run(document, {
  resultTypes: ['violations'], ...(rules.length ? {runOnly: rules} : {})
})).violations.flatMap(v => v.nodes.map(n => `${v.id} (${v.impact}): ${n.html.slice(0, 120)}`))"""
OUTSIDE = """() => {
  const wide = document.documentElement.clientWidth;
  const seen = [...document.querySelectorAll('body *')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && (box.right > wide + 1 || box.left < -1)
      && !e.parentElement.closest('.region');
  });
  return seen.map(e => e.tagName + ' ' + e.textContent.trim().slice(0, 60));
}"""


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(show, axe, name):
    page = show(name)
    page.evaluate(axe)
    assert page.evaluate(FAULTS, []) == []


@pytest.mark.parametrize("name", PAGES)
def test_nor_in_the_colours_of_the_night(show, axe, name):
    page = show(name, scheme="dark")
    page.evaluate(axe)
    assert page.evaluate(FAULTS, ["color-contrast", "link-in-text-block"]) == []


def test_axe_sees_what_is_broken(browser, axe):
    page = browser.new_page()
    page.set_content("<p style='color: #ccc'>Hardly to be read</p><img src='data:,'>")
    page.evaluate(axe)
    found = {fault.split(" ")[0] for fault in page.evaluate(FAULTS, [])}
    page.close()
    assert found >= {"color-contrast", "image-alt", "html-has-lang", "landmark-one-main"}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_phone_but_what_is_pushed_sideways(show, name):
    page = show(name)
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("name", ["packet", "team", "validation"])
def test_what_is_pushed_sideways_is_reached_by_keyboard_and_moved_by_arrows(show, name):
    page = show(name)
    region = page.locator(".region[tabindex]").first
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')")


def test_leading_and_lagging_keep_their_names_and_the_key_on_a_phone(show):
    rows = show("packet").locator("table.side-by-side tbody tr")
    heads = [row.locator(".cell-head:visible").all_inner_texts() for row in rows.all()]
    assert all(names[0].startswith("Leading") for names in heads)
    assert all(names[1].startswith("Lagging") for names in heads)
    assert "first 30 days" in heads[0][0]
    assert "first 30 days" not in "".join(name for names in heads[1:] for name in names)


def test_they_stand_in_the_head_of_the_table_where_there_is_room(show):
    page = show("packet", width=1000)
    assert page.locator(".cell-head:visible").count() == 0
    assert page.locator("table.side-by-side thead th:visible").count() == 3


@pytest.mark.parametrize("name", ["packet", "team", "organisation"])
def test_contents_lead_to_every_section(show, name):
    page = show(name)
    links = page.locator("nav.contents a")
    sections = page.locator("h2").all_inner_texts()
    assert links.all_inner_texts() == sections
    links.last.click()
    page.wait_for_function(
        "Math.abs(document.querySelector(':target').getBoundingClientRect().top) < 740"
    )
    assert page.locator(":target").inner_text() == sections[-1]


@pytest.mark.parametrize(
    ("name", "screens"),
    [("team", 2.5), ("organisation", 2.5), *((packet, 2) for packet in PACKETS)],
)
def test_page_one_is_short(show, name, screens):
    page = show(name)
    end = page.locator("h2:not(.of-page-one)").first.bounding_box()["y"]
    assert end < screens * 740


SMALLEST = """() => Math.min(...[...document.querySelectorAll('main *')].filter(
  e => e.getBoundingClientRect().top < 1480 && e.getClientRects().length
    && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
).map(e => {
  const drawing = e.closest('svg.mark');
  const scale = drawing ? drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width : 1;
  return scale * parseFloat(getComputedStyle(e).fontSize);
}))"""


def test_nothing_on_page_one_of_a_packet_is_smaller_than_eight_points(show):
    assert show("packet").evaluate(SMALLEST) >= 8 / 0.75


def test_what_is_touched_on_page_one_is_large_enough_for_a_finger(show):
    heights = [one.bounding_box()["height"] for one in show("packet").locator("nav a").all()]
    assert min(heights) >= 24


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_set_in_the_shipped_type(show, name):
    page = show(name)
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)")
    assert page.evaluate("document.fonts.check('16px Inter')")


@pytest.mark.parametrize("name", PAGES)
def test_at_night_paper_is_dark_and_drawings_are_turned_with_it(show, name):
    page = show(name, scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 27)"
    inks = page.evaluate(
        "[...document.querySelectorAll('svg text:first-of-type')].map(e => getComputedStyle(e).fill)"
    )
    assert "rgb(27, 31, 36)" not in inks
