"""Kernels find the words of the languages that their documents speak, parsed before they are forked."""

import pytest

from review_kit.execution.build_context import languages_to_warm
from review_kit.execution.kernels import kernel_environment
from review_kit.warm_kernels import preload
from review_kit.words import words_in


@pytest.mark.parametrize(
    ("spoken", "warmed"),
    [
        ({"en-GB": 200, "de": 40, "de-AT": 4}, ("en-GB", "de")),
        # parsing a language whole costs more than a few documents gain
        ({"en-US": 200, "de": 29}, ("en-US",)),
        ({"de": 3}, ()),
        ({}, ()),
    ],
)
def test_languages_of_enough_documents_are_parsed_once_for_all(spoken, warmed):
    tags = [tag for tag, count in spoken.items() for _ in range(count)]
    assert languages_to_warm(tags, workers=2) == warmed


@pytest.mark.parametrize(
    ("languages", "told"), [(None, None), ((), ""), (("de", "en-GB"), "de en-GB")]
)
def test_a_kernel_is_told_of_them_where_they_are_known(tmp_path, languages, told):
    environment = kernel_environment(tmp_path, tmp_path, languages=languages)
    assert environment.get(preload.LANGUAGES) == told


def test_they_are_parsed_where_kernels_are_forked(tmp_path, monkeypatch):
    told = kernel_environment(tmp_path, tmp_path, languages=("de-CH",))
    monkeypatch.setenv(preload.LANGUAGES, told[preload.LANGUAGES])
    preload.parse_words()
    entries = words_in("de-CH").entries.values()
    assert all("parsed" in vars(entry) for entry in entries)
