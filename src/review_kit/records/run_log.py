"""The log of a run: what it did, when, and how long it took, one JSON object a line; about nobody.

A document is named by its template and key, never by whom it is about, and an error by its kind, never by
what it says: both may be names.
"""

from __future__ import annotations

import json
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import review_kit
from review_kit.records.folder import RunFolder
from review_kit.records.record import Record

_KEY_SHOWN = 12
Fact = str | int | float | bool | None


@dataclass(frozen=True)
class RunLog:
    """A log that lines are added to, each at once on the disk."""

    path: Path

    def write(self, event: str, **facts: Fact) -> None:
        """Add a line.

        Parameters
        ----------
        event
            What happened.
        facts
            Numbers, and words that are nobody's.
        """
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"at": at, "event": event, **facts}, ensure_ascii=False)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")

    def document(self, record: Record) -> None:
        """Add what became of a document."""
        failure = record.failure
        self.write(
            "document",
            grain=record.grain,
            template=record.template,
            key=record.key[:_KEY_SHOWN],
            status=record.status,
            pages=record.pages,
            seconds=record.seconds,
            bytes=sum(file.bytes for file in record.files),
            warnings=len(record.warnings),
            error=None if failure is None else failure.error,
            cell=None if failure is None else failure.cell,
        )


@contextmanager
def logged(run: RunFolder, started: float, **facts: Fact) -> Iterator[RunLog]:
    """Log a run from its beginning to its end, however it ends.

    Parameters
    ----------
    started
        Reading of the monotonic clock when the command began.
    facts
        About the exports, for the first line.
    """
    run.log.parent.mkdir(parents=True, exist_ok=True)
    log = RunLog(run.log)
    log.write(
        "started",
        run=run.run_id,
        version=review_kit.__version__,
        python=platform.python_version(),
        system=platform.system(),
        seconds_before=round(time.monotonic() - started, 3),
        **facts,
    )
    ended = "complete"
    try:
        yield log
    except BaseException as error:
        ended = type(error).__name__
        raise
    finally:
        log.write("ended", how=ended, seconds=round(time.monotonic() - started, 3))
