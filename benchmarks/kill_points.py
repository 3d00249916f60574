"""A run killed at any moment: the same command ends it with the same content, and nothing is left over.

    python -m benchmarks.kill_points --points 200

Runs a small demo once without an interruption. Then, for each point, a copy of the project as it was
before is run and everything it has started is killed (``SIGKILL``) after a share of the undisturbed
time, drawn evenly from the whole of it; then the same command is given again. What a run leaves (its
metric tables, pages, PDFs, workbooks and calendars, and the validation's verdict) must be what the
undisturbed run left, byte for byte; no process may live on, and neither the temporary folder nor the
project may hold files that the undisturbed run has not. Exit code 1 where anything differs.

Commands are forked from this process, which has loaded what they need: a command's own start is no part
of what is killed.
"""

from __future__ import annotations

import argparse
import atexit
import contextlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import psutil
from rich.progress import track

from review_kit.cli.main import main as review_kit
from review_kit.demo import DemoSettings, write_project

TEMPLATES = ("conversation_sheet", "binder_cover")
"""Two kinds of document that are soon made; what is killed does not depend on the kind."""
TOLD_WITH_TIMES = {
    "manifest.json",
    "summary.html",
    "validation.html",
    "log.jsonl",
    "unprinted.json",
}
"""Files that tell when something was made and what an earlier start of the command had done."""
ENDS_WITHIN = 30.0
"""Seconds for processes to be gone after their parent was killed."""


def started(project: Path, temporary: Path) -> int:
    """Start the command in a process group of its own; return its process id."""
    # pushed out now, or both would write it
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    os.setpgid(0, 0)
    atexit._clear()  # what the parent has to clear away is not the command's
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.environ["TMPDIR"] = tempfile.tempdir = str(temporary)
    code: object = 70
    try:
        with said_in(project).open("w", encoding="utf-8") as said:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            narrowed = [word for name in TEMPLATES for word in ("--template", name)]
            review_kit(["run", "--workers", "1", "--project", str(project), *narrowed])
            code = 0
    except SystemExit as end:
        code = end.code or 0
    finally:
        # as a command does that ends by itself: folders for as long as it lives go
        atexit._run_exitfuncs()
        os._exit(code if isinstance(code, int) else 70)


def said_in(project: Path) -> Path:
    """Where the command's output goes."""
    return project.with_name("said.txt")


def ended(pid: int) -> int:
    """Wait for the command; return its exit code, or minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def living(temporary: Path) -> list[psutil.Process]:
    """Processes that a command has started: their temporary folder is its own."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            is_of_it = process.environ().get("TMPDIR") == str(temporary)
            if is_of_it and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def spent(pid: int) -> float:
    """Processor seconds of a command and of what it has started."""
    total = 0.0
    with contextlib.suppress(psutil.Error):
        command = psutil.Process(pid)
        for process in (command, *command.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                total += sum(process.cpu_times())  # with those of children that have ended
    return total


def killed_after(seconds: float, project: Path, temporary: Path) -> bool:
    """Start the command and kill it and what it has started; false where it had ended before.

    ``seconds`` are of the processor, so that a busy machine is killed at the same points.
    """
    pid = started(project, temporary)
    while spent(pid) < seconds and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.01)
    # the group of the command, as a machine that lacks memory or power would take all of it
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    return ended(pid) == -signal.SIGKILL


def content(project: Path) -> dict[str, str]:
    """Digest of every file of the project's runs that tells no time, by path."""
    reports = project / "reports"
    return {
        path.relative_to(reports).as_posix(): sha256(_without_times(path)).hexdigest()
        for path in sorted(reports.rglob("*"))
        if path.is_file()
        and path.suffix != ".ipynb"  # executed notebooks say when
        and path.name not in TOLD_WITH_TIMES
        and ".batch" not in path.parts
    }


def _without_times(path: Path) -> bytes:
    """Bytes of a file but for when it was made and whether a count was one of an earlier start."""
    if path.suffix == ".ics":
        return b"".join(line for line in path.open("rb") if not line.startswith(b"DTSTAMP"))
    if path.name == "validation.json":
        return b"".join(line for line in path.open("rb") if b"expectation_counted" not in line)
    return path.read_bytes()


def names(project: Path) -> set[str]:
    """Every path in the project; of what is named by content or time, its folder."""
    found = set()
    for path in project.rglob("*"):
        parts = path.relative_to(project).parts
        by_content = next((n for n, part in enumerate(parts) if part in {"counts", "logs"}), None)
        found.add("/".join(parts if by_content is None else parts[: by_content + 1]))
    return found


@dataclass(frozen=True)
class Undisturbed:
    """What a run leaves that nobody kills."""

    content: dict[str, str]
    names: set[str]
    seconds: float
    """Of the processor, with everything that it starts."""


def undisturbed_run(fresh: Path, project: Path, scratch: Path, keep: Path | None) -> Undisturbed:
    """Run twice without an interruption: once to see what it leaves, once to see how long it takes."""
    shutil.copytree(fresh, project)
    if (code := ended(started(project, scratch))) != 0:
        sys.exit(f"undisturbed, it ended with {code}:\n{said_in(project).read_text()}")
    right, paths = content(project), names(project)
    if left := sorted(path.name for path in scratch.iterdir()):
        sys.exit(f"undisturbed, it left {', '.join(left)}")
    if keep is not None:
        shutil.copytree(project, keep / "undisturbed", symlinks=True)
    # the counts of Great Expectations are kept by content: counted again at each point, they would
    # take half of its time
    shutil.copytree(project / ".review_kit" / "counts", fresh / ".review_kit" / "counts")
    # at the same place: where a project lies must not matter, and is not what is looked at here
    shutil.rmtree(project)
    shutil.copytree(fresh, project)
    pid, seconds = started(project, scratch), 0.0
    while psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        seconds = max(seconds, spent(pid))
        time.sleep(0.01)
    assert ended(pid) == 0
    shutil.rmtree(project)
    return Undisturbed(right, paths, seconds)


def faults_after_kill(after: float, project: Path, scratch: Path, right: Undisturbed) -> list[str]:
    """Give the command again that was killed, and say what is not as if nobody had."""
    faults = []
    end = time.monotonic() + ENDS_WITHIN
    while (left := living(scratch)) and time.monotonic() < end:
        time.sleep(0.05)
    if left:
        faults.append(f"{len(left)} processes lived on")
    if (code := ended(started(project, scratch))) != 0:
        faults.append(f"the same command then ended with {code}")
    found = content(project)
    different = [p for p in right.content | found if right.content.get(p) != found.get(p)]
    if different:
        faults.append(f"differs afterwards: {', '.join(sorted(different)[:5])}")
    more = sorted(names(project) - right.names) + sorted(path.name for path in scratch.iterdir())
    if more:
        faults.append(f"left over: {', '.join(more[:5])}")
    return [f"killed after {after:.2f} of {right.seconds:.2f} s: {fault}" for fault in faults]


def main() -> int:
    """Kill and resume at every point, print what differed, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="folder for projects that differed")
    asked = parser.parse_args()
    draw = random.Random(asked.seed)
    faults: list[str] = []
    killed = 0
    with tempfile.TemporaryDirectory(prefix="kill-") as name:
        folder = Path(name)
        fresh = write_project(folder / "fresh", DemoSettings(reps=2, seed=3))
        project, scratch = folder / "project", folder / "scratch"
        scratch.mkdir()
        right = undisturbed_run(fresh, project, scratch, asked.keep)
        for point in track(range(asked.points), "Killed and resumed"):
            shutil.copytree(fresh, project)
            after = draw.uniform(0, right.seconds)
            killed += killed_after(after, project, scratch)
            found = faults_after_kill(after, project, scratch, right)
            if found and asked.keep is not None:
                shutil.copytree(project, asked.keep / f"{after:.2f}", symlinks=True)
            for fault in found:
                print(f"point {point}, {fault}", flush=True)
            faults += found
            shutil.rmtree(project)
            shutil.rmtree(scratch)
            scratch.mkdir()
    print(f"{asked.points} points, {killed} of them before the run's end: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
