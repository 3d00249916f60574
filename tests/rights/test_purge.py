"""``review-kit purge``: by person and by retention, interrupted or not, with a proof."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
import tarfile
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pandas as pd
import pikepdf
import pytest
import python_calamine as calamine
from filled_sheets import IDENTITY
from msoffcrypto.format.ooxml import OOXMLFile
from tiny_project import ANA, BO, RUN, write_pdf

from review_kit.cli.main import main
from review_kit.delivery.ledger import LEDGER, Ledger
from review_kit.delivery.people import FORGOTTEN, People
from review_kit.documents.sheet import fields
from review_kit.project import load_project
from review_kit.records.manifest import read_manifest
from review_kit.records.site_folders import REGISTRY, SiteFolder, note_sites, site_folders
from review_kit.rights.erasing import erased_export
from review_kit.rights.identity import Identity, identity_of
from review_kit.rights.purging import JOURNAL, purge_person, resume
from review_kit.rights.retention import purge_by_retention
from review_kit.rights.searching import search
from review_kit.snapshot import Snapshot
from review_kit.sources.files.mended import read_mended
from review_kit.sources.files.unchanged import sha256_of

NOW = datetime(2026, 11, 30, tzinfo=UTC)


def contents(root) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        # what a lock holds, and when a workbook was written, is not the same twice
        if path.is_file() and path.name not in ("lock", "pipeline.xlsx")
    }


def the_snapshot(tiny) -> Snapshot:
    [folder] = (tiny.project.cache / "snapshots").iterdir()
    return Snapshot.open(folder)


def test_nothing_of_a_leaver_is_left(tiny):
    ana = identity_of(tiny.project, ANA)
    ledger = (tiny.root / LEDGER).read_bytes()
    result = purge_person(tiny.project, ANA)
    assert (result.remnants, result.unread) == ((), ())
    assert result.searched > 30
    assert [*search(tiny.root, [ana])] == []
    assert not (tiny.project.cache / JOURNAL).exists()
    assert not (tiny.project.cache / "staging-x1").exists()
    # the ledger is as it was, and its chain holds; whom it speaks of is forgotten
    assert (tiny.root / LEDGER).read_bytes() == ledger
    [subject] = {one.subject for entry in Ledger(tiny.root).entries for one in entry.documents}
    assert People(tiny.root).person(subject) == FORGOTTEN


def test_rows_of_others_stay_without_the_name(tiny):
    purge_person(tiny.project, ANA)
    snapshot = the_snapshot(tiny)
    log = pd.read_parquet(snapshot.path("coaching_log"))
    assert log["entry_id"].tolist() == ["E2", "E3"]
    assert log["commitment"].tolist() == ["Listen to a call of [removed]", "Ask for the budget"]
    assert log["manager_note"].tolist() == ["As [removed] does", "Good"]
    assert snapshot.table("stage_history")["opportunity_id"].tolist() == ["O-2", "O-2"]
    assert snapshot.quarantined("coaching_log")["entry_id"].tolist() == ["E8"]
    facts = snapshot.manifest["tables"]["coaching_log"]
    assert (facts["rows_in"], facts["kept"], facts["quarantined"]) == (3, 2, 1)
    manifest = read_manifest(tiny.run)
    assert manifest.snapshot_id == snapshot.id
    assert [one.document for one in manifest.documents] == [f"reps/{BO}/packet", "org/summary"]
    assert pd.read_parquet(tiny.run.metrics / "scorers.parquet")["scorer"].tolist() == [
        "human:[removed]",
        "ai",
    ]
    assert "Ana Ruiz" not in tiny.run.summary.read_text(encoding="utf-8")


def test_exports_keep_the_places_of_all_other_rows(tiny):
    exports = tiny.root / "exports"
    before = (exports / "coaching_log.csv").read_text().splitlines()
    purge_person(tiny.project, ANA)
    after = (exports / "coaching_log.csv").read_text().splitlines()
    assert (len(after), after[0], after[3]) == (len(before), before[0], before[3])
    assert set(after[1]) == {","}
    text = gzip.decompress((exports / "stage_history.csv.gz").read_bytes()).decode()
    assert text.splitlines() == ["opportunity_id,stage", ",", "O-2,Proposal", "O-2,Closing"]
    deals = pd.read_parquet(exports / "opportunities.parquet")
    assert deals["opportunity_id"].fillna("").tolist() == ["", "O-2"]
    # corrections of other rows hold for the file as it is now
    corrections = read_mended(tiny.project)
    assert [row.row for row in corrections] == [2, 3]
    assert {row.sha256 for row in corrections} == {sha256_of(exports / "coaching_log.csv")}


@pytest.mark.parametrize("after", [2, 6, 10, 20])
def test_an_interrupted_purge_is_ended_by_the_next(tiny, after):
    class KilledError(Exception):
        pass

    done = []

    def kill(change) -> None:
        done.append(change)
        if len(done) == after:
            raise KilledError

    with pytest.raises(KilledError):
        purge_person(tiny.project, ANA, on_change=kill)
    assert (tiny.project.cache / JOURNAL).exists()
    result = resume(load_project(tiny.root))
    assert result is not None
    assert result.is_proven
    documents = [one.document for one in read_manifest(tiny.run).documents]
    assert documents == [f"reps/{BO}/packet", "org/summary"]
    assert [row.row for row in read_mended(tiny.project)] == [2, 3]
    the_snapshot(tiny)
    assert resume(tiny.project) is None


def test_an_export_that_was_written_and_not_yet_put_in_place_is(tiny):
    path = tiny.root / "exports" / "coaching_log.csv"
    erased = erased_export(path, identity_of(tiny.project, ANA))
    part = path.with_name(".coaching_log.csv.purge-new")
    part.write_bytes(erased.content)
    assert purge_person(tiny.project, ANA).is_proven
    assert path.read_bytes() == erased.content
    assert not part.exists()
    assert {row.sha256 for row in read_mended(tiny.project)} == {sha256_of(path)}


def test_a_dry_run_lists_everything_and_changes_nothing(tiny):
    before = contents(tiny.root)
    told = {one.path: one.action for one in purge_person(tiny.project, ANA, dry_run=True).changes}
    assert contents(tiny.root) == before
    assert told["exports/coaching_log.csv"] == "1 row emptied, 2 cells replaced"
    assert told[f"reports/{RUN}/managers/M01/binder.pdf"].startswith("deleted (it names the person")
    assert f"reports/{RUN}/org/summary.pdf" not in told


def test_a_manager_who_left_is_replaced_and_the_reps_keep_their_rows(tiny):
    assert purge_person(tiny.project, "M01").is_proven
    roster = the_snapshot(tiny).table("roster")
    assert roster["rep_id"].tolist() == [ANA, BO, "R0003"]
    assert roster["manager_id"].tolist() == ["[removed]", "[removed]", "M02"]
    assert (tiny.run.path / f"reps/{ANA}/packet.pdf").is_file()


def test_what_cannot_be_rewritten_is_named_and_ends_with_3(tiny, capsys):
    write_pdf(tiny.root / "exports" / "sheets" / "filled.pdf", "Filled by Ana Ruiz")
    with pytest.raises(SystemExit) as ended:
        main(["purge", "--person", ANA, "--project", str(tiny.root), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert (ended.value.code, told["remnants"]) == (3, ["exports/sheets/filled.pdf, page 1"])
    assert told["to_do"] == {
        "exports/sheets/filled.pdf": "Delete it, or replace it by one without the person."
    }
    # who it is about is known until the proof finds nothing
    (tiny.root / "exports" / "sheets" / "filled.pdf").unlink()
    with pytest.raises(SystemExit) as ended:
        main(["purge", "--person", ANA, "--project", str(tiny.root)])
    assert ended.value.code in (0, None)
    assert "Proof: 0 remnants found in" in capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        main(["purge", "--project", str(tiny.root)])
    assert ended.value.code == 1  # no number of days is set


CSV = "rep_id,note\nR0001,hers\nR0002,as Ana Ruiz does\n"


def ods(cells: str) -> bytes:
    """A spreadsheet of one sheet, as LibreOffice writes it."""
    names = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "of": "urn:oasis:names:tc:opendocument:xmlns:of:1.2",
    }
    declared = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in names.items())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS, zipfile.ZIP_STORED)
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {declared}><office:body>'
            f'<office:spreadsheet><table:table table:name="Log">{cells}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr(
            "meta.xml",
            f"<office:document-meta {declared}><office:meta><dc:creator>Ana Ruiz</dc:creator></office:meta>"
            "</office:document-meta>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<m:file-entry m:full-path="/" m:media-type="{ODS}"/>'
            '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
        )
    return out.getvalue()


ODS = "application/vnd.oasis.opendocument.spreadsheet"


def ods_row(*texts: str, repeated: int = 1) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def test_a_person_in_a_spreadsheet_of_opendocument(tmp_path):
    path = tmp_path / "log.ods"
    path.write_bytes(
        ods(
            ods_row("rep_id", "note", "n")
            + ods_row("R0001", "hers", "1", repeated=2)
            + ods_row("R0002", "as <text:span>Ana</text:span><text:s/>Ruiz does", "2")
            + '<table:table-row><table:table-cell office:value-type="string"><office:annotation><dc:creator>'
            "Ana Ruiz</dc:creator></office:annotation><text:p>R0003</text:p></table:table-cell>"
            '<table:table-cell table:number-columns-repeated="1"/><table:table-cell '
            'office:value-type="float" office:value="3" table:formula="of:=1+2"><text:p>3</text:p>'
            "</table:table-cell></table:table-row>"
        )
    )
    person = Identity("R0001", names=("Ana Ruiz",))
    erased = erased_export(path, person)
    assert erased is not None
    path.write_bytes(erased.content)
    # an independent program reads it
    rows = calamine.load_workbook(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert rows == [
        ["rep_id", "note", "n"],
        ["", "", ""],
        ["", "", ""],
        ["R0002", "as [removed] does", "2"],
        ["R0003", "", 3.0],
    ]
    assert (erased.rows, erased.cells) == (2, 3)
    assert [*search(tmp_path, [person])] == []
    assert b'table:formula="of:=1+2"' in zipfile.ZipFile(path).read("content.xml")


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


def test_files_in_an_archive_are_rewritten_and_the_others_stay(tiny):
    frame = pd.read_csv(io.StringIO(CSV))
    book = io.BytesIO()
    frame.to_excel(book, index=False)
    inner = zipped(records__json=b'[{"agent": "R0001"}, {"agent": "R0002"}]')
    path = tiny.root / "exports" / "q3.zip"
    path.write_bytes(
        zipped(
            log__csv=CSV.encode(),
            book__xlsx=book.getvalue(),
            inner__zip=inner,
            packed__csv__bz2=bz2.compress(CSV.encode()),
            other__csv=b"x\n1\n",
        )
    )
    result = purge_person(tiny.project, ANA)
    assert result.is_proven
    told = {one.path: one.action for one in result.changes}
    assert told["exports/q3.zip"] == "4 rows emptied, 3 cells replaced"
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            *("log.csv", "book.xlsx", "inner.zip", "packed.csv.bz2", "other.csv")
        ]
        after = "rep_id,note\n,\nR0002,as [removed] does\n"
        assert archive.read("log.csv").decode() == after
        assert bz2.decompress(archive.read("packed.csv.bz2")).decode() == after
        assert archive.read("other.csv") == b"x\n1\n"
        rows = calamine.load_workbook(io.BytesIO(archive.read("book.xlsx"))).get_sheet_by_index(0)
        assert rows.to_python(skip_empty_area=False)[1:] == [
            ["", ""],
            ["R0002", "as [removed] does"],
        ]
        with zipfile.ZipFile(io.BytesIO(archive.read("inner.zip"))) as deeper:
            assert json.loads(deeper.read("records.json")) == [{"agent": "R0002"}]


def write_sheet(path, rep_id: str, rep_name: str) -> None:
    """Write a PDF with the hidden field of a conversation sheet that says whose it is."""
    write_pdf(path, f"Sheet of {rep_name}")
    whose = replace(IDENTITY, rep_id=rep_id, rep_name=rep_name, manager_name="Mai Tran")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T=pikepdf.String(fields.IDENTITY),
                V=pikepdf.String(whose.to_text()),
                Rect=[0, 0, 1, 1],
            )
        )
        pdf.pages[0].Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
        pdf.save(path)


def test_the_table_for_hr_and_filled_sheets_of_the_person_go_too(tiny):
    exports = tiny.root / "exports"
    (exports / "demographics.csv").write_text(
        f"rep_id,attribute,value\n{ANA},origin,here\n{BO},origin,there\n"
    )
    write_sheet(exports / "sheets" / "one.pdf", ANA, "Ana Ruiz")
    write_sheet(exports / "sheets" / "two.pdf", BO, "Bo Lind")
    result = purge_person(tiny.project, ANA)
    assert result.is_proven
    assert (exports / "demographics.csv").read_text() == (
        f"rep_id,attribute,value\n,,\n{BO},origin,there\n"
    )
    assert [path.name for path in (exports / "sheets").iterdir()] == ["two.pdf"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.zip", b"7z\xbc\xaf\x27\x1c\x00\x04", "a 7z archive"),
        ("b.csv.zst", b"\x28\xb5\x2f\xfd\x00", "packed with zstd"),
        ("c.csv.gz", b"rep_id\n", "cannot be unpacked"),
        (
            "d.ods",
            zipped(**{"META-INF/manifest__xml": b"<m:encryption-data/>", "content__xml": b"\x00"}),
            "encrypted",
        ),
        (
            "e.zip",
            zipped(a__zip=zipped(b__zip=zipped(c__zip=zipped(d__csv=b"x\n")))),
            "an archive inside 3 others",
        ),
    ],
)
def test_what_nobody_can_look_into_is_not_taken_for_searched(tmp_path, name, content, why):
    (tmp_path / name).write_bytes(content)
    [place] = search(tmp_path, [Identity("R0001", names=("Ana Ruiz",))])
    assert (place.path, place.unread) == (name, why)


def test_a_workbook_with_a_password_is_not_taken_for_searched(tmp_path):
    plain, closed = io.BytesIO(), io.BytesIO()
    pd.DataFrame({"rep_id": ["R0001"]}).to_excel(plain, index=False)
    OOXMLFile(plain).encrypt("secret", closed)
    (tmp_path / "a.xlsx").write_bytes(closed.getvalue())
    person = Identity("R0001")
    assert [place.unread for place in search(tmp_path, [person])] == ["encrypted"]
    assert erased_export(tmp_path / "a.xlsx", person) is None


def test_a_packed_file_is_searched_whatever_it_is_called(tmp_path):
    (tmp_path / "a.dat").write_bytes(gzip.compress(b"said Ana Ruiz"))
    inner = io.BytesIO(gzip.compress(CSV.encode()))
    with tarfile.open(tmp_path / "b.tgz", "w:gz") as archive:
        member = tarfile.TarInfo("log.csv.gz")
        member.size = len(inner.getvalue())
        archive.addfile(member, inner)
    found = [str(place) for place in search(tmp_path, [Identity("R0001", names=("Ana Ruiz",))])]
    assert found == ["a.dat", "b.tgz, log.csv.gz"]


def test_an_encrypted_file_is_not_taken_for_searched(tiny):
    path = tiny.run.path / "org" / "summary.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="x", user="x", R=6))
    result = purge_person(tiny.project, ANA)
    assert [place.unread for place in result.unread] == ["encrypted"]
    assert not result.is_proven


def test_retention_removes_what_is_past_its_days(tiny):
    tiny.project.config_path.write_text(
        '[organisation]\nname = "A"\n'
        "[retention]\nexports = 30\nsnapshots = 30\nruns = 30\ndeliveries = 3650\n"
    )
    project = load_project(tiny.root)
    old = (NOW - timedelta(days=60)).timestamp()
    for path in (tiny.root / "exports").rglob("*"):
        if path.name != "roster.csv":
            os.utime(path, (old, old))
    os.utime(tiny.snapshot / "manifest.json", (old, old))
    planned = purge_by_retention(project, dry_run=True, now=NOW)
    result = purge_by_retention(project, now=NOW)
    assert [one.path for one in planned.changes] == [one.path for one in result.changes]
    assert result.is_proven
    left = {path for path in contents(tiny.root) if not path.startswith(".review_kit/staging")}
    assert left == {
        "review_kit.toml",
        "exports/roster.csv",
        ".review_kit/validated.json",
        "deliveries.jsonl",
        "deliveries.people.json",
        f"reports/{RUN}/released/r1/reps/{ANA}/packet/packet.pdf",
        f"drafts/{RUN}/Reps/Ana Ruiz (R0001).eml",
    }


def test_released_copies_and_tokens_go_with_the_deliveries(tiny):
    tiny.project.config_path.write_text(
        '[organisation]\nname = "A"\n[retention]\ndeliveries = 1\n', encoding="utf-8"
    )
    project = load_project(tiny.root)
    assert purge_by_retention(project, now=datetime.now(UTC)).changes == ()
    result = purge_by_retention(project, now=datetime.now(UTC) + timedelta(days=2))
    assert [one.path for one in result.changes] == [
        f"reports/{RUN}/released",
        f"drafts/{RUN}",
        "deliveries.people.json",
    ]
    assert len(Ledger(tiny.root).entries) == 3
    assert People(tiny.root).tokens == ()


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.csv", b"id;x\r\nR0001;1\r\nR0002;2\r\n", b"id;x\r\n;\r\nR0002;2\r\n"),
        ("b.csv", b'n,t\n1,"said Ana Ruiz,\nyes"\n', b'n,t\n1,"said [removed],\nyes"\n'),
        ("c.csv", "Agent,x\nRuiz\u00a0Ana,1\n".encode(), b"Agent,x\n,\n"),
        ("d.csv", "\ufeffAgent\tx\nana ruiz\t1\n".encode(), "\ufeffAgent\tx\n\t\n".encode()),
        ("e.csv", b"coach,x\nAna Ruiz,1\n", b"coach,x\n[removed],1\n"),
        ("f.tsv", b"agent\tx\nR0001X\t1\n", None),
        (
            "g.json",
            b'[{"agent": "R0001"}, {"agent": "R0002"}]',
            b'[\n {\n  "agent": "R0002"\n }\n]',
        ),
    ],
)
def test_a_person_in_an_export(tmp_path, name, before, after):
    path = tmp_path / name
    path.write_bytes(before)
    erased = erased_export(path, Identity("R0001", names=("Ana Ruiz",)))
    assert erased is not None
    assert (erased.content, erased.is_changed) == (
        (before, False) if after is None else (after, True)
    )


def test_an_identifier_that_could_mean_anything_counts_where_people_stand_only(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("rep_id,amount,note\n12,40,room 12\n13,12,ok\n")
    erased = erased_export(path, Identity("12"))
    assert erased is not None
    assert erased.content.decode() == "rep_id,amount,note\n,,\n13,12,ok\n"


def write_site_of(tiny, folder, text: str, runs=(RUN,)) -> None:
    folder.mkdir(parents=True)
    (folder / "robots.txt").write_text("", encoding="utf-8")
    (folder / "index.html").write_text(f"<p>{text}</p>", encoding="utf-8")
    note_sites(tiny.project, [SiteFolder(folder, folder.parent, runs)])


def test_sites_that_name_a_leaver_go_wherever_they_were_written(tiny, tmp_path):
    sites = tiny.project.reports / "sites"
    published = tmp_path / "published" / "M01"
    write_site_of(tiny, sites / "managers" / "M01", "Ana Ruiz")
    write_site_of(tiny, sites / "managers" / "M02", "Chika Obi")
    write_site_of(tiny, published, "Ana Ruiz")
    (tiny.project.reports / REGISTRY).unlink()  # the usual place is found without it
    note_sites(tiny.project, [SiteFolder(published, published.parent, (RUN,))])
    result = purge_person(tiny.project, ANA)
    assert result.is_proven
    assert not published.exists()
    assert [one.path.name for one in site_folders(tiny.project)] == ["M02"]


def test_a_site_outside_the_project_is_searched_for_the_proof(tiny, tmp_path, monkeypatch):
    published = tmp_path / "published" / "M01"
    write_site_of(tiny, published, "Ana Ruiz")
    monkeypatch.setattr("review_kit.rights.purging.changes_of_sites", lambda *_: ())
    result = purge_person(tiny.project, ANA)
    assert [str(place) for place in result.remnants] == ["index.html"]


def test_a_site_that_shows_a_run_past_its_days_goes_with_it(tiny):
    text = tiny.project.config_path.read_text(encoding="utf-8")
    tiny.project.config_path.write_text(f"{text}\n[retention]\nruns = 30\n", encoding="utf-8")
    project = load_project(tiny.root)
    sites = project.reports / "sites"
    write_site_of(tiny, sites / "leaders", "All", (RUN, "2026-12-31-90d"))
    write_site_of(tiny, sites / "enablement", "All", ())
    purge_by_retention(project, now=NOW)
    assert [one.path.name for one in site_folders(project)] == ["enablement"]
