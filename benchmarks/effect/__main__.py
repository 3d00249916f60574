"""Hold the estimate of the effect of coaching to its thresholds, by Monte Carlo.

    python -m benchmarks.effect --seeds 400

Every trial is kept in ``.calibration`` as soon as it is done, under a digest of the code and of the company
that made it, so a stopped run goes on where it was, a change of the estimate or the simulator starts anew,
and a change of one company starts that company anew. ``--write`` puts the table into the docs and the
trials behind it beside this file: another checkout goes on from there.
Exit 1 if a threshold does not hold.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import hashlib
import json
import os
import platform
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import date
from pathlib import Path

# one thread each: the processes are what runs side by side
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import pandas as pd
from benchmarks.effect.properties import PROPERTIES, TOLD, Finding, findings
from benchmarks.effect.scenarios import SCENARIOS, UNCOACHED, WITHOUT_THRESHOLD
from benchmarks.effect.trial import Result, trial

import review_kit

HERE = Path(__file__).resolve().parent
RESULTS = HERE.parents[1] / ".calibration"
TABLE = HERE.parents[1] / "docs" / "effect.md"
MARK = "<!-- results -->"
TRIALS = HERE / "trials.jsonl.gz"
"""The trials behind the table in the docs; its first line names their code."""
WHOLE = 400
"""Seeds of each company in a whole run."""
DECIMALS = 6
"""Of the numbers kept in it, in pp."""


def main(arguments: list[str]) -> int:
    """Run what is missing, print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.effect", description=__doc__)
    parser.add_argument("--seeds", type=int, default=WHOLE, help="trials of each scenario")
    parser.add_argument("--scenario", action="append", choices=SCENARIOS, help="only this one")
    parser.add_argument(
        "--jobs", "--workers", dest="workers", type=int, default=os.cpu_count() or 1
    )
    parser.add_argument("--pause", type=Path, help="start no trial while this file exists")
    parser.add_argument("--so-far", action="store_true", help="run nothing, table of what is done")
    parser.add_argument(
        "--write", action="store_true", help=f"table into {TABLE.name}, trials into {TRIALS.name}"
    )
    options = parser.parse_args(arguments)
    names = options.scenario or list(SCENARIOS)
    path = RESULTS / f"{code_digest()}.jsonl"
    path.parent.mkdir(exist_ok=True)
    done = archived(TRIALS, code_digest()) | kept(path)
    wanted = [
        (name, seed)
        for seed in range(options.seeds)
        for name in names
        if seed % 4 == 0 or name not in WITHOUT_THRESHOLD
    ]
    if not options.so_far:
        run_missing(wanted, done, path, options.workers, options.pause)
    trials = pd.DataFrame([done[one] for one in wanted if one in done])
    if trials.empty:
        parser.error("no trial is done yet")
    held, told = findings(trials, PROPERTIES), findings(trials, TOLD)
    table = markdown(held, told)
    print(table)
    if options.write:
        before = TABLE.read_text(encoding="utf-8").split(MARK)[0]
        TABLE.write_text(f"{before}{MARK}\n\n{table}", encoding="utf-8")
        archive(TRIALS, code_digest(), [done[one] for one in wanted if one in done])
    return int(not all(one.holds for one in held))


def code_digest() -> str:
    """Digest of all code that a trial's numbers depend on; docstrings and comments are no code."""
    metrics = Path(review_kit.__file__).parent / "metrics"
    sources = [
        *sorted((metrics / "effect").glob("*.py")),
        *(metrics / f"{name}.py" for name in ("window_change", "trend", "trajectory", "intervals")),
        *(HERE / f"{name}.py" for name in ("simulator", "naive", "without", "trial")),
    ]
    digest = hashlib.sha256()
    for source in sources:
        tree = ast.parse(source.read_bytes())
        for node in ast.walk(tree):
            body = getattr(node, "body", None)
            if isinstance(body, list):
                node.body = [part for part in body if not is_text(part)]  # type: ignore[attr-defined]
        digest.update(ast.dump(tree).encode())
    return digest.hexdigest()[:12]


def company_digest(scenario: str) -> str:
    """Digest of the company that a scenario names."""
    asked = f"{SCENARIOS[scenario]} {scenario in UNCOACHED}"
    return hashlib.sha256(asked.encode()).hexdigest()[:12]


def is_text(statement: ast.AST) -> bool:
    """Say whether a statement is a docstring, or text about the name above it."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def kept(path: Path) -> dict[tuple[str, int], Result]:
    """Read the trials that are done; a line cut short by an interruption is not one of them."""
    return trials_of(path.read_text(encoding="utf-8").splitlines()) if path.exists() else {}


def trials_of(lines: Iterable[str]) -> dict[tuple[str, int], Result]:
    """Read trials, a line each; those of a company that has changed since are left out."""
    done: dict[tuple[str, int], Result] = {}
    of_today = {name: company_digest(name) for name in SCENARIOS}
    for line in lines:
        try:
            result = json.loads(line)
        except json.JSONDecodeError:
            continue
        if result["company"] == of_today.get(result["scenario"]):
            done[result["scenario"], result["seed"]] = result
    return done


def archived(path: Path, code: str) -> dict[tuple[str, int], Result]:
    """Read what :func:`archive` wrote, if it was of this code."""
    if not path.exists():
        return {}
    made_by, *lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    return trials_of(lines) if made_by == code else {}


def archive(path: Path, code: str, trials: list[Result]) -> None:
    """Write trials in the order of company and seed; the same trials give the same bytes."""
    ordered = sorted(trials, key=lambda one: (one["scenario"], one["seed"]))
    lines = [code, *(json.dumps(rounded(one), separators=(",", ":")) for one in ordered)]
    path.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))


def rounded(trial: Result) -> Result:
    """Give a trial with no more decimals than are ever printed."""
    return {
        name: round(value, DECIMALS) if isinstance(value, float) else value
        for name, value in trial.items()
    }


def run_missing(
    wanted: list[tuple[str, int]],
    done: dict[tuple[str, int], Result],
    path: Path,
    workers: int,
    pause: Path | None,
) -> None:
    """Run the trials that are not done, in this order, and add them to ``done``."""
    missing = [one for one in wanted if one not in done]
    begin = time.perf_counter()
    with path.open("a", encoding="utf-8") as file:
        for number, result in enumerate(results(missing, workers, pause), start=1):
            result["company"] = company_digest(result["scenario"])
            done[result["scenario"], result["seed"]] = result
            file.write("\n" * (number == 1) + json.dumps(result) + "\n")
            file.flush()
            if number % 100 == 0 or number == len(missing):
                spent = time.perf_counter() - begin
                print(f"{number} of {len(missing)} trials, {spent:.0f} s", file=sys.stderr)


def results(missing: list[tuple[str, int]], workers: int, pause: Path | None) -> Iterator[Result]:
    """Give results as they come."""
    if workers <= 1:
        for name, seed in missing:
            wait_while(pause)
            yield trial(name, seed)
        return
    with ProcessPoolExecutor(workers) as pool:
        step = 8 * workers
        for start in range(0, len(missing), step):
            wait_while(pause)
            part = missing[start : start + step]
            for future in as_completed([pool.submit(trial, name, seed) for name, seed in part]):
                yield future.result()


def wait_while(pause: Path | None) -> None:
    """Wait until the file is gone."""
    while pause is not None and pause.exists():
        time.sleep(5)


def markdown(held: list[Finding], told: list[Finding]) -> str:
    """Lay the findings out as a table, with when and on what they were made."""
    lines = [
        f"{date.today().isoformat()}, code {code_digest()}, {platform.machine()} ({os.cpu_count()} cores), "
        f"Python {platform.python_version()}; *n*: seeds that say something, ±: Monte-Carlo error."
        f"{_short_of_whole(held)}",
        "",
        "| property | company | threshold | measured | n | |",
        "|---|---|---|---|---:|---|",
        *(line(one, "pass" if one.holds else "**FAIL**") for one in held),
        *(line(one, "told") for one in told),
        "",
    ]
    return "\n".join(lines)


def _short_of_whole(held: list[Finding]) -> str:
    """Say that a table rests on fewer seeds than a whole run has."""
    most = max((one.n for one in held), default=0)
    if most >= WHOLE:
        return ""
    return (
        f" At most {most} seeds a company so far, not the {WHOLE} of a whole run: with so few a threshold "
        "can be missed, or kept, by chance."
    )


def line(one: Finding, mark: str) -> str:
    """Give one line of the table."""
    scale, unit = (100, " %") if one.about.percent else (1, " pp")
    bounds = "" if mark == "told" else one.about.bounds
    digits = 1 if one.about.percent else 2
    value = f"{scale * one.value:.{digits}f} ± {scale * one.error:.{digits}f}{unit}"
    if one.n == 0:
        value = "nothing said"
    return f"| {one.about.name} | {one.scenario.replace('_', ' ')} | {bounds} | {value} | {one.n} | {mark} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
