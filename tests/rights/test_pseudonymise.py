"""``review-kit pseudonymise``: a run that names nobody, and that notebooks can still be run on."""

from __future__ import annotations

import json
from datetime import date

import pandas as pd
import pytest
from tiny_project import ANA, BO

from review_kit.cli.main import main
from review_kit.documents.packet.explanations import explanations
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.errors import ReviewKitError
from review_kit.project import load_project
from review_kit.rights.pseudonymising import (
    PseudonymisedRun,
    pseudonymise,
    table_of_treatments,
)
from review_kit.rights.pseudonyms import Pseudonyms, key_in
from review_kit.rights.searching import files_in, texts_of


def test_of_every_column_of_text_somebody_has_said_what_becomes_of_it():
    treatments = table_of_treatments()
    assert [name for name, treated in treatments.items() if treated == "null"] == []
    assert treatments["commitment"] == "removed"
    assert treatments["rep_id"] == "pseudonym"


@pytest.fixture(scope="module")
def copied(reviewed, tmp_path_factory) -> tuple[PseudonymisedRun, Pseudonyms]:
    """A copy of the run of twelve reps, and what made its pseudonyms."""
    folder = tmp_path_factory.mktemp("copies")
    made = pseudonymise(*reviewed, folder / "copy", key_file=folder / "key")
    return made, Pseudonyms(key_in(folder / "key"))


def test_nobody_of_the_roster_is_in_any_file_of_the_copy(reviewed, copied):
    run, (made, _) = reviewed[1], copied
    roster = pd.read_parquet(run.metrics / "reps.parquet")
    told = {text for path in files_in(made.folder) for _, text, _ in texts_of(path)}
    everything = "\n".join([*told, *(str(path) for path in files_in(made.folder))]).casefold()
    for column in ("rep_id", "rep_name", "email", "manager_name", "manager_email"):
        for one in roster[column].dropna():
            assert str(one).casefold() not in everything
    assert made.searched > 3 * len(roster)
    before = pd.read_parquet(run.metrics / "sessions.parquet")
    after = pd.read_parquet(made.folder / "metrics" / "sessions.parquet")
    assert len(after) == len(before) > 50
    assert set(after["commitment"].dropna()) == {"[removed]"}
    assert after["theme"].nunique() == before["theme"].nunique()
    assert after["session_delta"].sum() == pytest.approx(before["session_delta"].sum())


def test_a_packet_can_be_made_from_the_copy(reviewed, copied):
    run, (made, names) = reviewed[1], copied
    rep = names.of("rep", "00107")
    there, own = RepRecord.open(str(made.folder), rep), RepRecord.open(str(run.path), "00107")
    assert there.rep["rep_name"] == rep
    assert there.value("win_rate") == own.value("win_rate")
    assert [one["criterion_id"] for one in there.criteria] == [
        one["criterion_id"] for one in own.criteria
    ]
    assert there.context.organisation == "Organisation"
    # rows of the exports stay behind; the page names the command instead
    assert own.data.rows("number_rows")
    assert there.data.rows("number_rows") == []
    page = explanations(there).html
    assert f"review-kit explain {there.context.run_id} rep:{rep} win_rate" in page
    assert "<details" not in page


def test_the_same_key_gives_the_same_pseudonyms(tiny, tmp_path):
    key = tmp_path / "keys" / "key"
    for name in ("one", "two"):
        pseudonymise(tiny.project, tiny.run, tmp_path / name, key_file=key)
    one, two = (
        pd.read_parquet(tmp_path / name / "metrics/reps.parquet") for name in ("one", "two")
    )
    pd.testing.assert_frame_equal(one, two)
    assert key.stat().st_mode & 0o777 == 0o600
    pseudonymise(tiny.project, tiny.run, tmp_path / "three")
    other = pd.read_parquet(tmp_path / "three" / "metrics/reps.parquet")
    assert not set(one["rep_id"]) & set(other["rep_id"])
    manifest = json.loads((tmp_path / "one" / "manifest.json").read_text())
    assert {record["entity"] for record in manifest["documents"]} == {
        *one.set_index("rep_name")["rep_id"].loc[[Pseudonyms(key_in(key)).of("rep", ANA)]],
        Pseudonyms(key_in(key)).of("rep", BO),
        Pseudonyms(key_in(key)).of("manager", "M01"),
        "",
    }


def test_days_move_by_the_same_weeks_when_the_setting_says_so(tiny, tmp_path):
    tiny.project.config_path.write_text(
        '[organisation]\nname = "A"\n[pseudonyms]\nshift_dates = true\n', encoding="utf-8"
    )
    made = pseudonymise(load_project(tiny.root), tiny.run, tmp_path / "copy")
    context = json.loads((made.folder / "metrics/context.json").read_text())
    moved = (date(2026, 9, 30) - date.fromisoformat(context["as_of"])).days
    assert moved % 7 == 0
    assert 13 * 7 <= moved <= 104 * 7
    hired = pd.read_parquet(made.folder / "metrics/reps.parquet")["hire_date"].iloc[0]
    assert (date(2024, 1, 8) - hired).days == moved
    assert context["run_id"] == f"{context['as_of']}-90d"


def test_what_would_name_somebody_is_not_written(tiny, tmp_path, capsys):
    path = tiny.run.metrics / "drivers.parquet"
    pd.DataFrame({"criterion": ["As Ana Ruiz does"]}).to_parquet(path)
    with pytest.raises(ReviewKitError, match=r"metrics/drivers.parquet, column criterion"):
        pseudonymise(tiny.project, tiny.run, tmp_path / "copy")
    assert [one.name for one in tmp_path.iterdir()] == ["project"]
    # a column that nobody has spoken of is emptied
    pd.DataFrame({"remark": ["As Ana Ruiz does"]}).to_parquet(path)
    arguments = ["--project", str(tiny.root), "--to", str(tmp_path / "copy")]
    for key, code in ((tmp_path / "copy" / "key", 1), (tmp_path / "key", 0), (tmp_path / "key", 1)):
        with pytest.raises(SystemExit) as ended:
            main(["pseudonymise", tiny.run.run_id, *arguments, "--key", str(key), "--json"])
        assert int(ended.value.code or 0) == code
        told = json.loads(capsys.readouterr().out)
        assert told["found" if code == 0 else "error"] is not None
    (tmp_path / "key").write_text("not a key")
    with pytest.raises(ReviewKitError, match="not a key"):
        key_in(tmp_path / "key")
