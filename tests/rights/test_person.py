"""``review-kit person``: everything that is held about one person, and nothing of others."""

from __future__ import annotations

import json

import pytest
from tiny_project import ANA, BO, RUN

from review_kit.cli.main import main
from review_kit.errors import ReviewKitError
from review_kit.rights.dossier import default_folder, write_dossier
from review_kit.rights.identity import identity_of
from review_kit.rights.person import holdings_of


def own_rows(found) -> dict[str, int]:
    return {f"{one.kind} {one.table}": len(one.rows) for one in found.tables if len(one.rows)}


def test_who_a_person_is_stands_in_every_roster(tiny):
    ana = identity_of(tiny.project, ANA)
    assert (ana.names, ana.addresses) == (("Ana Ruiz",), ("ana.ruiz@example.com",))
    assert ana.keys == {"opportunity_id": frozenset({"O-1"}), "evaluation_id": frozenset({"V1"})}
    manager = identity_of(tiny.project, "M01")
    assert (manager.is_rep, manager.is_manager, manager.names) == (False, True, ("Mai Tran",))
    with pytest.raises(ReviewKitError, match="Did you mean R0001"):
        identity_of(tiny.project, "R001")


def test_own_rows_of_every_source(tiny):
    found = holdings_of(tiny.project, ANA)
    assert own_rows(found) == {
        "snapshot roster": 1,
        "snapshot coaching_log": 1,
        "snapshot opportunities": 1,
        "snapshot stage_history": 1,  # by its deal
        "snapshot qa_scores": 1,
        "quarantine coaching_log": 1,  # with a blank before the identifier
        "metrics reps": 1,
        "metrics rep_metrics": 1,
        "metrics sessions": 1,
        "metrics effects": 1,
        "collected coaching_log": 1,
    }


def test_cells_of_others_that_name_the_person(tiny):
    found = {(one.kind, one.table): one.named for one in holdings_of(tiny.project, ANA).tables}
    named = found["snapshot", "coaching_log"]
    assert named[["row", "column"]].to_numpy().tolist() == [[2, "commitment"], [2, "manager_note"]]
    assert found["snapshot", "qa_scores"]["column"].tolist() == ["evaluator_id"]
    assert found["metrics", "scorers"]["text"].tolist() == [f"human:{ANA}"]


def test_documents_deliveries_corrections_and_other_files(tiny):
    found = holdings_of(tiny.project, ANA)
    at = f"reports/{RUN}"
    assert [one.path for one in found.documents] == [
        f"{at}/reps/{ANA}/packet.pdf",
        f"{at}/notebooks/reps/{ANA}/packet.ipynb",
        f"{at}/released/r1/reps/{ANA}/packet/packet.pdf",
    ]
    assert [(one.event, one.role, one.to) for one in found.handlings] == [
        ("released", "subject", ""),
        ("sending", "subject", "manager"),
        ("delivered", "subject", "manager"),
    ]
    assert [row.row for row in found.mended] == [5]  # quarantined before, and corrected by her
    elsewhere = {place.path for place in found.elsewhere}
    assert f"{at}/managers/M01/binder.pdf" in elsewhere
    assert f"{at}/org/summary.pdf" not in elsewhere
    assert {
        "exports/roster.csv",
        "exports/pipeline.xlsx",
        "exports/qa_scores.jsonl",
        f"drafts/{RUN}/Reps/Ana Ruiz (R0001).eml",
        ".review_kit/staging-x1/table.arrow.part",
        f"{at}/validation.html",
    } <= elsewhere
    assert found.unread == ()


def test_the_dossier_is_a_page_with_data_and_documents(tiny):
    found = holdings_of(tiny.project, ANA)
    folder = default_folder(tiny.project, ANA)
    page = write_dossier(tiny.project, found, folder).read_text(encoding="utf-8")
    assert "All that review-kit holds about Ana Ruiz (R0001)" in page
    assert "One row is about the person." in page
    assert "chika.obi@example.com" not in page
    assert (folder / f"documents/{RUN}/reps/{ANA}/packet.pdf").is_file()
    text = (folder / "rows/snapshot-coaching_log.csv").read_text(encoding="utf-8-sig")
    assert f"E1,S1,{ANA}" in text
    assert f".review_kit/snapshots/{tiny.snapshot.name}/coaching_log.parquet" in text
    data = json.loads((folder / "person.json").read_text(encoding="utf-8"))
    assert data["deliveries"][0]["sha256"] == ["5ea1"]
    # written again, it does not hold itself
    assert own_rows(holdings_of(tiny.project, ANA)) == own_rows(found)
    write_dossier(tiny.project, found, folder)


def test_a_folder_with_something_else_in_it_is_left_alone(tiny, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["person", BO, "--project", str(tiny.root), "--to", str(tiny.root), "--json"])
    assert ended.value.code == 1
    assert "not an earlier dossier" in json.loads(capsys.readouterr().out)["error"]["message"]
    with pytest.raises(SystemExit) as ended:
        main(["person", BO, "--project", str(tiny.root), "--json"])
    counts = json.loads(capsys.readouterr().out)["counts"]
    assert (counts["corrections"], counts["documents"], counts["deliveries"]) == (0, 1, 0)
