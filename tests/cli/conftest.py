"""The command line as a user gives it: a process of its own, real kernels, real PDFs."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

os.environ["GX_ANALYTICS_ENABLED"] = "false"
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["review_kit.cli", "pandas", "great_expectations", "matplotlib"])
"""Commands are forked from a process that has loaded what takes each of them five seconds to load."""


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
    """Give a command with its output in files."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        words = [str(argument) for argument in arguments]
        process = FORKS.Process(target=_command, args=(words, cwd, out, err))
        process.start()
        process.join(timeout)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"{' '.join(words)} goes on after {timeout:g} seconds")
        return Ended(process.exitcode, out.read_text("utf-8"), err.read_text("utf-8"))


def _command(words: Sequence[str], cwd: Path | None, out: Path, err: Path) -> None:
    for path, number in ((out, 1), (err, 2)):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(file, number)
        os.close(file)
    for stream, number in (("stdout", 1), ("stderr", 2)):
        setattr(sys, stream, open(number, "w", encoding="utf-8", closefd=False))  # noqa: SIM115
    if cwd is not None:
        os.chdir(cwd)
    from review_kit.cli import main

    try:
        main(words)
    finally:
        sys.stdout.flush()


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
