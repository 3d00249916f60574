"""A run of two managers whose documents are small real files, in a project of its own."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from prepared_run import prepared_run
from small_run import write_manifest_of

from review_kit.project import Project, load_project
from review_kit.records.folder import RunFolder
from review_kit.records.record import Record, describe_file, write_record
from review_kit.snapshot import Snapshot

SETTINGS = """
[organisation]
name = "Alder & Quay"
"""


@dataclass(frozen=True)
class Delivered:
    """A project, its run, and the means to change both."""

    project: Project
    run: RunFolder
    roster: dict[str, str]
    """Rep → manager."""

    def configure(self, text: str) -> Delivered:
        """Give the same with other settings of delivery."""
        self.project.config_path.write_text(SETTINGS + text, encoding="utf-8")
        return Delivered(load_project(self.project.root), self.run, self.roster)

    def make(self, document: str, text: str, *, slice_digest: str = "s") -> None:
        """Make a document, or make it anew, and write the manifest."""
        folder, _, output = document.rpartition("/")
        path = self.run.path / folder
        path.mkdir(parents=True, exist_ok=True)
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.docinfo["/Title"] = text
            pdf.save(path / f"{output}.pdf", deterministic_id=True)
        grain = {"reps": "rep", "managers": "manager", "teams": "team", "org": "org"}[
            folder.split("/")[0]
        ]
        entity = folder.partition("/")[2]
        write_record(
            self.run,
            Record(
                document=document,
                grain=grain,
                entity=entity,
                entity_name=f"{grain.capitalize()} {entity}".strip(),
                template=output,
                title=output.capitalize(),
                audience="",
                key=text,
                inputs={"template": "t", "slice": slice_digest, "context": "c", "package": "p"},
                status="made",
                files=(describe_file(self.run, path / f"{output}.pdf"),),
                manager_id=self.roster.get(entity, "") if grain == "rep" else "",
            ),
        )
        self.write()

    def write(self, state: str = "complete") -> None:
        """Write the manifest of the records there are."""
        records = [
            Record.from_json(json.loads(path.read_text()))
            for path in sorted(self.run.records.rglob("*.json"))
        ]
        snapshot = next((self.project.cache / "snapshots").iterdir()).name
        write_manifest_of(self.run, snapshot, *records, state=state)


@pytest.fixture
def delivered(tmp_path: Path) -> Delivered:
    """Packets of the first rep of two managers, both binders, and a report of the organisation."""
    prepared = RunFolder(prepared_run())
    of = prepared.path.parents[1]
    root = tmp_path / "project"
    root.mkdir()
    (root / "review_kit.toml").write_text(SETTINGS, encoding="utf-8")
    (root / ".review_kit").symlink_to(of / ".review_kit")
    run = RunFolder(root / "reports" / "2026-09-30-90d")
    run.metrics.mkdir(parents=True)
    shutil.copyfile(prepared.context, run.context)
    [snapshot] = (of / ".review_kit" / "snapshots").iterdir()
    roster = Snapshot.open(snapshot).table("roster").drop_duplicates("manager_id").head(2)
    made = Delivered(
        load_project(root), run, dict(zip(roster["rep_id"], roster["manager_id"], strict=True))
    )
    for rep, manager in made.roster.items():
        made.make(f"reps/{rep}/packet", f"packet of {rep}")
        made.make(f"managers/{manager}/binder", f"binder of {manager}")
    made.make("org/summary", "summary")
    return made
