"""What a project changed in what it was made of, and what the package did: told apart, and merged."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_kit.errors import ConfigurationError
from review_kit.project import load_project
from review_kit.project import upgrade as upgrading
from review_kit.project.init import init_project, shipped_files
from review_kit.project.three_way import merged
from review_kit.project.upgrade import compare, settle, upgrade

ROSTER = "data_contracts/roster.yaml"
PACKET = "notebooks/rep_packet.ipynb"
SHIPPED = dict(shipped_files())


@pytest.fixture
def project(tmp_path):
    return load_project(init_project(tmp_path / "reviews"))


@pytest.fixture
def ship(monkeypatch):
    """Let the package have other files."""

    def other(**changes):
        files = {**SHIPPED, **{name.replace("__", "/"): text for name, text in changes.items()}}
        files = {name: text for name, text in files.items() if text is not None}
        monkeypatch.setattr(upgrading, "shipped_files", lambda: iter(files.items()))

    return lambda name, content: other(**{name: content})


def states(project):
    return {file.name: file.state for file in compare(project) if file.state != "same"}


def changed(content: bytes, old: str, new: str) -> bytes:
    text = content.decode()
    assert old in text
    return text.replace(old, new).encode()


def test_a_new_project_is_the_same_as_the_package(project):
    assert states(project) == {}
    assert {file.name for file in compare(project)} == set(SHIPPED)


def test_who_changed_a_file_is_told_apart(project, ship):
    path = project.root / ROSTER
    ours = changed(SHIPPED[ROSTER], "The people under review.", "Our people.")
    theirs = changed(SHIPPED[ROSTER], "version: 1.0.0", "version: 1.1.0")
    ship(ROSTER, theirs)
    (newer,) = (file for file in compare(project) if file.state == "newer")
    assert (newer.name, newer.added, newer.removed) == (ROSTER, 1, 1)
    assert "+version: 1.1.0" in newer.diff
    path.write_bytes(ours)
    assert states(project) == {ROSTER: "both"}
    ship(ROSTER, SHIPPED[ROSTER])
    assert states(project) == {ROSTER: "changed here"}
    path.unlink()
    assert states(project) == {ROSTER: "removed here"}


def test_changes_of_both_are_merged_and_the_earlier_file_is_kept(project, ship):
    path = project.root / ROSTER
    ours = changed(SHIPPED[ROSTER], "The people under review.", "Our people.")
    path.write_bytes(ours)
    ship(ROSTER, changed(SHIPPED[ROSTER], "version: 1.0.0", "version: 1.1.0"))
    (file,) = (file for file in upgrade(project) if file.state == "both")
    assert file.fate == "merged"
    text = path.read_text()
    assert "version: 1.1.0" in text
    assert "Our people." in text
    assert (project.root / "upgrade" / "before" / ROSTER).read_bytes() == ours
    # what was brought in is known from now on
    assert states(project) == {ROSTER: "changed here"}


def test_where_both_changed_one_line_the_project_s_stays_and_the_package_s_is_beside_it(
    project, ship
):
    path = project.root / ROSTER
    ours = changed(SHIPPED[ROSTER], "version: 1.0.0", "version: 9.0.0")
    theirs = changed(SHIPPED[ROSTER], "version: 1.0.0", "version: 1.1.0")
    path.write_bytes(ours)
    ship(ROSTER, theirs)
    (file,) = (file for file in upgrade(project) if file.state == "both")
    assert file.fate == "kept beside"
    assert path.read_bytes() == ours
    assert (project.root / "upgrade" / ROSTER).read_bytes() == theirs
    settle(project, [ROSTER])
    assert states(project) == {ROSTER: "changed here"}
    with pytest.raises(ConfigurationError, match="ships no such file"):
        settle(project, ["data_contracts/nothing.yaml"])


SETTINGS = "review_kit.toml"


def test_settings_are_merged_if_they_can_be_read_afterwards(project, ship):
    path = project.root / SETTINGS
    path.write_bytes(changed(SHIPPED[SETTINGS], "Your organization", "Alder & Quay"))
    ship(SETTINGS, changed(SHIPPED[SETTINGS], "[windows]\n", "[binder]\n\n[windows]\n"))
    (file,) = (file for file in upgrade(project) if file.state == "both")
    assert file.fate == "merged"
    assert (
        load_project(project.root).config.organisation.name,
        "[binder]\n" in path.read_text(),
    ) == (
        "Alder & Quay",
        True,
    )
    # both declare the same section: together they would be no settings any more
    before = path.read_bytes()
    path.write_bytes(b"[delivery.folder]\npath = 'x'\n" + before)
    ship(SETTINGS, SHIPPED[SETTINGS] + b"\n[delivery.folder]\npath = 'y'\n")
    (file,) = (file for file in upgrade(project) if file.state == "both")
    assert file.fate == "kept beside"
    assert path.read_bytes() == b"[delivery.folder]\npath = 'x'\n" + before


def test_what_version_control_leaves_out_and_the_theme_come_along(project, ship):
    font = next(
        name
        for name in SHIPPED
        if name.startswith("theme/shipped/fonts/") and b"\0" in SHIPPED[name]
    )
    ignored = project.root / ".gitignore"
    ignored.write_bytes(SHIPPED[".gitignore"] + b"/ours/\n")
    (project.root / font).write_bytes(b"\0ours")
    ship(".gitignore", b"/new-in-review-kit/\n" + SHIPPED[".gitignore"])
    assert states(project) == {".gitignore": "both", font: "changed here"}
    upgrade(project)
    lines = ignored.read_text().splitlines()
    assert (lines[0], lines[-1]) == ("/new-in-review-kit/", "/ours/")
    ship(font, b"\0theirs")
    assert states(project)[font] == "both"
    upgrade(project)
    assert (project.root / font).read_bytes() == b"\0ours"
    assert (project.root / "upgrade" / font).read_bytes() == b"\0theirs"


def test_without_what_was_shipped_both_are_kept(project, ship):
    (project.root / ".shipped" / ROSTER).unlink()
    ours = changed(SHIPPED[ROSTER], "The people under review.", "Our people.")
    (project.root / ROSTER).write_bytes(ours)
    (file,) = (file for file in upgrade(project) if file.state == "unknown")
    assert file.fate == "kept beside"
    assert (project.root / ROSTER).read_bytes() == ours
    assert (project.root / "upgrade" / ROSTER).read_bytes() == SHIPPED[ROSTER]


def test_a_file_of_the_project_alone_and_a_new_one_of_the_package(project, ship):
    own = project.root / "data_contracts" / "certifications.yaml"
    own.write_text("own: true")
    ship("data_contracts/added.yaml", b"added: true")
    assert states(project) == {
        "data_contracts/added.yaml": "new",
        "data_contracts/certifications.yaml": "own",
    }
    upgrade(project)
    assert (project.root / "data_contracts" / "added.yaml").read_bytes() == b"added: true"
    assert own.read_text() == "own: true"


def with_cell(content: bytes, source: str, at: int) -> bytes:
    notebook = json.loads(content)
    cell = {"cell_type": "markdown", "id": f"x{at}", "metadata": {}, "source": [source]}
    notebook["cells"].insert(at, cell)
    return json.dumps(notebook).encode()


def test_notebooks_are_merged_cell_by_cell_and_outputs_are_no_change(project, ship):
    path = project.root / PACKET
    executed = json.loads(SHIPPED[PACKET])
    for cell in executed["cells"]:
        if cell["cell_type"] == "code":
            cell["execution_count"] = 3
    path.write_text(json.dumps(executed))
    assert states(project) == {}
    path.write_bytes(with_cell(SHIPPED[PACKET], "Ours", 1))
    last = len(executed["cells"])
    ship(PACKET, with_cell(SHIPPED[PACKET], "Theirs", last))
    (file,) = (file for file in upgrade(project) if file.state == "both")
    assert file.fate == "merged"
    cells = ["".join(cell["source"]) for cell in json.loads(path.read_text())["cells"]]
    assert (cells[1], cells[-1], len(cells)) == ("Ours", "Theirs", last + 2)


LINES = st.lists(st.sampled_from("abcd"), max_size=7)


@given(LINES, LINES, LINES)
def test_a_merge_loses_no_change(base, ours, theirs):
    assert merged(base, ours, base) == ours
    assert merged(base, base, theirs) == theirs
    assert merged(base, ours, ours) == ours
    found, other = merged(base, ours, theirs), merged(base, theirs, ours)
    if found is not None and other is not None:
        # what only one of them has is in the result
        added = [line for line in "abcd" if line not in base]
        assert all((line in found) == (line in ours or line in theirs) for line in added)
