"""Profiles are data: found by name, laid over one another, checked before anything is read."""

import pytest

from review_kit.errors import ConfigurationError
from review_kit.project.toml_faults import read_toml
from review_kit.sources import available_profiles, load_profile
from review_kit.sources.profiles.files import SHIPPED

MINIMAL = """
table = "stage_history"
description = "Stages"
[columns]
opportunity_id = "Deal"
stage = ["Stage", "Phase"]
entered_at = { from = "At" }
"""


def test_every_shipped_profile_is_valid_and_listed(workshop):
    profiles = available_profiles(workshop.configure())
    assert [profile.name for profile in profiles] == sorted(
        path.stem for path in SHIPPED.glob("*.toml")
    )
    assert {
        "canonical", "salesforce", "salesforce_report", "hubspot", "spreadsheet_coaching_log",
        "gong_csv", "gong_json",
    } <= {profile.name for profile in profiles}  # fmt: skip
    assert not any(profile.own for profile in profiles)


def test_an_own_profile_wins_over_a_shipped_one_of_its_name(workshop):
    workshop.write({"profiles/hubspot.toml": MINIMAL, "profiles/mine.toml": MINIMAL})
    profiles = {profile.name: profile for profile in available_profiles(workshop.configure())}
    assert profiles["hubspot"].table == "stage_history"
    assert profiles["hubspot"].own
    assert profiles["mine"].columns["stage"].source == ("Stage", "Phase")
    assert not profiles["salesforce"].own


def test_a_profile_changes_another_in_a_line(workshop):
    workshop.write(
        {
            "profiles/salesforce.toml": 'description = "Ours"\nextends = "salesforce"\n[columns]\n'
            'rep_id = "Owner_Code__c"\namount = { constant = 5 }\n'
            '[[leave_out]]\nreason = "test deal"\nwhen = { Type = "Test" }\n'
        }
    )
    profile = load_profile(workshop.configure(), "salesforce")
    assert profile.description == "Ours"
    assert profile.columns["rep_id"].source == ("Owner_Code__c",)
    assert profile.columns["rep_id"].match == "reps"
    assert profile.columns["amount"].constant == "5"
    assert profile.columns["stage"].source == ("StageName",)
    assert [rule.reason for rule in profile.leave_out] == ["test deal"]


def test_values_are_added_to_those_of_the_profile_below(workshop):
    workshop.write(
        {
            "profiles/ours.toml": 'extends = "hubspot"\n[columns]\n'
            'is_won = { values = { CLOSEDLOST = "true", Signed = "true" }, patterns = { "^x" = '
            '"true" } }\n'
        }
    )
    column = load_profile(workshop.configure(), "ours").columns["is_won"]
    assert dict(column.values) == {"CLOSEDLOST": "true", "Signed": "true", "closedwon": "true"}
    assert next(iter(column.patterns)) == "^x"
    assert len(column.patterns) == 3
    assert column.otherwise == "false"


def test_profiles_in_a_circle_are_refused(workshop):
    workshop.write(
        {
            "profiles/a.toml": 'description = "A"\nextends = "b"\n',
            "profiles/b.toml": 'description = "B"\nextends = "a"\n',
        }
    )
    with pytest.raises(ConfigurationError, match="extend each other in a circle"):
        load_profile(workshop.configure(), "a")


def test_an_unknown_profile_is_refused_with_the_nearest_name(workshop):
    with pytest.raises(ConfigurationError) as caught:
        load_profile(workshop.configure(), "salesforce_reports")
    assert caught.value.message == "there is no source profile 'salesforce_reports'"
    assert caught.value.hint.startswith(
        "Did you mean 'salesforce_report'? The profiles are: amazon_connect,"
    )


FAULTS = {
    "a misspelt key": (
        MINIMAL.replace("[columns]", "[colums]"),
        "colums: unknown key (did you mean 'columns'?)",
    ),
    "a misspelt key of a column": (
        MINIMAL.replace("{ from", "{ form"),
        "columns.entered_at.form: unknown key (did you mean 'from'?)",
    ),
    "a column that the table does not have": (
        MINIMAL + 'entered = "x"\n',
        "columns.entered: stage_history has no such column (did you mean 'entered_at'?)",
    ),
    "a needed column that is not mapped": (
        MINIMAL.replace("stage = [", "# ["),
        "columns.stage: missing, but every row of stage_history needs it",
    ),
    "no such table": (
        MINIMAL.replace("stage_history", "stages"),
        "table: 'stages' is not one of roster,",
    ),
    "no description": (
        MINIMAL.replace("description", "# description"),
        "description: missing; it has no default",
    ),
    "two origins": (
        MINIMAL.replace('"At" }', '"At", constant = "x" }'),
        "columns.entered_at: give exactly one of from (or join), constant, guess, id_of, slug_of, "
        "indented (from and constant given)",
    ),
    "a broken pattern": (
        MINIMAL + '[read]\nfooter = ["(a"]\n',
        "read.footer.0: '(a' is not a pattern: missing",
    ),
    "a rule without a condition": (
        MINIMAL + '[[leave_out]]\nreason = "because"\n',
        "leave_out.0: give at least one condition: 'when', 'matches' or 'unless'",
    ),
    "marks that cannot be told apart": (
        MINIMAL + '[numbers]\ndecimal = ","\nthousands = ","\n',
        "numbers: decimal and thousands cannot both be ','",
    ),
    "a format that is none": (
        MINIMAL + '[dates]\nformats = ["%d.%m.%Y", "%s"]\n',
        "dates.formats.1: '%s' is not a date format; for a count since 1970 write 'epoch_s' "
        "(seconds) or 'epoch_ms' (milliseconds)",
    ),
    "a format that the reader does not know": (
        MINIMAL + '[dates]\nformats = "%Q"\n',
        "dates.formats.0: '%Q' is not a format: ",
    ),
    "a format without a part": (
        MINIMAL + '[dates]\nformats = "dd.mm.yyyy"\n',
        "dates.formats.0: 'dd.mm.yyyy' is not a format: it has no part such as %d, %m or %Y",
    ),
    "a scale that is none": (
        MINIMAL.replace('"At" }', '"At", scale = "of five" }'),
        "columns.entered_at.scale: 'of five' must be percent, share, mixed, or a scale such as "
        "'of 5'",
    ),
    "a unit of what is no length": (
        MINIMAL.replace('"At" }', '"At", unit = "hours" }'),
        "columns.entered_at.unit: can only be used with minutes",
    ),
    "an unknown lookup": (
        MINIMAL.replace('"At" }', '"At", lookup = "x", gives = "y" }'),
        "columns.entered_at.lookup: there is no [lookups.x]",
    ),
    "a pseudo column that there is not": (
        MINIMAL.replace('"At" }', '"@at" }'),
        "columns.entered_at: '@at' is not one of @column, @file, @maximum, @row, @sheet, @value",
    ),
    "answers without an unpivot": (
        MINIMAL.replace('"At" }', '"@value" }'),
        "columns.entered_at.from: @column and @value can only be used with [unpivot]",
    ),
    "two columns split": (
        MINIMAL.replace('"At" }', '"At", split = ";" }').replace(
            'opportunity_id = "Deal"', 'opportunity_id = { from = "Deal", split = "," }'
        ),
        "columns.entered_at.split: opportunity_id is already split; only one column can be",
    ),
    "an id made of an id": (
        MINIMAL.replace('stage = ["Stage", "Phase"]', 'stage = { id_of = "entered_at" }').replace(
            '{ from = "At" }', '{ id_of = "stage" }'
        ),
        "columns.stage: 'entered_at' is itself made from other columns",
    ),
    "no TOML": ("a = = b", "not valid TOML, line 1: a = = b"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_file_and_key(workshop, fault):
    text, message = FAULTS[fault]
    workshop.write({"profiles/mine.toml": text})
    with pytest.raises(ConfigurationError) as caught:
        load_profile(workshop.configure(), "mine")
    assert caught.value.message.startswith(f"profiles/mine.toml: {message}")


def test_all_faults_of_a_profile_are_told_at_once(workshop):
    workshop.write({"profiles/mine.toml": 'table = 5\n[reed]\n[dates]\norder = "year_first"\n'})
    with pytest.raises(ConfigurationError) as caught:
        load_profile(workshop.configure(), "mine")
    assert [line.split(":")[1].strip() for line in caught.value.message.splitlines()] == [
        "table",
        "description",
        "dates.order",
        "reed",
    ]


def test_a_missing_column_is_refused_with_what_there_is(workshop):
    from review_kit.errors import SourceError

    workshop.write({"profiles/mine.toml": MINIMAL, "x.csv": "Deal,Stages,At\no1,Open,2026-01-05\n"})
    with pytest.raises(SourceError) as caught:
        workshop.stage({}, '[sources.stage_history]\npath = "x.csv"\nprofile = "mine"\n')
    assert caught.value.message == "x.csv: no column 'Stage' or 'Phase'"
    assert caught.value.hint.startswith("The file has: Deal, Stages, At. Did you mean 'Stages'?")


def test_a_database_named_as_a_profile_is_told_to_need_none(workshop):
    with pytest.raises(ConfigurationError) as caught:
        load_profile(workshop.configure(), "Snowflake")
    assert caught.value.message == "there is no source profile 'Snowflake'"
    assert caught.value.hint.startswith("Name a database or object storage with url")


def test_faults_of_all_profiles_of_a_run_are_told_at_once(workshop):
    """A profile that two tables are read by is told once."""
    workshop.write(
        {"profiles/a.toml": "table = 5\n", "profiles/b.toml": "[reed]\n", "x.csv": "a\n1\n"}
    )
    sources = {"quotas": "a", "goals": "a", "opportunities": "b", "outcomes": "c"}
    settings = "".join(
        f'[sources.{table}]\npath = "x.csv"\nprofile = "{profile}"\n'
        for table, profile in sources.items()
    )
    with pytest.raises(ConfigurationError) as caught:
        workshop.stage({}, settings)
    told = [line.partition(": ")[0] for line in caught.value.message.splitlines()]
    assert sorted(set(told)) == [
        "profiles/a.toml",
        "profiles/b.toml",
        "there is no source profile 'c'",
    ]
    assert told.count("profiles/a.toml") == 2  # its table and its missing description


TOML = {
    "a text without its quote": (
        'name = "Acme\ntable = 1\n',
        1,
        'name = "Acme',
        "A text must end on the same line",
    ),
    "no quotes": ("[organisation]\nname = Acme\n", 2, "name = Acme", "A value is a text in quotes"),
    "no value": ("[a]\n\nname Acme\n", 3, "name Acme", "A name is followed by '='"),
    "a path of Windows": (
        'path = "C:\\exports\\x.csv"\n',
        1,
        'path = "C:\\exports\\x.csv"',
        "A backslash has a special meaning",
    ),
    "a name twice": ("a = 1\nb = 2\na = 3\n", 3, "a = 3", "This name appears twice"),
    "a section twice": ("[a]\nb = 1\n[a]\n", 3, "[a]", "This name appears twice"),
    "two on a line": ("a = 1 b = 2\n", 1, "a = 1 b = 2", "Each line has one name = value"),
    "a list that goes on": ("a = [1, 2\nb = 3\n", 2, "b = 3", "A list needs ']'"),
}


@pytest.mark.parametrize("fault", TOML)
def test_what_is_no_toml_is_told_with_its_line_and_what_is_meant(fault):
    text, line, there, meant = TOML[fault]
    with pytest.raises(ConfigurationError) as caught:
        read_toml(text, "review_kit.toml")
    assert caught.value.message == f"review_kit.toml: not valid TOML, line {line}: {there}"
    assert caught.value.hint.startswith(meant)


def test_a_line_that_may_hold_a_password_is_not_shown():
    with pytest.raises(ConfigurationError) as caught:
        read_toml('url = "postgresql://bob:hunter2@host/db\n', "review_kit.toml")
    assert caught.value.message == "review_kit.toml: not valid TOML, line 1"
    assert "hunter2" not in str(caught.value)
