"""Cost of a packet at growing numbers of reps, of a rerun in which nothing or one rep has changed.

    python -m benchmarks.scale --reps 100 300 1000 --workers 2

For each number: a first run, the same run again, and a run after one entry of the coaching log was
changed (which validates and measures anew, and makes that rep's packet). The reps' packets only, unless
``--templates`` names others; ``--templates all`` makes every document there is.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.measuring import keep, run
from benchmarks.projects import change_one_rep, make_project

WORK = "benchmarks.projects"


def main() -> None:
    """Measure each number of reps and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reps", type=int, nargs="+", default=[100, 300, 1000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--templates", nargs="+", default=["rep_packet"])
    asked = parser.parse_args()
    templates = () if asked.templates == ["all"] else tuple(asked.templates)
    whole = asked.templates == ["rep_packet"]
    rows = []
    for reps in asked.reps:
        with tempfile.TemporaryDirectory(prefix="bench-") as name:
            root = make_project(Path(name), reps)
            first = run(WORK, root, asked.workers, *templates)
            again = run(WORK, root, asked.workers, *templates)
            change_one_rep(root)
            changed = run(WORK, root, asked.workers, *templates)
        made = first.said["made"]
        assert made >= reps, (made, reps)
        assert again.said["made"] == 0, again.said
        assert 1 <= changed.said["made"] < made, changed.said
        rows += [
            (
                f"{reps} reps: CPU and wall seconds of a document",
                f"{first.cpu / made:.2f} and {first.wall / made:.2f} ({made} documents, "
                f"{first.wall / 60:.1f} min)",
            ),
            (
                f"{reps} reps: the last {min(100, made // 3)} documents ÷ the first, wall seconds of one",
                f"{first.said['drift']:.2f}",
            ),
            (f"{reps} reps: largest process", f"{first.peak_mb:.0f} MB"),
            (
                f"**{reps} reps: unchanged rerun, share of the first run**",
                f"**{again.wall / first.wall:.1%}** of wall ({again.wall:.1f} s), "
                f"**{again.cpu / first.cpu:.1%}** of CPU",
            ),
            (
                f"{reps} reps: one changed rep",
                f"{changed.said['made']} documents in {changed.wall:.0f} s, "
                f"{changed.wall / first.wall:.1%} of the first run",
            ),
        ]
        # after each number, because a thousand packets take half an hour
        keep(
            "scale" if whole else f"scale_{'_'.join(asked.templates)}",
            "Number of reps, and what has not changed",
            rows,
            reps=asked.reps,
            workers=asked.workers,
            templates=" ".join(asked.templates),
        )


if __name__ == "__main__":
    main()
