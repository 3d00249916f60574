"""Our rules hold in one element of somebody else's page."""

from __future__ import annotations

import doctest

import pytest

from review_kit.quarto import carried, publishing, scoped_styles
from review_kit.quarto.scoped_styles import scoped


@pytest.mark.parametrize("module", [carried, publishing, scoped_styles])
def test_examples(module):
    found = doctest.testmod(module)
    assert found.attempted
    assert found.failed == 0


@pytest.mark.parametrize(
    ("rule", "becomes"),
    [
        ("html { margin: 0 }", "#review-kit { margin: 0 }"),
        (
            ":root, .review-kit { --ink: #000 }",
            "#review-kit, #review-kit .review-kit { --ink: #000 }",
        ),
        ("body > p { margin: 0 }", "#review-kit > * > p { margin: 0 }"),
        (".a:is(b, c) { margin: 0 }", "#review-kit .a:is(b, c) { margin: 0 }"),
        ("htmlx, body-x { margin: 0 }", "#review-kit htmlx, #review-kit body-x { margin: 0 }"),
        (
            "@media print { .a { margin: 0 } .b { margin: 0 } }",
            "@media print { #review-kit .a { margin: 0 } #review-kit .b { margin: 0 } }",
        ),
        ("@page { size: A4 }", "@page { size: A4 }"),
        ("@font-face { font-family: 'X' }", '@font-face { font-family: "X" }'),
        ("/* a, b */ .a { margin: 0 }", "#review-kit .a { margin: 0 }"),
    ],
)
def test_rules(rule, becomes):
    assert scoped(rule) == f"{becomes}\n"
