"""An earlier version against this one, in turns on one machine in one run.

    git worktree add ../before 0.1.0
    python -m benchmarks.paired --before ../before/src

Each part is measured by its own benchmark, for the earlier version with that version's package. Machines
are noisy and differ, so only the ratios say something. Where a benchmark of today asks something that the
earlier version does not have, its figures are left out and the failure is named.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import FIGURES_VARIABLE, ROOT, machine, median, run


@dataclass(frozen=True)
class Part:
    """A benchmark, and which of its figures are compared."""

    command: str
    keys: tuple[str, ...]


PARTS = {
    "packet": Part(
        "profile_packet --packets 8",
        tuple(f"profile_packet.{what}" for what in ("whole", "notebook", "page", "check")),
    ),
    "validation": Part(
        "validation --millions 1 --alone --folder {folder}",
        ("validation.cpu_1", "validation.memory_1"),
    ),
    "metrics": Part("stages --reps 300", ("stages.metrics_300", "stages.metrics_300_memory")),
    "effect": Part("effect_size --reps 500", ("effect_size.cpu_500", "effect_size.memory_500")),
    "corrected": Part(
        "corrected --reps 300",
        ("corrected.cpu_300", "corrected.wall_300", "corrected.first_300"),
    ),
}


def measure(part: Part, source: Path, folder: Path) -> dict[str, dict[str, float | str]]:
    """Run a benchmark with the package of ``source``, and return its figures by key; none if it fails."""
    figures = folder / "figures.json"
    figures.unlink(missing_ok=True)
    module, *options = part.command.format(folder=folder / "exports").split()
    versions = os.pathsep.join([str(source.resolve()), str(ROOT)])
    environment = {"PYTHONPATH": versions, FIGURES_VARIABLE: str(figures)}
    try:
        run(f"benchmarks.{module}", *options, env=environment, speaks_json=False)
    except subprocess.CalledProcessError:
        return {}
    found = json.loads(figures.read_text(encoding="utf-8"))
    return {key: found[key] for key in part.keys}


def main() -> int:
    """Measure each part in turns and print the table; return how many parts failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--before", type=Path, required=True, help="folder 'src' of the earlier one"
    )
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--part", action="append", choices=PARTS, help="only this one")
    asked = parser.parse_args()
    versions = {"before": asked.before, "after": ROOT / "src"}
    print(f"{machine()}; rounds: {asked.rounds}\n")
    print("| what | before | after | ratio |\n|---|---:|---:|---:|", flush=True)
    failed = []
    for name in asked.part or PARTS:
        part = PARTS[name]
        values: dict[tuple[str, str], list[float]] = defaultdict(list)
        words: dict[str, tuple[str, str]] = {}
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            (Path(folder) / "exports").mkdir()
            for _ in range(asked.rounds):
                for version, source in versions.items():
                    found = measure(part, source, Path(folder))
                    if not found:
                        failed.append(f"{name}, {version}")
                    for key, figure in found.items():
                        values[version, key].append(float(figure["value"]))
                        words[key] = (str(figure["what"]), str(figure["unit"]))
        for key, (what, unit) in words.items():
            before, after = (values[version, key] for version in versions)
            shown = [f"{median(one):.3g} {unit}" if one else "" for one in (before, after)]
            ratio = f"{median(after) / median(before):.2f}" if before and after else ""
            print(f"| {what} | {' | '.join(shown)} | {ratio} |", flush=True)
    if failed:
        print(f"failed: {'; '.join(failed)}", file=sys.stderr)
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
