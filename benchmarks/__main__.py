"""The benchmarks behind every figure in README.md and docs/operations.md, and the table of them.

    python -m benchmarks            at full size: 40 minutes at most on two idle cores
    python -m benchmarks small      shows that they work; keeps no figures
    python -m benchmarks --plan     what would run, and for how long

One that fails is named at the end; the others are made.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import report
from benchmarks.measuring import FIGURES_VARIABLE

MOST_MINUTES = 40


@dataclass(frozen=True)
class Benchmark:
    """A benchmark, how it is run, and what it takes.

    Parameters
    ----------
    full, small
        Its options at full size, and where it only shows that it works.
    minutes
        At full size, on two idle cores.
    """

    name: str
    full: str
    small: str
    minutes: float


# the yardstick comes first: without it no ratio to the last release can be given
BENCHMARKS = (
    Benchmark("packets", "--packets 8 --rounds 1", "--packets 2 --rounds 1", 2.5),
    Benchmark("profile_packet", "--packets 8", "--packets 2", 1.5),
    Benchmark("worker_memory", "--packets 24", "--packets 4", 2),
    Benchmark("kernels", "--packets 3 --rounds 1", "--packets 1 --rounds 1", 1.7),
    Benchmark("scale", "--reps 60", "--reps 8", 5),
    Benchmark("corrected", "--reps 1000", "--reps 8", 6),
    Benchmark("stages", "--reps 1000", "--reps 8", 4),
    Benchmark("effect_size", "--reps 200 2000", "--reps 60", 1.2),
    Benchmark("validation", "--millions 0.1 1 5 --alone", "--millions 0.1 --alone", 3),
    Benchmark("cluster", "--reps 1000 10000", "--reps 20 --small-reps 10", 13),
)


def command(benchmark: Benchmark, small: bool) -> list[str]:
    """Give the command of a benchmark."""
    options = benchmark.small if small else benchmark.full
    return [sys.executable, "-m", f"benchmarks.{benchmark.name}", *options.split()]


def plan() -> str:
    """List what runs at full size."""
    lines = [f"{one.minutes:6.1f} min  {one.name} {one.full}" for one in BENCHMARKS]
    whole = sum(one.minutes for one in BENCHMARKS)
    return "\n".join([*lines, f"{whole:6.1f} min  on two idle cores"])


def main() -> int:
    """Run all of them; return how many failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("size", choices=["full", "small"], default="full", nargs="?")
    parser.add_argument("--plan", action="store_true", help="say what would run, and end")
    asked = parser.parse_args()
    small = asked.size == "small"
    if not small:
        print(plan(), flush=True)
    if asked.plan:
        return 0
    failed = []
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        environment = dict(os.environ)
        if small:
            environment[FIGURES_VARIABLE] = str(Path(folder) / "figures.json")
        for number, benchmark in enumerate(BENCHMARKS, start=1):
            so_far = (time.monotonic() - began) / 60
            print(f"\n[{number}/{len(BENCHMARKS)}, {so_far:.0f} min] {benchmark.name}", flush=True)
            done = subprocess.run(command(benchmark, small), check=False, env=environment)
            if done.returncode != 0:
                failed.append(benchmark.name)
    if not small:
        report.write()
    minutes = (time.monotonic() - began) / 60
    print(f"\n{minutes:.0f} minutes" + ("" if small else f", {MOST_MINUTES} are allowed"))
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
