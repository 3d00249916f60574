"""The coaching log as real logs are: written by people, in a hurry, with gaps."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from review_kit.demo.calls import Calls, Scores
from review_kit.demo.coaching import CoachingPlan, Session
from review_kit.demo.people import Rep
from review_kit.demo.rubric import CRITERION_IDS, id_on
from review_kit.demo.settings import DemoSettings
from review_kit.demo.skills import Floats
from review_kit.demo.streams import chance, normal, pick, stream, whole
from review_kit.demo.texts import GENERAL, Theme, Writer, text_bank

Row = dict[str, str | None]

SESSION_CALLS, SESSION_DAYS = 5, 30
"""Managers note the mean of up to five calls within 30 days, as the QA platform shows it."""

MISMATCH_SHARE = 0.11
"""Share of typed scores that are far from the platform's."""
MAIN_THEME_SHARE = 0.68
NO_CRITERION_SHARE = 0.03
NOT_SHARED_SHARE = 0.12
VAGUE_SHARE = 0.1

CALL_URL = "https://calls.example/c"


@dataclass(frozen=True)
class Typed:
    """What the truth remembers of one entry: what the platform showed, and what was meant."""

    entry_id: str
    session_day: int
    criterion_id: str | None
    platform_before: float | None
    platform_after: float | None
    mismatch_meant: bool


@dataclass(frozen=True)
class CoachingRecord:
    """One rep's rows of the log and the calendar, and the truth about the former."""

    log: list[Row]
    scheduled: list[Row]
    typed: list[Typed]


def write_record(
    rep: Rep,
    plan: CoachingPlan,
    calls: Calls,
    *,
    call_ids: list[str],
    scores: Scores,
    settings: DemoSettings,
) -> CoachingRecord:
    """Write down a rep's sessions as their managers would have."""
    scribe = _Scribe(rep, plan, calls, call_ids=call_ids, scores=scores, settings=settings)
    log, typed = [], []
    for session in plan.sessions:
        if not session.logged:
            continue
        for criterion in session.criteria or (None,):
            row, memory = scribe.entry(session, criterion)
            log.append(row)
            typed.append(memory)
    scheduled = [_calendar_row(session, rep, settings) for session in plan.sessions]
    listed = [
        row for row, session in zip(scheduled, plan.sessions, strict=True) if session.in_calendar
    ]
    return CoachingRecord(log, listed, typed)


def _calendar_row(session: Session, rep: Rep, settings: DemoSettings) -> Row:
    return {
        "session_id": session.session_id,
        "rep_id": rep.rep_id,
        "manager_id": session.manager_id,
        "scheduled_date": settings.day(session.scheduled).isoformat(),
        "status": session.status,
        "minutes": str(session.minutes),
        "moved_to_date": None
        if session.moved_to is None
        else settings.day(session.moved_to).isoformat(),
    }


class _Scribe:
    """Writes one rep's entries in order of time, and remembers what was written before."""

    def __init__(
        self,
        rep: Rep,
        plan: CoachingPlan,
        calls: Calls,
        *,
        call_ids: list[str],
        scores: Scores,
        settings: DemoSettings,
    ) -> None:
        self._rep, self._plan, self._settings = rep, plan, settings
        self._calls, self._call_ids, self._percent = calls, call_ids, scores.percent
        self._rng = stream(settings.seed, "log", rep.rep_id)
        self._writer = Writer(self._rng, rep.person.rep_name.split()[0])
        self._main_theme: dict[str, Theme] = {}
        self._entries = 0

    def entry(self, session: Session, criterion: int | None) -> tuple[Row, Typed]:
        rng, rep, settings = self._rng, self._rep, self._settings
        self._entries += 1
        entry_id = f"L-{rep.rep_id}-{self._entries:03d}"
        key = GENERAL if criterion is None else CRITERION_IDS[criterion]
        theme = self._theme(key)

        before = self._mean(criterion, session.day, before=True)
        after = self._mean(criterion, session.day, before=False)
        mismatch = chance(rng, MISMATCH_SHARE)
        typed_before = self._typed(before, session.style.types_scores, -1 if mismatch else 0)
        typed_after = self._typed(after, session.style.types_scores * 0.8, 1 if mismatch else 0)
        minutes = session.minutes if chance(rng, 0.9) else None
        own_rating = None if before is None else normal(rng, before + 6, 11)
        evidence = self._evidence(session.day)
        shared = None if chance(rng, NOT_SHARED_SHARE) else session.day + pick(rng, (0, 0, 1, 2, 4))
        if shared is not None and shared >= settings.days:
            shared = None
        commitment, due, status = self._commitment(key, theme, session.day)
        progress = None
        if status is not None and chance(rng, 0.7):
            progress = self._writer.fresh(text_bank().progress[status])
        aside = self._writer.fresh(text_bank().asides) if chance(rng, 0.35) else None
        note = " ".join(part for part in (self._writer.fresh(theme.notes), aside) if part)
        forgotten = criterion is not None and chance(rng, NO_CRITERION_SHARE)
        if criterion is not None and session.day == self._plan.first_day.get(criterion):
            forgotten = False  # the true start of coaching is on record
        row: Row = {
            "entry_id": entry_id,
            "session_id": session.session_id,
            "rep_id": rep.rep_id,
            "manager_id": session.manager_id,
            "session_date": settings.day(session.day).isoformat(),
            "criterion_id": None
            if criterion is None or forgotten
            else id_on(key, settings.day(session.day), settings),
            "score_before": _score(typed_before),
            "score_after": _score(typed_after),
            "minutes": None if minutes is None else str(minutes),
            "theme": theme.name if chance(rng, 0.94) else None,
            "commitment": commitment,
            "commitment_due": None if due is None else settings.day(due).isoformat(),
            "commitment_status": status,
            "progress_note": progress,
            "evidence_url": evidence[0],
            "evidence_offset_s": evidence[1],
            "self_assessment": None
            if own_rating is None or not chance(rng, 0.6)
            else str(int(np.clip(5 * round(own_rating / 5), 0, 100))),
            "manager_note": (note or None) if chance(rng, 0.9) else None,
            "shared_with_rep_on": None if shared is None else settings.day(shared).isoformat(),
        }
        return row, Typed(entry_id, session.day, row["criterion_id"], before, after, mismatch)

    def _theme(self, key: str) -> Theme:
        themes = text_bank().themes[key]
        main = self._main_theme.setdefault(key, pick(self._rng, themes))
        return main if chance(self._rng, MAIN_THEME_SHARE) else pick(self._rng, themes)

    def _mean(self, criterion: int | None, day: int, *, before: bool) -> float | None:
        """Mean of the last or next five scored calls, not counting those of the day itself."""
        if criterion is None:
            return None
        column: Floats = self._percent[:, criterion]
        days = self._calls.day
        if before:
            near = (days < day) & (days >= day - SESSION_DAYS) & ~np.isnan(column)
            chosen = column[near][-SESSION_CALLS:]
        else:
            near = (days > day) & (days <= day + SESSION_DAYS) & ~np.isnan(column)
            chosen = column[near][:SESSION_CALLS]
        return float(chosen.sum() / len(chosen)) if len(chosen) else None

    def _typed(self, platform: float | None, share: float, direction: int) -> float | None:
        rng = self._rng
        typed, off = chance(rng, share), 7 + 8 * rng.random()
        if platform is None or not typed:
            return None
        return float(np.clip(platform + direction * off, 0, 100))

    def _evidence(self, day: int) -> tuple[str | None, str | None]:
        rng = self._rng
        linked, timed, share = chance(rng, 0.62), chance(rng, 0.9), rng.random()
        recent = np.flatnonzero((self._calls.day <= day) & (self._calls.day > day - 15))
        if not linked or not len(recent):
            return None, None
        call = int(recent[-1])
        url = f"{CALL_URL}/{self._call_ids[call]}"
        offset = int(share * self._calls.seconds[call])
        return (f"{url}?t={offset}", str(offset)) if timed else (url, None)

    def _commitment(
        self, key: str, theme: Theme, day: int
    ) -> tuple[str | None, int | None, str | None]:
        """Return the words, the day it is due, and what became of it by the review day."""
        rng, settings = self._rng, self._settings
        made, vague = chance(rng, 0.88), chance(rng, VAGUE_SHARE)
        dated, days = chance(rng, 0.9), whole(rng, 5, 15)
        kept, forgotten = chance(rng, self._rep.story.commitments_kept), chance(rng, 0.06)
        if not made:
            return None, None, None
        words = self._writer.renewed(text_bank().vague[key] if vague else theme.commitments)
        due = day + days if dated and not (vague and chance(rng, 0.6)) else None
        if (due if due is not None else day + 14) >= settings.days - 1 or forgotten:
            status = "open"
        else:
            status = "done" if kept else "missed"
        return words, due, status


def _score(value: float | None) -> str | None:
    return None if value is None else str(math.floor(value + 0.5))
