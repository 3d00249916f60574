"""The text of a profile, and the lines of ``review_kit.toml``."""

from __future__ import annotations

import tomllib

from review_kit.sources.connect.grids import Grid
from review_kit.sources.connect.people import Matching, Unmatched
from review_kit.sources.connect.proposal import Draft
from review_kit.sources.connect.toml_text import (
    profile_text,
    read_written,
    value_text,
    with_setting,
    with_source,
)
from review_kit.sources.matching.suggestions import Known

CONFIG = """\
[organisation]
name = "Acme"

[sources.roster]        # by hand
path = "exports/old.csv"

# how long
[windows]
window_days = 90
"""


def made() -> Draft:
    draft = Draft(
        "quotas", Grid("exports/q.csv", None, ("Rep", 'Say "hi"'), ()), ("exports/q.csv",)
    )
    draft.description = "Quotas"
    draft.columns = {"rep_id": {"from": "Rep", "match": "reps"}, "quota": 'Say "hi"'}
    draft.decide("columns", "rep_id", "'Rep': its heading")
    draft.matchings = [
        Matching("rep_id", "Rep", "reps", 3, 1, (Unmatched("F. K.", 2, (Known("r1", "Fay Kim"),)),))
    ]
    return draft


def test_every_value_is_one_of_toml():
    values = {"a b": 'x"\\y\n', "n": [1, True, 2.5], "t": {"é": "ü", "Q[1]": []}}
    assert tomllib.loads(f"v = {value_text(values)}")["v"] == values


def test_a_profile_says_what_was_decided_beside_each_line():
    text = profile_text(made(), {"quotas.period_end": "2026-09-30", "goals.metric": "x"})
    head, _, rest = text.partition("\n\n")
    assert "exports/q.csv" in head
    assert rest == (
        'table = "quotas"\n'
        'description = "Quotas"\n'
        "\n"
        "[columns]\n"
        "# 'Rep': its heading\n"
        '# Not on the roster, to be matched with values = { "the text" = "the id" }:\n'
        "#   'F. K.' in 2 rows, near Fay Kim, r1\n"
        'rep_id = { from = "Rep", match = "reps" }\n'
        'quota = "Say \\"hi\\""\n'
    )
    written = read_written(text)
    assert written is not None
    assert written.columns == ("Rep", 'Say "hi"')
    assert written.answers == {"quotas.period_end": "2026-09-30"}
    assert not written.edited


def test_a_change_by_hand_is_seen_and_another_file_is_not_ours():
    text = profile_text(made(), {})
    assert read_written(text.replace('"reps"', '"managers"')).edited
    assert read_written('table = "quotas"\n') is None


def test_the_lines_of_a_source_are_replaced_in_their_place():
    changed = with_source(CONFIG, "roster", {"path": "exports/new.csv", "profile": "hr"})
    assert changed == CONFIG.replace(
        '[sources.roster]        # by hand\npath = "exports/old.csv"\n',
        '[sources.roster]\npath = "exports/new.csv"\nprofile = "hr"\n',
    )


def test_a_source_that_is_new_stands_before_the_windows():
    changed = with_source(
        CONFIG.replace("# how long\n", ""), "quotas", {"path": ["a.csv", "b.csv"]}
    )
    assert '\n[sources.quotas]\npath = ["a.csv", "b.csv"]\n\n[windows]' in changed
    assert tomllib.loads(changed)["sources"].keys() == {"roster", "quotas"}


def test_a_setting_is_written_in_its_place_and_a_comment_behind_it_stays():
    config = (
        '[organisation]\nname = "A \\"B\\""   # who\ncurrency = "USD"\n\n[windows]\nname = "x"\n'
    )
    changed = with_setting(config, "organisation", "name", "C")
    assert changed == config.replace('"A \\"B\\""', '"C"')
    assert tomllib.loads(with_setting(config, "organisation", "country", "ES"))["organisation"] == {
        "country": "ES",
        "name": 'A "B"',
        "currency": "USD",
    }


def test_settings_without_windows_take_it_at_the_end():
    assert with_source('[organisation]\nname = "A"\n', "goals", {"path": "g.csv"}) == (
        '[organisation]\nname = "A"\n\n[sources.goals]\npath = "g.csv"\n'
    )
