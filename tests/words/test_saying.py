"""What a message says, in which language, and what is told where it cannot be said."""

import pytest

from review_kit.words import Overlay, say, speaking, spoken, words_in
from review_kit.words.speech import WordsError

SESSIONS = """\
sessions = { $n ->
    [one] One session of { $of }
   *[other] { SPELLED($n) } sessions of { $of },
      broken over lines
}
    .title = Sessions with { $name }
"""


@pytest.fixture
def words():
    return words_in("en-GB", Overlay.of({"en/talk.ftl": SESSIONS}))


def test_a_count_chooses_singular_or_plural_and_is_written_as_numbers_are(words):
    assert words.say("sessions", n=1, of=1234) == "One session of 1,234"
    assert words.say("sessions", n=3, of="ten") == "three sessions of ten, broken over lines"
    assert words.say("sessions", n=41, of=-5) == "41 sessions of −5, broken over lines"


def test_what_a_message_is_given_may_be_long(words):
    assert words.say("sessions.title", name="x" * 20_000) == f"Sessions with {'x' * 20_000}"


def test_an_attribute_is_said_by_its_name(words):
    assert words.say("sessions.title", name="Ana Ruiz") == "Sessions with Ana Ruiz"


@pytest.mark.parametrize(
    ("name", "values", "told"),
    [
        ("sessions", {"n": 2}, "words/en/talk.ftl, line 1: sessions: $of was not given"),
        ("sessions.tone", {}, "words/en/talk.ftl, line 1: sessions has no attribute 'tone'"),
        ("session", {}, "no words in 'en-GB' for 'session'"),
        (
            "sessions",
            {"n": 2.5, "of": 3},
            "words/en/talk.ftl, line 1: $n of sessions was given 2.5",
        ),
    ],
)
def test_what_cannot_be_said_is_told_with_file_and_line(words, name, values, told):
    with pytest.raises(WordsError) as error:
        words.say(name, **values)
    assert error.value.message == told


def test_what_is_in_a_value_is_no_message(words):
    assert words.say("sessions.title", name="{ -skill }") == "Sessions with { -skill }"


def test_a_language_is_spoken_within_a_block_and_the_one_before_is_spoken_after_it():
    assert spoken().tag == "en-GB"
    with speaking("de"):
        assert say("interval", low="−1", high="+15") == "−1 bis +15"
        with speaking("en-US"):
            assert say("date-with-weekday", weekday="Tue", day="October 6") == "Tue, October 6"
        assert spoken().tag == "de"
    assert say("interval", low="−1", high="+15") == "−1 to +15"


def test_a_projects_sentence_replaces_the_shipped_one_in_its_language_only():
    overlay = Overlay.of({"en/mine.ftl": "interval = from { $low } to { $high }"})
    assert words_in("en-US", overlay).say("interval", low="1", high="2") == "from 1 to 2"
    assert words_in("de", overlay).say("interval", low="1", high="2") == "1 bis 2"


def test_a_projects_english_comes_before_the_shipped_american_spelling():
    overlay = Overlay.of({"en/mine.ftl": "metric-sessions_cancelled = Sessions called off"})
    assert words_in("en-US", overlay).say("metric-sessions_cancelled") == "Sessions called off"


def test_what_a_language_does_not_say_is_said_in_english():
    overlay = Overlay.of({"fr/mine.ftl": "interval = { $low } à { $high }"})
    french = words_in("fr", overlay)
    assert french.say("interval", low="1", high="2") == "1 à 2"
    assert french.say("document-rep_packet") == "Review packet"


def test_a_regions_words_come_before_those_of_the_language():
    overlay = Overlay.of({"de/a.ftl": "interval = a", "de-AT/a.ftl": "interval = b"})
    assert [words_in(tag, overlay).say("interval") for tag in ("de", "de-AT")] == ["a", "b"]


def test_one_changed_term_changes_every_sentence_that_names_it():
    files = {"en/a.ftl": "-skill = behaviour\ninterval = this { -skill }"}
    assert words_in("en-GB", Overlay.of(files)).say("interval") == "this behaviour"


def test_american_english_is_spelt_so():
    values = {"n": 3, "of": 4}
    assert words_in("en-GB").say("metric-sessions_cancelled") == "Sessions cancelled"
    assert words_in("en-US").say("metric-sessions_cancelled") == "Sessions canceled"
    assert words_in("en-US").say("result-median-organisation", **values) == "organization"
    assert words_in("en-US").say("result-median-team") == "team"


def test_whose_median_it_is_is_chosen_by_a_name_that_no_language_changes():
    organisation = {"group": "organisation", "median": "29"}
    with speaking("de"):
        assert say("packet-page-one-median", **organisation) == "Median der Organisation 29"
        assert say("packet-page-one-median", group="team", median="29") == "Median des Teams 29"
