"""What pages about a run say, and in which language."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

from review_kit.documents.parts.wording import day, number
from review_kit.number_format import decimal
from review_kit.records.folder import RunFolder
from review_kit.records.record import Record
from review_kit.words import Overlay, Words, say, speaking, spoken_locale, words_in
from review_kit.words.tags import SHIPPED_DEFAULT

if TYPE_CHECKING:
    from review_kit.records.manifest import Manifest


@contextmanager
def words_of_pages(run: RunFolder) -> Iterator[Words]:
    """Speak the language of the pages about a run within a ``with`` block.

    It is that of the organisation, where there are words for these pages in it; English else. The project's
    own words lie over it.
    """
    context = json.loads(run.context.read_text(encoding="utf-8"))
    language = context.get("config", {}).get("organisation", {}).get("language", SHIPPED_DEFAULT)
    words = words_in(language, Overlay.of(context.get("words", {})))
    with speaking(words.whole("run-title")) as chosen:
        yield chosen


def headline(manifest: Manifest) -> str:
    """Say what became of the run in one sentence."""
    of = len(manifest.documents)
    if manifest.state == "interrupted":
        return say("run-interrupted")
    if manifest.state == "running":
        return say("run-running", moment=moment(manifest.started_at))
    if manifest.failed:
        return say("run-failed", n=len(manifest.failed), of=of)
    if manifest.counts.get("made"):
        unchanged = manifest.counts.get("unchanged", 0)
        return say("run-made", n=manifest.counts["made"], of=of, unchanged=unchanged)
    return say("run-nothing", n=of)


def lead(manifest: Manifest) -> str:
    """Say which days the run is about, how many documents are what, and what it was asked for."""
    said = [say("run-window", days=manifest.window_days, day=review_day(manifest))]
    if len(manifest.counts) > 1 or manifest.removed:
        counts = {**manifest.counts, "removed": len(manifest.removed)}
        said.append(say("run-counts", counts=counts_in_words(counts)))
    if manifest.narrowed_to:
        said.append(say("run-narrowed", names=", ".join(manifest.narrowed_to)))
    return " ".join(said)


def foot(manifest: Manifest) -> str:
    """Say what the run was made of, with what, and how long it took."""
    return say(
        "run-foot",
        snapshot=manifest.snapshot_id,
        version=manifest.package_version,
        duration=duration(manifest.seconds),
        workers=manifest.workers,
    )


def review_day(manifest: Manifest) -> str:
    """Write the last day of the window, with its year."""
    return day(date.fromisoformat(manifest.as_of), year=True)


def moment(written: str) -> str:
    """Write a moment of ISO 8601 in its own time zone: ``30 September 2026, 14:05 UTC``."""
    from babel.dates import format_datetime

    return str(format_datetime(datetime.fromisoformat(written), "long", locale=spoken_locale()))


def counts_in_words(counts: Mapping[str, int]) -> str:
    """``48 made, 2 failed``; statuses that did not occur are left out."""
    said = [say("run-count", status=status, n=n) for status, n in counts.items() if n]
    return ", ".join(said) or say("run-count-none")


def place_in_template(record: Record) -> str:
    """Name the cell that failed, and its line as far as it is known; else the template."""
    template, failure = record.template_file, record.failure
    if failure is None or failure.cell is None:
        return template
    if failure.file_line is not None:
        return say("failed-line", template=template, line=failure.file_line)
    if failure.line is None:
        return say("failed-cell", template=template, cell=failure.cell)
    return say("failed-cell-and-line", template=template, cell=failure.cell, line=failure.line)


def kilobytes(size: int) -> str:
    """Write the size of a file, at least 1 kB."""
    return say("run-size", kilobytes=max(1, round(size / 1000)))


def duration(seconds: float) -> str:
    """Write a duration as people say it: ``0.4 s``, ``41 s``, ``3 min 20 s``, ``1 h 5 min``."""
    if seconds < 10:
        return say("run-duration-seconds", seconds=decimal(seconds, 1))
    whole = round(seconds)
    if whole < 60:
        return say("run-duration-seconds", seconds=number(whole))
    if whole < 3600:
        return say("run-duration-minutes", minutes=whole // 60, seconds=whole % 60)
    return say("run-duration-hours", hours=whole // 3600, minutes=whole % 3600 // 60)
