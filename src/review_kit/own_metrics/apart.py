"""The process in which metrics of one's own are computed: ``python -m review_kit.own_metrics.apart JOB``.

It imports what metrics need once, and forks for each: one that fails, hangs, dies or takes all memory ends
its own process. What a metric prints goes into a file of its folder. It may write there and nowhere else.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from review_kit.own_metrics.fault import FaultError
from review_kit.warm_kernels.memory import held_limit
from review_kit.warm_kernels.writing import VARIABLE as WRITES
from review_kit.warm_kernels.writing import hold_writing

if TYPE_CHECKING:
    import pandas as pd

    from review_kit.metrics.windows import Window
    from review_kit.own_metrics.columns import Columns
    from review_kit.own_metrics.tables import ReadTables

ANSWER, ROWS, CALLS, PRINTED = "answer.json", "rows.parquet", "calls.parquet", "printed.txt"
FUNCTION = "rows"
PRELOADED = (
    *("duckdb", "numpy", "pandas", "pyarrow.compute", "pyarrow.dataset", "pyarrow.parquet"),
    *("review_kit.metrics.windows", "review_kit.own_metrics.query", "review_kit.own_metrics.rows"),
    "review_kit.own_metrics.calls",
    "review_kit.snapshot",
)
_WATCHED_SECONDS = 0.01
_PR_SET_PDEATHSIG = 1
_MB = 1 << 20


class WroteElsewhereError(OSError):
    """A metric would write somewhere else than into its own folder."""


@dataclass(frozen=True)
class Asked:
    """A metric to be computed, and for which windows."""

    name: str
    format: str
    path: str
    text: str
    beside: Mapping[str, str]
    windows: tuple[tuple[str, str], ...]
    every_window: bool
    """Whether it must have numbers for all of them; numbers of the run are of its own window alone."""
    of_calls: bool = False
    """Whether it gives single calls, once for the whole record."""
    largest: float | None = None
    """What the value of a call may be at most, where it may not be negative either."""


@dataclass(frozen=True)
class Job:
    """What the process is asked for; what it finds lies in a folder of ``scratch`` for each metric."""

    snapshot: str
    metrics: str | None
    own: tuple[str, ...]
    scratch: str
    seconds: int
    memory_mb: int
    asked: tuple[Asked, ...]

    @classmethod
    def read(cls, path: Path) -> Job:
        """Read what was asked."""
        raw = json.loads(path.read_text(encoding="utf-8"))
        asked = (
            Asked(**{**one, "windows": tuple((first, last) for first, last in one["windows"])})
            for one in raw.pop("asked")
        )
        return cls(**{**raw, "own": tuple(raw["own"]), "asked": tuple(asked)})


def main(job: Job) -> None:
    """Compute every metric that was asked for, one after the other."""
    _end_with_parent()
    for module in PRELOADED:
        importlib.import_module(module)
    for asked in job.asked:
        folder = Path(job.scratch) / asked.name
        folder.mkdir()
        _in_own_process(job, asked, folder)


def _in_own_process(job: Job, asked: Asked, folder: Path) -> None:
    child = os.fork()
    if not child:
        _be_child(job, asked, folder)
    ended = _ended(child, job.seconds)
    if ended is None:
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        _write_fault(
            folder,
            FaultError(
                f"was not done within {job.seconds} s",
                "Make it quicker, or raise own_metrics.seconds.",
                lasting=False,
            ),
        )
        return
    _kill_rest(child)
    if not (folder / ANSWER).is_file():
        _write_fault(folder, _died(ended, job.memory_mb))


def _ended(child: int, seconds: int) -> int | None:
    """Wait for a process and give its status; ``None`` where it takes too long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status
        time.sleep(_WATCHED_SECONDS)
    return None


def _kill_rest(group: int) -> None:
    """End what a metric has started and left."""
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _died(status: int, memory_mb: int) -> FaultError:
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        how = f"its process was ended by {signal.Signals(number).name}"
    else:
        how = f"its process ended with code {os.WEXITSTATUS(status)} and without a result"
    return FaultError(
        how,
        f"It may take {memory_mb} MB (own_metrics.memory_mb). Try it alone: review-kit metrics test NAME.",
        lasting=False,
    )


def _be_child(job: Job, asked: Asked, folder: Path) -> NoReturn:
    code = 1
    try:
        os.setsid()
        _end_with_parent()
        _print_into(folder / PRINTED)
        _hold(folder, job.memory_mb)
        _answer(job, asked, folder)
        code = 0
    finally:
        os._exit(code)


def _end_with_parent() -> None:
    """Let this process end with the one that started it, however that ends; Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _print_into(path: Path) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    printed = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for number, target in ((0, nothing), (1, printed), (2, printed)):
        os.dup2(target, number)


def _hold(folder: Path, memory_mb: int) -> None:
    """Hold this process to a limit of memory, and to its own folder when it writes."""
    os.chdir(folder)
    tempfile.tempdir = str(folder)
    os.environ.update(TMPDIR=str(folder), MPLCONFIGDIR=str(folder), HOME=str(folder))
    sys.dont_write_bytecode = True
    if held_limit(memory_mb):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = memory_mb * _MB
        limit = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, most))
    sys.addaudithook(_refusing_to_write_outside(folder))
    os.environ[WRITES] = str(folder)
    hold_writing()


_CHANGING = frozenset(
    {"os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate"}
)
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _refusing_to_write_outside(folder: Path) -> Callable[[str, tuple[Any, ...]], None]:
    """Make what Python asks before it opens or changes a file: the message can then name it.

    The system's own rule (:func:`hold_writing`) holds what is not written through Python, too.
    """
    inside = (f"{folder}{os.sep}", "/dev/")

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            paths = [path] if isinstance(flags, int) and flags & _TO_WRITE else []
        elif event in _CHANGING:
            paths = list(arguments[: 2 if event in {"os.rename", "os.link", "os.symlink"} else 1])
        else:
            return
        for path in paths:
            if isinstance(path, str | bytes | os.PathLike):
                whole = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - asks the disk nothing
                if whole != str(folder) and not whole.startswith(inside):
                    raise WroteElsewhereError(
                        13, "a metric writes into its own folder alone", whole
                    )

    return refuse


def _answer(job: Job, asked: Asked, folder: Path) -> None:
    started = time.process_time()
    try:
        # numbers of the run say nothing of a single call
        tables = _tables(job, None if asked.of_calls or job.metrics is None else Path(job.metrics))
        given = _from_sql if asked.format == "sql" else _from_python
        parts = [*_each_window(asked, tables, given(asked, tables, folder), folder)]
    except FaultError as error:
        _write_fault(folder, error)
        return
    except Exception as error:
        traceback.print_exc()  # into the file of what was printed
        _write_fault(folder, fault_of(error, asked.path, {}))
        return
    import pandas as pd

    found = pd.concat(parts, ignore_index=True)
    found.to_parquet(folder / ROWS)
    answer = {
        "reads": tables.read,
        "windows": len(parts),
        "cpu_seconds": round(time.process_time() - started, 3),
    }
    (folder / ANSWER).write_text(json.dumps(answer), encoding="utf-8")


def _tables(job: Job, metrics: Path | None) -> ReadTables:
    from review_kit.own_metrics.tables import ReadTables
    from review_kit.snapshot import Snapshot
    from review_kit.snapshot.read import MANIFEST

    folder = Path(job.snapshot)
    # whoever asks has verified it
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return ReadTables(Snapshot(folder, manifest), metrics, job.own)


@dataclass(frozen=True)
class _Given:
    """What a metric computes of a window, and the line of its file that a fault of it is told with."""

    of: Callable[[Window], Any]
    line: int | None

    def checked(self, window: Window, check: Callable[[Any], pd.DataFrame]) -> pd.DataFrame:
        """Compute it for a window, and hold it to what was asked for."""
        from review_kit.own_metrics.rows import RowsError

        given = self.of(window)
        try:
            return check(given)
        except RowsError as error:
            raise FaultError(error.problem, error.advice, self.line) from None


def _each_window(
    asked: Asked, tables: ReadTables, given: _Given, folder: Path
) -> Iterator[pd.DataFrame]:
    from review_kit.metrics.windows import Window
    from review_kit.own_metrics.rows import checked_rows
    from review_kit.own_metrics.tables import METRIC_SCHEMA

    windows = [Window(date.fromisoformat(a), date.fromisoformat(b)) for a, b in asked.windows]
    if asked.of_calls:
        yield from _each_window_of_calls(asked, tables, given, windows, folder)
        return
    known = _roster(tables)
    for at, window in enumerate(windows):
        yield given.checked(window, lambda rows: checked_rows(rows, known)).assign(window=at)
        if any(name.startswith(METRIC_SCHEMA) for name in tables.read) and not asked.every_window:
            return


def _each_window_of_calls(
    asked: Asked, tables: ReadTables, given: _Given, windows: Sequence[Window], folder: Path
) -> Iterator[pd.DataFrame]:
    """Compute the calls of the whole record once, keep them, and give their means of each window."""
    from review_kit.metrics.windows import Window
    from review_kit.own_metrics.calls import calls_of, means_of
    from review_kit.own_metrics.rows import checked_calls

    scored = calls_of(tables.snapshot)
    last = max(window.end for window in windows)
    first = scored["call_on"].min().date() if len(scored) else last
    calls = given.checked(
        Window(min(first, last), last), lambda rows: checked_calls(rows, scored, asked.largest)
    )
    calls.to_parquet(folder / CALLS)
    for at, window in enumerate(windows):
        yield means_of(calls, window, asked.largest).assign(window=at)


def _from_python(asked: Asked, tables: ReadTables, folder: Path) -> _Given:
    modules = folder / "modules"
    modules.mkdir()
    for name, text in asked.beside.items():
        (modules / name).write_text(text, encoding="utf-8")
    sys.path.insert(0, str(modules))
    namespace: dict[str, Any] = {"__name__": asked.name, "__file__": asked.path}
    with _faults_of(asked.path, tables):
        exec(compile(asked.text, asked.path, "exec", dont_inherit=True), namespace)
    function = namespace.get(FUNCTION)
    if not callable(function):
        raise FaultError(
            f"defines no function '{FUNCTION}'", f"Add 'def {FUNCTION}(tables, window):'."
        )
    line = getattr(getattr(function, "__code__", None), "co_firstlineno", None)

    def compute(window: Window) -> Any:
        with _faults_of(asked.path, tables):
            return function(tables, window)

    return _Given(compute, line)


def _roster(tables: ReadTables) -> frozenset[str]:
    """Every ``rep_id`` of the roster; that it was read says nothing of the metric."""
    import pyarrow.parquet as pq

    path = tables.snapshot.path("roster")
    return frozenset(pq.read_table(path, columns=["rep_id"])["rep_id"].to_pylist())


@contextmanager
def _faults_of(path: str, tables: ReadTables) -> Iterator[None]:
    """Make what goes wrong inside a fault of the metric, with the line of its file."""
    try:
        yield
    except FaultError:
        raise
    except (Exception, SystemExit) as error:
        columns = {name: tables[name].columns for name in tables.read}
        raise fault_of(error, path, columns) from None


def fault_of(error: BaseException, path: str, columns: Columns) -> FaultError:
    """Say what an error in a metric in Python means.

    Parameters
    ----------
    path
        Of the metric's file.
    columns
        Of the tables that it has read.
    """
    from review_kit.errors import ReviewKitError
    from review_kit.own_metrics.columns import column_of_frame, there_are

    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == path]
    line = lines[-1] if lines else None
    if isinstance(error, ReviewKitError):
        return FaultError(error.message, error.hint, line)
    if isinstance(error, MemoryError):
        advice = "Read fewer columns or rows, or raise own_metrics.memory_mb."
        return FaultError("needs more memory than it may take", advice, line, lasting=False)
    if isinstance(error, WroteElsewhereError | PermissionError):
        return FaultError(
            f"writes to {error.filename}, outside its own folder",
            "Let it return its rows and write nothing; a temporary file may lie in the current folder.",
            line,
        )
    column = column_of_frame(error, columns)
    if column:
        return FaultError(f"there is no column '{column}'", there_are(column, columns), line)
    said = str(error).strip().splitlines()
    told = f": {said[0]}" if said else ""
    return FaultError(
        f"{type(error).__name__}{told}", "Mend the line; 'review-kit metrics test' tries it.", line
    )


def _from_sql(asked: Asked, tables: ReadTables, folder: Path) -> _Given:
    from review_kit.own_metrics.query import Query

    query = Query(asked.text, tables, folder)
    return _Given(query.run, query.first_line)


def _write_fault(folder: Path, fault: FaultError) -> None:
    content = {
        "fault": {name: getattr(fault, name) for name in ("problem", "advice", "line", "lasting")}
    }
    (folder / ANSWER).write_text(json.dumps(content), encoding="utf-8")


if __name__ == "__main__":
    main(Job.read(Path(sys.argv[1])))
