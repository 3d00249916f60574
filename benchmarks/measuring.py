"""What a piece of work took, in a process of its own with everything that it starts."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FIGURES_VARIABLE = "REVIEW_KIT_FIGURES"
"""Names another file than :data:`FIGURES` where figures are not to be kept."""
FIGURES = Path(os.environ.get(FIGURES_VARIABLE) or Path(__file__).parent / "figures.json")
"""What was measured last, each figure with its date and machine."""


@dataclass(frozen=True)
class Spent:
    """What one run of a command took.

    Parameters
    ----------
    cpu
        Seconds of user and system time, of the process and all its descendants.
    wall
        Seconds of the clock.
    peak_mb
        Resident memory of the largest of these processes.
    said
        What it printed last, read as JSON: an object in as many lines as it has, or one line.
    """

    cpu: float
    wall: float
    peak_mb: float
    said: Any


def run(
    module: str,
    *arguments: object,
    env: Mapping[str, str] | None = None,
    speaks_json: bool = True,
) -> Spent:
    """Run a module and measure it.

    Parameters
    ----------
    speaks_json
        Whether what it prints last is what it found, as JSON.
    """
    command = [sys.executable, "-m", module, *map(str, arguments)]
    begin = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **(env or {})},
    )
    assert process.stdout is not None
    lines = process.stdout.read().splitlines()
    # descendants that were waited for are counted with it, so nothing must outlive its parent
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    objects = [at for at, line in enumerate(lines) if line.startswith("{")]
    found = "\n".join(lines[objects[-1] :] if objects else lines[-1:])
    said = json.loads(found) if found and speaks_json else None
    return Spent(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / unit, said)


def median(values: Iterable[float]) -> float:
    """Return the median."""
    return float(statistics.median(values))


def machine() -> str:
    """Name this machine: processor, usable cores, memory, system, Python."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        names = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = names[0].partition(":")[2].strip() if names else model
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{model}, {cores} cores, {memory:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}, WeasyPrint {version('weasyprint')}"
    )


@dataclass(frozen=True)
class Figure:
    """One thing that was measured.

    Parameters
    ----------
    key
        Its name from release to release, within its benchmark.
    what
        What it is, for the table.
    unit
        As printed behind it; :data:`benchmarks.report.BY_YARDSTICK` has those that depend on the machine.
    naive
        What the naive way takes, measured in the same run.
    floor
        What nobody can do without, measured in the same run.
    """

    key: str
    what: str
    value: float
    unit: str
    naive: float | None = None
    floor: float | None = None


def keep(
    name: str,
    title: str,
    figures: Sequence[Figure],
    notes: Sequence[tuple[str, str]] = (),
    **sizes: object,
) -> None:
    """Print what a benchmark found, and keep its figures for the table in README.md.

    Figures that it does not give this time stay as they are, with their date.

    Parameters
    ----------
    notes
        What is printed only.
    sizes
        How large the work was.
    """
    kept = read_figures(FIGURES)
    measured = {
        "title": title,
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "sizes": ", ".join(f"{key} {value}" for key, value in sizes.items()),
    }
    print(f"\n{title} ({measured['sizes']})")
    for figure in figures:
        found = {field: value for field, value in asdict(figure).items() if field != "key"}
        kept[f"{name}.{figure.key}"] = {**found, **measured}
        beside = "".join(
            f", {word} {value:.3g}"
            for word, value in (("naive", figure.naive), ("floor", figure.floor))
            if value is not None
        )
        print(f"  {figure.what}: {figure.value:.3g} {figure.unit}{beside}")
    for what, said in notes:
        print(f"  {what}: {said}")
    text = json.dumps(kept, indent=1, ensure_ascii=False) + "\n"
    FIGURES.write_text(text, encoding="utf-8")


def read_figures(path: Path) -> dict[str, Any]:
    """Read figures by benchmark and key; none where there is no file."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found
