"""``connect`` again, after an export changed."""

from __future__ import annotations

import shutil

import pytest

from review_kit.project import load_project
from review_kit.sources.connect.writing import write

DEALS = "Deal ID,Owner,Stage,Created on,Amount\n1,Ana Ruiz,Won,2026-03-14,5\n2,Li Wei,Lost,2026-03-15,6\n"
RENAMED = (
    DEALS.replace("Created on", "Opened")
    .replace("Amount\n", "Amount,Mood\n")
    .replace(",5\n", ",5,x\n")
)
RENAMED = RENAMED.replace(",6\n", ",6,y\n")


@pytest.fixture(scope="module")
def once(tmp_path_factory, workshop_of, proposing_once):
    """A project with one connected export of deals."""
    proposal = proposing_once({"exports/deals.csv": DEALS})
    root = proposal.tables[0].draft.grid.path.parents[1]
    write(load_project(root), proposal)
    return root


@pytest.fixture
def connected(once, workshop):
    """The same in a folder of the test's own."""
    shutil.copytree(once, workshop.root, dirs_exist_ok=True)
    return workshop.root


def profile(root):
    return root / "profiles" / "deals.toml"


def test_what_is_written_is_read_back_as_it_was(connected, proposing, table):
    proposal = proposing({})
    deals = table(proposal, "opportunities")
    assert (deals.state, deals.changes) == ("same", ())
    assert load_project(connected).config.sources["opportunities"].profile == "deals"
    assert write(load_project(connected), proposal) == []


def test_columns_that_are_new_renamed_and_gone_are_told(connected, proposing, table):
    proposal = proposing({"exports/deals.csv": RENAMED})
    deals = table(proposal, "opportunities")
    assert deals.state == "changed"
    assert deals.changes == ("'Created on' is now 'Opened'", "'Mood' is new, and is not used")
    assert write(load_project(connected), proposal) == [profile(connected)]
    assert 'created_date = "Opened"' in profile(connected).read_text(encoding="utf-8")


def test_lines_changed_by_hand_stay_and_only_headings_follow(connected, proposing, table):
    path = profile(connected)
    path.write_text(
        path.read_text(encoding="utf-8").replace('from = "Owner"', 'from = ["Owner", "Rep"]'),
        encoding="utf-8",
    )
    proposal = proposing({"exports/deals.csv": RENAMED})
    assert table(proposal, "opportunities").state == "edited"
    write(load_project(connected), proposal)
    text = path.read_text(encoding="utf-8")
    assert '["Owner", "Rep"]' in text
    assert 'created_date = "Opened"' in text
    # it still counts as changed by hand
    assert table(proposing({}), "opportunities").state == "edited"


def test_replace_writes_it_anew_and_keeps_the_old_one(connected, proposing):
    path = profile(connected)
    edited = path.read_text(encoding="utf-8").replace('from = "Owner"', 'from = ["Owner", "Rep"]')
    path.write_text(edited, encoding="utf-8")
    write(load_project(connected), proposing({}), replace=True)
    assert '["Owner", "Rep"]' not in path.read_text(encoding="utf-8")
    assert path.with_suffix(".toml.before").read_text(encoding="utf-8") == edited


def test_answers_are_not_asked_for_again(workshop, proposing, table):
    text = "Deal ID,Owner,Stage,Created,Amount\n1,Ana Ruiz,Won,03/04/2026,5\n"
    answers = {"opportunities.date_order": "day_first"}
    write(workshop.configure(), proposing({"exports/deals.csv": text}, answers))
    deals = table(proposing({}), "opportunities")
    assert not deals.draft.questions
    assert deals.state == "same"


def test_a_table_with_an_open_question_is_not_written(workshop, proposing):
    text = "Deal ID,Owner,Stage,Created,Amount\n1,Ana Ruiz,Won,03/04/2026,5\n"
    assert write(workshop.configure(), proposing({"exports/deals.csv": text})) == []


def test_a_source_written_by_hand_is_left_alone(workshop, proposing):
    (workshop.root / "profiles").mkdir()
    workshop.write(
        {"exports/deals.csv": DEALS, "profiles/mine.toml": 'description = "m"\nsame_names = true\n'}
    )
    workshop.configure('[sources.opportunities]\npath = "exports/deals.csv"\nprofile = "mine"\n')
    proposal = proposing({})
    assert [each.table for each in proposal.tables] == ["roster", "criteria"]
    assert proposal.unplaced == []
