"""The command line as a user gives it: real exports, real kernels, real PDFs.

Commands are given in this process, which has loaded what each would take five seconds to load, and
workers are forked from one that has; the demo is made by a process of its own, as a user would.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from forks import forked_workers
from preloading import preload_light
from prepared_run import OF_ONE_TEAM, prepared_run

from review_kit.cli import main

os.environ["GX_ANALYTICS_ENABLED"] = "false"


@dataclass(frozen=True)
class Ended:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out)


def give(*arguments: str | Path) -> Ended:
    """Give a command."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    mask = os.umask(0o022)
    code: object = None
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main([str(argument) for argument in arguments])
    except SystemExit as end:
        code = end.code
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        os.umask(mask)
    assert isinstance(code, int)
    for stream in (out, err):
        stream.seek(0)
    return Ended(code, out.read(), err.read())


@pytest.fixture(autouse=True, scope="session")
def workers_are_forked() -> Iterator[None]:
    """Workers are forked from a process that has loaded what they need."""
    from review_kit.pipeline import run

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "LocalWorkers", forked_workers)
        yield


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

    def run_again(self, *arguments: str | Path) -> Ended:
        """Run with one worker: each loads a kernel of its own, which takes longer than a document."""
        return self.give("run", "--workers", "1", *arguments)

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
    """A demo of three reps, made once by one worker; tests that change something take a copy.

    What was counted and measured of the same exports for other tests is there, as if it were made again.
    """
    root = tmp_path_factory.mktemp("with spaces") / "the demo"
    prepared = prepared_run(OF_ONE_TEAM).parents[1]
    for known in (".review_kit", "reports"):
        shutil.copytree(prepared / known, root / known)
    (root / "truth").mkdir()
    words = ["demo", "--reps", "3", "--seed", "3", "--out", str(root), "--json", "--workers", "1"]
    done = subprocess.run(
        [sys.executable, "-m", "review_kit.cli", *words],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return DemoProject(root, Ended(done.returncode, done.stdout, done.stderr))


@pytest.fixture
def light_kernels(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For templates that import nothing: kernels start without what the shipped ones import."""
    preload_light(tmp_path_factory.mktemp("light"), monkeypatch)


@pytest.fixture
def demo(demo_once: DemoProject, tmp_path: Path) -> DemoProject:
    """A copy of the demo, to be changed."""
    shutil.copytree(demo_once.root, tmp_path / "demo")
    return DemoProject(tmp_path / "demo", demo_once.made)
