"""What does not pass its check is a failed document: nothing of it is delivered."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest

from review_kit.records.folder import write_json
from review_kit.records.record import read_record

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
    "delta = row['verdict_points'] if rep_id != 'R2' else -row['verdict_points']\n"
    "HTML(f\"<p>{row['criterion']}: {row['baseline_score']:.0f}, {row['current_score']:.0f}, \"\n"
    '     f"{delta:+.0f} pp</p>")'
)
LONG_IN_THE_SOUTH = (
    "from IPython.display import HTML\nHTML('<h2>a</h2>' * (3 if team == 'South' else 1))"
)


def failures(records) -> dict[str, str]:
    return {r.document: r.failure.message for r in records if r.status == "failed"}


@pytest.fixture(scope="module")
def made(tmp_path_factory, new_project, write_report):
    """A project whose documents pass their check or not, with the failures' messages; nobody changes it."""
    project = new_project(tmp_path_factory.mktemp("checked"))
    metrics = project.run.metrics
    pd.DataFrame(
        {
            "rep_id": ["R1", "R2", "R3", "R4"],
            "entry_id": ["E1", "E2", "E3", "E4"],
            "progress_note": [
                "Asks first, as Bo does",
                "Paired with Dara Sok",
                "With Noor Aziz",
                "Vic Ode",
            ],
        }
    ).to_parquet(metrics / "sessions.parquet")
    pd.DataFrame(
        {
            "rep_id": ["R1", "R2"],
            "criterion": ["Discovery", "Discovery"],
            "parent_criterion_id": pd.Series([None, None], dtype="str"),
            "focus_rank": [1, 1],
            "baseline_score": [52.0, 61.0],
            "current_score": [69.0, 64.0],
            "verdict_points": [17.0, 3.0],
        }
    ).to_parquet(metrics / "rep_criteria.parquet")
    write_json(project.run.roster, {"R4": "Dara Sok", "R9": "Vic Ode"})

    def write(name, grain, cell, **declared):
        write_report(project.notebooks / f"{name}.ipynb", grain, [cell], **declared)

    write("packet", "rep", NOTES, formats=("pdf", "html"))
    write("naming", "team", "'Ana Ruiz and Dara Sok'", formats=("pdf",))
    write("long", "team", LONG_IN_THE_SOUTH, formats=("pdf",), pages=[1, 2])
    _, records = project.make()
    write("focus", "rep", PRINT_FOCUS, formats=("pdf",), shows=["focus_criteria"])
    _, more = project.make(project.plan(only=["team:North"], templates=["focus"]))
    return project, failures([*records, *more])


def test_documents_that_pass_are_delivered_and_leaders_documents_may_name_reps(made):
    _, found = made
    assert set(found) == {
        "reps/R2/packet",
        "reps/R4/packet",
        "teams/South/long",
        "reps/R2/focus",
    }, "a manager may be named in a packet, and a rep in a document for leaders"


def test_a_packet_that_names_another_rep_is_not_delivered(made):
    project, found = made
    assert (
        "another rep, Dara Sok (R4), is named on page 1, the web page: "
        "coaching_log, entry_id E2, column progress_note" in found["reps/R2/packet"]
    )
    assert "Vic Ode (R9)" in found["reps/R4/packet"], "on the roster, and not reviewed"
    assert [p.name for p in project.file("reps/R2").glob("packet*")] == ["packet.failed.html"]
    page = project.file("reps/R2/packet.failed.html").read_text(encoding="utf-8")
    (link,) = re.findall(r'href="([^"]+\.ipynb)"', page)
    executed = project.file("notebooks/reps/R2/packet.failed.ipynb")
    assert (project.file("reps/R2") / link).resolve() == executed.resolve()
    assert executed.is_file()
    assert "did not pass its check, so it is not delivered" in page
    assert "Fix the entry in the export" in page


def test_the_record_says_that_the_check_failed(made):
    path = made[0].run.records / "reps/R2/packet.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record["status"] == "failed"
    assert record["failure"]["error"] == "CheckFailedError"
    assert record["failure"]["cell"] is None


def test_a_colleague_s_first_name_is_told_and_the_packet_is_made(made):
    record = read_record(made[0].run, "reps/R1/packet")
    assert record.status == "made"
    assert record.warnings == (
        "the first name of a colleague (Bo Lind) is on page 1, the web page: coaching_log, "
        "entry_id E1, column progress_note",
    )


def test_when_the_entry_is_mended_the_packet_is_made(made, tmp_path):
    project = made[0].copy_to(tmp_path / "project")
    path = project.run.metrics / "sessions.parquet"
    table = pd.read_parquet(path)
    table.loc[1, "progress_note"] = "Paired with a colleague"
    table.to_parquet(path)
    _, records = project.make(project.plan(only=["rep:R2"], templates=["packet"]))
    assert [(record.document, record.status) for record in records] == [("reps/R2/packet", "made")]
    delivered = project.file("reps/R2").glob("packet*")
    assert sorted(path.name for path in delivered) == ["packet.html", "packet.pdf"]
    executed = project.file("notebooks/reps/R2").glob("packet*")
    assert [path.name for path in executed] == ["packet.ipynb"]


def test_a_document_outside_its_pages_fails(made):
    assert made[1]["teams/South/long"] == (
        "the PDF has 3 pages, but its template declares 1 to 2 (check: pages)\n"
        "Open the executed notebook to see what made it so long or short; the limits are 'pages' "
        "in the template's metadata.review_kit."
    )


def test_page_one_must_say_what_the_tables_say(made):
    assert made[1]["reps/R2/focus"].splitlines()[0] == (
        "page 1 does not print the number of the verdict of 'Discovery', +3, beside its name (check: focus)"
    )
