"""What a filled sheet says, as rows of canonical tables; and what of it cannot be taken as it stands."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from review_kit.collecting.filled_sheet import FilledSheet
from review_kit.collecting.written_days import UnreadableDayError, read_day
from review_kit.documents.sheet import fields
from review_kit.documents.sheet.fields import SheetSkill
from review_kit.sources.profiles.keys import DateOrder

Row = Mapping[str, str]
"""One row of a canonical table: column → text."""

LOG, GOALS, RATINGS = "coaching_log", "goals", "self_assessments"
TABLES: Mapping[str, tuple[str, ...]] = {
    RATINGS: ("rep_id", "criterion_id", "assessed_on", "rating", "went_well", "was_hard"),
    GOALS: (
        *("goal_id", "rep_id", "criterion_id", "metric", "baseline", "target"),
        *("set_on", "due_on", "status"),
    ),
    LOG: (
        *("entry_id", "session_id", "rep_id", "manager_id", "session_date", "criterion_id"),
        *("commitment", "commitment_due", "commitment_check", "commitment_status"),
        *("progress_note", "shared_with_rep_on"),
    ),
}
"""Tables that sheets are read into, with the columns that a sheet fills. The log is written last: what is
there is there whole."""

LATEST_TALK = timedelta(days=366)
"""A talk later than this after its review day is a slip of the pen."""
_NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:%|/\s*100)?")


@dataclass(frozen=True)
class Problem:
    """What is wrong with a sheet, where, and what to do."""

    message: str
    hint: str
    field: str = ""
    """Name of the field; empty where it is the sheet."""
    value: str = ""
    """What stands in it."""
    label: str = ""
    """What the field is called on the sheet."""

    def __str__(self) -> str:
        """Say it in one line: the field and what stands in it first."""
        if not self.field:
            return f"{self.message}. {self.hint}"
        said = f"'{self.value}' " if self.value else ""
        return f"{self.label or self.field}: {said}{self.message}. {self.hint}"


@dataclass(frozen=True)
class Entries:
    """What one sheet says, as rows.

    Parameters
    ----------
    sheet
        Where it stands.
    rows
        Table → rows.
    problems
        Why the sheet is not taken; nothing of it is, where there are any.
    remarks
        What its writers may want to know, though it is taken.
    last_outcome
        What became of the commitment that the talk came back to: ``done``, ``missed``, ``open``; empty where
        nothing was marked.
    """

    sheet: FilledSheet
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    last_outcome: str = ""

    @property
    def talk(self) -> str:
        """Id of the talk: of its log entry, its session and its goal."""
        return talk_id(self.sheet)

    @property
    def content(self) -> str:
        """Digest of what was written, whatever file it stands in."""
        said = {"values": dict(sorted(self.sheet.values.items())), "talk": self.talk}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def talk_id(sheet: FilledSheet) -> str:
    """Name the talk of a sheet: one for each rep and review."""
    return f"sheet-{sheet.identity.run_id}-{sheet.identity.rep_id}"


class _Reading:
    """Reads one sheet field by field and notes what is wrong."""

    def __init__(self, sheet: FilledSheet, today: date, order: DateOrder | None) -> None:
        self.sheet = sheet
        self.today = today
        self.order = order
        self.problems: list[Problem] = []
        self.remarks: list[str] = []

    def fault(self, field: str, message: str, hint: str) -> None:
        label = self.sheet.labels.get(field, "")
        self.problems.append(Problem(message, hint, field, self.sheet.value(field), label))

    def day(self, field: str, near: date) -> date | None:
        text = self.sheet.value(field)
        if not text:
            return None
        try:
            return read_day(text, near=near, order=self.order)
        except UnreadableDayError as error:
            self.fault(field, str(error), "Write the month in letters, as in 12 October 2026.")
            return None

    def percent(self, field: str) -> float | None:
        text = self.sheet.value(field)
        if not text:
            return None
        number = _NUMBER.fullmatch(text)
        value = None if number is None else float(number[1].replace(",", "."))
        if value is None or value > 100:
            self.fault(field, "is not a score from 0 to 100", "Enter a number, such as 65.")
            return None
        return value

    def skill(self, field: str) -> SheetSkill | None:
        """Return the skill that was chosen; programs save its id or its name."""
        chosen = self.sheet.value(field)
        if not chosen:
            return None
        for skill in self.sheet.identity.skills:
            if chosen in (skill.criterion_id, skill.name):
                return skill
        names = ", ".join(skill.name for skill in self.sheet.identity.skills)
        self.fault(field, "is not a skill on this sheet", f"Choose one of {names}.")
        return None


def entries_of(sheet: FilledSheet, *, today: date, order: DateOrder | None = None) -> Entries:
    """Read what a sheet says into rows of ``coaching_log``, ``goals`` and ``self_assessments``.

    The talk is one log entry, on the skill that the commitment is about; rating a skill is no session on
    it, so that ratings stand in a table of their own. Notes of the four steps stay on the sheet.

    Parameters
    ----------
    today
        No talk is later.
    order
        What ``3/4/2026`` means in this project; unknown where it is missing.
    """
    reading = _Reading(sheet, today, order)
    if not sheet.values:
        problem = Problem(
            "nothing is filled in",
            "If you wrote on paper, type it into the form; if the talk is still to come, fill in "
            "the form then.",
        )
        if sheet.drawn_over:
            problem = Problem(
                "its fields are empty: the text was written over the page, not into the fields",
                "Copy the text into the fields; a PDF program that fills in forms shows where "
                "they are.",
            )
        return Entries(sheet, problems=(problem,))
    held = _talk_day(reading)
    ratings = _ratings(reading, held)
    log = _log_entry(reading, held)
    goal = _goal(reading, held)
    _signatures(reading)
    outcome = sheet.value(fields.LAST_OUTCOME)
    if outcome and outcome not in fields.OUTCOMES:
        reading.fault(
            fields.LAST_OUTCOME, "is not one of the outcomes", "Mark kept, not kept or still open."
        )
    if reading.problems:
        return Entries(sheet, problems=tuple(reading.problems))
    return Entries(
        sheet,
        rows={RATINGS: ratings, GOALS: () if goal is None else (goal,), LOG: (log,)},
        remarks=tuple(reading.remarks),
        last_outcome=outcome,
    )


def _talk_day(reading: _Reading) -> date:
    identity, field = reading.sheet.identity, fields.TALK_DATE
    held = reading.day(field, near=identity.as_of)
    if held is None:
        if not reading.sheet.value(field):
            reading.fault(
                field, "is empty", "Fill in the day of the talk, such as 12 October 2026."
            )
        return identity.as_of
    if held > reading.today:
        reading.fault(field, "is in the future", "Enter the day of the talk.")
    elif held < identity.as_of:
        reading.fault(
            field,
            f"is before the review day, {_iso(identity.as_of)}",
            "Enter the day of the talk; check the year.",
        )
    elif held - identity.as_of > LATEST_TALK:
        reading.fault(
            field,
            f"is more than a year after the review day, {_iso(identity.as_of)}",
            "Enter the day of the talk; check the year.",
        )
    return held


def _ratings(reading: _Reading, held: date) -> tuple[Row, ...]:
    sheet, rows = reading.sheet, []
    for skill in sheet.identity.rated:
        names = {
            part: fields.self_rating(skill.criterion_id, part) for part in ("score", "well", "hard")
        }
        rating = reading.percent(names["score"])
        if not any(sheet.value(name) for name in names.values()):
            continue
        rows.append(
            {
                "rep_id": sheet.identity.rep_id,
                "criterion_id": skill.criterion_id,
                "assessed_on": _iso(held),
                "rating": "" if rating is None else f"{rating:g}",
                "went_well": sheet.value(names["well"]),
                "was_hard": sheet.value(names["hard"]),
            }
        )
    return tuple(rows)


def _log_entry(reading: _Reading, held: date) -> Row:
    sheet = reading.sheet
    identity = sheet.identity
    what = sheet.value(fields.COMMITMENT_WHAT)
    due = reading.day(fields.COMMITMENT_BY, near=held)
    check = sheet.value(fields.COMMITMENT_CHECK)
    skill = reading.skill(fields.COMMITMENT_SKILL)
    if due is not None and due <= held:
        reading.fault(
            fields.COMMITMENT_BY,
            f"is not after the talk, {_iso(held)}",
            "Enter the day by which it will be done.",
        )
    if not what and (due is not None or check):
        reading.fault(
            fields.COMMITMENT_WHAT,
            "is empty",
            "Enter what the rep will do, or clear the rest of part 4.",
        )
    if not what:
        reading.remarks.append("no new commitment was entered")
    elif not sheet.value(fields.COMMITMENT_BY):
        reading.remarks.append("the commitment has no due date, so nobody knows when to check it")
    if what and not check:
        reading.remarks.append("how both will know is empty")
    signed = bool(sheet.value(fields.SIGNED_REP))
    return {
        "entry_id": talk_id(sheet),
        "session_id": talk_id(sheet),
        "rep_id": identity.rep_id,
        "manager_id": identity.manager_id,
        "session_date": _iso(held),
        "criterion_id": "" if skill is None else skill.criterion_id,
        "commitment": what,
        "commitment_due": "" if due is None else _iso(due),
        "commitment_check": check,
        "commitment_status": "open" if what else "",
        "progress_note": sheet.value(fields.LAST_NOTES),
        "shared_with_rep_on": _iso(held) if signed else "",
    }


def _goal(reading: _Reading, held: date) -> Row | None:
    sheet = reading.sheet
    target = reading.percent(fields.GOAL_TARGET)
    if target is None:
        return None
    faults = len(reading.problems)
    skill = reading.skill(fields.COMMITMENT_SKILL)
    due = reading.day(fields.COMMITMENT_BY, near=held)
    del reading.problems[faults:]  # the entry of the log has told them
    if skill is None or due is None:
        lacking = " and ".join(
            what
            for what, is_there in (("the skill", skill), ("the due date", due))
            if is_there is None
        )
        reading.fault(
            fields.GOAL_TARGET,
            f"is a goal, but {lacking} is missing",
            "Choose the skill and the due date, or clear this field.",
        )
        return None
    if skill.current is None:
        reading.remarks.append(
            f"no goal was entered: {skill.name} had no starting score; the commitment was entered"
        )
        return None
    return {
        "goal_id": talk_id(sheet),
        "rep_id": sheet.identity.rep_id,
        "criterion_id": skill.criterion_id,
        "metric": "current_score",
        "baseline": f"{skill.current:.1f}",
        "target": f"{target:g}",
        "set_on": _iso(held),
        "due_on": _iso(due),
        "status": "open",
    }


def _signatures(reading: _Reading) -> None:
    identity = reading.sheet.identity
    for signature, name in (
        (fields.SIGNED_REP, identity.rep_name),
        (fields.SIGNED_MANAGER, identity.manager_name),
    ):
        if not reading.sheet.value(signature):
            reading.remarks.append(f"{name} has not signed")


def _iso(day: date) -> str:
    return day.isoformat()
