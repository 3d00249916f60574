"""A project of three reps with all that a project may hold of them, written by hand: no export is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import pikepdf
from small_run import write_manifest_of

from review_kit.delivery.ledger import Entry, Frozen, Ledger, Version
from review_kit.delivery.people import People, Person
from review_kit.project import Project, load_project
from review_kit.records.folder import RunFolder
from review_kit.records.record import Record, describe_file, write_record
from review_kit.snapshot.identity import digest_of, id_of
from review_kit.snapshot.read import digest_of_file
from review_kit.sources.files.unchanged import sha256_of

RUN = "2026-09-30-90d"
ANA, BO = "R0001", "R0002"
ROSTER = pd.DataFrame(
    {
        "rep_id": [ANA, BO, "R0003"],
        "rep_name": ["Ana Ruiz", "Bo Lind", "Chika Obi"],
        "manager_id": ["M01", "M01", "M02"],
        "manager_name": ["Mai Tran", "Mai Tran", "Noor Aziz"],
        "team": ["North", "North", "South"],
        "email": ["ana.ruiz@example.com", "bo.lind@example.com", "chika.obi@example.com"],
        "manager_email": ["mai.tran@example.com"] * 2 + ["noor.aziz@example.com"],
        "hire_date": [date(2024, 1, 8)] * 3,
        "language": [None] * 3,
    }
)
LOG = pd.DataFrame(
    {
        "entry_id": ["E1", "E2", "E3"],
        "session_id": ["S1", "S2", "S3"],
        "rep_id": [ANA, BO, BO],
        "manager_id": ["M01", "M01", "M01"],
        "session_date": [date(2026, 9, 2)] * 3,
        "theme": ["Price", "Price", "Price"],
        "commitment": ["Ask who signs", "Listen to a call of Ana  Ruiz", "Ask for the budget"],
        "manager_note": ["Went well", "As RUIZ, ANA does", "Good"],
    }
)
DEALS = pd.DataFrame(
    {
        "opportunity_id": ["O-1", "O-2"],
        "rep_id": [ANA, BO],
        "account_name": ["Alder Ltd", "Birch Ltd"],
        "amount": [1000.0, 2000.0],
        "created_date": [date(2026, 7, 1)] * 2,
    }
)
STAGES = pd.DataFrame(
    {"opportunity_id": ["O-1", "O-2", "O-2"], "stage": ["Proposal", "Proposal", "Closing"]}
)
SCORES = pd.DataFrame(
    {
        "evaluation_id": ["V1", "V2"],
        "call_id": ["C1", "C2"],
        "rep_id": [ANA, BO],
        "call_on": [date(2026, 9, 1)] * 2,
        "criterion_id": ["DIS", "DIS"],
        "score": [50.0, 60.0],
        "evaluator_id": ["M01", ANA],
    }
)
FAULTY = pd.DataFrame(
    {
        "entry_id": ["E9", "E8"],
        "rep_id": [f" {ANA}", BO],
        "session_date": ["31.31.2026", "32.1.2026"],
        "_file": ["exports/coaching_log.csv"] * 2,
        "_row": [5, 6],
        "reasons": ["session_date: not a date", "session_date: not a date"],
        "rules": ["session_date.readable"] * 2,
    }
)
TABLES = {
    "roster": ROSTER,
    "coaching_log": LOG,
    "opportunities": DEALS,
    "stage_history": STAGES,
    "qa_scores": SCORES,
}


@dataclass(frozen=True)
class Tiny:
    """The project, its run and its snapshot."""

    project: Project
    run: RunFolder
    snapshot: Path

    @property
    def root(self) -> Path:
        return self.project.root


def tiny_project(root: Path, settings: str = "") -> Tiny:
    """Write the project."""
    root.mkdir()
    (root / "review_kit.toml").write_text(
        f'[organisation]\nname = "Alder & Quay"\n{settings}', encoding="utf-8"
    )
    _write_exports(root)
    snapshot = _write_snapshot(root)
    run = _write_run(root, snapshot.name)
    _write_deliveries(root, run)
    leftover = root / ".review_kit" / "staging-x1"
    leftover.mkdir()
    ROSTER.to_parquet(leftover / "roster.parquet")
    (leftover / "table.arrow.part").write_text("half of Ana Ruiz", encoding="utf-8")
    return Tiny(load_project(root), run, snapshot)


def _write_exports(root: Path) -> None:
    exports = root / "exports"
    (exports / "collected").mkdir(parents=True)
    ROSTER.to_csv(exports / "roster.csv", index=False)
    LOG.to_csv(exports / "coaching_log.csv", index=False)
    DEALS.to_parquet(exports / "opportunities.parquet")
    STAGES.to_csv(exports / "stage_history.csv.gz", index=False)
    STAGES.assign(owner=[ANA, BO, BO]).to_excel(exports / "pipeline.xlsx", index=False)
    lines = [json.dumps({"agent": {"id": who}, "score": 1}) for who in (ANA, BO)]
    (exports / "qa_scores.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    collected = LOG.assign(
        collected_talk="T",
        collected_from_file="ana.pdf",
        collected_sha256="5",
        collected_content="c",
    )
    collected.to_csv(exports / "collected" / "coaching_log.csv", index=False)
    sha256 = sha256_of(exports / "coaching_log.csv")
    corrected = [
        {
            "table": "coaching_log",
            "file": "exports/coaching_log.csv",
            "sha256": sha256,
            "row": row,
            "cells": [{"number": 5, "column": "session_date", "was": "x", "now": "2026-09-01"}],
            "by": by,
            "at": "2026-10-01T08:00:00+00:00",
            "workbook": "w",
        }
        for row, by in ((2, "Mai Tran"), (3, "Mai Tran"), (5, "Ana Ruiz"))
    ]
    (root / "mended.jsonl").write_text(
        "".join(json.dumps(line) + "\n" for line in corrected), encoding="utf-8"
    )


def _write_snapshot(root: Path) -> Path:
    snapshots = root / ".review_kit" / "snapshots"
    identity = {"format": 2, "tables": {name: {"mended": []} for name in TABLES}}
    folder = snapshots / id_of(identity)
    (folder / "quarantined").mkdir(parents=True)
    tables = {}
    for name, frame in TABLES.items():
        faulty = FAULTY if name == "coaching_log" else _none_faulty(frame)
        frame.to_parquet(folder / f"{name}.parquet")
        faulty.to_parquet(folder / "quarantined" / f"{name}.parquet")
        paths = (f"{name}.parquet", f"quarantined/{name}.parquet")
        tables[name] = {
            "inputs": [{"name": f"exports/{name}.csv"}],
            "rows_in": len(frame) + len(faulty),
            "kept": len(frame),
            "quarantined": len(faulty),
            "left_out": {},
            "mended": [],
            "files": {
                path: {
                    "sha256": digest_of_file(folder / path),
                    "bytes": (folder / path).stat().st_size,
                    "rows": len(frame if "/" not in path else faulty),
                }
                for path in paths
            },
        }
    manifest = {
        "id": folder.name,
        "format": 2,
        "time_zone": "UTC",
        "identity": identity,
        "tables": tables,
        "absent": [],
        "columns": {
            name: [{"name": str(column), "type": "string", "required": False} for column in frame]
            for name, frame in TABLES.items()
        },
    }
    manifest["seal"] = digest_of(manifest)
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (root / ".review_kit" / "validated.json").write_text(json.dumps({"snapshot_id": folder.name}))
    return folder


def _none_faulty(frame: pd.DataFrame) -> pd.DataFrame:
    empty = frame.head(0).astype("str").assign(_file="", _row=0, reasons="", rules="")
    return empty.astype({"_row": "int64"})


def write_pdf(path: Path, text: str) -> None:
    """Write a PDF of one page whose text says something."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(400, 200))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        pdf.pages[0].Contents = pdf.make_stream(f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode())
        pdf.save(path, deterministic_id=True)


def _write_run(root: Path, snapshot_id: str) -> RunFolder:
    run = RunFolder(root / "reports" / RUN)
    run.metrics.mkdir(parents=True)
    ROSTER.drop(columns="manager_email").to_parquet(run.metrics / "reps.parquet")
    values: Mapping[str, list[object]] = {
        "rep_id": [ANA, BO],
        "metric": ["win_rate", "win_rate"],
        "value": [0.5, 0.25],
        "note": [None, None],
    }
    pd.DataFrame(values).to_parquet(run.metrics / "rep_metrics.parquet")
    LOG.to_parquet(run.metrics / "sessions.parquet")
    scoped = {"scope": ["rep", "team"], "scope_id": [ANA, "North"], "estimate": [1.0, 2.0]}
    pd.DataFrame(scoped).to_parquet(run.metrics / "effects.parquet")
    by = {"scorer": [f"human:{ANA}", "ai"], "n_scores": [1, 2]}
    pd.DataFrame(by).to_parquet(run.metrics / "scorers.parquet")
    context = {
        "run_id": RUN,
        "organisation": "Alder & Quay",
        "as_of": "2026-09-30",
        "window_days": 90,
        "window_start": "2026-07-03",
        "window_end": "2026-09-30",
        "config": {"organisation": {"name": "Alder & Quay", "language": "en-GB"}},
        "words": {},
    }
    run.context.write_text(json.dumps(context), encoding="utf-8")
    run.roster.parent.mkdir(parents=True)
    run.roster.write_text(json.dumps(dict(zip(ROSTER["rep_id"], ROSTER["rep_name"], strict=True))))
    run.validation.write_text("<p>row 5 of Ana&nbsp;Ruiz</p>", encoding="utf-8")
    records = [
        _record(run, f"reps/{ANA}/packet", "rep", ANA, "Ana Ruiz", "Your quarter, Ana Ruiz"),
        _record(run, f"reps/{BO}/packet", "rep", BO, "Bo Lind", "Your quarter, Bo Lind"),
        _record(run, "managers/M01/binder", "manager", "M01", "Mai Tran", "Praise Ana Ruiz first"),
        _record(run, "org/summary", "org", "", "Alder & Quay", "14 of 24 reps improved"),
    ]
    notebook = run.notebooks / f"reps/{ANA}/packet.ipynb"
    notebook.parent.mkdir(parents=True)
    notebook.write_text(json.dumps({"cells": [{"source": [f'rep_id = "{ANA}"']}]}))
    write_manifest_of(run, snapshot_id, *records)
    return run


def _record(run: RunFolder, document: str, grain: str, entity: str, name: str, text: str) -> Record:
    path = run.path / f"{document}.pdf"
    write_pdf(path, text)
    record = Record(
        document=document,
        grain=grain,
        entity=entity,
        entity_name=name,
        template=document.rsplit("/", 1)[-1],
        title=document.rsplit("/", 1)[-1].capitalize(),
        audience="",
        key=text,
        inputs={},
        status="made",
        files=(describe_file(run, path),),
        team="North",
        manager_id="M01" if grain == "rep" else "",
    )
    write_record(run, record)
    return record


def _write_deliveries(root: Path, run: RunFolder) -> None:
    frozen = run.path / "released" / "r1" / "reps" / ANA / "packet" / "packet.pdf"
    write_pdf(frozen, "Your quarter, Ana Ruiz")
    frozen.chmod(0o400)
    ledger, people = Ledger(root), People(root)
    version = Version(
        people.token(Person("rep", ANA)), "packet", 1, (Frozen("packet.pdf", "5ea1"),)
    )
    user, manager = people.token(Person("user", "Mai Tran")), people.token(Person("manager", "M01"))
    ledger.add(Entry("released", RUN, (version,), by=user))
    for event in ("sending", "delivered"):
        ledger.add(Entry(event, RUN, (version,), by=user, to=manager, channel="folder", parcel="p"))
    draft = root / "drafts" / RUN / "Reps" / "Ana Ruiz (R0001).eml"
    draft.parent.mkdir(parents=True)
    draft.write_text("To: ana.ruiz@example.com\nSubject: Review\n\nHello Ana Ruiz\n")
