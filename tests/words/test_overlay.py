"""A project's own words are checked before any work, each fault with its file and line."""

import pytest

from review_kit.errors import ConfigurationError
from review_kit.project import load_project
from review_kit.words import Overlay, words_in
from review_kit.words.check import check_overlay
from review_kit.words.entries import cut
from review_kit.words.tags import chosen_tag


def faults(files):
    with pytest.raises(ConfigurationError) as error:
        check_overlay(Overlay.of(files))
    return error.value.message.splitlines()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "# ours\ninterval = { $low } to { $hihg }",
            "words/en/a.ftl, line 2: interval is not given $hihg; its variables: $high, $low",
        ),
        (
            "\nintervall = x",
            "words/en/a.ftl, line 2: nothing says 'intervall' (did you mean 'interval'?)",
        ),
        (
            "interval =\n    { $low ->\n        [one] x\n    }",
            "words/en/a.ftl, line 4: 'interval' is not written in Fluent's syntax: "
            "Expected one of the variants to be marked as default (*)",
        ),
        (
            "interval = { -skil }",
            "words/en/a.ftl, line 1: interval names '-skil', which is not there",
        ),
        (
            "interval = { NUMBER($low) }",
            "words/en/a.ftl, line 1: interval calls NUMBER(), which is not there; SPELLED() is",
        ),
        (
            "interval = a\ninterval = b",
            "words/en/a.ftl, line 2: 'interval' stands in words/en/a.ftl, line 1 already",
        ),
        ("interval = a\n    .title = b", "words/en/a.ftl, line 1: nothing says 'interval.title'"),
        ("Guten Tag", "words/en/a.ftl, line 1: neither a message nor a comment: 'Guten Tag'"),
    ],
)
def test_a_message_that_cannot_be_said_is_told_with_file_and_line(text, told):
    assert faults({"en/a.ftl": text}) == [told]


def test_every_fault_is_told_at_once():
    assert len(faults({"en/a.ftl": "a = 1\nb = 2", "de/b.ftl": "c = 3"})) == 3


def test_a_folder_is_named_after_a_language():
    assert faults({"de_at/a.ftl": ""} | {"xx-yy/a.ftl": ""}) == [
        "words/de_at/: 'de_at' is not a language tag; did you mean words/de-AT/?",
        "words/xx-yy/: 'xx-yy' is not a language tag, such as en-GB or de",
    ]


def test_a_language_that_is_added_says_everything():
    [told] = faults({"fr/a.ftl": "interval = { $low } à { $high }"})
    assert told.startswith("words/fr/: ")
    assert "messages are missing, the first of them 'binder-" in told


def test_a_good_overlay_passes_a_variant_of_a_language_may_be_partial():
    check_overlay(Overlay.of({"de-AT/a.ftl": "interval = { $low } bis { $high }", "en/b.ftl": ""}))


@pytest.fixture
def project(tmp_path):
    (tmp_path / "review_kit.toml").write_text('[organisation]\nname = "Northwind"\n')
    return tmp_path


def test_messages_of_a_projects_own_templates_are_its_own():
    overlay = Overlay.of({"en/ours.ftl": "own-greeting = Good to see you, { $name }"})
    check_overlay(overlay)
    said = words_in("en-GB", overlay).say("own-greeting", name="Ana")
    assert said == "Good to see you, Ana"


def test_words_are_checked_whenever_a_project_is_opened(project):
    file = project / "words" / "en" / "packet.ftl"
    file.parent.mkdir(parents=True)
    file.write_text("interval = { $lwo }")
    with pytest.raises(ConfigurationError, match=r"words/en/packet\.ftl, line 1: .*\$lwo"):
        load_project(project)


def test_a_catalogue_outside_a_languages_folder_or_in_another_encoding_is_told(project):
    (project / "words" / "en").mkdir(parents=True)
    (project / "words" / "a.ftl").write_text("")
    (project / "words" / "en" / "b.ftl").write_bytes(b"interval = \xfc")
    with pytest.raises(ConfigurationError) as error:
        load_project(project)
    assert error.value.message.splitlines() == [
        "words/a.ftl: a catalogue lies in a language's folder, as in words/en/",
        "words/en/b.ftl: not UTF-8 text (byte 11)",
    ]


def test_the_organisations_language_has_words(project):
    (project / "review_kit.toml").write_text('[organisation]\nname = "N"\nlanguage = "fr-CA"\n')
    with pytest.raises(ConfigurationError, match=r"no words in 'fr-CA', only in de, en"):
        load_project(project)


@pytest.mark.parametrize(
    ("wanted", "default", "tag"),
    [
        (None, "en-US", "en-US"),
        ("  ", "de", "de"),
        ("en", "en-US", "en-US"),
        ("en", "de", "en-GB"),
        ("DE-at", "en-GB", "de-AT"),
        ("fr", "en-GB", None),
        ("Deutsch", "en-GB", None),
    ],
)
def test_the_roster_chooses_a_reps_language_as_far_as_there_are_words_in_it(wanted, default, tag):
    assert chosen_tag(wanted, default, {"en", "de"}) == tag


def test_entries_know_their_line():
    text = "# a comment\na = 1\n\n### more\n-b =\n    two\n    lines\nc = { $n ->\n*[other] x\n}\nd = 4\n"
    assert [(entry.name, entry.line) for entry in cut(text, "f")] == [
        ("a", 2),
        ("-b", 5),
        ("c", 8),
        ("d", 11),
    ]
