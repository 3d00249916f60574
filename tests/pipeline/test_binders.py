"""Managers' binders: bound of what was made, kept while nothing changes, and never lost to one packet."""

from __future__ import annotations

import json
import shutil
import socket
import threading
import time
from contextlib import contextmanager

import nbformat
import pandas as pd
import pytest
from forks import forked_workers
from prepared_run import OF_ONE_TEAM, prepared_project
from pypdf import PdfReader

from review_kit.documents import BinderCover
from review_kit.pipeline import run as run_module
from review_kit.pipeline.run import RunOptions, run_project
from review_kit.planning.selection import Only
from review_kit.project import load_project, template_folder
from review_kit.records.find import select_run
from review_kit.warm_kernels.writing import can_be_held

PRINT_NAME = (
    "import pathlib\n"
    "import pyarrow.parquet as pq\n"
    "from IPython.display import HTML\n"
    "if (pathlib.Path('..') / f'fail-{rep_id}').exists():\n    raise ValueError('odd data')\n"
    "hook = pathlib.Path('..') / f'hook-{rep_id}.py'\n"
    "if hook.exists():\n    exec(hook.read_text())\n"
    "reps = pq.read_table(f'{run}/metrics/reps.parquet', filters=[('rep_id', '==', rep_id)])\n"
    "HTML(f\"<h1>{reps['rep_name'][0]}</h1>"
    "<h2 style='break-before: page'>Record</h2><p>{rep_id}</p>\")"
)
PRINT_SHEET = "from IPython.display import HTML\nHTML(f'<h1>Sheet of {rep_id}</h1>')"


@pytest.fixture(scope="module", autouse=True)
def workers_are_forked():
    """Workers forked from one process that has loaded what they need."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_module, "LocalWorkers", forked_workers)
        yield


@pytest.fixture(scope="module")
def ready(tmp_path_factory, write_report):
    """A run of three reps, bound once; the packets are two pages with a name on them, the sheets one."""
    root = tmp_path_factory.mktemp("binders") / "demo"
    prepared_project(root, OF_ONE_TEAM)
    shutil.rmtree(root / "notebooks", ignore_errors=True)
    notebooks = root / "notebooks"
    notebooks.mkdir()
    shutil.copy(template_folder() / "notebooks" / "binder_cover.ipynb", notebooks)
    write_report(
        notebooks / "packet.ipynb", "rep", [PRINT_NAME], formats=("pdf",), title="Review packet"
    )
    write_report(
        notebooks / "conversation.ipynb", "rep", [PRINT_SHEET], formats=("pdf",), title="Sheet"
    )
    write_report(
        notebooks / "terms.ipynb",
        "org",
        ["from IPython.display import HTML\nHTML('<h1>What a point is</h1>')"],
        formats=("pdf",),
        title="Terms",
        for_everybody=True,
    )
    run_project(load_project(root), RunOptions(workers=1))
    return root


@pytest.fixture
def root(ready, tmp_path):
    shutil.copytree(ready, tmp_path / "demo")
    return tmp_path / "demo"


def give(root, only=(), templates=(), *, workers=1):
    """Run, and return the result with each document's record; each worker preloads a kernel of its own."""
    options = RunOptions(
        only=tuple(Only.parse(one) for one in only), templates=tuple(templates), workers=workers
    )
    result = run_project(load_project(root), options)
    return result, {record.document: record for record in result.manifest.documents}


def statuses(records):
    return {document: record.status for document, record in records.items()}


def people(root):
    """``manager_id`` → reps, and ``rep_id`` → name."""
    run = select_run(load_project(root))
    reps = pd.read_parquet(run.metrics / "reps.parquet")
    teams = {manager: sorted(mine) for manager, mine in reps.groupby("manager_id")["rep_id"]}
    return run, teams, dict(zip(reps["rep_id"], reps["rep_name"], strict=True))


def pages_of(packets, sheets):
    """Pages of a binder: each part from an odd page on, so that all but a sheet at the end are even."""
    return 2 + 2 * packets + 2 * sheets - bool(sheets)


def largest(teams):
    return max(sorted(teams), key=lambda manager: len(teams[manager]))


def bookmarks(path):
    return [item.title for item in PdfReader(path).outline if not isinstance(item, list)]


def test_each_manager_gets_the_cover_and_every_packet_in_the_covers_order(ready):
    run, teams, names = people(ready)
    for manager_id, reps in teams.items():
        path = run.path / "managers" / manager_id / "binder.pdf"
        order = BinderCover.open(str(run.path), manager_id).order
        sheet = "{}: conversation sheet".format
        assert bookmarks(path) == [
            "Binder cover",
            *(title for rep_id in order for title in (names[rep_id], sheet(names[rep_id]))),
        ]
        text = [page.extract_text() for page in PdfReader(path).pages]
        assert len(text) == pages_of(len(reps), len(reps))
        assert text[1].strip() == "Binder page 2"
        for number, rep_id in enumerate(order):
            # the cover and a blank page; then for each a packet of two, a sheet and a blank page
            first = 2 + 4 * number
            assert names[rep_id] in text[first]
            assert rep_id in text[first + 1]
            assert f"Sheet of {rep_id}" in text[first + 2]
            assert f"page {first + 1}\n" in text[0]


def test_the_binder_of_a_project_without_sheets_holds_packets_only(root):
    run, teams, names = people(root)
    settings = root / "review_kit.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n[binder]\nsheets = false\n")
    _, records = give(root)
    made = {document for document, status in statuses(records).items() if status == "made"}
    assert made == {f"managers/{manager_id}/binder" for manager_id in teams}
    for manager_id, reps in teams.items():
        path = run.path / "managers" / manager_id / "binder.pdf"
        assert sorted(bookmarks(path)) == sorted(["Binder cover", *(names[one] for one in reps)])
        assert len(PdfReader(path).pages) == pages_of(len(reps), 0)


def test_a_binder_is_listed_with_its_audience_and_lies_in_no_reps_folder(ready):
    run, teams, _ = people(ready)
    told = json.loads(run.manifest.read_text(encoding="utf-8"))["documents"]
    binders = [record for record in told if record["document"].endswith("/binder")]
    assert {record["entity"] for record in binders} == set(teams)
    for record in binders:
        assert (record["title"], record["audience"]) == ("Manager binder", "the manager")
        assert set(record["inputs"]) == {"parts", "without"}
        reps = len(teams[record["entity"]])
        assert record["pages"] == pages_of(reps, reps)
        assert [file["path"] for file in record["files"]] == [f"{record['document']}.pdf"]
    assert "Manager binder" in run.summary.read_text(encoding="utf-8")
    assert not list((run.path / "reps").rglob("binder*"))
    assert not list((run.path / "reps").rglob("cover*"))


def test_a_second_run_binds_nothing(root):
    before = {path: path.read_bytes() for path in root.rglob("binder.pdf")}
    _, records = give(root)
    assert set(statuses(records).values()) == {"unchanged"}
    assert {path: path.read_bytes() for path in root.rglob("binder.pdf")} == before


def test_a_binder_deleted_or_altered_is_bound_again_and_nothing_else_is_made(root):
    run, teams, _ = people(root)
    manager_id = largest(teams)
    path = run.path / "managers" / manager_id / "binder.pdf"
    before = path.read_bytes()
    path.write_bytes(b"%PDF torn")
    _, records = give(root)
    made = {document for document, status in statuses(records).items() if status == "made"}
    assert made == {f"managers/{manager_id}/binder"}
    assert path.read_bytes() == before


def test_a_failed_packet_costs_its_place_in_the_binder_and_no_more(root):
    run, teams, names = people(root)
    manager_id = largest(teams)
    rep_id, *others = teams[manager_id]
    assert others
    (root / f"fail-{rep_id}").touch()
    (run.path / "reps" / rep_id / "packet.pdf").unlink()
    result, records = give(root)
    binder = records[f"managers/{manager_id}/binder"]
    assert [record.document for record in result.asked_failed] == [f"reps/{rep_id}/packet"]
    assert (binder.status, binder.without) == ("made", (f"reps/{rep_id}/packet",))
    path = run.path / "managers" / manager_id / "binder.pdf"
    assert f"{names[rep_id]}: not made, see the summary of the run" in bookmarks(path)
    assert len(PdfReader(path).pages) == pages_of(len(others), len(teams[manager_id]))
    assert f"without reps/{rep_id}/packet" in run.summary.read_text(encoding="utf-8")

    # tried again in vain the binder stays; when the packet is made it takes its place
    assert give(root)[1][binder.document].status == "unchanged"
    (root / f"fail-{rep_id}").unlink()
    _, records = give(root)
    assert (records[binder.document].status, records[binder.document].without) == ("made", ())
    everybody = len(teams[manager_id])
    assert len(PdfReader(path).pages) == pages_of(everybody, everybody)


def test_a_binder_without_any_packet_has_failed(root):
    run, teams, _ = people(root)
    manager_id = largest(teams)
    for rep_id in teams[manager_id]:
        (root / f"fail-{rep_id}").touch()
        (run.path / "reps" / rep_id / "packet.pdf").unlink()
    _, records = give(root)
    binder = records[f"managers/{manager_id}/binder"]
    assert binder.status == "failed"
    assert binder.failure.error == "NothingToBindError"
    assert not (run.path / "managers" / manager_id / "binder.pdf").exists()
    assert (run.path / "managers" / manager_id / "binder.failed.html").is_file()


def test_a_run_narrowed_to_a_rep_leaves_the_binder_and_says_that_it_is_outdated(root):
    run, teams, _ = people(root)
    manager_id = largest(teams)
    rep_id = teams[manager_id][0]
    notebook = nbformat.read(root / "notebooks" / "packet.ipynb", as_version=4)
    notebook.cells[1].source += "\n"
    notebook.cells.append(nbformat.v4.new_markdown_cell("Another line."))
    nbformat.write(notebook, root / "notebooks" / "packet.ipynb")
    path = run.path / "managers" / manager_id / "binder.pdf"
    before = path.read_bytes()
    _, records = give(root, only=[f"rep:{rep_id}"])
    assert records[f"reps/{rep_id}/packet"].status == "made"
    assert records[f"managers/{manager_id}/binder"].status == "outdated"
    assert path.read_bytes() == before

    _, records = give(root, only=[f"manager:{manager_id}"])
    assert records[f"managers/{manager_id}/binder"].status == "made"
    assert "Another line." in PdfReader(path).pages[3].extract_text()


def test_who_asks_for_the_covers_template_gets_the_packets_that_belong_behind_it(root):
    run, teams, _ = people(root)
    # nothing of its documents is left, as before they were made
    for folder in ("reps", "managers", "org", "notebooks", ".batch"):
        shutil.rmtree(run.path / folder)
    run.manifest.unlink()
    manager_id = largest(teams)
    _, records = give(root, only=[f"manager:{manager_id}"], templates=["binder_cover"])
    assert statuses(records) == {
        **{f"reps/{rep_id}/packet": "made" for rep_id in teams[manager_id]},
        **{f"reps/{rep_id}/conversation": "made" for rep_id in teams[manager_id]},
        f"managers/{manager_id}/cover": "made",
        f"managers/{manager_id}/binder": "made",
    }


def test_a_binder_of_a_manager_who_has_no_reps_left_is_removed_by_a_full_run(root):
    run, teams, _ = people(root)
    (root / "notebooks" / "binder_cover.ipynb").unlink()
    result, records = give(root)
    assert {f"managers/{manager_id}/binder" for manager_id in teams} <= set(result.manifest.removed)
    assert not (run.path / "managers").exists()
    assert not any(document.startswith("managers/") for document in records)


# what something else writes to


@contextmanager
def written_while_made(root, rep_id, write):
    """Have the packet of a rep be made again, and call ``write`` while it is: notebooks cannot."""
    (select_run(load_project(root)).path / "reps" / rep_id / "packet.pdf").unlink()
    hook = root / f"hook-{rep_id}.py"
    with socket.create_server(("127.0.0.1", 0)) as server:
        # the notebook says that it is there, and goes on when the connection is closed
        place = server.getsockname()
        hook.write_text(f"import socket\nsocket.create_connection({place}).recv(1)\n")

        def wait_and_write():
            connection, _ = server.accept()
            with connection:
                write()

        writer = threading.Thread(target=wait_and_write, daemon=True)
        writer.start()
        yield
        writer.join(timeout=10)
    assert not writer.is_alive()
    hook.unlink()


def test_a_notebook_writes_over_nothing(root):
    run, teams, _ = people(root)
    writer, other, *_ = teams[largest(teams)]
    packet = run.path / "reps" / other / "packet.pdf"
    before = packet.read_bytes()
    (run.path / "reps" / writer / "packet.pdf").unlink()
    hook = root / f"hook-{writer}.py"
    hook.write_text(f"pathlib.Path(run, 'reps', {other!r}, 'packet.pdf').write_bytes(b'%PDF')\n")
    result, _ = give(root)
    (failed,) = result.asked_failed
    assert packet.read_bytes() == before or not can_be_held()
    assert failed.document == f"reps/{writer if can_be_held() else other}/packet"
    if can_be_held():
        assert "may write only into its temporary folder" in failed.failure.message


def test_what_writes_over_other_packets_costs_these_and_the_run_says_so(root):
    run, teams, _ = people(root)
    manager_id = largest(teams)
    writer, made, *unchanged = teams[manager_id]
    assert unchanged, "one packet to be there from the run before"
    (run.path / "reps" / made / "packet.pdf").unlink()
    overwritten = {made, unchanged[0]}

    def write():
        for rep_id in sorted(overwritten):
            path = run.path / "reps" / rep_id / "packet.pdf"
            while not path.exists():
                time.sleep(0.05)
            path.write_bytes(b"%PDF of another")

    with written_while_made(root, writer, write):
        # one packet is waited for while the other is in the making
        result, records = give(root, workers=2)
    assert {record.document for record in result.asked_failed} == {
        f"reps/{rep_id}/packet" for rep_id in overwritten
    }
    for rep_id in overwritten:
        record = records[f"reps/{rep_id}/packet"]
        assert (record.status, record.failure.error) == ("failed", "ChangedAfterwards")
        assert "packet.pdf was changed" in record.failure.message
        assert not (run.path / "reps" / rep_id / "packet.pdf").exists()
        page = (run.path / "reps" / rep_id / "packet.failed.html").read_text(encoding="utf-8")
        assert "Something else wrote to this document" in page
        kept = run.path / ".batch" / "changed" / "reps" / rep_id / "packet.pdf"
        assert kept.read_bytes() == b"%PDF of another"
        assert record.entity_name in run.summary.read_text(encoding="utf-8")
    binder = records[f"managers/{manager_id}/binder"]
    assert set(binder.without) == {f"reps/{rep_id}/packet" for rep_id in overwritten}

    result, records = give(root)
    assert result.asked_failed == ()
    assert {d for d, status in statuses(records).items() if status == "made"} == {
        *(f"reps/{rep_id}/packet" for rep_id in overwritten),
        binder.document,
    }
    assert records[binder.document].without == ()


def test_what_writes_to_the_metric_tables_costs_what_was_made_meanwhile(root):
    run, teams, _ = people(root)
    writer = teams[largest(teams)][0]
    path = run.metrics / "rep_metrics.parquet"
    before = path.read_bytes()
    with written_while_made(
        root, writer, lambda: pd.read_parquet(path).assign(value=1.0).to_parquet(path)
    ):
        result, _ = give(root, only=[f"rep:{writer}"])
    (failed,) = result.asked_failed
    assert failed.document == f"reps/{writer}/packet"
    assert "metric tables were changed while documents were being made" in failed.failure.message

    _, records = give(root, only=[f"rep:{writer}"])
    assert records[failed.document].status == "made"
    assert path.read_bytes() == before


def test_a_packet_that_somebody_has_changed_is_left_until_it_is_asked_for_and_then_kept_aside(root):
    run, teams, _ = people(root)
    manager_id = largest(teams)
    annotated, other, *_ = teams[manager_id]
    packet = run.path / "reps" / annotated / "packet.pdf"
    before = packet.read_bytes()
    packet.write_bytes(before + b"% notes of a manager")

    result, records = give(root, only=[f"rep:{other}"])
    assert result.asked_failed == ()
    assert records[f"reps/{annotated}/packet"].status == "outdated"
    assert records[f"managers/{manager_id}/binder"].status == "outdated"
    assert packet.read_bytes() == before + b"% notes of a manager"
    what = f"reps/{annotated}/packet: packet.pdf was changed"
    assert [note for note in result.manifest.notes if what in note] == [
        f"1 document was damaged and left alone (not part of this run): {what}."
    ]

    result, records = give(root)
    assert records[f"reps/{annotated}/packet"].status == "made"
    assert packet.read_bytes() == before
    kept = run.path / ".batch" / "changed" / "reps" / annotated / "packet.pdf"
    assert kept.read_bytes() == before + b"% notes of a manager"
    assert [note for note in result.manifest.notes if what in note] == [
        f"1 document was damaged and made again: {what}. The changed files are kept in .batch/changed/."
    ]
    # the binder was bound of the packet as it was made, and is so still
    assert records[f"managers/{manager_id}/binder"].status == "unchanged"
