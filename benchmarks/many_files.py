"""One table in many files: what reading each of them takes.

    python -m benchmarks.many_files --files 300

    python -m benchmarks.many_files --files 300 --before ../earlier/src

The scores of an invented company are dealt out to daily files, and to the members of a ZIP archive; beside
them stands one file with the same rows. Measured is the processor time of reading them into canonical tables.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.measuring import ROOT, Figure, keep, median, run

WORK = "benchmarks.many_files"
TITLE = "One table in many files (floor: in one file)"
ROWS = 40
"""Records of each file."""
HEADER = (
    *("evaluation_id", "call_id", "rep_id", "call_at", "criterion_id", "score", "max_score"),
    *("evaluator", "rubric_version"),
)
WORDS = {"files": "files", "archive": "members of one archive", "one": "days in one file"}
SETTINGS = '[organisation]\nname = "Acme"\n[sources.qa_scores]\npath = "{path}"\n'


def records(file: int) -> Iterator[Sequence[object]]:
    """Yield the scores of one day."""
    for row in range(ROWS):
        call = f"c{file}-{row // 4}"
        yield (
            *(f"e{file}-{row // 4}", call, f"r{row % 7}"),
            *(f"2026-{file // 28 % 12 + 1:02}-{file % 28 + 1:02} 10:{row % 60:02}:00",),
            *(f"k{row % 4}", f"{row % 5}.5", "5", "ai" if row % 3 else "human", "v1"),
        )


def write(path: Path, numbers: Iterator[int] | range) -> None:
    """Write the scores of some days into one file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in numbers:
            writer.writerows(records(number))


def make_projects(folder: Path, files: int) -> dict[str, Path]:
    """Write the same scores as daily files, as an archive of them, and as one file."""
    made = {}
    for name, path in (("files", "daily/*.csv"), ("archive", "all.zip"), ("one", "one.csv")):
        root = folder / f"{name}-{files}"
        (root / "daily").mkdir(parents=True)
        (root / "review_kit.toml").write_text(SETTINGS.format(path=path), encoding="utf-8")
        made[name] = root
    for number in range(files):
        write(made["files"] / "daily" / f"day-{number:05}.csv", range(number, number + 1))
    with zipfile.ZipFile(made["archive"] / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for day in sorted((made["files"] / "daily").iterdir()):
            archive.write(day, day.name)
    write(made["one"] / "one.csv", range(files))
    return made


def stage_project(root: Path) -> None:
    """Read a project's exports, and print the processor time of that alone, without imports."""
    from review_kit.project import load_project
    from review_kit.sources import stage

    project = load_project(root)
    with tempfile.TemporaryDirectory(dir=root) as name:
        began = time.process_time()
        staged = stage(project, Path(name))
        spent = time.process_time() - began
    print(json.dumps({"cpu": spent, "rows": staged["qa_scores"].rows_in}))


def measured(
    projects: dict[str, Path], files: int, rounds: int, versions: dict[str, Path]
) -> dict[tuple[str, str], tuple[float, float]]:
    """Stage projects with each version of the package in turns.

    Returns
    -------
    dict
        Version and project → processor seconds (median), and peak memory in megabytes.
    """
    spent: dict[tuple[str, str], list[float]] = {}
    peak: dict[tuple[str, str], float] = {}
    for _ in range(rounds):
        for project, root in projects.items():
            for version, source in versions.items():
                found = run(WORK, "--work", root, env={"PYTHONPATH": str(source)})
                assert found.said["rows"] == files * ROWS, found.said
                spent.setdefault((version, project), []).append(found.said["cpu"])
                peak[version, project] = max(peak.get((version, project), 0), found.peak_mb)
    return {each: (median(seconds), peak[each]) for each, seconds in spent.items()}


def main() -> None:
    """Measure each number of files, and keep the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, nargs="+", default=[300])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument(
        "--before", type=Path, help="src/ of an earlier version, measured in turns with this one"
    )
    parser.add_argument("--work", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        stage_project(Path(asked.work))
        return
    versions = {"": ROOT / "src"}
    if asked.before:
        versions = {"before: ": asked.before.resolve(), **versions}
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        for files in asked.files:
            projects = make_projects(Path(name), files)
            found = measured(projects, files, asked.rounds, versions)
            for (version, project), (cpu, peak) in found.items():
                least = None if project == "one" else found[version, "one"][0]
                key = f"{version.replace(': ', '_')}{project}_{files}"
                what = f"{version}{files:,} {WORDS[project]}"
                figures += [
                    Figure(key, what, cpu, "CPU s", floor=least),
                    Figure(f"{key}_memory", f"{what}, memory", peak, "MB"),
                ]
    keep("many_files", TITLE, figures, files=asked.files, rounds=asked.rounds)


if __name__ == "__main__":
    main()
