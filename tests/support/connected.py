"""What `review-kit connect` alone makes of an export of a shape, and what it cannot know."""

from __future__ import annotations

import os
import time
import tomllib
from pathlib import Path

from system_shapes import CRITERIA, ROSTER, Shape

from review_kit.project import load_project
from review_kit.sources import StagedTable, stage
from review_kit.sources.connect.propose import propose
from review_kit.sources.connect.writing import write

SETTINGS = '[organisation]\nname = "Acme"\ntime_zone = "Europe/Madrid"\ncurrency = "EUR"\n'


def connected(root: Path, shape: Shape) -> StagedTable:
    """Connect the files of a shape in an empty folder, add the lines that are left, and read its table."""
    files = {"exports/roster.csv": ROSTER, "exports/criteria.csv": CRITERIA}
    files = {name: text for name, text in files.items() if name != f"exports/{shape.table}.csv"}
    settings = tomllib.loads(shape.settings)
    for name, text in (files | shape.files).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if "exported_on" in settings:
            moment = time.mktime((*settings["exported_on"].timetuple()[:3], 12, 0, 0, 0, 0, -1))
            os.utime(path, (moment, moment))
    (root / "review_kit.toml").write_text(SETTINGS, encoding="utf-8")
    project = load_project(root)
    proposal = propose(project, answers=dict(shape.answers))
    write(project, proposal)
    if shape.after_connect:
        each = next(each for each in proposal.tables if each.table == shape.table)
        profile = root / "profiles" / f"{each.name}.toml"
        lines = shape.own.splitlines()
        assert len(lines) == shape.after_connect
        profile.write_text(profile.read_text("utf-8") + "\n".join(["", *lines, ""]), "utf-8")
    return stage(load_project(root), root / "staged")[shape.table]
