"""Folder names: ordinary identifiers stay, no two ever meet."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_kit.planning.folder_names import folder_names


@pytest.mark.parametrize(
    "identifier",
    ["R001", "00123", "ana.ruiz@example.com", "East Coast", "Ventas España", "销售", "a_b-c+d"],
)
def test_an_ordinary_identifier_is_its_own_folder(identifier):
    assert folder_names([identifier]) == {identifier: identifier}


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("a/b", "a%2Fb"),
        ("a\\b", "a%5Cb"),
        ("..", "%2E%2E"),
        (".", "%2E"),
        (".hidden", "%2Ehidden"),
        ("ends.", "ends%2E"),
        (" padded ", "%20padded%20"),
        ("-rf", "%2Drf"),
        ("50%", "50%25"),
        ("a~b", "a%7Eb"),
        ("CON", "%43ON"),
        ("nul.txt", "%6Eul.txt"),
        ("line\nbreak", "line%0Abreak"),
        ("right\u202eleft", "right%E2%80%AEleft"),
        ("", "%"),
    ],
)
def test_what_a_file_system_could_misread_is_written_in_percent(identifier, name):
    assert folder_names([identifier]) == {identifier: name}


def test_names_that_differ_in_case_only_carry_a_digest_of_their_identifier():
    names = folder_names(["Ana", "ana", "Bo"])
    # sha256("Ana") and sha256("ana"), first eight digits
    assert names == {"Ana": "Ana~dea210f0", "ana": "ana~24d4b96f", "Bo": "Bo"}


def test_names_that_differ_in_unicode_spelling_only_are_kept_apart():
    composed, decomposed = "é", unicodedata.normalize("NFD", "é")
    names = folder_names([composed, decomposed])
    assert names[composed] == "é"
    assert names[decomposed] == "e%CC%81"


def test_a_long_name_is_cut_and_still_its_own():
    first, second = folder_names(["x" * 400 + "1", "x" * 400 + "2"]).values()
    assert first != second
    assert len(first.encode()) <= 100


@given(st.lists(st.text(max_size=30), unique=True, max_size=12))
def test_no_two_identifiers_share_a_folder_on_any_file_system(identifiers):
    names = folder_names(identifiers)
    seen = {unicodedata.normalize("NFC", name.casefold()) for name in names.values()}
    assert len(seen) == len(identifiers)
    for name in names.values():
        assert name not in {"", ".", ".."}
        assert not set(name) & set('/\\:*?"<>|\0')
        assert not name.endswith((".", " "))
        assert len(name.encode()) <= 255
