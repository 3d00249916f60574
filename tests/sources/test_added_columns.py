"""Columns that a project adds to a contract are read: by their own name, or as a profile maps them."""

import pytest
import yaml

from review_kit.errors import ConfigurationError
from review_kit.project import canonical_model, data_contracts_folder, load_project
from review_kit.sources import load_profile

ADDED = [
    {"name": "region", "logicalType": "string"},
    {"name": "order", "logicalType": "integer"},
    {"name": "started_on", "logicalType": "date", "required": True},
]


def contract(root, table: str = "roster") -> dict[str, str]:
    """The package's contract with columns added, as a file of the project."""
    path = data_contracts_folder(root / "none") / f"{table}.yaml"
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    document["schema"][0]["properties"] += ADDED
    return {f"data_contracts/{table}.yaml": yaml.safe_dump(document)}


def test_a_canonical_file_has_them_under_their_own_names(workshop, rows_of, roster):
    header, *lines = roster.splitlines()
    rows = "".join(f"{line},EMEA,{at},2 April 2026\n" for at, line in enumerate(lines, 1))
    staged = workshop.stage(
        {
            **contract(workshop.root),
            "exports/roster.csv": f"{header},Region,order,started_on\n{rows}",
        }
    )
    assert rows_of(staged["roster"], "region", "order", "started_on")[:2] == [
        ("EMEA", "1", "2026-04-02"),
        ("EMEA", "2", "2026-04-02"),
    ]
    assert staged["roster"].other_columns == {}


def test_one_that_the_file_lacks_is_missing(workshop, roster):
    staged = workshop.stage({**contract(workshop.root), "exports/roster.csv": roster})
    assert staged["roster"].missing_columns[-3:] == ("region", "order", "started_on")


PROFILE = (
    'table = "roster"\ndescription = "People of the HR system"\n[columns]\n'
    'rep_id = "No"\nrep_name = "Name"\nmanager_id = "Boss"\nmanager_name = "Boss"\nteam = "Team"\n'
    'hire_date = "Hired"\nregion = { from = "Area", values = { "1" = "EMEA" } }\n'
)


def test_a_profile_maps_them_and_others_keep_their_names(workshop, rows_of):
    staged = workshop.stage(
        {
            **contract(workshop.root),
            "hr.csv": "No,Name,Boss,Team,Hired,Area,Order\nr1,Ana,m1,North,2020-01-07,1,7\n",
            "profiles/hr.toml": PROFILE,
        },
        '[sources.roster]\npath = "hr.csv"\nprofile = "hr"\n',
    )
    assert rows_of(staged["roster"], "rep_id", "region", "order") == [("r1", "EMEA", "7")]


def test_without_the_contract_a_profile_cannot_map_them(workshop):
    workshop.write({"profiles/hr.toml": PROFILE})
    with pytest.raises(ConfigurationError, match=r"columns\.region: roster has no such column"):
        load_profile(workshop.configure(), "hr")


def test_a_contract_that_cannot_be_read_is_left_for_the_check_of_contracts(workshop, roster):
    staged = workshop.stage(
        {"data_contracts/roster.yaml": "schema: [\n", "exports/roster.csv": roster}
    )
    assert staged["roster"].rows_in == 3
    assert load_project(workshop.root).data_model["roster"] == canonical_model()["roster"]
