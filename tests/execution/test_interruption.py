"""A run that is killed: nothing survives it, and the same command goes on where it was."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import psutil
import pytest

from review_kit.records.folder import RunFolder
from review_kit.records.record import read_records

SUPPORT = Path(__file__).resolve().parents[1] / "support"
MARK = "REVIEW_KIT_TEST_MARK"
SLOW = "import time\ntime.sleep(1.5)\nf'page of {rep_id}'"


def hear_ctrl_c() -> None:
    """Undo what a shell does to a job in the background: it starts it deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def sys_path() -> list[str]:
    """Where this process looks for modules besides: the run must be of the same package."""
    return list(filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep)))


class BatchProcess:
    """A run in a process group of its own, and everything it has started."""

    def __init__(self, root: Path) -> None:
        self.run = RunFolder(root / "reports" / "2026-09-30-90d")
        self.mark = uuid.uuid4().hex
        self.scratch = Path(tempfile.mkdtemp(prefix="killed-"))
        self.process = subprocess.Popen(
            [sys.executable, str(SUPPORT / "batch_process.py"), str(root)],
            env={
                **os.environ,
                MARK: self.mark,
                "PYTHONPATH": os.pathsep.join([str(SUPPORT), *sys_path()]),
                "TMPDIR": str(self.scratch),
            },
            start_new_session=True,
            preexec_fn=hear_ctrl_c,
        )

    def processes(self) -> list[psutil.Process]:
        """Every living process that the run has started, kernels included."""
        found = []
        for process in psutil.process_iter():
            try:
                if process.environ().get(MARK) == self.mark and process.status() != "zombie":
                    found.append(process)
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        return found

    def kernels(self) -> list[psutil.Process]:
        """Those forked from a preloaded process, which stay under its name."""
        processes = self.processes()
        zygotes = {p.pid for p in processes if "review_kit.warm_kernels.zygote" in p.cmdline()}
        return [p for p in processes if p.ppid() in zygotes]

    def wait_until(self, what, *, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not what():
            assert time.monotonic() < end, "it did not happen"
            time.sleep(0.05)

    def wait_until_under_way(self) -> None:
        """One document is there, others are in the making, others are still to come."""
        self.wait_until(lambda: len(read_records(self.run)) >= 1 and self.kernels())

    def clean_up(self) -> None:
        for process in self.processes():
            process.kill()
        self.process.wait()
        shutil.rmtree(self.scratch, ignore_errors=True)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, new_project, write_report):
    """The same run, made without an interruption."""
    project = new_project(tmp_path_factory.mktemp("undisturbed"))
    write_report(project.notebooks / "page.ipynb", "rep", [SLOW])
    write_report(project.notebooks / "roi.ipynb", "team", ["print(team)"])
    project.make(workers=2)
    return project


@pytest.fixture
def batch(small_project, write_template):
    write_template("page", "rep", SLOW)
    write_template("roi", "team", "print(team)")
    started = BatchProcess(small_project.root)
    yield started
    started.clean_up()


def pages(run: RunFolder) -> dict[str, bytes]:
    """Every page and PDF of a run; executed notebooks carry times and are left out."""
    return {
        path.relative_to(run.path).as_posix(): path.read_bytes()
        for path in run.path.rglob("*")
        if path.suffix in {".html", ".pdf"}
    }


@pytest.mark.parametrize("whom", ["the whole group", "the batch alone"])
def test_after_kill_9_nothing_lives_on_and_the_same_command_ends_the_work(
    batch, small_project, undisturbed, whom
):
    batch.wait_until_under_way()
    if whom == "the whole group":
        os.killpg(batch.process.pid, signal.SIGKILL)
    else:
        os.kill(batch.process.pid, signal.SIGKILL)
    batch.process.wait()
    batch.wait_until(lambda: not batch.processes(), seconds=10)

    done = read_records(small_project.run)
    assert 1 <= len(done) < 6
    _, records = small_project.make(workers=2)
    assert {record.document for record in records} == set(read_records(small_project.run)) - set(
        done
    )
    assert not small_project.run.work.exists()
    assert list(batch.scratch.iterdir()) == []

    assert pages(small_project.run) == pages(undisturbed.run)
    assert {name: r.key for name, r in read_records(small_project.run).items()} == {
        name: r.key for name, r in read_records(undisturbed.run).items()
    }


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_workers_and_kernels_and_keeps_what_is_done(batch, small_project, number):
    batch.wait_until_under_way()
    if number == signal.SIGINT:
        os.killpg(batch.process.pid, number)  # as a terminal does it: to the whole group
    else:
        os.kill(batch.process.pid, number)
    assert batch.process.wait(timeout=20) != 0
    batch.wait_until(lambda: not batch.processes(), seconds=10)
    done = read_records(small_project.run)
    assert 1 <= len(done) < 6
    assert all(record.status == "made" for record in done.values())
    if number == signal.SIGINT:
        assert not small_project.run.work.exists()
        assert list(batch.scratch.iterdir()) == []
