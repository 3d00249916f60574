"""Sites as a browser shows them, opened from disk: found by name and by keyboard, on a phone, by night."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from site_company import EARLIER, NEWEST

FAULTS = """async rules => (await axe.run(document, {
  resultTypes: ['violations'], ...(rules.length ? {runOnly: rules} : {})
})).violations.flatMap(v => v.nodes.map(n => `${v.id} (${v.impact}): ${n.html.slice(0, 120)}`))"""
SHOWN = "[...document.querySelectorAll('tbody tr[data-words]')].filter(r => !r.hidden).length"
PAGES = ["manager/index.html", "manager/quarters.html", f"leaders/{NEWEST}/scorers.html"]
Show = Callable[..., Page]


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """Addresses of everything that pages asked for."""
    return []


@pytest.fixture(scope="module")
def tab(browser, asked) -> Iterator[Page]:
    # axe is put into the page by the test, which the page itself forbids to everybody else
    with browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        yield page


@pytest.fixture
def show(tab, company) -> Show:
    """Open a page; ``manager`` stands for the one who leads most reps."""
    manager = company.reps["manager_id"].value_counts().index[0]

    def open_page(name: str, *, scheme: str = "light", width: int = 1200) -> Page:
        tab.set_viewport_size({"width": width, "height": 740})
        tab.emulate_media(color_scheme=scheme)
        tab.goto("about:blank")
        folder, _, page = name.partition("/")
        of = Path(f"managers/{manager}") if folder == "manager" else Path(folder)
        path, _, query = page.partition("?")
        tab.goto((company.sites / of / path).as_uri() + (f"?{query}" if query else ""))
        return tab

    return open_page


@pytest.mark.parametrize("name", PAGES)
def test_on_a_phone_axe_finds_nothing(show, axe, name):
    page = show(name, width=360)
    page.evaluate(axe)
    assert page.evaluate(FAULTS, []) == []


@pytest.mark.parametrize(
    "name",
    [
        *PAGES,
        "enablement/index.html",
        "leaders/index.html",
        "manager/names.html",
        f"manager/{NEWEST}/definitions.html",
        f"leaders/{NEWEST}/validation.html",
    ],
)
def test_on_a_phone_nothing_is_pushed_sideways(show, name):
    page = show(name, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_by_night_pages_are_dark_and_axe_finds_nothing_in_their_colours(show, axe):
    page = show("manager/index.html", scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 27)"
    page.evaluate(axe)
    assert page.evaluate(FAULTS, ["color-contrast", "link-in-text-block"]) == []


def test_a_list_is_narrowed_by_name_without_accents_and_by_choice(show, company):
    page = show("enablement/index.html")
    everybody = len(company.reps)
    assert page.evaluate(SHOWN) == everybody
    team = company.reps["team"].iloc[0]
    page.get_by_role("combobox", name="Team").select_option(team)
    of_team = company.reps[company.reps["team"] == team]
    assert page.evaluate(SHOWN) == len(of_team)
    assert page.get_by_role("status").inner_text() == f"{len(of_team)} of {everybody} shown"
    name = next(name for name in company.reps["rep_name"] if not name.isascii())
    page.get_by_role("combobox", name="Team").select_option("")
    page.get_by_role("searchbox", name="Name", exact=True).fill(name.upper())
    assert page.locator("tbody tr[data-words]:visible th").inner_text().startswith(name)
    page.get_by_role("searchbox", name="Name", exact=True).fill("nobody at all")
    assert page.get_by_text("Nobody of that name.").is_visible()


def test_search_and_filter_serve_whoever_has_no_mouse(show, company):
    page = show("manager/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "q"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    manager = company.reps["manager_id"].value_counts().index[0]
    rep = company.reps[company.reps["manager_id"] == manager].iloc[0]
    page.keyboard.type(rep["rep_id"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/names.html?q=*")
    assert page.evaluate(SHOWN) == 1
    page.locator("tbody tr[data-words]:visible a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/index.html#rep-*")
    assert page.locator(":target th").inner_text().startswith(rep["rep_name"])


def test_the_picker_leads_to_the_same_page_of_another_period(show):
    page = show(f"manager/{NEWEST}/definitions.html")
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="90 days up to 30 June 2026").click()
    assert page.url.endswith(f"/{EARLIER}/definitions.html")
    assert page.locator(".rk-periods [aria-current=page]").text_content() == (
        "90 days up to 30 June 2026"
    )


def test_wide_numbers_are_reached_by_keyboard(show):
    page = show("manager/quarters.html", width=360)
    page.locator(".region[tabindex]").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")


def test_a_packet_opens_from_the_list(show, company):
    page = show("manager/index.html")
    page.get_by_role("link", name="web page: Packet").first.click()
    assert "only in the packet of" in page.locator("p").inner_text()


def test_pages_obey_their_own_policy_and_print_without_what_is_for_the_screen(browser, company):
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto((company.sites / "leaders" / "names.html").as_uri())
    assert page.locator("form.rk-filter").is_visible()  # style and script were let in
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px Inter'))")
    page.emulate_media(media="print")
    assert not page.locator("form.rk-filter").is_visible()
    assert not page.locator("form.rk-search").is_visible()
    page.close()
    assert complaints == []


def test_nothing_was_asked_for_but_files_of_the_sites(company, asked, show):
    show("leaders/index.html")
    sites = company.sites.as_uri()
    assert len(asked) > 30
    assert [url for url in asked if not url.startswith((sites, "data:"))] == []
