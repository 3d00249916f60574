"""The data model as the contracts declare it, and what a project's own contracts add to it."""

from __future__ import annotations

import pytest
import yaml

from review_kit.errors import ConfigurationError
from review_kit.project import canonical_model, canonical_tables, data_contracts_folder, data_model
from review_kit.project.data_model import ModelColumn, table_names

CERTIFICATIONS = {
    "schema": [
        {
            "name": "certifications",
            "properties": [
                {"name": "certificate_no", "logicalType": "string", "primaryKey": True},
                {
                    "name": "rep_id",
                    "logicalType": "string",
                    "required": True,
                    "relationships": [{"type": "foreignKey", "to": "roster.rep_id"}],
                },
                {"name": "passed_on", "logicalType": "date"},
            ],
        }
    ]
}


def shipped(table: str, root) -> dict:
    path = data_contracts_folder(root / "none") / f"{table}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def own(root, table: str, document) -> None:
    path = root / "data_contracts" / f"{table}.yaml"
    path.parent.mkdir(exist_ok=True)
    text = document if isinstance(document, str) else yaml.safe_dump(document)
    path.write_text(text, encoding="utf-8")


def test_tables_stand_in_the_order_in_which_they_are_checked():
    assert canonical_tables() == (
        *("roster", "criteria", "qa_scores", "coaching_log", "scheduled_sessions"),
        *("opportunities", "stage_history", "quotas", "outcomes", "skills_matrix", "goals"),
        *("disputes", "acknowledgements", "review_notes", "self_assessments"),
    )
    assert canonical_model().required == ("roster", "criteria", "qa_scores", "coaching_log")


def test_keys_and_references_are_those_of_the_contracts():
    model = canonical_model()
    assert model["qa_scores"].key == ("evaluation_id", "criterion_id")
    assert model["stage_history"].key == ("opportunity_id", "stage", "entered_at")
    assert model["coaching_log"].references == {
        "rep_id": ("roster", "rep_id"),
        # a manager need not be in the roster, so that it is no foreign key
        "manager_id": ("roster", "manager_id"),
        "criterion_id": ("criteria", "criterion_id"),
    }


def test_whose_a_row_is_follows_from_the_columns():
    owners = {table.name: table.owner for table in canonical_model().tables.values()}
    assert owners.pop("criteria") is None
    assert owners.pop("stage_history") is None
    assert owners.pop("disputes") is None
    assert set(owners.values()) == {("rep_id", "rep")}


def test_every_column_says_what_it_means():
    for table in canonical_model().tables.values():
        for column in table.columns:
            assert column.description, (table.name, column.name)


def test_a_column_that_the_project_adds_comes_last_and_is_never_required_for_reading(tmp_path):
    document = shipped("roster", tmp_path)
    added = {"name": "region", "logicalType": "string", "required": True}
    document["schema"][0]["properties"].insert(1, added)
    own(tmp_path, "roster", document)
    model = data_model(tmp_path)
    assert model["roster"].columns[:-1] == canonical_model()["roster"].columns
    assert model["roster"].added_columns == (
        ModelColumn("region", "string", required=False, added=True),
    )


def test_a_table_that_the_project_declares_comes_after_those_of_the_package(tmp_path):
    own(tmp_path, "certifications", CERTIFICATIONS)
    model = data_model(tmp_path)
    assert tuple(model) == (*canonical_tables(), "certifications")
    table = model["certifications"]
    assert table.own
    assert not table.required
    assert table.key == ("certificate_no",)
    assert table.owner == ("rep_id", "rep")
    assert table.added_columns == table.columns
    assert table_names(tmp_path) == {*canonical_tables(), "certifications"}


def test_tables_of_the_project_come_after_those_that_they_refer_to(tmp_path):
    renewals = {
        "schema": [
            {
                "name": "a_renewals",
                "properties": [
                    {
                        "name": "certificate_no",
                        "logicalType": "string",
                        "primaryKey": True,
                        "relationships": [{"to": "certifications.certificate_no"}],
                    }
                ],
            }
        ]
    }
    own(tmp_path, "certifications", CERTIFICATIONS)
    own(tmp_path, "a_renewals", renewals)
    assert tuple(data_model(tmp_path))[-2:] == ("certifications", "a_renewals")


def test_two_columns_that_name_reps_leave_open_whose_a_row_is(tmp_path):
    pairs = [
        {"name": name, "logicalType": "string", "relationships": [{"to": "roster.rep_id"}]}
        for name in ("mentor", "mentee")
    ]
    own(tmp_path, "mentoring", {"schema": [{"name": "mentoring", "properties": pairs}]})
    assert data_model(tmp_path)["mentoring"].owner is None
    own(tmp_path, "mentoring", {"schema": [{"name": "mentoring", "properties": pairs[:1]}]})
    assert data_model(tmp_path)["mentoring"].owner == ("mentor", "rep")


def test_a_contract_of_the_package_s_table_that_cannot_be_read_leaves_the_package_s(tmp_path):
    own(tmp_path, "roster", "schema: [\n")
    assert data_model(tmp_path)["roster"] == canonical_model()["roster"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("schema: [\n", r"certifications\.yaml: not valid YAML: .*line 2"),
        ("kind: DataContract\n", r"certifications\.yaml: schema: must have exactly one entry"),
        ("schema: [{name: x}]\n", r"schema\[certifications\]\.properties: must be a list"),
    ],
)
def test_a_table_of_the_project_that_cannot_be_read_is_named_with_its_place(tmp_path, text, fault):
    own(tmp_path, "certifications", text)
    with pytest.raises(ConfigurationError, match=f"(?s){fault}"):
        data_model(tmp_path)
