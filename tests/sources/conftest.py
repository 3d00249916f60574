"""A project in a temporary folder, and its staged tables as plain Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from review_kit.project import Project, load_project
from review_kit.sources import StagedTable, stage, staging
from review_kit.sources.files import delimited
from review_kit.sources.files.raw import connect

HEAD = '[organisation]\nname = "Acme"\ntime_zone = "Europe/Madrid"\ncurrency = "EUR"\n'

ROSTER = (
    "rep_id,rep_name,manager_id,manager_name,team,hire_date,email\n"
    "r1,Ana Ruiz,m1,Bo Chen,North,2020-01-07,ana@acme.example\n"
    "r2,Zoë Åkesson,m1,Bo Chen,North,2021-05-03,zoe@acme.example\n"
    "r3,Li Wei,m2,Maya Patel,South,2022-02-14,\n"
)

CRITERIA = (
    "criterion_id,criterion,weight,outcome_metric,rubric_version,valid_from\n"
    "OBJ,Objection handling,60,win_rate,v1,2025-01-01\n"
    "DISC,Discovery,40,win_rate,v1,2025-01-01\n"
)


@dataclass(frozen=True)
class Workshop:
    """A project folder that tests fill with exports."""

    root: Path

    def write(self, files: Mapping[str, str | bytes]) -> None:
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def configure(self, settings: str = "") -> Project:
        (self.root / "review_kit.toml").write_text(HEAD + settings, encoding="utf-8")
        return load_project(self.root)

    def stage(
        self,
        files: Mapping[str, str | bytes],
        settings: str = "",
        progress: Callable[[str], None] | None = None,
    ) -> dict[str, StagedTable]:
        self.write(files)
        return stage(self.configure(settings), self.root / "staged", progress=progress)


@pytest.fixture(autouse=True, scope="module")
def one_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A file's tests stage with cursors of one database, which takes longer to open than they take.

    Their files are small, and are read as large ones are.
    """
    with (
        connect(tmp_path_factory.mktemp("database")) as database,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(staging, "connect", lambda *_: database.cursor())
        patch.setattr(delimited, "FEW_BYTES", 0)
        yield


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


def rows_of(table: StagedTable, *columns: str) -> list[tuple[str | int | None, ...]]:
    """The staged rows, only the columns asked for."""
    content = pq.read_table(table.path).to_pylist()
    return [tuple(row[column] for column in columns) for row in content]


@pytest.fixture(name="rows_of")
def rows_of_fixture() -> Callable[..., list[tuple[str | int | None, ...]]]:
    return rows_of


@pytest.fixture(scope="session")
def workshop_of() -> type[Workshop]:
    """For fixtures that share a project."""
    return Workshop


@pytest.fixture(scope="session")
def roster() -> str:
    return ROSTER


@pytest.fixture(scope="session")
def criteria() -> str:
    return CRITERIA
