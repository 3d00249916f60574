"""One table in many files: processor time of each file, read alone and as one of many.

    python -m benchmarks.many_files --files 300 2000

The scores of an invented company are dealt out to daily files, and to the members of a ZIP archive. Reading
one file with the same rows is taken off, so that what is left is what each further file costs.
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

from benchmarks.measuring import keep, median, run

WORK = "benchmarks.many_files"
ROWS = 40
"""Records of each file."""
HEADER = (
    *("evaluation_id", "call_id", "rep_id", "call_at", "criterion_id", "score", "max_score"),
    *("evaluator", "rubric_version"),
)
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
        for path in sorted((made["files"] / "daily").iterdir()):
            archive.write(path, path.name)
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


def main() -> None:
    """Measure each number of files, and keep the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, nargs="+", default=[300, 2000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        stage_project(Path(asked.work))
        return
    rows = []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        for files in asked.files:
            projects = make_projects(Path(name), files)
            spent: dict[str, list[float]] = {each: [] for each in projects}
            peak: dict[str, float] = {}
            for _ in range(asked.rounds):
                for each, root in projects.items():
                    found = run(WORK, "--work", root)
                    assert found.said["rows"] == files * ROWS, found.said
                    spent[each].append(found.said["cpu"])
                    peak[each] = max(peak.get(each, 0), found.peak_mb)
            one = median(spent["one"])
            rows.append((f"{files:,} days in one file", f"{one:.2f} CPU s, {peak['one']:.0f} MB"))
            for each, words in (("files", "files"), ("archive", "members of one archive")):
                cpu = median(spent[each])
                rows.append(
                    (
                        f"{files:,} {words}",
                        f"{cpu:.2f} CPU s, {cpu / files * 1000:.1f} ms a file, {peak[each]:.0f} MB",
                    )
                )
    keep("many_files", "One table in many files", rows, files=asked.files, rounds=asked.rounds)


if __name__ == "__main__":
    main()
