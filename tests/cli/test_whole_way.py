"""From exports to packets and back again, as users do it: made, made again, changed, broken."""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import nbformat
import openpyxl
import pandas as pd
import pytest
from pypdf import PdfReader

from review_kit.documents.parts.wording import money

pytestmark = pytest.mark.slow

REPS = 3


def rewrite(path: Path, change) -> None:
    """Rewrite a CSV file row by row."""
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        rows = [change(dict(row)) for row in reader]
        names = reader.fieldnames
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def add_template(project: Path, name: str, source: str, *, grain: str = "rep") -> None:
    parameter = {"rep": "rep_id", "team": "team", "org": None}[grain]
    names = [name for name in ("run", parameter, "evidence") if name]
    first = nbformat.v4.new_code_cell("\n".join(f'{name} = ""' for name in names))
    first.metadata["tags"] = ["parameters"]
    notebook = nbformat.v4.new_notebook(cells=[first, nbformat.v4.new_code_cell(source)])
    notebook.metadata["review_kit"] = {
        "grain": grain,
        "title": name.capitalize(),
        "audience": "tests",
        "formats": ["html"],
    }
    nbformat.write(notebook, project / "notebooks" / f"{name}.ipynb")


class Links(HTMLParser):
    """Every address that a page leads to or asks for."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in {"href", "src"}]


# made


def test_demo_makes_every_document(demo_once):
    told = demo_once.made.json
    of_grain = {
        grain: {r["entity"] for r in demo_once.manifest["documents"] if r["grain"] == grain}
        for grain in ("team", "manager")
    }
    made = {record["document"] for record in demo_once.manifest["documents"]}
    assert told["counts"] == {"made": len(made)}
    assert told["failed"] == []
    reps = pd.read_parquet(demo_once.run / "metrics" / "reps.parquet")["rep_id"]
    assert len(reps) == REPS
    for rep_id in reps:
        assert {f"reps/{rep_id}/packet", f"reps/{rep_id}/conversation"} <= made
    assert {f"teams/{team}/roi" for team in of_grain["team"]} <= made
    for manager_id in of_grain["manager"]:
        assert {f"managers/{manager_id}/cover", f"managers/{manager_id}/binder"} <= made
    assert "org/summary" in made
    assert (demo_once.run / "validation.html").is_file()
    assert (demo_once.run / "summary.html").is_file()


def test_proposed_sessions_are_calendars_of_each_rep_and_of_the_manager(demo_once):
    planned = pd.read_parquet(demo_once.run / "metrics" / "planned_sessions.parquet")
    files = {file["path"] for r in demo_once.manifest["documents"] for file in r["files"]}
    managers = {r["entity"] for r in demo_once.manifest["documents"] if r["grain"] == "manager"}
    assert {path for path in files if path.endswith(".ics")} == {
        *(f"reps/{rep_id}/sessions.ics" for rep_id in planned["rep_id"]),
        *(f"managers/{manager_id}/sessions.ics" for manager_id in managers),
    }
    reps = pd.read_parquet(demo_once.run / "metrics" / "reps.parquet").set_index("rep_id")
    for rep_id, own in planned.groupby("rep_id"):
        text = (demo_once.run / "reps" / rep_id / "sessions.ics").read_text(encoding="utf-8")
        assert text.count("BEGIN:VEVENT") == len(own)
        assert not any(name in text for name in reps["rep_name"].drop(rep_id))


def test_every_pdf_opens_is_small_and_carries_its_key(demo_once):
    for record in demo_once.manifest["documents"]:
        pdf = next(file for file in record["files"] if file["path"].endswith(".pdf"))
        parts = 1 if record["title"] != "Manager binder" else REPS
        assert pdf["bytes"] < 500_000 * parts
        reader = PdfReader(demo_once.run / pdf["path"])
        assert len(reader.pages) == record["pages"]
        assert record["entity_name"].split()[0] in reader.pages[0].extract_text()


def test_no_rep_is_named_in_another_reps_document(demo_once):
    reps = pd.read_parquet(demo_once.run / "metrics" / "reps.parquet")
    names = dict(zip(reps["rep_id"], reps["rep_name"], strict=True))
    for record in demo_once.manifest["documents"]:
        if record["grain"] != "rep":
            continue
        for file in record["files"]:
            path = demo_once.run / file["path"]
            if path.suffix == ".pdf":
                text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
            else:
                text = path.read_text(encoding="utf-8")
            for rep_id, name in names.items():
                if rep_id != record["entity"]:
                    assert name not in text, f"{file['path']} names {name}"


def test_the_manifest_tells_of_every_file_there_is(demo_once):
    told = {file["path"] for record in demo_once.manifest["documents"] for file in record["files"]}
    assert told == set(demo_once.files())
    for record in demo_once.manifest["documents"]:
        rests_on = {"template", "slice", "context", "package", "language", "words"}
        if record["title"] == "Manager binder":
            rests_on = {"parts", "without"}
        assert set(record["inputs"]) == rests_on
        assert record["seconds"] > 0


def test_each_coaching_report_has_its_workbook_with_the_cost_that_it_prints(demo_once):
    books = {path for path in demo_once.files() if path.endswith(".xlsx")}
    for record in demo_once.manifest["documents"]:
        paths = [file["path"] for file in record["files"]]
        workbooks = [path for path in paths if path.endswith(".xlsx")]
        if record["template"] not in {"team_roi", "org_summary"}:
            assert workbooks == []
            continue
        (path,) = workbooks
        books.remove(path)
        sheet = openpyxl.load_workbook(demo_once.run / path, data_only=True).active
        costs = {row[2].value for row in sheet.iter_rows() if row[1].value == "Cost of coaching"}
        (cost,) = costs
        pdf = next(path for path in paths if path.endswith(".pdf"))
        assert money(cost, "EUR") in PdfReader(demo_once.run / pdf).pages[0].extract_text()
    assert books == set()


def test_nothing_of_this_machine_stands_in_a_page(demo_once):
    for path, content in demo_once.files().items():
        if not path.endswith(".ipynb"):  # executed notebooks hold the run's folder, as parameter
            assert str(demo_once.root).encode() not in content, path


# made again


def test_a_second_run_makes_nothing_and_says_so(demo):
    before = demo.files()
    told = demo.run_again()
    assert told.code == 0
    assert (
        f"nothing to do, all {len(demo.manifest['documents'])} documents are up to date" in told.out
    )
    assert told.err == ""
    assert demo.files() == before
    assert {record["status"] for record in demo.manifest["documents"]} == {"unchanged"}


def test_a_changed_template_remakes_its_documents_only(demo):
    path = demo.root / "notebooks" / "conversation_sheet.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell("Bring the last commitment."))
    nbformat.write(notebook, path)
    told = demo.run_again("--json")
    binders = sum(r["document"].endswith("/binder") for r in demo.manifest["documents"])
    assert told.json["counts"]["made"] == REPS + binders  # which hold the sheets
    rep_id = next(r["entity"] for r in demo.manifest["documents"] if r["grain"] == "rep")
    pdf = PdfReader(demo.run / "reps" / rep_id / "conversation.pdf")
    assert "Bring the last commitment." in "\n".join(page.extract_text() for page in pdf.pages)


@pytest.mark.usefixtures("light_kernels")
def test_another_window_is_another_run(demo):
    add_template(demo.root, "days", "run", grain="org")
    wanted = ("--as-of", "2026-09-15", "--window", "75", "--template", "days")
    told = demo.run_again(*wanted, "--json")
    assert told.code == 0
    assert told.json["run"] == "2026-09-15-75d"
    assert told.json["counts"] == {"made": 1}
    context = json.loads((demo.root / "reports/2026-09-15-75d/metrics/context.json").read_text())
    assert (context["window_start"], context["window_end"]) == ("2026-07-03", "2026-09-15")


def test_a_narrowed_run_says_what_is_outdated(demo):
    with (demo.root / "review_kit.toml").open("a") as settings:
        settings.write('\n[theme]\naccent = "#8a1538"\n')
    rep_id = next(r["entity"] for r in demo.manifest["documents"] if r["grain"] == "rep")
    told = demo.run_again("--only", f"rep:{rep_id}")
    assert told.code == 0
    assert re.search(r"2 made, \d+ outdated \(not part of this run\)", told.out)
    status = demo.give("status")
    assert f"The last run was only for rep:{rep_id}" in status.out
    assert "outdated" in status.out


# broken


@pytest.mark.usefixtures("light_kernels")
def test_one_reps_odd_data_costs_that_document_only_and_exits_with_three(demo):
    reps = sorted(pd.read_parquet(demo.run / "metrics" / "reps.parquet")["rep_id"])
    add_template(demo.root, "odd", f"if rep_id == '{reps[1]}':\n    {{}}['call_id']\nrep_id")
    told = demo.run_again()
    assert told.code == 3
    assert f"{REPS - 1} made" in told.out
    assert re.search(
        r"Failed: Odd for .+ \(odd\.ipynb, cell 2, line 2: \{\}\['call_id'\]\)", told.out
    )
    assert "KeyError: 'call_id'" in told.out
    summary = (demo.run / "summary.html").read_text()
    assert "1 of" in summary
    assert "cell 2, line 2" in summary
    assert (demo.run / "reps" / reps[1] / "odd.failed.html").is_file()

    machine = demo.run_again("--json")
    assert machine.code == 3
    (failed,) = machine.json["failed"]
    assert (failed["entity"], failed["failure"]["cell"]) == (reps[1], 2)

    (demo.root / "notebooks" / "odd.ipynb").unlink()
    told = demo.run_again()
    assert told.code == 0
    assert "Removed, because their rep, group or template no longer exists: " in told.out
    assert not list((demo.run / "reps").rglob("odd*"))


def test_what_one_reps_rows_change_is_made_again_but_no_packet_that_would_name_another_rep(demo):
    reps = pd.read_parquet(demo.run / "metrics" / "reps.parquet").set_index("rep_id")
    sessions = pd.read_parquet(demo.run / "metrics" / "sessions.parquet")
    noted = sessions.dropna(subset="progress_note").iloc[0]
    rep_id, entry_id = noted["rep_id"], noted["entry_id"]
    other = next(name for one, name in reps["rep_name"].items() if one != rep_id)
    log = demo.root / "exports" / "coaching_log.csv"

    def change(row):
        if row["entry_id"] == entry_id:
            row["progress_note"] = f"Listened to a call of {other}"
        return row

    rewrite(log, change)
    told = demo.run_again()
    assert told.code == 3
    assert f"another rep, {other} (" in told.out
    assert f"coaching_log, entry_id {entry_id}, column progress_note" in told.out
    status = {record["document"]: record["status"] for record in demo.manifest["documents"]}
    assert {document for document in status if status[document] != "unchanged"} == {
        f"reps/{rep_id}/packet",
        f"reps/{rep_id}/conversation",
        f"managers/{reps.loc[rep_id, 'manager_id']}/cover",
        f"managers/{reps.loc[rep_id, 'manager_id']}/binder",
        f"teams/{reps.loc[rep_id, 'team']}/roi",
        "org/summary",
        "org/glossary",
    }
    assert status[f"reps/{rep_id}/packet"] == "failed"
    folder = demo.run / "reps" / rep_id
    assert not (folder / "packet.pdf").exists()
    assert not (folder / "packet.html").exists()
    assert "Fix the entry" in (folder / "packet.failed.html").read_text(encoding="utf-8")


def test_a_broken_declaration_is_told_before_any_work(demo):
    path = demo.root / "notebooks" / "team_roi.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["review_kit"]["grain"] = "squad"
    nbformat.write(notebook, path)
    before = demo.files()
    told = demo.run_again()
    assert told.code == 1
    assert "team_roi.ipynb: metadata.review_kit.grain" in told.err
    assert demo.files() == before


def test_exports_that_break_their_contracts_stop_the_run_and_touch_nothing(demo):
    rewrite(demo.root / "exports" / "qa_scores.csv", lambda row: {**row, "score": "excellent"})
    before = demo.files()
    verdict = {
        name: (demo.run / name).read_bytes() for name in ("validation.html", "validation.json")
    }
    told = demo.run_again()
    assert told.code == 2
    assert "the exports have too many faults, so no documents were made" in told.err
    assert "qa_scores" in told.err
    assert "were left as they are" in told.err
    assert demo.files() == before
    # the run keeps the verdict on what its documents were made from
    assert {name: (demo.run / name).read_bytes() for name in verdict} == verdict
    last = demo.root / "reports" / "validation.html"
    assert str(last) in told.err
    assert "stop" in last.read_text()
    assert json.loads(last.with_suffix(".json").read_text())["passed"] is False


def test_validate_tells_the_verdict_and_writes_out_what_was_quarantined(demo, tmp_path):
    before = demo.files()
    reps = pd.read_parquet(demo.run / "metrics" / "reps.parquet")["rep_id"]
    for_hr = demo.root / "exports" / "demographics.csv"
    groups = ["xq-these"] * (len(reps) - 1) + ["xq-those"]
    pd.DataFrame({"rep_id": reps, "attribute": "origin", "value": groups}).to_csv(for_hr)
    told = demo.give("validate", "--export-quarantine", tmp_path / "mend")
    assert told.code == 0
    assert re.search(r"qa_scores +[\d,]+ in = [\d,]+ kept \+ [\d,]+ quarantined", told.out)
    assert f"Page: {demo.root / 'reports' / 'validation.html'}" in told.out
    quarantined = pd.read_csv(tmp_path / "mend" / "qa_scores.csv")
    verdict = demo.give("validate", "--json").json
    assert verdict["passed"] is True
    assert len(quarantined) == verdict["tables"]["qa_scores"]["quarantined"] > 0
    # and what validate has kept, run does not validate again
    assert demo.run_again("--json").json["counts"] == {"unchanged": len(demo.manifest["documents"])}
    # the table for HR alone changes no document, and nothing of it goes anywhere
    assert demo.files() == before
    holding = [path for path in demo.root.rglob("*") if path.is_file() and path != for_hr]
    assert not [path for path in holding if b"xq-th" in path.read_bytes()]


def test_what_run_would_refuse_validate_says(demo):
    said = "a window of 30 days cannot hold windows.baseline_days (30) and windows.current_days (30) apart"
    told = demo.give("validate", "--window", "30")
    assert told.code == 1
    assert f"What would stop a run:\n  {said}\n    → Give a longer window" in told.out
    run = demo.give("run", "--window", "30")
    assert (run.code, run.err.splitlines()[0]) == (1, said)


@pytest.mark.usefixtures("light_kernels")
def test_a_terminal_shows_progress_and_ctrl_c_ends_with_130_and_the_same_command_goes_on(demo):
    add_template(demo.root, "slow", "import time\ntime.sleep(1)\nrep_id")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "review_kit.cli", "run", "--workers", "1", "--project", demo.root],
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
        env={**os.environ, "TERM": "xterm"},
        start_new_session=True,
        # a shell starts a job in the background deaf to Ctrl-C
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    os.close(theirs)
    shown, is_asked_to_end = b"", False
    end = time.monotonic() + 120
    while (part := _read_within(ours, 0.05)) != b"":
        shown += part or b""
        assert time.monotonic() < end
        if not is_asked_to_end and list(demo.run.glob("reps/*/slow.html")):
            os.killpg(process.pid, signal.SIGINT)
            is_asked_to_end = True
    out, _ = process.communicate(timeout=30)
    os.close(ours)
    assert process.returncode == 130
    assert b"Making documents" in shown
    assert "Traceback" not in out + shown.decode()
    manifest = demo.manifest
    assert manifest["state"] == "interrupted"
    assert manifest["counts"]["planned"] >= 1
    # a file whose record was not written any more is made again
    done = sum(
        one["template"] == "slow" and one["status"] == "made" for one in manifest["documents"]
    )
    assert "interrupted; 'review-kit run' continues" in demo.give("status").out
    told = demo.run_again("--json")
    assert told.code == 0
    assert told.json["counts"]["made"] == REPS - done


def _read_within(terminal: int, seconds: float) -> bytes | None:
    """What has come; nothing of any length where the other end is closed, ``None`` where it is "
    "silent."""
    if not select.select([terminal], [], [], seconds)[0]:
        return None
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed
        return b""


# looked at


def test_sites_lead_to_every_document_and_ask_for_nothing_else(demo):
    told = demo.give("site", "--json").json
    kinds = (".pdf", ".html", ".xlsx", ".ics")
    made = {
        file["path"]
        for record in demo.manifest["documents"]
        if record["status"] in ("made", "unchanged")
        for file in record["files"]
        if file["path"].endswith(kinds)
    }
    linked = set()
    for site in told["sites"]:
        page = Path(site["page"])
        for link in Links(page).found:
            assert "://" not in link
            path, _, _ = unquote(link).partition("#")
            assert not path or (page.parent / path).is_file(), link
            if "/files/" in path:
                linked.add(path.partition("/files/")[2])
    # a binder holds its cover, so the cover's own PDF is handed to nobody
    covers = {path for path in made if path.endswith("/cover.pdf")}
    assert made - linked == covers


def test_the_summary_leads_to_what_it_names(demo_once):
    for link in Links(demo_once.run / "summary.html").found:
        assert (demo_once.run / unquote(link)).is_file(), link


def test_status_tells_how_a_run_stands(demo_once):
    told = demo_once.give("status")
    assert told.code == 0
    assert told.out.startswith("2026-09-30-90d: complete\n")
    state = demo_once.give("status", "2026-09-30-90d", "--json").json
    assert (state["state"], state["counts"]) == ("complete", demo_once.manifest["counts"])


def test_status_looks_at_the_files_and_never_calls_a_damaged_run_complete(demo):
    first, second, *_ = [r for r in demo.manifest["documents"] if r["template"] == "rep_packet"]
    (demo.run / f"{first['document']}.pdf").unlink()
    with (demo.run / f"{second['document']}.html").open("a") as page:
        page.write("<!-- changed -->")
    told = demo.give("status")
    assert told.code == 3
    assert "complete" not in told.out
    assert told.out.startswith(
        "2026-09-30-90d: damaged; 'review-kit run' makes the damaged documents again"
    )
    for record, what in ((first, "packet.pdf is missing"), (second, "packet.html was changed")):
        line = (
            f"Damaged: {record['title']} for {record['entity_name']}: {what} ({record['document']})"
        )
        assert line in told.out.splitlines()
    machine = demo.give("status", "--json")
    assert (machine.code, machine.json["state"]) == (3, "damaged")
    assert {d["document"]: (d["missing"], d["changed"]) for d in machine.json["damaged"]} == {
        first["document"]: ([f"{first['document']}.pdf"], []),
        second["document"]: ([], [f"{second['document']}.html"]),
    }


# extended


def test_a_new_template_of_every_grain_runs_as_it_is(demo):
    for grain in ("rep", "team", "manager", "org"):
        assert demo.give("templates", "new", f"my_{grain}", "--grain", grain).code == 0
    again = demo.give("templates", "new", "my_rep", "--grain", "rep")
    assert again.code == 1
    assert "already exists" in again.err
    listed = demo.give("templates", "list", "--json").json["templates"]
    assert {"my_rep", "my_team", "my_manager", "my_org", "rep_packet"} <= {
        template["name"] for template in listed
    }
    narrowed = [
        part for g in ("rep", "team", "manager", "org") for part in ("--template", f"my_{g}")
    ]
    told = demo.run_again(*narrowed, "--json")
    assert told.code == 0, told.out
    made = {r["document"] for r in demo.manifest["documents"] if r["status"] == "made"}
    assert {document.split("/")[0] for document in made} == {"reps", "teams", "managers", "org"}
    page = (demo.run / "org" / "my_org.html").read_text()
    assert "What was measured" in page
    assert "<td>Overall score</td>" in page


def test_a_dask_cluster_makes_the_same_document(demo):
    from distributed import LocalCluster

    reference = demo.files()
    sheet = sorted((demo.run / "reps").iterdir())[0] / "conversation.pdf"
    sheet.unlink()
    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        asked = ("--template", "conversation_sheet", "--json")
        told = demo.give("run", "--scheduler", cluster.scheduler_address, *asked)
    assert told.code == 0, told.out + told.err
    assert told.json["counts"]["made"] == 1
    assert sheet.read_bytes() == reference[sheet.relative_to(demo.run).as_posix()]


def test_a_scheduler_that_does_not_answer_is_told(demo):
    shutil.rmtree(demo.run / "org")
    told = demo.give("run", "--scheduler", "tcp://127.0.0.1:9")
    assert told.code == 1
    assert "no scheduler answers at this address" in told.err
