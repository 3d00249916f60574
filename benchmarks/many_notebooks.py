"""What many notebooks in a row leave behind: nothing.

    python benchmarks/many_notebooks.py --notebooks 500

Executes small notebooks as the batch does, one after the other, each in a kernel of its own. Most only
print; the others leave a thread, a process, a process in a session of its own, or end their kernel.
Counted before and after: processes, open files and sockets of this process and the preloaded one,
entries of the temporary folder, and memory. Exit code 1 where anything is left.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import nbformat
import psutil
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError

from review_kit.execution.kernels import kernel_environment, kernel_manager_class
from review_kit.warm_kernels.zygote_client import end_zygotes

DEADLY = "import os\nos._exit(11)"
KINDS = (
    "import threading, time\nthreading.Thread(target=time.sleep, args=(600,)).start()",
    "import subprocess\nsubprocess.Popen(['sleep', '600'])",
    "import subprocess\nsubprocess.Popen(['sleep', '600'], start_new_session=True)",
    "import tempfile\nfile = tempfile.NamedTemporaryFile()",
    DEADLY,
)
"""Cells that leave something; between them stand as many that do not."""
HARMLESS = "print('nothing')"
_SETTLES_WITHIN = 10.0
"""Seconds for what was killed to be gone."""
_MEMORY_MB = 24.0
"""Growth that is no leak: allocators keep what they once had."""


@dataclass(frozen=True)
class Census:
    """What is there at one moment."""

    processes: int
    """That this one has started, and those have started, dead ones that nobody has reaped included."""
    descriptors: int
    """Open in this process and in those."""
    sockets: int
    """Of them."""
    entries: int
    """Files and folders in the temporary folder."""
    memory_mb: float
    """Resident memory of all these processes; what they share is counted in each."""


def started_processes(
    temporary: Path, apart: frozenset[psutil.Process] = frozenset()
) -> list[psutil.Process]:
    """Every process with this one's temporary folder or one in it, whoever its parent is by now.

    Parameters
    ----------
    temporary
        The temporary folder of this process.
    apart
        Processes that are none of the notebooks': they are left out.
    """
    found = []
    for process in psutil.process_iter():
        try:
            folder = process.environ().get("TMPDIR", "")
            if Path(folder).is_relative_to(temporary) and process.pid != os.getpid():
                found.append(process)
        except psutil.Error:  # it has ended, or is somebody else's
            continue
    dead = [p for p in psutil.Process().children() if p.status() == psutil.STATUS_ZOMBIE]
    every = [*found, *(process for process in dead if process not in found)]
    return [process for process in every if process not in apart]


def is_zygote(process: psutil.Process) -> bool:
    """Tell a preloaded process from whatever else this one has started."""
    try:
        return "review_kit.warm_kernels.zygote" in process.cmdline()
    except psutil.Error:  # it ended while it was looked at, or waits to be reaped
        return False


def census(temporary: Path, apart: frozenset[psutil.Process] = frozenset()) -> Census:
    """Count what is there.

    Parameters
    ----------
    temporary
        The temporary folder of this process, and of no other that was there before.
    apart
        Processes that are not counted.
    """
    gc.collect()
    processes = started_processes(temporary, apart)
    files: list[str] = []
    memory = 0
    for process in [psutil.Process(), *processes]:
        try:
            links = [
                p.readlink() for p in Path(f"/proc/{process.pid}/fd").iterdir() if p.is_symlink()
            ]
            memory += process.memory_info().rss
        except (OSError, psutil.Error):  # it has ended
            continue
        files.extend(str(link) for link in links)
    return Census(
        processes=len(processes),
        descriptors=len(files),
        sockets=sum(name.startswith("socket:") for name in files),
        entries=sum(1 for _ in temporary.rglob("*")),
        memory_mb=round(memory / 2**20, 1),
    )


def execute(cell: str, cache: Path, temporary: Path) -> None:
    """Execute a notebook of one cell as a worker of the batch does."""
    code = nbformat.v4.new_code_cell(cell)  # type: ignore[no-untyped-call]
    notebook = nbformat.v4.new_notebook(cells=[code])  # type: ignore[no-untyped-call]
    with tempfile.TemporaryDirectory(dir=temporary, prefix="rk-") as name:
        scratch = Path(name)
        manager = kernel_manager_class(scratch, kernel_environment(cache, scratch, memory_mb=2048))
        client = NotebookClient(
            notebook,
            timeout=60,
            kernel_manager_class=manager,
            shutdown_kernel="immediate",
            resources={"metadata": {"path": name}},
        )
        try:
            client.execute()
        except DeadKernelError:
            if cell != DEADLY:
                raise


def before_and_after(count: int, cache: Path, temporary: Path) -> tuple[Census, Census, float]:
    """Execute notebooks of every kind; return what was there, what is there, and seconds for each.

    Parameters
    ----------
    count
        Notebooks, after two that pay for what this process imports.
    cache
        Folder for Matplotlib.
    temporary
        Temporary folder of this process.
    """
    # what this process had started for other ends, such as a tracker of shared memory or a browser
    apart = frozenset(p for p in started_processes(temporary) if not is_zygote(p))
    cells = [cell for kind in KINDS for cell in (HARMLESS, kind)]
    for cell in (HARMLESS, DEADLY):
        execute(cell, cache, temporary)
    before = settled(temporary, apart, most=1)
    started = time.perf_counter()
    for number in range(count):
        execute(cells[number % len(cells)], cache, temporary)
    seconds = (time.perf_counter() - started) / count
    return before, settled(temporary, apart, most=before.processes), seconds


def settled(temporary: Path, apart: frozenset[psutil.Process], *, most: int) -> Census:
    """Count when what was killed has had its time to go."""
    end = time.monotonic() + _SETTLES_WITHIN
    while (found := census(temporary, apart)).processes > most and time.monotonic() < end:
        time.sleep(0.05)
    return found


def leaks(before: Census, after: Census) -> list[str]:
    """Name what there is more of."""
    found = [
        f"{name}: {was} before, {asdict(after)[name]} after"
        for name, was in asdict(before).items()
        if name != "memory_mb" and asdict(after)[name] > was
    ]
    if after.memory_mb > before.memory_mb + _MEMORY_MB:
        found.append(f"memory: {before.memory_mb} MB before, {after.memory_mb} MB after")
    return found


def main() -> int:
    """Execute, print what was there before and after, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notebooks", type=int, default=500)
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="many-") as name,
        tempfile.TemporaryDirectory() as cache,
    ):
        os.environ["TMPDIR"] = tempfile.tempdir = name
        before, after, seconds = before_and_after(asked.notebooks, Path(cache), Path(name))
        end_zygotes()
        end = census(Path(name))
    for what, was in asdict(before).items():
        print(f"{what:12} {was:8} before  {asdict(after)[what]:8} after")
    print(f"{asked.notebooks} notebooks, {1000 * seconds:.0f} ms each")
    found = [*leaks(before, after), *(["processes at the end"] if end.processes else [])]
    for leak in found:
        print(f"LEFT  {leak}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
