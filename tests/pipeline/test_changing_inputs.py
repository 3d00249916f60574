"""A snapshot is remembered for what it was made from, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from review_kit.errors import SourceError
from review_kit.pipeline.inputs import inputs_of
from review_kit.pipeline.progress import Silent
from review_kit.pipeline.validate import check_exports
from review_kit.project import Project, load_project
from review_kit.project.init import init_project

ROSTER = (
    "rep_id,rep_name,manager_id,manager_name,team,hire_date\n"
    "R1,Ana Ruiz,M1,Bo Chen,North,2024-05-13\n"
)
OWN_PROFILE = 'extends = "canonical"\n'


@pytest.fixture
def project(tmp_path) -> Project:
    init_project(tmp_path)
    (tmp_path / "exports" / "roster.csv").write_text(ROSTER, encoding="utf-8")
    (tmp_path / "exports" / "notes.txt").write_text("not a table\n", encoding="utf-8")
    (tmp_path / "profiles").mkdir(exist_ok=True)
    (tmp_path / "profiles" / "own.toml").write_text(OWN_PROFILE, encoding="utf-8")
    return load_project(tmp_path)


def test_inputs_that_stay_as_they_are_are_no_hindrance(project):
    inputs = inputs_of(project)
    inputs.refuse_change(project)
    assert inputs_of(project).fingerprint == inputs.fingerprint


def _replaced_by_its_copy(path: Path) -> None:
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("exports/roster.csv", lambda path: path.write_text(ROSTER.replace("Ana", "Eva"))),
        ("exports/roster.csv", _replaced_by_its_copy),
        ("exports/goals.csv", lambda path: path.write_text("goal_id\n")),
        ("exports/notes.txt", Path.unlink),
        ("profiles/own.toml", lambda path: path.write_text(OWN_PROFILE + "# mine\n")),
        ("profiles/more.toml", lambda path: path.write_text(OWN_PROFILE)),
        ("data_contracts/goals.yaml", lambda path: path.write_bytes(path.read_bytes() + b"\n")),
    ],
)
def test_what_is_written_replaced_added_or_removed_meanwhile_is_named(project, name, change):
    inputs = inputs_of(project)
    change(project.root / name)
    with pytest.raises(SourceError) as raised:
        inputs.refuse_change(project)
    assert raised.value.message == f"{name}: was changed while it was being read"


class During(Silent):
    """Does something while the exports are judged: all of them have been read by then."""

    def __init__(self, act: Callable[[], None]) -> None:
        self._act = act

    def step(self, text: str) -> None:
        if text == "Checking them against their contracts":
            self._act()


def test_a_validation_whose_exports_changed_meanwhile_leaves_nothing_behind(project):
    roster = project.exports / "roster.csv"
    change = During(lambda: roster.write_text(ROSTER.replace("Ana", "Eva"), encoding="utf-8"))
    with pytest.raises(
        SourceError,
        match=r"exports/roster\.csv: was changed while it was being "
        r"read",
    ):
        check_exports(project, progress=change)
    assert not (project.cache / "validated.json").exists()
    assert not (project.reports / "validation.html").exists()
