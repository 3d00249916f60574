"""The command line as a user gives it: a process of its own, real kernels, real PDFs."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

REVIEW_KIT = [sys.executable, "-m", "review_kit.cli"]


@dataclass(frozen=True)
class Ended:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out)


def give(*arguments: str | Path, cwd: Path | None = None, timeout: float = 900) -> Ended:
    """Give a command with its output in pipes."""
    done = subprocess.run(
        [*REVIEW_KIT, *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class DemoProject:
    """A demo project with its run."""

    root: Path
    made: Ended
    """The command that made it."""

    @property
    def run(self) -> Path:
        return self.root / "reports" / "2026-09-30-90d"

    @property
    def manifest(self) -> dict[str, Any]:
        return json.loads((self.run / "manifest.json").read_text(encoding="utf-8"))

    def give(self, *arguments: str | Path) -> Ended:
        return give(*arguments, "--project", self.root)

    def files(self) -> dict[str, bytes]:
        """Every file of every document."""
        return {
            path.relative_to(self.run).as_posix(): path.read_bytes()
            for folder in ("reps", "teams", "managers", "org", "notebooks")
            for path in sorted((self.run / folder).rglob("*"))
            if path.is_file()
        }


@pytest.fixture(scope="session")
def review_kit() -> Callable[..., Ended]:
    """Give a command."""
    return give


@pytest.fixture(scope="session")
def demo_once(tmp_path_factory: pytest.TempPathFactory) -> DemoProject:
    """A demo of five reps, made once; tests that change something take a copy."""
    root = tmp_path_factory.mktemp("with spaces") / "the demo"
    made = give("demo", "--reps", "5", "--seed", "3", "--out", root, "--json")
    assert made.code == 0, made.out + made.err
    return DemoProject(root, made)


@pytest.fixture
def demo(demo_once: DemoProject, tmp_path: Path) -> DemoProject:
    """A copy of the demo, to be changed."""
    shutil.copytree(demo_once.root, tmp_path / "demo")
    return DemoProject(tmp_path / "demo", demo_once.made)
