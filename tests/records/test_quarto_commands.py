"""No documented Quarto command deletes or changes anything in ``reports/``."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest
import yaml

from review_kit.project.init import init_project

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = [
    *sorted((ROOT / "docs").glob("*.md")),
    *(ROOT / name for name in ("README.md", "_quarto.yml", "reports/README.md")),
    ROOT / "src/review_kit/project/init.py",
    ROOT / "src/review_kit/project/starter/Makefile",
    ROOT / "src/review_kit/cli/doctor.py",
]
COMMAND = re.compile(r"\bquarto ((?:render|preview)\b(?: [\w./*<>-]+\.(?:ipynb|qmd|md)\b)?)")
DOCUMENTED = sorted(
    {found for path in WRITTEN for found in COMMAND.findall(path.read_text(encoding="utf-8"))}
)
"""Every Quarto command that a page, a setting or a message names, without ``quarto``."""
EXECUTED = "reports/2026-09-30-90d/notebooks/reps/R1/packet.ipynb"


def stand_in(root: Path, command: str) -> list[Path]:
    """Do what Quarto 1.9 and 1.10 were seen to do, and return the pages that it made.

    A website project renders every page in ``render`` before it previews any; any other project renders the
    one that is asked for. Each output is written beside the page, over whatever has the same stem there, and
    then moved into the project's folder for outputs.
    """
    settings = yaml.safe_load((root / "_quarto.yml").read_text(encoding="utf-8"))
    asked = {root / name for name in command.split()[1:] if (root / name).is_file()}
    listed = {page for pattern in settings["project"]["render"] for page in root.glob(pattern)}
    pages = asked | listed if settings["project"]["type"] == "website" or not asked else asked
    made = []
    for page in sorted(pages):
        for suffix in settings["format"]:
            beside = page.with_suffix(f".{suffix}")
            beside.write_text("by Quarto", encoding="utf-8")
            target = root / settings["project"]["output-dir"] / beside.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            beside.replace(target)
            made.append(target.relative_to(root))
    return made


def digests(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((root / "reports").rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory, new_project, write_report):
    """A new project with a run: packets, one of which has failed, and a page for leaders."""
    root = init_project(tmp_path_factory.mktemp("quarto"))
    for path in (root / "notebooks").glob("*.ipynb"):
        path.unlink()
    project = new_project(root)
    both = {"formats": ("pdf", "html")}
    packet = "{'R1': 1, 'R2': 2, 'R3': 3}[rep_id]"
    write_report(project.notebooks / "packet.ipynb", "rep", [packet], **both)
    write_report(project.notebooks / "summary.ipynb", "org", ["'all'"], **both)
    project.make()
    return project


@pytest.fixture
def project(made, tmp_path):
    return made.copy_to(tmp_path / "project")


def test_no_documented_command_touches_anything_in_reports(project):
    assert "preview notebooks/rep_packet.ipynb" in DOCUMENTED
    before = digests(project.root)
    assert {"pdf", "html", "ipynb"} <= {name.rsplit(".", 1)[-1] for name in before}
    for command in (*DOCUMENTED, f"render {EXECUTED}", "preview notebooks/packet.ipynb"):
        made = stand_in(project.root, command)
        assert made, command
        assert {path.parts[0] for path in made} == {"_preview"}
        assert digests(project.root) == before, command


EARLIER = """\
project:
  type: website
  output-dir: _site
  render: [index.qmd, "notebooks/*.ipynb", "reports/**/packet.ipynb"]
format: {html: {}, pdf: {}}
"""


def test_the_settings_of_an_earlier_project_are_harmless_too(project):
    (project.root / "_quarto.yml").write_text(EARLIER, encoding="utf-8")
    before = digests(project.root)
    made = stand_in(project.root, "render")
    assert Path("_site", EXECUTED).with_suffix(".html") in made
    assert digests(project.root) == before


def test_a_notebook_beside_its_document_would_cost_the_document(project):
    folder = project.run.path / "reps" / "R1"
    shutil.copy(project.root / EXECUTED, folder / "packet.ipynb")
    stand_in(project.root, f"render {(folder / 'packet.ipynb').relative_to(project.root)}")
    assert [path.name for path in folder.iterdir()] == ["packet.ipynb"]
