"""Validation of score rows: the product's whole way, and pandera on the same rules.

    python -m benchmarks.validation --millions 0.1 1 5
    python -m benchmarks.validation --millions 50 --alone --folder FOLDER

Ours reads the file, checks every table of the contracts, counts each rule twice (Great Expectations and
masks, which must agree), and writes the rows it keeps and quarantines. Pandera reads the same file with
pandas and checks the rules of the contract of ``qa_scores`` lazily, all faults at once. It needs
``pip install pandera``, is the naive way where it is installed, and is left out where it is missing. The
floor is DuckDB copying the file into Parquet, as text.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import shutil
import tempfile
import time
from pathlib import Path

from benchmarks.measuring import Figure, keep, run
from benchmarks.projects import make_project

WORK = "benchmarks.validation"


def grow(root: Path, rows: int) -> None:
    """Write a project's scores again and again under new identifiers, up to so many rows."""
    import pandas as pd

    path = root / "exports" / "qa_scores.csv"
    seed = pd.read_csv(path, dtype=str, keep_default_na=False)
    path.unlink()
    with path.open("w", encoding="utf-8", newline="") as file:
        written = 0
        while written < rows:
            part = seed.head(rows - written).copy()
            suffix = f"x{written // len(seed)}"
            for column in ("evaluation_id", "call_id"):
                part[column] += suffix
            part.to_csv(file, index=False, header=written == 0)
            written += len(part)


def ours(root: Path) -> None:
    """Validate a project and print what came of its scores."""
    from review_kit.contracts import validate
    from review_kit.project import load_project
    from review_kit.sources import stage

    project = load_project(root)
    with tempfile.TemporaryDirectory(dir=root) as name:
        validation = validate(project, stage(project, Path(name, "staged")), Path(name, "kept"))
        table = next(table for table in validation.tables if table.name == "qa_scores")
        print(json.dumps({"rows": table.rows_in, "kept": table.kept}))


def pandera(root: Path) -> None:
    """Check the scores against the same rules with pandera, and print how many rows have a fault."""
    import pandas as pd
    import pandera.pandas as pa

    exports = root / "exports"
    reps = pd.read_csv(exports / "roster.csv", dtype=str)["rep_id"]
    criteria = pd.read_csv(exports / "criteria.csv", dtype=str)["criterion_id"]
    text = ("evaluation_id", "call_id", "rep_id", "criterion_id", "evaluator", "rubric_version")
    frame = pd.read_csv(
        exports / "qa_scores.csv", dtype={**dict.fromkeys(text, str), "evidence_url": str}
    )
    frame["call_at"] = pd.to_datetime(frame["call_at"], utc=True, errors="coerce", format="ISO8601")
    for column in ("score", "max_score", "evidence_offset_s"):
        frame[column] = pd.to_numeric(frame[column], errors="coerce").astype(float)
    required = {"nullable": False}
    schema = pa.DataFrameSchema(
        {
            "evaluation_id": pa.Column(str, **required),
            "call_id": pa.Column(str, **required),
            "rep_id": pa.Column(str, pa.Check.isin(set(reps)), **required),
            "call_at": pa.Column(
                "datetime64[us, UTC]",
                pa.Check.in_range(
                    pd.Timestamp("1990-01-01", tz="UTC"), pd.Timestamp("2026-10-02", tz="UTC")
                ),
                coerce=True,
                **required,
            ),
            "criterion_id": pa.Column(str, pa.Check.isin(set(criteria)), **required),
            "score": pa.Column(float, pa.Check.ge(0), **required),
            "max_score": pa.Column(float, pa.Check.gt(0), **required),
            "evaluator": pa.Column(str, pa.Check.isin(["ai", "human"]), **required),
            "evidence_url": pa.Column(str, pa.Check.str_matches("^https?://"), nullable=True),
            "evidence_offset_s": pa.Column(float, pa.Check.ge(0), nullable=True),
        },
        checks=pa.Check(lambda rows: rows["score"] <= rows["max_score"], name="within_max"),
        unique=["evaluation_id", "criterion_id"],
    )
    faulty = 0
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        faulty = int(error.failure_cases["index"].nunique())
    print(json.dumps({"rows": len(frame), "kept": len(frame) - faulty}))


def floor(root: Path) -> None:
    """Copy the file into Parquet as text: the least that anybody pays who looks at every row."""
    import duckdb

    source, target = root / "exports" / "qa_scores.csv", root / "floor.parquet"
    connection = duckdb.connect()
    began = time.process_time()
    connection.execute(
        f"COPY (SELECT * FROM read_csv('{source}', all_varchar = true)) TO '{target}' (FORMAT parquet)"
    )
    print(json.dumps({"cpu": time.process_time() - began}))


def main() -> None:
    """Measure each size and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--millions", type=float, nargs="+", default=[0.1, 1, 5])
    parser.add_argument(
        "--alone", action="store_true", help="without pandera, which holds all rows in memory"
    )
    parser.add_argument(
        "--folder", type=Path, help="keep the exports here, and take those of the same size from it"
    )
    parser.add_argument("--work", nargs=2, metavar=("WAY", "FOLDER"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        {"ours": ours, "pandera": pandera, "floor": floor}[asked.work[0]](Path(asked.work[1]))
        return
    figures: list[Figure] = []
    notes: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        seed = make_project(Path(name), 24)
        for millions in asked.millions:
            root = (asked.folder or Path(name)) / f"rows-{millions:g}m"
            if not root.exists():
                unfinished = root.with_name(f"{root.name}-unfinished")
                shutil.copytree(seed, unfinished)
                grow(unfinished, round(millions * 1e6))
                unfinished.rename(root)
            mine = run(WORK, "--work", "ours", root)
            assert mine.said["rows"] == round(millions * 1e6), mine.said
            label = f"{millions:g} million scores"
            least = run(WORK, "--work", "floor", root).said["cpu"]
            naive = None
            if not asked.alone and importlib.util.find_spec("pandera") is not None:
                theirs = run(WORK, "--work", "pandera", root)
                naive = theirs.cpu
                notes.append((f"{label}, pandera", f"{theirs.peak_mb:.0f} MB"))
            figures += [
                Figure(
                    f"cpu_{millions:g}",
                    f"{label}, imports included",
                    mine.cpu,
                    "CPU s",
                    naive,
                    least,
                ),
                Figure(f"memory_{millions:g}", f"{label}, memory", mine.peak_mb, "MB"),
            ]
            if not asked.folder:
                shutil.rmtree(root)
    keep("validation", "Reading and checking scores", figures, notes, millions=asked.millions)


if __name__ == "__main__":
    main()
