"""Sites of a project with two runs of twelve invented reps; documents are small, and say whose they are."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
from prepared_run import prepared_run
from small_run import write_manifest_of

from review_kit.grains import GRAINS
from review_kit.project import Project, load_project
from review_kit.records.folder import RunFolder
from review_kit.records.record import Record, describe_file
from review_kit.site.write import Sites, write_sites

SETTINGS = """
[organisation]
name = "Alder & Quay"

[theme]
accent = "#7a3e9d"
logo = "logo.svg"
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path d="M0 0h40v10z"/></svg>'
NEWEST, EARLIER = "2026-09-30-90d", "2026-06-30-90d"
OUTPUTS = {
    "rep": ("packet", "conversation"),
    "team": ("roi",),
    "manager": ("binder",),
    "org": ("summary", "glossary"),
}


@dataclass(frozen=True)
class Company:
    """A project, and who is in its newest run."""

    project: Project
    reps: pd.DataFrame
    moved: str
    """Rep who had another manager in the earlier run."""

    @property
    def root(self) -> Path:
        return self.project.root

    @property
    def sites(self) -> Path:
        return self.project.reports / "sites"

    def run(self, name: str = NEWEST) -> RunFolder:
        return RunFolder(self.project.reports / name)

    def secret(self, rep_id: str) -> str:
        """What the page of a rep's packet says and nothing else does."""
        return secret_of(rep_id)

    def write(self, **options) -> Sites:
        return write_sites(self.project, **options)


def secret_of(entity: str) -> str:
    return f"only in the packet of {entity}"


def company_in(root: Path) -> Company:
    """Make a project whose documents may be changed; its numbers are those of the shared run."""
    prepared = RunFolder(prepared_run())
    (root / "review_kit.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "logo.svg").write_text(LOGO, encoding="utf-8")
    newest, earlier = (RunFolder(root / "reports" / name) for name in (NEWEST, EARLIER))
    newest.path.mkdir(parents=True)
    newest.metrics.symlink_to(prepared.metrics)
    shutil.copytree(prepared.metrics, earlier.metrics)
    context = json.loads(earlier.context.read_text(encoding="utf-8"))
    for name in [name for name in context if name.endswith(("_start", "_end"))]:
        context[name] = (date.fromisoformat(context[name]) - timedelta(days=92)).isoformat()
    context |= {"run_id": EARLIER, "as_of": "2026-06-30"}
    earlier.context.write_text(json.dumps(context), encoding="utf-8")
    reps = pd.read_parquet(newest.metrics / "reps.parquet")
    moved = _with_another_manager(earlier)
    for run in (newest, earlier):
        for suffix in (".html", ".json"):
            shutil.copy(prepared.validation.with_suffix(suffix), run.path)
        _make_documents(run, "2026-09-30" if run is newest else "2026-06-30")
    return Company(load_project(root), reps, moved)


def _with_another_manager(run: RunFolder) -> str:
    """Let one rep of the earlier run report elsewhere."""
    path = run.metrics / "reps.parquet"
    reps = pd.read_parquet(path)
    first, other = reps.iloc[0], reps[reps["manager_id"] != reps.iloc[0]["manager_id"]].iloc[0]
    columns = ["manager_id", "manager_name"]
    reps.loc[0, columns] = other[columns].to_numpy()
    reps.to_parquet(path)
    values = pd.read_parquet(run.metrics / "rep_metrics.parquet")
    score = (values["metric"] == "overall_score") & (values["rep_id"] == reps.loc[1, "rep_id"])
    values.loc[score, ["value", "low", "high"]] = None
    values.loc[score, ["note", "evidence"]] = ["too few calls", "too_few"]
    values.to_parquet(run.metrics / "rep_metrics.parquet")
    return str(first["rep_id"])


def _make_documents(run: RunFolder, as_of: str) -> None:
    reps = pd.read_parquet(run.metrics / "reps.parquet")
    about = [("rep", rep.rep_id, rep.rep_name, rep) for rep in reps.itertuples()]
    about += [("team", team, team, None) for team in sorted(set(reps["team"]))]
    managers = reps.drop_duplicates("manager_id")
    about += [("manager", one.manager_id, one.manager_name, None) for one in managers.itertuples()]
    about.append(("org", "", "Alder & Quay", None))
    records = [
        _made(run, grain, entity, name, output, rep)
        for grain, entity, name, rep in about
        for output in OUTPUTS[grain]
    ]
    write_manifest_of(run, "0" * 12, *records)
    manifest = json.loads(run.manifest.read_text(encoding="utf-8"))
    run.manifest.write_text(json.dumps(manifest | {"as_of": as_of}), encoding="utf-8")


def _made(run: RunFolder, grain: str, entity: str, name: str, output: str, rep) -> Record:
    document = "/".join(part for part in (GRAINS[grain].folder, entity, output) if part)
    path = run.path / document
    path.parent.mkdir(parents=True, exist_ok=True)
    said = secret_of(entity) if output == "packet" else f"{output} of {entity or grain}"
    page = f'<!doctype html><html lang="en"><head>\n<meta charset="utf-8">\n</head><p>{said}</p>'
    path.with_suffix(".html").write_text(page, encoding="utf-8")
    path.with_suffix(".pdf").write_bytes(f"%PDF-1.7 {said} in {run.run_id}".encode())
    return Record(
        document=document,
        grain=grain,
        entity=entity,
        entity_name=name,
        template=f"{grain}_{output}",
        title=output.capitalize(),
        audience="",
        key=document,
        inputs={},
        status="made",
        files=tuple(describe_file(run, path.with_suffix(kind)) for kind in (".pdf", ".html")),
        team="" if rep is None else rep.team,
        manager_id="" if rep is None else rep.manager_id,
        for_everybody=output == "glossary",
    )


def files_in(folder: Path) -> Mapping[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
