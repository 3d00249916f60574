"""A project's own contracts, from its exports to what a template prints: columns and whole tables."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import nbformat
import pyarrow.parquet as pq
import pytest
import yaml

from review_kit.documents.parts.entity_data import open_organisation, open_rep, open_team
from review_kit.errors import ConfigurationError
from review_kit.project import data_contracts_folder

SETTINGS = """[organisation]
name = "Acme"
time_zone = "Europe/Madrid"

[gate]
max_quarantined_share = 0.5

[sources.coaching_log]
path = "log.csv"
profile = "log"

[sources.training_days]
path = "days.csv"
profile = "days"
"""
EXPORTS = {
    "exports/roster.csv": (
        "rep_id,rep_name,manager_id,manager_name,team,hire_date,"
        "region,seats,share,remote,promoted_on,last_login,salary_band\n"
        "R1,Ana Ruiz,M1,Bo Chen,North,2024-05-13,"
        "EMEA,3,0.5,yes,2026-02-01,2026-09-01T08:30:00+02:00,C\n"
        "R2,Zoë Berg,M1,Bo Chen,North,2023-01-09,APAC,,,,,,B\n"
        "R3,Li Wei,M2,Maya Patel,South,2025-02-01,EMEA,1,1,no,2025-03-01,2026-09-02,A\n"
    ),
    "exports/criteria.csv": (
        "criterion_id,criterion,weight,outcome_metric,rubric_version,valid_from,guide\n"
        "OBJ,Objection handling,100,win_rate,1,2025-01-01,Guide 4\n"
    ),
    "exports/qa_scores.csv": (
        "evaluation_id,call_id,rep_id,call_at,criterion_id,score,max_score,evaluator\n"
        "E1,C1,R1,2026-09-02T09:00:00,OBJ,4,5,human\n"
        "E2,C2,R2,2026-09-03T09:00:00,OBJ,3,5,ai\n"
        "E3,C3,R3,2026-09-30T09:00:00,OBJ,2,5,ai\n"
    ),
    "log.csv": (
        "Rep,Held by,Day,Criterion,Where\n"
        "R1,M1,2026-09-03,OBJ,on site\n"
        "R2,M1,2026-09-04,OBJ,by phone\n"
    ),
    "exports/certifications.csv": (
        "certificate_no,rep_id,criterion_id,name,passed_on,examiner\n"
        "K1,R1,OBJ,Discovery basics,2026-03-01,E. Lund\n"
        "K2,R2,,Discovery basics,2026-04-01,E. Lund\n"
        "K3,R9,,Negotiation,2026-04-01,E. Lund\n"
        "K4,R3,,Negotiation,in April,E. Lund\n"
    ),
    "days.csv": "Date,What\n2026-10-12,Kick-off\n",
    "exports/budgets.csv": "budget_no,amount\nB1,1200\n",
    "profiles/log.toml": (
        'table = "coaching_log"\ndescription = "Log of the coaching tool"\n[columns]\n'
        'entry_id = { id_of = ["Rep", "Day"] }\nsession_id = { id_of = ["Rep", "Day"] }\n'
        'rep_id = "Rep"\nmanager_id = "Held by"\nsession_date = "Day"\ncriterion_id = "Criterion"\n'
        'place = { from = "Where", values = { "by phone" = "phone" } }\n'
    ),
    "profiles/days.toml": (
        'table = "training_days"\ndescription = "Days of the training calendar"\n[columns]\n'
        'training_on = "Date"\ntitle = "What"\n'
    ),
}


def column(name: str, logical_type: str = "string", **more) -> dict:
    return {"name": name, "logicalType": logical_type, **more}


def key(name: str) -> dict:
    return column(name, primaryKey=True, primaryKeyPosition=1, required=True)


def refers(name: str, target: str, **more) -> dict:
    return column(name, relationships=[{"type": "foreignKey", "to": target}], **more)


ADDED = {
    "roster": [
        column("region"),
        column("seats", "integer"),
        column("share", "number"),
        column("remote", "boolean"),
        column("promoted_on", "date"),
        column("last_login", "timestamp"),
        column("salary_band", classification="confidential"),
    ],
    "criteria": [column("guide")],
    "coaching_log": [column("place")],
}
DECLARED = {
    "certifications": [
        key("certificate_no"),
        refers("rep_id", "roster.rep_id", required=True),
        refers("criterion_id", "criteria.criterion_id"),
        column("name", required=True),
        column("passed_on", "date", required=True),
        column("examiner", classification="restricted"),
    ],
    "training_days": [
        column("training_on", "date", primaryKey=True, primaryKeyPosition=1, required=True),
        column("title"),
    ],
    "budgets": [key("budget_no"), column("amount", "number")],
    "surveys": [key("survey_no"), refers("rep_id", "roster.rep_id", required=True)],
}
TEMPLATE = """from IPython.display import HTML
from review_kit.documents import RepPacket
rows = RepPacket.open(run, rep_id, evidence).data
passed = rows.table("added_certifications")
region = rows.table("added_roster")["region"].item()
days = rows.table("added_training_days")["title"].item()
HTML(f"<p>{region}: {', '.join(passed['name'])}; {days}</p>")"""


def own_table(name: str, columns: list[dict]) -> dict:
    public = [{"property": "rowsPublic", "value": True}] if name == "training_days" else []
    return {
        "apiVersion": "v3.2.0",
        "kind": "DataContract",
        "id": f"acme-{name}",
        "name": name.capitalize(),
        "version": "1.0.0",
        "status": "active",
        "schema": [{"name": name, "properties": columns, "customProperties": public}],
    }


def write_contracts(root: Path) -> None:
    folder = root / "data_contracts"
    folder.mkdir()
    documents = {name: own_table(name, columns) for name, columns in DECLARED.items()}
    for table, columns in ADDED.items():
        path = data_contracts_folder(root / "none") / f"{table}.yaml"
        documents[table] = yaml.safe_load(path.read_text(encoding="utf-8"))
        documents[table]["schema"][0]["properties"] += columns
    for name, document in documents.items():
        text = yaml.safe_dump(document, sort_keys=False)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def write_template(root: Path) -> None:
    parameters = nbformat.v4.new_code_cell('run = ""\nrep_id = ""\nevidence = ""')
    parameters.metadata["tags"] = ["parameters"]
    cells = [parameters, nbformat.v4.new_code_cell(TEMPLATE)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    notebook.metadata["review_kit"] = {
        "grain": "rep",
        "title": "Certificates",
        "audience": "rep",
        "formats": ["html"],
    }
    (root / "notebooks").mkdir()
    nbformat.write(notebook, root / "notebooks" / "certificates.ipynb")


@pytest.fixture(scope="module")
def made(tmp_path_factory, review_kit):
    """The project, and the command that made its documents."""
    root = tmp_path_factory.mktemp("own") / "project"
    for name, text in {"review_kit.toml": SETTINGS, **EXPORTS}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    write_contracts(root)
    write_template(root)
    ended = review_kit("run", "--project", root, "--only", "rep:R1")
    assert ended.code == 0, ended.out + ended.err
    return root, ended


@pytest.fixture(scope="module")
def run(made) -> Path:
    return made[0] / "reports" / "2026-09-30-90d"


def test_a_template_prints_what_is_the_rep_s_and_nobody_else_s(run):
    (page,) = (run / "reps" / "R1").glob("*.html")
    assert "<p>EMEA: Discovery basics; Kick-off</p>" in page.read_text(encoding="utf-8")


def test_added_columns_have_the_types_of_their_contract(run):
    row = open_rep(str(run), "R1").table("added_roster").iloc[0]
    assert (row["rep_id"], row["region"], row["seats"], row["share"]) == ("R1", "EMEA", 3.0, 0.5)
    assert row["remote"] is True or bool(row["remote"])
    assert str(row["promoted_on"]) == "2026-02-01"
    assert row["last_login"].isoformat() == "2026-09-01T06:30:00+00:00"
    empty = open_rep(str(run), "R2").rows("added_roster")[0]
    assert [empty[name] for name in ("seats", "share", "remote", "promoted_on", "last_login")] == [
        None
    ] * 5


def test_a_profile_maps_an_added_column_through_its_values(run):
    assert open_rep(str(run), "R2").table("added_coaching_log")["place"].tolist() == ["phone"]
    assert open_rep(str(run), "R1").table("added_coaching_log")["place"].tolist() == ["on site"]


def test_what_is_confidential_stays_in_the_snapshot(made, run):
    for path in (run / "metrics").glob("added_*.parquet"):
        names = pq.read_schema(path).names
        assert not {"salary_band", "examiner"} & {*names}, path
    (snapshot,) = (made[0] / ".review_kit" / "snapshots").iterdir()
    assert pq.read_table(snapshot / "roster.parquet")["salary_band"].to_pylist() == ["C", "B", "A"]
    assert "examiner" in pq.read_schema(snapshot / "certifications.parquet").names


def test_rows_of_a_declared_table_are_held_to_its_contract(made, run):
    tables = json.loads((run / "validation.json").read_text(encoding="utf-8"))["tables"]
    verdict = tables["certifications"]
    assert [verdict[part] for part in ("rows_in", "kept", "quarantined")] == [4, 2, 2]
    (snapshot,) = (made[0] / ".review_kit" / "snapshots").iterdir()
    quarantined = pq.read_table(snapshot / "quarantined" / "certifications.parquet").to_pylist()
    assert {row["certificate_no"]: row["rules"] for row in quarantined} == {
        "K3": ["rep_id.reference"],
        "K4": ["passed_on.readable"],
    }
    assert "certifications" in (run / "validation.html").read_text(encoding="utf-8")


def test_a_declared_table_is_cut_like_every_other(run):
    for rep_id, own in {"R1": ["K1"], "R2": ["K2"], "R3": []}.items():
        rows = open_rep(str(run), rep_id).table("added_certifications")
        assert rows["certificate_no"].tolist() == own
        assert {*rows["rep_id"]} <= {rep_id}
    for open_one, name in ((open_team(str(run), "North"), 2), (open_team(str(run), "South"), 0)):
        assert len(open_one.table("added_certifications")) == name
    assert len(open_organisation(str(run)).table("added_certifications")) == 2


def test_a_table_that_names_nobody_is_the_organisation_s_unless_it_is_public(run):
    rep, organisation = open_rep(str(run), "R3"), open_organisation(str(run))
    assert rep.table("added_training_days")["title"].tolist() == ["Kick-off"]
    assert rep.table("added_criteria")["guide"].tolist() == ["Guide 4"]
    assert organisation.table("added_budgets")["amount"].tolist() == [1200.0]
    with pytest.raises(ConfigurationError, match="'added_budgets' holds rows about everybody"):
        rep.table("added_budgets")


def test_a_declared_table_without_an_export_is_empty_and_stops_nothing(run):
    rows = open_rep(str(run), "R1").table("added_surveys")
    assert rows.empty
    assert rows.columns.tolist() == ["survey_no", "rep_id"]


def test_the_command_names_the_table_and_its_rows(made, review_kit):
    ended = review_kit("validate", "--project", made[0])
    assert ended.code == 0, ended.out + ended.err
    assert "certifications" in ended.out
    assert "R9" in ended.out


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            lambda schema: schema["properties"][1].update(logicalType="money"),
            r"certifications\.yaml: .*money",
        ),
        (
            lambda schema: schema["properties"][1]["relationships"][0].update(to="people.id"),
            r"certifications\.yaml: rule 'rep_id\.reference': 'people' is not a canonical table",
        ),
        (
            lambda schema: schema["properties"][0].update(primaryKey=False),
            r"certifications\.yaml: schema: the primary key needs columns",
        ),
        (
            lambda schema: schema.update(name="certificates"),
            r"certifications\.yaml: schema: must have exactly one entry, named 'certifications'",
        ),
        (
            lambda schema: schema.update(
                customProperties=[{"property": "rowsPublic", "value": True}]
            ),
            r"certifications: customProperties: rowsPublic cannot be used with rep_id",
        ),
        (
            lambda schema: schema.update(
                customProperties=[{"property": "rowPublic", "value": True}]
            ),
            r"customProperties: 'rowPublic' is unknown; did you mean 'rowsPublic'\?",
        ),
        (
            lambda schema: schema.update(
                customProperties=[{"property": "rowsPublic", "value": "yes"}]
            ),
            "customProperties: rowsPublic must be true or false",
        ),
        (
            lambda schema: schema.update(
                customProperties=[{"property": "tableRequired", "value": True}]
            ),
            "customProperties: tableRequired and tablePosition can only be used for the "
            "package's tables",
        ),
        (
            lambda schema: schema["properties"][3].update(
                customProperties=[{"property": "namesValueOf", "value": "roster.nickname"}]
            ),
            "column 'name': roster has no column 'nickname'",
        ),
        (
            lambda schema: schema["properties"][3].update(
                customProperties=[{"property": "namesValuesOf", "value": "roster.rep_name"}]
            ),
            "column 'name': customProperties: 'namesValuesOf' is unknown",
        ),
    ],
)
def test_a_contract_that_is_wrong_is_named_with_its_place(tmp_path, change, fault):
    from review_kit.contracts import load_contracts

    document = own_table("certifications", [dict(each) for each in DECLARED["certifications"]])
    document = yaml.safe_load(yaml.safe_dump(document))
    change(document["schema"][0])
    (tmp_path / "data_contracts").mkdir()
    path = tmp_path / "data_contracts" / "certifications.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=fault):
        load_contracts(tmp_path)


def test_a_broken_contract_stops_the_command_before_anything_is_read(tmp_path, review_kit):
    (tmp_path / "review_kit.toml").write_text(
        SETTINGS.split("[gate]", maxsplit=1)[0], encoding="utf-8"
    )
    (tmp_path / "data_contracts").mkdir()
    (tmp_path / "data_contracts" / "visits.yaml").write_text("schema: [\n", encoding="utf-8")
    ended = review_kit("validate", "--project", tmp_path)
    assert ended.code == 1
    assert "visits.yaml: not valid YAML" in " ".join((ended.out + ended.err).split())


def test_the_example_of_the_documentation_works_as_it_stands(tmp_path, review_kit):
    docs = Path(__file__).resolve().parents[2] / "docs"
    section = (
        (docs / "contracts.md").read_text(encoding="utf-8").split("### A table of your own")[1]
    )
    contract = section.split("```yaml\n")[1].split("```")[0]
    steps = (docs / "extending.md").read_text(encoding="utf-8").split("## Columns and tables of")[1]
    profile = textwrap.dedent(steps.split("```toml\n")[1].split("```")[0])
    files = {
        "review_kit.toml": '[organisation]\nname = "Acme"\n[sources.certifications]\n'
        'path = "t.csv"\nprofile = "training"\n',
        "data_contracts/certifications.yaml": contract,
        "profiles/training.toml": profile,
        "exports/roster.csv": "rep_id,rep_name,manager_id,manager_name,team,hire_date,email\n"
        "R1,Ana Ruiz,M1,Bo Chen,North,2024-05-13,ana@acme.example\n",
        "t.csv": "Certificate,E-mail,Course,Passed\nK1,ana@acme.example,Discovery,2026-03-01\n"
        "K2,bo@acme.example,Discovery,2026-03-01\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    # without the scores there is no run; the table is judged all the same
    assert review_kit("validate", "--project", tmp_path).code == 2
    kept = pq.read_table(
        tmp_path / ".review_kit" / "validation" / "kept" / "certifications.parquet"
    )
    assert kept["rep_id"].to_pylist() == ["R1"]
