"""docs/sources.md names every profile and every key of the language, and its example works."""

import re
from pathlib import Path

import pytest

from review_kit.sources.files.formats import SUFFIXES
from review_kit.sources.profiles.column import Column
from review_kit.sources.profiles.files import SHIPPED
from review_kit.sources.profiles.keys import PSEUDO_COLUMNS
from review_kit.sources.profiles.language import (
    Dates,
    LeaveOut,
    Lookup,
    Numbers,
    Parents,
    Profile,
    Reading,
    Unpivot,
)

DOCS = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "model", [Profile, Column, Reading, Dates, Numbers, Unpivot, LeaveOut, Lookup, Parents]
)
def test_every_key_of_the_language_is_explained(model):
    # name and own are given by the place of the file, tables by contracts, not written in it
    given = {"name", "own", "tables"}
    keys = {field.alias or name for name, field in model.model_fields.items()} - given
    missing = {key for key in keys if not re.search(rf"[`\[]{key}[`\].\s]", DOCS)}
    assert not missing


def test_every_shipped_profile_suffix_and_pseudo_column_is_named():
    names = [path.stem for path in SHIPPED.glob("*.toml")]
    assert not [name for name in (*names, *SUFFIXES, *PSEUDO_COLUMNS) if f"`{name}`" not in DOCS]


def test_the_worked_example_gives_what_the_text_says(workshop, rows_of, roster):
    export, profile = re.findall(
        r"^```(?:toml)?\n((?:Call;|# profiles/acme).*?)^```", DOCS, re.M | re.S
    )
    criteria = (
        "criterion_id,criterion,weight,outcome_metric,rubric_version,valid_from\n"
        "OPEN,Opening,40,win_rate,v1,2025-01-01\nOBJ,Objection handling,60,win_rate,v1,2025-01-01\n"
    )
    staged = workshop.stage(
        {
            "exports/acme.csv": export,
            "exports/roster.csv": roster,
            "exports/criteria.csv": criteria,
            "profiles/acme_qa.toml": profile,
        },
        '[sources.qa_scores]\npath = "exports/acme.csv"\nprofile = "acme_qa"\n',
    )
    table = staged["qa_scores"]
    assert rows_of(table, "call_id", "rep_id", "call_at", "criterion_id", "score", "evaluator") == [
        ("00017", "r1", "2026-04-03T10:15:00", "OPEN", "80", "ai"),
        ("00018", "r2", "2026-04-04T09:00:00", "OPEN", "65", "human"),
        ("00018", "r2", "2026-04-04T09:00:00", "OBJ", "40", "human"),
    ]
    assert table.left_out == {"footer row": 1, "question without an answer": 1}
    assert table.rows_in == 5
    assert table.other_columns == {"exports/acme.csv": ("Notes",)}


def test_the_profile_that_extends_another_is_one(workshop):
    from review_kit.sources import load_profile

    (text,) = re.findall(r"^```toml\n(# profiles/salesforce\.toml.*?)^```", DOCS, re.M | re.S)
    workshop.write({"profiles/salesforce.toml": text})
    profile = load_profile(workshop.configure(), "salesforce")
    assert profile.columns["rep_id"].source == ("Owner_Number__c",)
    assert profile.columns["rep_id"].match == "reps"
    assert [rule.reason for rule in profile.leave_out] == ["renewal"]
