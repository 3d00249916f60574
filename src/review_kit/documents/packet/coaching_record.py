"""The coaching record: how often the two met, and every entry with what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.outcome import Outcome
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.titles import heading_of
from review_kit.documents.parts.verdict import record_sentence
from review_kit.documents.parts.wording import (
    DASH,
    capitalised,
    counted,
    hours,
    number,
    percent,
    score,
    short_day,
)
from review_kit.number_format import signed


def coaching_record(rep: RepRecord) -> Block:
    """Show every session of the window by criterion: before, next call, after, follow-up."""
    coaching = rep.context.config.coaching
    cadence = [
        *cadence_lines(rep.metrics, rep.sessions, completion_days=coaching.completion_days),
        earlier_manager_line(rep.rep),
    ]
    return block(
        "packet/coaching_record.html.j2",
        cadence=" ".join(cadence).strip(),
        groups=session_groups(rep.sessions, [*rep.focus, *rep.others], rep.context),
        change=heading_of("session_delta", rep.context),
        calls=coaching.session_calls,
        days=coaching.session_days,
    )


def cadence_lines(
    metrics: Mapping[str, Outcome], entries: Sequence[Row], *, completion_days: int
) -> list[str]:
    """Say how often and how long the two met, what became of the calendar, how whole the log is.

    What it counts of the log are the entries that are listed below it.

    Parameters
    ----------
    entries
        The window's rows of ``sessions``.
    completion_days
        Length of the stretches that ``template_completion_worst`` is the lowest of.
    """

    def known(name: str) -> float | None:
        shown = metrics.get(name)
        return None if shown is None else shown.value

    held = int(known("sessions_held") or 0)
    sessions = metrics.get("sessions_held")
    not_held = "" if sessions is None or not sessions.note else f"{capitalised(sessions.note)}."
    if held == 0:
        return [not_held] if not_held else []
    first = f"{counted(held, 'session')} held"
    if known("coaching_minutes"):
        first = f"{first}, {number(known('coaching_minutes'))} minutes in all"
    per_week = known("coaching_hours_per_week")
    if per_week is not None:
        first = f"{first}, {hours(per_week)} hours a week"
    gap = known("longest_gap_days")
    if gap is not None and held > 1:
        first = f"{first}; the longest gap was {counted(int(gap), 'day')}"
    lines = [f"{first}."]
    if not_held:
        lines.append(not_held)
    moved, cancelled = known("sessions_moved"), known("sessions_cancelled")
    if moved is not None and cancelled is not None:
        lines.append(f"Moved: {int(moved)}; cancelled: {int(cancelled)}.")
    complete = completion_sentence(metrics, completion_days)
    return [*lines, *([complete] if complete else []), *_entry_lines(held, entries)]


def completion_sentence(metrics: Mapping[str, Outcome], completion_days: int) -> str:
    """Say of how many sessions due the log is complete, in the window and in a stretch that was worse.

    The number of sessions due is that of the rate: without those whose next call may still come.
    """
    whole, worst = (metrics.get(f"template_completion_{part}") for part in ("rate", "worst"))
    if whole is None or whole.value is None or not whole.n:
        return ""
    share = f"({percent(whole.value)})"
    text = (
        f"The log is complete for {round(whole.value * whole.n)} of the "
        f"{counted(whole.n, 'session')} due in this window {share}"
    )
    if worst is None or worst.value is None or not worst.n or worst.value >= whole.value:
        return f"{text}."
    few = f"{round(worst.value * worst.n)} of {worst.n}"
    return f"{text}, {percent(worst.value)} in the worst {completion_days} days ({few})."


def _entry_lines(held: int, entries: Sequence[Row]) -> list[str]:
    """Count the entries below: how they come to be more or fewer than the sessions, and what of them."""
    total = len(entries)
    if total == 0:
        return ["None of them left an entry in the log."]
    lines = []
    logged = len({row["session_id"] for row in entries})
    below = counted(total, "entry", "entries")
    if logged < held:
        lines.append(f"{logged} of {held} sessions left an entry in the log: {below} below.")
    elif logged < total:
        lines.append(f"They left {below}, listed below.")
    found = Counter(_follow_up(row) for row in entries)
    pending = f", pending for {found[PENDING]}" if found[PENDING] else ""
    lines.append(f"Follow-up measured for {found[MEASURED]} of {below}{pending}.")
    mismatch = sum(bool(row["log_mismatch"]) for row in entries)
    if mismatch:
        verb = "differs" if mismatch == 1 else "differ"
        differing = counted(mismatch, "entry", "entries")
        lines.append(f"{differing} {verb} from the QA platform's scores.")
    return lines


def earlier_manager_line(rep: Row) -> str:
    """Say that sessions with an earlier manager belong to the record; empty where there are none.

    Parameters
    ----------
    rep
        Row of ``reps``: ``n_earlier_managers``.
    """
    earlier = int(rep["n_earlier_managers"] or 0)
    if earlier == 0:
        return ""
    whom = "an earlier manager" if earlier == 1 else f"{earlier} earlier managers"
    return f"Sessions with {whom} are included."


def session_groups(
    sessions: Sequence[Row], skills: Sequence[Criterion], context: Context
) -> list[dict[str, Any]]:
    """Group the window's entries by criterion: the skills in their order, then entries without one.

    Parameters
    ----------
    sessions
        Rows of ``sessions``: ``criterion_id``, ``session_date``, ``entry_id``, ``theme``,
        ``progress_note``, ``session_before``, ``n_before``, ``session_next_call``,
        ``session_after``, ``n_after``, ``log_mismatch``, ``evidence_url``, ``evidence_offset_s``,
        ``next_call_on``, ``session_delta``, ``follow_up_measured``, ``pending``, ``logged_before``,
        ``logged_after``.
    """
    names = {skill.criterion_id: skill.name for skill in skills}
    verdicts = {
        skill.criterion_id: record_sentence(skill.expected, skill.verdict, context)
        for skill in skills
        if skill.expected is not None
    }
    order = list(names)
    keys = sorted(
        {row["criterion_id"] for row in sessions},
        key=lambda key: (order.index(key) if key in names else len(order), key or ""),
    )
    groups = []
    for key in keys:
        entries = [row for row in sessions if row["criterion_id"] == key]
        entries.sort(key=lambda row: (row["session_date"], row["entry_id"]))
        name = names.get(key) or (entries[0].get("criterion") if key else None)
        groups.append(
            {
                "name": name or (key if key else "No criterion named"),
                "verdict": verdicts.get(key, ""),
                "entries": [_entry(row) for row in entries],
            }
        )
    return groups


def _entry(row: Row) -> dict[str, Any]:
    return {
        "day": short_day(row["session_date"]),
        "theme": row["theme"] or "",
        "note": row["progress_note"] or "",
        "before": _with_calls(row["session_before"], row["n_before"]),
        "next_call": score(row["session_next_call"]),
        "next_call_on": "" if row["next_call_on"] is None else short_day(row["next_call_on"]),
        "after": _with_calls(row["session_after"], row["n_after"]),
        "change": DASH if row["session_delta"] is None else signed(row["session_delta"]),
        "follow_up": _follow_up(row),
        "mismatch": _mismatch(row) if row["log_mismatch"] else "",
        "link": web_link(row["evidence_url"], row["evidence_offset_s"]),
        "moment": _moment(row["evidence_offset_s"]),
    }


def _with_calls(value: float | None, calls: Any) -> dict[str, str]:
    return {"score": score(value), "calls": "" if not calls else f"({int(calls)})"}


MEASURED, PENDING, NOT_MEASURED = "measured", "pending", "not measured"


def _follow_up(row: Row) -> str:
    if row["follow_up_measured"]:
        return MEASURED
    return PENDING if row["pending"] else NOT_MEASURED


def _mismatch(row: Row) -> str:
    typed = []
    if row["logged_before"] is not None:
        typed.append(f"before {score(row['logged_before'])}")
    if row["logged_after"] is not None:
        typed.append(f"after {score(row['logged_after'])}")
    return f"logged as {', '.join(typed)}" if typed else ""


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
        return "call"
    minutes, seconds = divmod(int(offset_s), 60)
    return f"at {minutes}:{seconds:02d}"
