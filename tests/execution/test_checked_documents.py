"""What does not pass its check is a failed document: nothing of it is delivered."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest

from review_kit.records.folder import write_json

NOTES = (
    "import pyarrow.parquet as pq\n"
    "rows = pq.read_table(f'{run}/metrics/sessions.parquet').to_pylist()\n"
    "' '.join(row['progress_note'] for row in rows if row['rep_id'] == rep_id)"
)
PRINT_FOCUS = (
    "import pyarrow.parquet as pq\n"
    "from IPython.display import HTML\n"
    "rows = pq.read_table(f'{run}/metrics/rep_criteria.parquet').to_pylist()\n"
    "(row,) = [row for row in rows if row['rep_id'] == rep_id]\n"
    "delta = row['score_delta'] if rep_id != 'R2' else -row['score_delta']\n"
    "HTML(f\"<p>{row['criterion']}: {row['baseline_score']:.0f}, {row['current_score']:.0f}, \"\n"
    '     f"{delta:+.0f} pp</p>")'
)


@pytest.fixture
def project(small_project):
    pd.DataFrame(
        {
            "rep_id": ["R1", "R2", "R3", "R4"],
            "entry_id": ["E1", "E2", "E3", "E4"],
            "progress_note": ["Asks first", "Paired with Dara Sok", "With Noor Aziz", "Vic Ode"],
        }
    ).to_parquet(small_project.run.metrics / "sessions.parquet")
    return small_project


def failures(records) -> dict[str, str]:
    return {r.document: r.failure.message for r in records if r.status == "failed"}


def test_a_packet_that_names_another_rep_is_not_delivered(project, write_template):
    write_template("packet", "rep", NOTES, formats=("pdf", "html"))
    write_json(project.run.roster, {"R4": "Dara Sok", "R9": "Vic Ode"})
    _, records = project.make()
    found = failures(records)
    assert set(found) == {"reps/R2/packet", "reps/R4/packet"}, "a manager may be named"
    assert (
        "another rep, Dara Sok (R4), is named on page 1, the web page: "
        "coaching_log, entry_id E2, column progress_note" in (found["reps/R2/packet"])
    )
    assert "Vic Ode (R9)" in found["reps/R4/packet"], "on the roster, and not reviewed"
    assert [path.name for path in project.file("reps/R2").iterdir()] == ["packet.failed.html"]
    page = project.file("reps/R2/packet.failed.html").read_text(encoding="utf-8")
    (link,) = re.findall(r'href="([^"]+\.ipynb)"', page)
    executed = project.file("notebooks/reps/R2/packet.failed.ipynb")
    assert (project.file("reps/R2") / link).resolve() == executed.resolve()
    assert executed.is_file()
    assert "did not pass its check, so it is not delivered" in page
    assert "Mend the entry in the export" in page


def test_when_the_entry_is_mended_the_packet_is_made(project, write_template):
    write_template("packet", "rep", NOTES, formats=("pdf",))
    project.make(project.plan(only=["rep:R2"]))
    path = project.run.metrics / "sessions.parquet"
    table = pd.read_parquet(path)
    table.loc[1, "progress_note"] = "Paired with a colleague"
    table.to_parquet(path)
    _, records = project.make(project.plan(only=["rep:R2"]))
    assert failures(records) == {}
    assert [path.name for path in project.file("reps/R2").iterdir()] == ["packet.pdf"]
    executed = project.file("notebooks/reps/R2")
    assert [path.name for path in executed.iterdir()] == ["packet.ipynb"]


def test_leaders_documents_may_name_reps(project, write_template):
    write_template("roi", "team", "'Ana Ruiz and Dara Sok'", formats=("pdf",))
    assert failures(project.make()[1]) == {}


def test_a_document_outside_its_pages_fails(project, write_template):
    long = "from IPython.display import HTML\nHTML('<h2>a</h2>' * (3 if team == 'South' else 1))"
    write_template("roi", "team", long, formats=("pdf",), pages=[1, 2])
    assert failures(project.make()[1]) == {
        "teams/South/roi": "the PDF has 3 pages, its template declares 1 to 2 (check: pages)\n"
        "Open the executed notebook for what made it so long or short; the bounds are 'pages' in "
        "the template's metadata.review_kit."
    }


def test_page_one_must_say_what_the_tables_say(project, write_template):
    pd.DataFrame(
        {
            "rep_id": ["R1", "R2"],
            "criterion": ["Discovery", "Discovery"],
            "parent_criterion_id": pd.Series([None, None], dtype="str"),
            "focus_rank": [1, 1],
            "baseline_score": [52.0, 61.0],
            "current_score": [69.0, 64.0],
            "score_delta": [17.0, 3.0],
        }
    ).to_parquet(project.run.metrics / "rep_criteria.parquet")
    write_template("packet", "rep", PRINT_FOCUS, formats=("pdf",), shows=["focus_criteria"])
    _, records = project.make(project.plan(only=["team:North"]))
    assert {document: found.splitlines()[0] for document, found in failures(records).items()} == {
        "reps/R2/packet": "page 1 does not print the change of 'Discovery', +3, beside its name "
        "(check: focus)"
    }


def test_the_record_tells_the_check(project, write_template):
    write_template("packet", "rep", NOTES, formats=("pdf",))
    project.make(project.plan(only=["rep:R2"]))
    record = json.loads((project.run.records / "reps/R2/packet.json").read_text(encoding="utf-8"))
    assert record["status"] == "failed"
    assert record["failure"]["error"] == "CheckFailedError"
    assert record["failure"]["cell"] is None
