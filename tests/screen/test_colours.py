"""Colours on a screen: by name, legible by day and by night, in any accent."""

import pytest

from review_kit.figures import palette
from review_kit.screen import by_name, variables
from review_kit.screen.colours import DARK, LEGIBLE, LIGHT, contrast, on_dark


def test_by_day_they_are_those_of_the_figures():
    names = ("ink", "soft", "rule", "pale", "accent")
    assert {name: LIGHT[name] for name in names} == {
        name: getattr(palette, name.upper()) for name in names
    }


@pytest.mark.parametrize("colours", [LIGHT, {**DARK, "accent": on_dark(LIGHT["accent"])}])
def test_what_is_read_is_legible_on_paper_and_on_bands(colours):
    for name in ("ink", "soft", "accent"):
        assert contrast(colours[name], colours["paper"]) >= LEGIBLE
    assert contrast(colours["ink"], colours["pale"]) >= LEGIBLE


@pytest.mark.parametrize("accent", ["#8a1538", "#000000", "#1c5d99", "#ffffff", "#003300"])
def test_any_accent_is_legible_at_night(accent):
    assert contrast(on_dark(accent), DARK["paper"]) >= LEGIBLE


def test_an_accent_that_is_legible_at_night_stays():
    assert on_dark("#7fb2e5") == "#7fb2e5"


def test_colours_of_the_palette_go_by_their_names_and_others_stay():
    css = ".a { --ink: #1b1f24; color: #1b1f24; fill: #FFFFFF; border-color: #123456 }"
    assert by_name(css) == (
        ".a { --ink: #1b1f24; color: var(--ink); fill: var(--paper); border-color: #123456 }"
    )


def test_the_accent_of_an_organisation_has_the_accents_name():
    assert by_name('<path fill="#8a1538"/>', "#8a1538") == '<path fill="var(--accent)"/>'
    rules = variables(":root", "#8a1538")
    assert "--accent: #8a1538;" in rules
    assert f"--accent: {on_dark('#8a1538')};" in rules.split("prefers-color-scheme: dark")[1]
