"""The coaching record: how often the two met, and every entry with what came of it, as one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.outcome import Outcome
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import DASH, hours, number, score, short_day
from review_kit.number_format import rounded, signed
from review_kit.words import say

MOST_ENTRIES = 30
"""Entries listed, the latest; earlier ones are counted, and stand in the run's ``sessions`` table."""


def coaching_record(rep: RepRecord) -> Block:
    """Show every session of the window: before, next call, after, change, and the moment in the call."""
    coaching = rep.context.config.coaching
    entries = _by_day(rep.sessions)[-MOST_ENTRIES:]
    return block(
        "packet/coaching_record.html.j2",
        cadence=" ".join(cadence_sentences(rep)),
        entries=[_entry(row) for row in entries],
        earlier=len(rep.sessions) - len(entries),
        calls=coaching.session_calls,
        days=coaching.session_days,
    )


def cadence_sentences(rep: RepRecord) -> list[str]:
    """Say how often and how long the two met, what became of the calendar, and how complete the log is."""
    return [
        *held_sentences(rep.metrics),
        *log_sentences(rep.metrics, rep.sessions),
        *unshared_sentences(len(rep.unseen), len(rep.sessions)),
        *earlier_manager_sentences(rep.rep),
    ]


def held_sentences(metrics: Mapping[str, Outcome]) -> Iterator[str]:
    """Say how many sessions were held, how many hours a week, the longest gap, what was moved.

    Parameters
    ----------
    metrics
        The rep's metrics by name.
    """

    def known(name: str) -> float | None:
        shown = metrics.get(name)
        return None if shown is None else shown.value

    held = int(known("sessions_held") or 0)
    per_week, gap = known("coaching_hours_per_week"), known("longest_gap_days")
    if held == 0:
        yield say("packet-record-none-held")
    elif per_week is not None and gap is not None and held > 1:
        yield say("packet-record-held-gap", sessions=held, hours=hours(per_week), gap=int(gap))
    elif per_week is not None:
        yield say("packet-record-held-hours", sessions=held, hours=hours(per_week))
    else:
        yield say("packet-record-held", sessions=held)
    counted = metrics.get("sessions_held")
    if counted is not None and counted.note:
        yield say("packet-record-sessions-note", note=counted.note)
    moved, cancelled = known("sessions_moved"), known("sessions_cancelled")
    if moved is not None and cancelled is not None and (moved or cancelled):
        yield say("packet-record-moved", moved=int(moved), cancelled=int(cancelled))


def log_sentences(metrics: Mapping[str, Outcome], entries: Sequence[Row]) -> Iterator[str]:
    """Say of how many sessions due the log is complete, and how many entries differ from the QA scores.

    Parameters
    ----------
    entries
        The window's rows of ``sessions``: ``session_id``, ``log_mismatch``.
    """
    held = metrics.get("sessions_held")
    logged = len({row["session_id"] for row in entries})
    if held is not None and held.value and logged < int(held.value):
        yield say("packet-record-logged", logged=logged, held=int(held.value), entries=len(entries))
    whole = metrics.get("template_completion_rate")
    if whole is not None and whole.value is not None and whole.n:
        complete = rounded(whole.value * whole.n)
        yield say("packet-record-complete", complete=complete, due=whole.n)
    mismatch = sum(bool(row["log_mismatch"]) for row in entries)
    if mismatch:
        yield say("packet-record-mismatch", entries=mismatch)


def unshared_sentences(unseen: int, entries: int) -> Iterator[str]:
    """Say how many entries the rep had not seen by the review day; nothing where the log never says."""
    if 0 < unseen < entries:
        yield say("packet-record-unshared", unseen=unseen, entries=entries)


def earlier_manager_sentences(rep: Row) -> Iterator[str]:
    """Say that sessions with an earlier manager belong to the record.

    Parameters
    ----------
    rep
        Row of ``reps``: ``n_earlier_managers``.
    """
    earlier = int(rep["n_earlier_managers"] or 0)
    if earlier:
        yield say("packet-record-earlier-managers", managers=earlier)


def _by_day(entries: Sequence[Row]) -> list[Row]:
    return sorted(entries, key=lambda row: (row["session_date"], row["entry_id"]))


def _entry(row: Row) -> dict[str, Any]:
    """Give one line of the record.

    Parameters
    ----------
    row
        Row of ``sessions``, with ``criterion``, the name of its criterion.
    """
    return {
        "day": short_day(row["session_date"]),
        "skill": row["criterion"] or row["criterion_id"] or "",
        "theme": row["theme"] or "",
        "note": row["progress_note"] or "",
        "before": score(row["session_before"]),
        "n_before": _calls(row["n_before"]),
        "next_call": score(row["session_next_call"]),
        "after": score(row["session_after"]),
        "n_after": _calls(row["n_after"]),
        "change": _change(row),
        "mismatch": mismatch_words(row) if row["log_mismatch"] else "",
        "link": web_link(row["evidence_url"], row["evidence_offset_s"]),
        "moment": _moment(row["evidence_offset_s"]),
    }


def _calls(calls: Any) -> str:
    return f"({int(calls)})" if calls else ""


def _change(row: Row) -> str:
    """Write the change; without one, whether its call may still come."""
    if row["session_delta"] is not None:
        return signed(row["session_delta"])
    return say("packet-record-pending") if row["pending"] else DASH


def mismatch_words(row: Row) -> str:
    """Say what the manager typed where the QA platform's scores differ; empty where nothing was typed.

    Parameters
    ----------
    row
        Row of ``sessions``: ``logged_before``, ``logged_after``.
    """
    before, after = row["logged_before"], row["logged_after"]
    if before is not None and after is not None:
        return say("packet-record-logged-as-both", before=score(before), after=score(after))
    if before is not None:
        return say("packet-record-logged-as-before", before=score(before))
    return "" if after is None else say("packet-record-logged-as-after", after=score(after))


def web_link(url: str | None, offset_s: float | None) -> str:
    """Return the link to a call moment, or nothing: only http and https addresses are followed."""
    if not url or urlsplit(url).scheme not in {"http", "https"}:
        return ""
    if offset_s is None or "t=" in (urlsplit(url).query or urlsplit(url).fragment):
        return url
    joint = "&" if urlsplit(url).query else "?"
    return f"{url}{joint}t={int(offset_s)}"


def _moment(offset_s: float | None) -> str:
    if offset_s is None:
        return say("packet-record-call")
    minutes, seconds = divmod(int(offset_s), 60)
    return f"{number(minutes)}:{seconds:02d}"
