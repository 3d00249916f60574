"""Cost of a document at growing numbers of reps, and of a rerun in which nothing or one rep has changed.

    python -m benchmarks.scale --reps 100 200 --workers 2

For each number: a first run, the same run again, and a run after one entry of the coaching log was
changed, which makes that rep's packet. The reps' packets, and then their conversation sheets, unless
``--templates`` names others; ``--templates all`` makes every document there is.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.measuring import Figure, keep, run
from benchmarks.projects import change_one_rep, make_project

WORK = "benchmarks.projects"
SHEET = "conversation_sheet"


def main() -> None:
    """Measure each number of reps and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reps", type=int, nargs="+", default=[100, 200])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--templates", nargs="+", default=["rep_packet"])
    asked = parser.parse_args()
    templates = () if asked.templates == ["all"] else tuple(asked.templates)
    whole = asked.templates == ["rep_packet"]
    figures: list[Figure] = []
    for reps in asked.reps:
        with tempfile.TemporaryDirectory(prefix="bench-") as name:
            root = make_project(Path(name), reps)
            first = run(WORK, root, asked.workers, *templates)
            again = run(WORK, root, asked.workers, *templates)
            change_one_rep(root)
            changed = run(WORK, root, asked.workers, *templates)
            sheets = run(WORK, root, asked.workers, SHEET) if whole else None
        made = first.said["made"]
        assert made >= reps, (made, reps)
        assert again.said["made"] == 0, again.said
        assert 1 <= changed.said["made"] < made, changed.said
        part = min(100, made // 3)
        figures += [
            Figure(f"cpu_{reps}", f"{reps:,} reps: a document", first.cpu / made, "CPU s"),
            Figure(
                f"drift_{reps}",
                f"{reps:,} reps: the last {part} documents ÷ the first, wall time of one",
                first.said["drift"],
                "×",
            ),
            Figure(f"memory_{reps}", f"{reps:,} reps: the largest process", first.peak_mb, "MB"),
            Figure(
                f"again_{reps}", f"{reps:,} reps: nothing changed", again.cpu, "CPU s", first.cpu
            ),
            Figure(
                f"changed_{reps}",
                f"{reps:,} reps: one log entry corrected",
                changed.cpu,
                "CPU s",
                first.cpu,
            ),
        ]
        if sheets is not None:
            figures.append(
                Figure(
                    f"sheet_{reps}",
                    f"{reps:,} reps: a conversation sheet",
                    sheets.cpu / sheets.said["made"],
                    "CPU s",
                )
            )
        # after each number, because a thousand packets take half an hour
        keep(
            "scale" if whole else f"scale_{'_'.join(asked.templates)}",
            "A run, and a run after it (naive: all anew)",
            figures,
            reps=asked.reps,
            workers=asked.workers,
            templates=" ".join(asked.templates),
        )


if __name__ == "__main__":
    main()
