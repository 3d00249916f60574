"""One entry of the coaching log corrected in a large company, until the rep's new packet.

    python -m benchmarks.corrected --reps 1000

Nothing is done beforehand but inventing the exports: the first run reads and checks them, computes all
metrics and makes the packet of one rep. Then a word is added to one of the rep's entries and the same
command makes the new packet. The first is the naive way of the second. Seconds of the clock are what
somebody waits for on an idle machine with two cores.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from benchmarks.measuring import Figure, Spent, keep, run
from benchmarks.projects import change_one_rep

WORK = "benchmarks.corrected"


def invent(root: Path, reps: int) -> None:
    """Invent the exports, and name a rep who has a session that can be corrected."""
    import pandas as pd

    from review_kit.demo import DemoSettings, write_project

    project = write_project(root / f"reps-{reps}", DemoSettings(reps=reps))
    log = pd.read_csv(project / "exports" / "coaching_log.csv", dtype=str)
    noted = log.dropna(subset="progress_note").sort_values("session_date", kind="stable")
    print(json.dumps({"root": str(project), "rep": noted["rep_id"].iloc[-1]}))


def packet_of(root: Path, rep: str) -> Spent:
    """Make one rep's packet as somebody at a terminal does, with all that comes before it."""
    spent = run(
        *("review_kit.cli", "run", "--project", root, "--only", f"rep:{rep}"),
        *("--template", "rep_packet", "--json"),
    )
    assert (spent.said["counts"]["made"], spent.said["failed"]) == (1, []), spent.said
    return spent


def main() -> None:
    """Measure each number of reps and keep the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reps", type=int, nargs="+", default=[1000])
    parser.add_argument("--invent", nargs=2, metavar=("FOLDER", "REPS"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.invent:
        invent(Path(asked.invent[0]), int(asked.invent[1]))
        return
    figures: list[Figure] = []
    for reps in asked.reps:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            invented = run(WORK, "--invent", folder, reps).said
            root, rep = Path(invented["root"]), invented["rep"]
            first = packet_of(root, rep)
            changed = packet_of(root, change_one_rep(root))
        what = f"{reps:,} reps: one log entry corrected, to the new packet"
        figures += [
            Figure(f"cpu_{reps}", what, changed.cpu, "CPU s", first.cpu),
            Figure(f"wall_{reps}", f"{what}, by the clock", changed.wall, "s", first.wall),
            Figure(f"memory_{reps}", f"{what}, memory", changed.peak_mb, "MB"),
            Figure(
                f"first_{reps}", f"{reps:,} reps: the same with nothing kept", first.cpu, "CPU s"
            ),
            Figure(
                f"first_wall_{reps}",
                f"{reps:,} reps: the same with nothing kept, by the clock",
                first.wall,
                "s",
            ),
        ]
    keep("corrected", "One corrected entry (naive: all anew)", figures, reps=asked.reps)


if __name__ == "__main__":
    main()
