"""A cell with several values is cut where it has separators, and nowhere inside a name."""

import pytest
from workbooks import LOG_SETTINGS, workbook

from review_kit.sources.mapping.pieces import cut

HEADER = ["Date", "Rep", "Manager", "Behaviour", "Before", "After", "Minutes"]
SEPARATORS = (";", ",", "/", "&", "\n")
NAMES = {"Discovery", "Closing", "Sums up value & terms", "Price, or the lack of it"}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Discovery; Closing", ("Discovery", "Closing")),
        ("Discovery, Closing", ("Discovery", "Closing")),
        ("Discovery\nClosing", ("Discovery", "Closing")),
        ("Discovery / Closing & Discovery", ("Discovery", "Closing", "Discovery")),
        (" Discovery ;; Closing;", ("Discovery", "Closing")),
        ("Discovery", ("Discovery",)),
        # a separator that belongs to a name
        ("Sums up value & terms", ("Sums up value & terms",)),
        ("Closing & Sums up value & terms", ("Closing", "Sums up value & terms")),
        ("Price, or the lack of it, Discovery", ("Price, or the lack of it", "Discovery")),
        # what is not known is a piece of its own, for the contract to fault
        ("Discovery, tone of voice", ("Discovery", "tone of voice")),
        # nothing is known in it: it stays as it was typed
        ("Tone, pace & pauses", ("Tone, pace & pauses",)),
    ],
)
def test_a_cell_is_cut_between_the_names_in_it(text, pieces):
    assert cut(text, SEPARATORS, NAMES.__contains__) == pieces


def test_without_names_to_know_every_separator_cuts():
    assert cut("a; b/c", SEPARATORS, None) == ("a", "b", "c")
    assert cut("a, b; c", (";",), None) == ("a, b", "c")


def test_each_behaviour_of_a_cell_makes_an_entry(workshop, rows_of, roster, criteria):
    cells = [
        "Objection handling, Discovery",
        "Objection handling\nDiscovery",
        "Discovery & tone",
        None,
    ]
    rows = [
        [f"2026-04-0{at}", "Ana Ruiz", "Bo Chen", cell, None, None, at]
        for at, cell in enumerate(cells, 1)
    ]
    staged = workshop.stage(
        {
            "exports/roster.csv": roster,
            "exports/criteria.csv": criteria,
            "log.xlsx": workbook({"Log": [HEADER, *rows]}),
        },
        LOG_SETTINGS,
    )
    assert rows_of(staged["coaching_log"], "minutes", "criterion_id") == [
        ("1", "OBJ"),
        ("1", "DISC"),
        ("2", "OBJ"),
        ("2", "DISC"),
        ("3", "DISC"),
        ("3", "tone"),
        ("4", None),
    ]


def test_one_text_or_several_may_be_given(workshop, rows_of):
    profile = (
        'table = "goals"\ndescription = "Goals"\nsame_names = true\n[columns]\n'
        'metric = { from = "metric", split = ["|", " and "] }\n'
    )
    goals = (
        "goal_id,rep_id,metric,baseline,target,set_on,due_on,status\n"
        "g,r1,csat | win_rate and velocity,1,2,2026-01-05,2026-03-05,open\n"
    )
    staged = workshop.stage(
        {"goals.csv": goals, "profiles/g.toml": profile},
        '[sources.goals]\npath = "goals.csv"\nprofile = "g"\n',
    )
    assert rows_of(staged["goals"], "goal_id", "metric") == [
        ("g", "csat"),
        ("g-2", "win_rate"),
        ("g-3", "velocity"),
    ]
