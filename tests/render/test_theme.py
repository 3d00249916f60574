"""The theme and the figures name the same colours, and the type that is shipped."""

import re

from review_kit.figures import palette
from review_kit.render.export import THEME


def test_stylesheet_and_figures_share_one_palette():
    css = (THEME / "common.css").read_text(encoding="utf-8")
    named = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", css))
    assert named == {
        "ink": palette.INK,
        "soft": palette.SOFT,
        "rule": palette.RULE,
        "pale": palette.PALE,
        "accent": palette.ACCENT,
    }
    assert set(re.findall(r"#[0-9a-f]{6}", css)) <= {*named.values(), "#ffffff"}


def contrast(colour):
    """WCAG 2 contrast of a colour against white paper."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True)) + 0.05)


def test_everything_that_is_read_has_enough_contrast_for_small_print():
    for colour in (palette.INK, palette.SOFT, palette.ACCENT):
        assert contrast(colour) >= 4.5


def test_every_font_a_stylesheet_names_is_shipped():
    for sheet in ("print.css", "screen.css"):
        css = (THEME / sheet).read_text(encoding="utf-8")
        for font in re.findall(r"url\('(fonts/[^']+)'\)", css):
            assert (THEME / font).is_file(), font


def test_no_more_than_three_sizes_of_type():
    css = (THEME / "common.css").read_text(encoding="utf-8")
    css += (THEME / "print.css").read_text(encoding="utf-8")
    assert set(re.findall(r"font-size: ([\d.]+pt)", css)) == {"7.5pt", "8.5pt", "13pt"}
