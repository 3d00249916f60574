"""What notebooks show of people does not get into version control, and is told where it has."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys

import pytest

from review_kit.errors import ReviewKitError
from review_kit.project import load_project
from review_kit.project import notebook_outputs as outputs
from review_kit.project.init import init_project

SHOWN = {"output_type": "stream", "name": "stdout", "text": ["Ana Ruiz: 58\\n"]}
COMMAND = "from review_kit.cli import main; main(['templates', 'strip', '--as-filter'])"


def git(root, *arguments):
    done = subprocess.run(
        ["git", "-C", root, "-c", "user.name=a", "-c", "user.email=a@example.com", *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.fixture
def project(tmp_path):
    return load_project(init_project(tmp_path))


@pytest.fixture
def packet(project):
    """A template as it is saved after somebody has executed it."""
    path = project.notebooks / "rep_packet.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    cell |= {"outputs": [SHOWN], "execution_count": 4}
    cell["metadata"]["execution"] = {"iopub.execute_input": "2026-10-01T08:00:00"}
    notebook["metadata"]["widgets"] = {"state": "Ana Ruiz"}
    path.write_text(json.dumps(notebook, indent=1), encoding="utf-8")
    return path


def test_a_notebook_without_outputs_stays_as_it_is_byte_by_byte(project):
    path = project.notebooks / "rep_packet.ipynb"
    text = path.read_text(encoding="utf-8")
    assert outputs.stripped(text) == text
    odd = json.dumps(json.loads(text), indent=3, sort_keys=True)
    assert outputs.stripped(odd) == odd
    with pytest.raises(ReviewKitError, match="this is no Jupyter notebook"):
        outputs.stripped("{}")


def test_outputs_counts_times_and_widgets_go_and_cells_and_tags_stay(project, packet):
    before = (project.root / ".shipped/notebooks/rep_packet.ipynb").read_text(encoding="utf-8")
    assert outputs.has_outputs(packet.read_text(encoding="utf-8"))
    assert json.loads(outputs.stripped(packet.read_text(encoding="utf-8"))) == json.loads(before)


def test_git_takes_notebooks_without_outputs_once_the_filter_is_active(
    project, packet, monkeypatch
):
    root = project.root
    with pytest.raises(ReviewKitError, match="not in a git repository"):
        outputs.activate_filter(root)
    git(root, "init", "-q")
    assert not outputs.filter_is_active(root)
    # what the attribute names is on PATH of a user; here it is this Python's
    monkeypatch.setattr(outputs, "COMMAND", shlex.join([sys.executable, "-c", COMMAND]))
    outputs.activate_filter(root)
    assert outputs.filter_is_active(root)
    saved = packet.read_bytes()
    git(root, "add", "notebooks/rep_packet.ipynb")
    assert packet.read_bytes() == saved
    assert "Ana Ruiz" not in git(root, "show", ":notebooks/rep_packet.ipynb")
    assert outputs.versions_with_outputs(root) == []
    assert outputs.notebooks_with_outputs(root) == ["notebooks/rep_packet.ipynb"]
    # the pinned run is of invented people, and is compared with what was saved
    asked = git(root, "check-attr", "filter", "pinned/notebooks/rep_packet.ipynb")
    assert asked.strip().endswith("filter: unset")


def test_what_git_holds_already_is_found(project, packet):
    root = project.root
    (root / ".gitattributes").unlink()
    git(root, "init", "-q")
    git(root, "add", "notebooks")
    assert outputs.versions_with_outputs(root) == ["notebooks/rep_packet.ipynb"]
