"""Hold the estimate of the effect of coaching to its thresholds, by Monte Carlo.

    python -m benchmarks.effect --seeds 400

Every trial is kept in ``.calibration`` as soon as it is done, under a digest of the code and of the company
that made it, so a stopped run goes on where it was, a change of the estimate or the simulator starts anew,
and a change of one company starts that company anew. ``--write`` puts the table into the docs and the
trials behind it beside this file: another checkout goes on from there.

    python -m benchmarks.effect --same-as-before --seeds-each 10

After a change that leaves every number as it was: runs some of these trials again, of every company, and only
where each number of each of them comes out the same are all of them carried over to the code of today, which
table and trials then say.
Exit 1 if a threshold does not hold, or a number is another.
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
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import date
from pathlib import Path

# one thread each: the processes are what runs side by side
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import pandas as pd
from benchmarks.effect.carried import (
    DECIMALS,
    FEWEST_EACH,
    Carried,
    Origin,
    differences,
    evenly_chosen,
)
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
    parser.add_argument(
        "--same-as-before",
        action="store_true",
        help=f"carry the trials in {TRIALS.name} over to this code, if a sample comes out the same",
    )
    parser.add_argument(
        "--seeds-each", type=int, default=10, help="trials of each company in that sample"
    )
    options = parser.parse_args(arguments)
    if options.same_as_before:
        if options.seeds_each < FEWEST_EACH:
            parser.error(f"--seeds-each must be at least {FEWEST_EACH}")
        return carry_over(options.seeds_each, options.workers, options.pause)
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
    origin = origin_for(TRIALS, code_digest())
    table = markdown(held, told, origin)
    print(table)
    if options.write:
        before = TABLE.read_text(encoding="utf-8").split(MARK)[0]
        TABLE.write_text(f"{before}{MARK}\n\n{table}", encoding="utf-8")
        archive(TRIALS, origin, [done[one] for one in wanted if one in done])
    return int(not all(one.holds for one in held))


def code_digest() -> str:
    """Digest of all code that a trial's numbers depend on; docstrings and comments are no code."""
    metrics = Path(review_kit.__file__).parent / "metrics"
    sources = [
        *sorted((metrics / "effect").glob("*.py")),
        *(
            metrics / f"{name}.py"
            for name in ("window_change", "trend", "trajectory", "intervals", "roots")
        ),
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
    """Read what :func:`archive` wrote, if it was of this code or has been carried over to it."""
    origin, trials = read_archive(path)
    return trials if origin is not None and origin.holds_for(code) else {}


def read_archive(path: Path) -> tuple[Origin | None, dict[tuple[str, int], Result]]:
    """Read what :func:`archive` wrote, of whichever code; no origin where there is no archive."""
    if not path.exists():
        return None, {}
    first, *lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    return Origin.read(first), trials_of(lines)


def origin_for(path: Path, code: str) -> Origin:
    """Say of which code trials are that an archive and this code make together."""
    origin, _ = read_archive(path)
    return origin if origin is not None and origin.holds_for(code) else Origin(code)


def archive(path: Path, origin: Origin, trials: Iterable[Result]) -> None:
    """Write trials in the order of company and seed; the same trials give the same bytes."""
    ordered = sorted(trials, key=lambda one: (one["scenario"], one["seed"]))
    lines = [origin.line, *(json.dumps(rounded(one), separators=(",", ":")) for one in ordered)]
    path.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))


def carry_over(
    each: int,
    workers: int,
    pause: Path | None,
    *,
    trials: Path = TRIALS,
    table: Path = TABLE,
    results: Path = RESULTS,
) -> int:
    """Run a sample of the archived trials again, and let all of them stand for today's code if it agrees.

    Parameters
    ----------
    each
        Trials of every company.
    trials, table, results
        The archive, the page with the table, and where trials of today's code are kept.

    Returns
    -------
    int
        1 if a number is another, or a company has no trial that could be run again; nothing is written then.
    """
    origin, before = read_archive(trials)
    missing = sorted({*SCENARIOS} - {name for name, _ in before})
    if origin is None or missing:
        print(f"no trial is kept of {', '.join(missing)}", file=sys.stderr)
        return 1
    code = code_digest()
    path = results / f"{code}.jsonl"
    path.parent.mkdir(exist_ok=True)
    again = kept(path)
    rounds = evenly_chosen(before, each)
    for chosen in rounds:
        run_missing(chosen, again, path, workers, pause)
        changed = {one: differences(before[one], again[one]) for one in chosen}
        for (name, seed), numbers in changed.items():
            for number in numbers:
                print(f"{name}, seed {seed}, {number}")
        if any(changed.values()):
            print(f"Not the same as code {origin.code}: nothing is carried over.")
            return 1
    n_of = Counter(name for chosen in rounds for name, _ in chosen)
    today = date.today().isoformat()
    origin = Origin(origin.code, Carried(code, today, min(n_of.values()), n_of.total()))
    archive(trials, origin, before.values())
    whole, printed = table.read_text(encoding="utf-8").split(MARK)
    made, *lines = printed.strip().splitlines()
    rest = [line for line in lines if line.startswith("|")]
    text = "\n".join(with_notes(made, origin) + rest)
    table.write_text(f"{whole}{MARK}\n\n{text}\n", encoding="utf-8")
    print(*origin.notes)
    return 0


def with_notes(made: str, origin: Origin) -> list[str]:
    """Give the lines above a table: how it was made, and of which code its trials are."""
    return [made, "", *origin.notes, *[""] * bool(origin.notes)]


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


def markdown(held: list[Finding], told: list[Finding], origin: Origin) -> str:
    """Lay the findings out as a table, with when and on what they were made."""
    made = (
        f"{date.today().isoformat()}, code {origin.code}, {platform.machine()} ({os.cpu_count()} cores), "
        f"Python {platform.python_version()}; *n*: seeds that say something, ±: Monte-Carlo error."
        f"{_short_of_whole(held)}"
    )
    lines = [
        *with_notes(made, origin),
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
