"""The workers of a Dask cluster: the same tasks as on this machine, and the same files.

Each task is sent with all that it needs (:mod:`~review_kit.execution.task_bundle`); workers need this
package and no file of the project.
"""

from __future__ import annotations

import contextlib
import pickle
import threading
import time
import uuid
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from typing import Any

from review_kit.errors import ReviewKitError
from review_kit.execution.build_context import BuildContext
from review_kit.execution.install import install_failure
from review_kit.execution.task_bundle import (
    Make,
    TaskBundler,
    UnfitWorkerError,
    code_identity,
    install_outputs,
    make_from_bundle,
)
from review_kit.execution.workers import DocumentExecutor
from review_kit.planning.plan import Task
from review_kit.records.record import Failure, Record

PRINTING = (
    "babel",
    "fonttools",
    "great-tables",
    "matplotlib",
    "nbconvert",
    "numpy",
    "pandas",
    "papermill",
    "pydyf",
    "weasyprint",
)
"""Packages that documents look different with when their versions differ."""
_PACKAGES = ("review-kit", *PRINTING)
_STALE_S = 1.0
"""Seconds after which the scheduler is asked again who its workers are."""
_TRIES = 3
"""Workers that may refuse a document, because they joined later with other code."""
_SHOWN = 5


class ClusterWorkers:
    """The workers of a Dask cluster. Each process makes one document at a time.

    Parameters
    ----------
    address
        Of the scheduler, ``tcp://host:8786``.

    Raises
    ------
    ReviewKitError
        No scheduler answers, it has no workers, or some would make other documents than this machine.
    """

    is_local = False

    def __init__(self, address: str) -> None:
        self._address = address
        self._client: Any = None
        self._roll: _Roll | None = None
        self._executor: ClusterExecutor | None = None
        try:
            self._check_workers()
        except BaseException:
            self.stop()
            raise

    @property
    def count(self) -> int:
        """Worker processes that there are now; workers may come and go."""
        client = self._connected()
        if self._roll is None:
            self._roll = _Roll(client)
        return max(1, len(self._roll.addresses))

    def start(self) -> ClusterExecutor:
        """Check the workers again and return an executor of the cluster.

        Raises
        ------
        ReviewKitError
            As for the class: the cluster may have changed since.
        """
        self._check_workers()
        self._executor = ClusterExecutor(self._connected())
        return self._executor

    def finish(self) -> None:
        """Leave the cluster."""
        self.stop()

    def stop(self) -> None:
        """Leave the cluster; it drops documents that nobody waits for."""
        if self._executor is not None:
            self._executor.shutdown()
        if self._client is not None:
            self._client.close()
        self._client = self._roll = self._executor = None

    def _check_workers(self) -> None:
        client = self._connected()
        found = _addresses(client)
        if not found:
            raise ReviewKitError(
                f"--scheduler {self._address}: it has no workers",
                f"Start some with 'dask worker {self._address} --nthreads 1'.",
            )
        unfit = differences(client)
        if unfit:
            shown = "\n".join(f"  {worker}: {what}" for worker, what in [*unfit.items()][:_SHOWN])
            more = f"\n  and {len(unfit) - _SHOWN} more" if len(unfit) > _SHOWN else ""
            raise ReviewKitError(
                f"--scheduler {self._address}: {len(unfit)} of {len(found)} workers would make "
                f"different documents from this machine:\n{shown}{more}",
                "Install the same versions there as here (requirements.lock lists them), and "
                "restart the workers.",
            )

    def _connected(self) -> Any:
        if self._client is not None:
            return self._client
        try:
            from distributed import Client
        except ImportError as error:
            raise ReviewKitError(
                "--scheduler needs the package 'distributed'",
                "Install it with: pip install 'review-kit[cluster]'",
            ) from error
        try:
            self._client = Client(  # type: ignore[no-untyped-call]
                self._address, timeout="15s", set_as_default=False
            )
        except (OSError, ValueError) as error:
            raise ReviewKitError(
                f"--scheduler {self._address}: no scheduler answers at this address",
                "Start one with 'dask scheduler', and workers with 'dask worker ADDRESS'.",
            ) from error
        return self._client


class ClusterExecutor(DocumentExecutor):
    """Makes documents on the workers of a cluster and puts them in place here.

    Parameters
    ----------
    client
        Of the scheduler.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self._roll = _Roll(client)
        self._bundler: TaskBundler | None = None
        self._common: Any = None
        self._submissions: dict[Future[Any], _Submission] = {}
        self._busy: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._is_over = False

    def submit(  # type: ignore[override]
        self, make: Make, task: Task, build: BuildContext, /
    ) -> Future[Record]:
        """Have a document made; the result is its record when its files are in place here.

        Raises
        ------
        ReviewKitError
            The scheduler has gone.
        """
        if self._bundler is None:
            self._bundler = TaskBundler(build)
            self._common = self._share(self._bundler)
        pickled = pickle.dumps((task, build, self._bundler.bundle(task)))
        submission = _Submission(make, task, build, pickled)
        submission.outcome.set_running_or_notify_cancel()
        self._submissions[submission.outcome] = submission
        self._send(submission)
        return submission.outcome

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Install no more results; what the cluster is working on it drops when the client leaves."""
        self._is_over = True
        if self._common is not None:
            with contextlib.suppress(Exception):
                self._common.release()
        if self._bundler is not None:
            self._bundler.close()

    def give_up(self, future: Future[Any]) -> None:
        """Drop a document; a result that still arrives is not installed."""
        submission = self._submissions.pop(future, None)
        if submission is not None:
            submission.is_given_up = True
            with contextlib.suppress(Exception):
                submission.remote.cancel()

    def _share(self, bundler: TaskBundler) -> Any:
        """Let the cluster keep what all documents need, once on each worker, until the run is over."""
        with _large_messages():
            return self._client.submit(
                bytes,
                pickle.dumps(bundler.common),
                key=f"review-kit-common-{uuid.uuid4().hex}",
                pure=False,
            )

    def _send(self, submission: _Submission) -> None:
        worker = self._choose_worker(submission)
        # every document is made: none is the same as an earlier one to Dask. A worker that is gone
        # by then is not waited for.
        with _large_messages():
            remote = self._client.submit(
                make_from_bundle,
                code_identity(),
                submission.make,
                submission.pickled,
                self._common,
                key=f"review-kit-{submission.task.document}-{uuid.uuid4().hex}",
                workers=None if worker is None else [worker],
                allow_other_workers=worker is not None,
                pure=False,
            )
        submission.remote = remote
        remote.add_done_callback(lambda future: self._receive(future, submission, worker))

    def _choose_worker(self, submission: _Submission) -> str | None:
        """Choose the worker with the fewest documents, whatever its number of threads."""
        with self._lock:
            present = [a for a in self._roll.addresses if a not in submission.refused_by]
            if not present:
                return None  # the scheduler waits for a worker to join
            worker = min(present, key=lambda address: self._busy[address])
            self._busy[worker] += 1
            return worker

    def _receive(self, remote: Any, submission: _Submission, worker: str | None) -> None:
        """Pass on what became of a document; runs in a thread of Dask's."""
        if worker is not None:
            with self._lock:
                self._busy[worker] -= 1
        if self._is_over or submission.is_given_up:
            return
        try:
            record = self._record(remote, submission, worker)
            if record is None:
                self._send(submission)
                return
        except (Exception, CancelledError) as error:
            self._submissions.pop(submission.outcome, None)
            submission.outcome.set_exception(error)
            return
        # a task's rows are not held for longer than they are needed
        self._submissions.pop(submission.outcome, None)
        submission.outcome.set_result(record)

    def _record(self, remote: Any, submission: _Submission, worker: str | None) -> Record | None:
        """Install a document here; ``None`` where another worker has to make it."""
        from distributed import KilledWorker

        try:
            result = remote.result()
        except UnfitWorkerError:
            if worker is not None and len(submission.refused_by) < _TRIES:
                submission.refused_by.add(worker)
                return None
            raise
        except KilledWorker as error:
            return install_failure(
                submission.task,
                submission.build,
                Failure(
                    "WorkerDied",
                    "every worker process that tried to make this document died: the system "
                    "ended it (often because memory ran out) or it crashed in native code. The "
                    f"last one was {error.last_worker}",
                ),
                started=submission.since,
            )
        finally:
            with contextlib.suppress(Exception):
                remote.release()
        return install_outputs(result, submission.task, submission.build)


@dataclass(eq=False)
class _Submission:
    """A document that the cluster has to make."""

    make: Make
    task: Task
    build: BuildContext
    pickled: bytes
    outcome: Future[Record] = field(default_factory=Future)
    refused_by: set[str] = field(default_factory=set)
    since: float = field(default_factory=time.monotonic)
    remote: Any = None
    """Dask's future of the task, once it is sent."""
    is_given_up: bool = False


class _Roll:
    """The workers that there are, as the scheduler said a moment ago.

    It is not asked for every document: that would cost it as much as the document's task.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self._asked = float("-inf")
        self._known: list[str] = []

    @property
    def addresses(self) -> list[str]:
        """Addresses of the worker processes, sorted."""
        now = time.monotonic()
        if now - self._asked > _STALE_S:
            self._known = _addresses(self._client)
            self._asked = now
        return self._known


def _large_messages() -> Any:
    """Let Dask send a task of megabytes without a warning."""
    import dask

    return dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GiB"})


def differences(client: Any) -> dict[str, str]:
    """Say of each worker that would make other documents than this machine in what it differs.

    Versions come first, because nothing of this package need be importable there for that; then its
    code, which in a checkout changes without its version.
    """
    found: dict[str, str] = {}
    answers = _ask(lambda: client.get_versions(packages=_PACKAGES))
    here = answers["client"]["packages"]
    for worker, versions in answers["workers"].items():
        there: Mapping[str, str | None] = (versions or {}).get("packages", {})
        differing = [
            f"{name} {there.get(name) or 'missing'} (here {here[name]})"
            for name in _PACKAGES
            if there.get(name) != here[name]
        ]
        if differing:
            found[worker] = ", ".join(differing)
    same = [worker for worker in _addresses(client) if worker not in found]
    if not same:
        return found
    ours = code_identity()
    identities = _ask(lambda: client.run(code_identity, workers=same, on_error="return"))
    for worker, identity in identities.items():
        if isinstance(identity, BaseException):
            found[worker] = f"review-kit cannot be loaded: {identity}"
        elif identity != ours:
            found[worker] = f"review-kit {identity} (here {ours})"
    return found


def _addresses(client: Any) -> list[str]:
    return sorted(_ask(client.nthreads))


def _ask(question: Any) -> Any:
    try:
        return question()
    except (OSError, TimeoutError, CancelledError) as error:
        raise ReviewKitError(
            f"the scheduler no longer answers: {error}",
            "Finished documents are kept; run the same command again when the cluster is back.",
        ) from error
