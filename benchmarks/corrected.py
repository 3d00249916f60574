"""One entry of the coaching log corrected in a large company, until the rep's new packet.

    python -m benchmarks.corrected --reps 1000

Nothing is done beforehand but inventing the exports: the first run reads and checks them, computes all
metrics and makes the packet of one rep. Then one entry is corrected and the same command makes the new packet
of its rep: a word is added to a note; a commitment gets another status, or another day by which it is due; a
session gets another day, on which the history of a skill rests, and so what coaching did to all skills. Each
of these is corrected in a copy of what the first run left. That run is the naive way of all others. Seconds
of the clock are what somebody waits for on an idle machine with two cores.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

from benchmarks.measuring import Figure, Spent, keep, run
from benchmarks.projects import CORRECTED, NOTE, change_one_rep

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


def reps_with_other_documents(before: Path, after: Path) -> int:
    """Count the reps whose packets print something else after a correction, and so are made again."""
    import pandas as pd

    from review_kit.planning.row_digests import slice_digests

    (metrics, corrected) = (
        next((root / "reports").glob("*-*d/metrics")) for root in (before, after)
    )
    reps = pd.read_parquet(metrics / "reps.parquet")
    then, now = (slice_digests(folder, reps)["rep"] for folder in (metrics, corrected))
    return sum(now[rep] != digest for rep, digest in then.items())


def _of_correction(
    reps: int, what: str, said: str, first: Spent, changed: Spent, others: int
) -> list[Figure]:
    """Give the figures of one kind of correction; the note's have the names that they always had."""
    of_kind = "" if what == NOTE else f"{what}_"
    about = f"{reps:,} reps: {said} corrected, to the new packet"
    return [
        Figure(f"{of_kind}cpu_{reps}", about, changed.cpu, "CPU s", first.cpu),
        Figure(f"{of_kind}wall_{reps}", f"{about}, by the clock", changed.wall, "s", first.wall),
        Figure(f"{of_kind}memory_{reps}", f"{about}, memory", changed.peak_mb, "MB"),
        Figure(f"{of_kind}reps_{reps}", f"{about}: whose packets are made again", others, "reps"),
    ]


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
            for what, said in CORRECTED.items():
                copy = root.with_name(f"{root.name}-{what}")
                shutil.copytree(root, copy, symlinks=True)
                changed = packet_of(copy, change_one_rep(copy, what))
                others = reps_with_other_documents(root, copy)
                shutil.rmtree(copy)
                figures += _of_correction(reps, what, said, first, changed, others)
        figures += [
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
