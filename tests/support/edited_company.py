"""A company of four reps whose exports people edit: one change at a time, as they happen in a quarter."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from review_kit.project import Project, load_project
from review_kit.project.init import init_project

FIRST_DAY = date(2026, 3, 31)
CHECKED_ON = date(2026, 5, 4)
"""Day on which the exports were made."""
REPS = ("R1", "R2", "R3", "R4")
CRITERIA = ("obj", "dis", "price", "time")

Row = dict[str, str]


@dataclass
class EditedCompany:
    """Its tables and settings as they stand.

    Parameters
    ----------
    root
        Folder of the project.
    """

    root: Path
    tables: dict[str, list[Row]] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    as_of: date = FIRST_DAY
    days: dict[str, date] = field(default_factory=dict)
    """Table → the day on which its file was written."""
    added: int = 0

    @classmethod
    def founded(cls, root: Path, seed: int = 7) -> EditedCompany:
        """Write the project."""
        init_project(root)
        company = cls(root, dict(_tables(np.random.default_rng(seed))))
        company.settings = {
            "language": "en-GB",
            "minimum_calls": "2",
            "completion_days": "30",
            "target": "70",
            "window_days": "90",
            "max_quarantined_share": "0.5",
            "minimum_group_size": "2",
        }
        for table in company.tables:
            company.write(table)
        company.write_settings()
        return company

    @property
    def project(self) -> Project:
        """The project as it stands."""
        return load_project(self.root)

    def write(self, table: str) -> None:
        """Write one export."""
        path = self.root / "exports" / f"{table}.csv"
        rows = self.tables[table]
        text = io.StringIO()
        writer = csv.DictWriter(text, [*dict.fromkeys(key for row in rows for key in row)])
        writer.writeheader()
        writer.writerows(rows)
        path.write_text(text.getvalue(), encoding="utf-8")
        day = self.days.get(table, CHECKED_ON)
        noon = (day - date(1970, 1, 1)).days * 86_400 + 43_200
        os.utime(path, (noon, noon))

    def write_settings(self) -> None:
        """Write ``review_kit.toml``."""
        given = self.settings
        (self.root / "review_kit.toml").write_text(
            f'[organisation]\nname = "Acme"\nlanguage = "{given["language"]}"\ncurrency = "EUR"\n'
            f"[windows]\nwindow_days = {given['window_days']}\n"
            f"[evidence]\nminimum_calls = {given['minimum_calls']}\n"
            f"[targets]\ndefault = {given['target']}\n"
            f"[coaching]\ncompletion_days = {given['completion_days']}\n"
            f"[privacy]\nallow_small_groups = true\nminimum_group_size = {given['minimum_group_size']}\n"
            f"[gate]\nmax_quarantined_share = {given['max_quarantined_share']}\n",
            encoding="utf-8",
        )

    def edit(self, kind: str, which: int, what: int) -> str:
        """Make one change, and say what it was.

        Parameters
        ----------
        kind
            One of :data:`EDITS`.
        which, what
            Which row or setting, and what becomes of it; any numbers.
        """
        return EDITS[kind](self, which, what)

    def _changed(self, table: str, which: int, **cells: str) -> str:
        rows = self.tables[table]
        if not rows:
            return f"{table} has no rows"
        rows[which % len(rows)].update(cells)
        self.write(table)
        return f"{table} row {which % len(rows)}: {cells}"


def _score(company: EditedCompany, which: int, what: int) -> str:
    return company._changed("qa_scores", which, score=str(what % 101))


def _note(company: EditedCompany, which: int, what: int) -> str:
    return company._changed("coaching_log", which, progress_note=f"Seen {what} times.")


def _session_day(company: EditedCompany, which: int, what: int) -> str:
    day = FIRST_DAY - timedelta(days=what % 120)
    return company._changed("coaching_log", which, session_date=str(day))


def _commitment(company: EditedCompany, which: int, what: int) -> str:
    if what % 2:
        status = ("open", "done", "missed")[what // 2 % 3]
        return company._changed("coaching_log", which, commitment_status=status)
    due = FIRST_DAY - timedelta(days=what // 2 % 120 - 20)
    return company._changed("coaching_log", which, commitment_due=str(due))


def _deal(company: EditedCompany, which: int, what: int) -> str:
    return company._changed("opportunities", which, amount=str(1000 + what % 9000))


def _manager(company: EditedCompany, which: int, what: int) -> str:
    manager = ("M1", "M2", "M3")[what % 3]
    name = {"M1": "Mai Tran", "M2": "Noor Aziz", "M3": "Olu Ade"}[manager]
    return company._changed("roster", which, manager_id=manager, manager_name=name)


def _name(company: EditedCompany, which: int, what: int) -> str:
    return company._changed("roster", which, rep_name=f"Ana {'ABCDEFGH'[what % 8]}ar")


def _rubric(company: EditedCompany, which: int, what: int) -> str:
    if which % 2:
        return company._changed("criteria", what, criterion=f"Skill {what % 5}")
    top = 50 + what % 40
    company.tables["criteria"][0]["weight"] = str(top)
    return company._changed("criteria", 1, weight=str(100 - top))


def _delete(company: EditedCompany, which: int, what: int) -> str:
    table = (*company.tables,)[what % len(company.tables)]
    rows = company.tables[table]
    if len(rows) < 3:
        return f"{table} keeps its rows"
    gone = rows.pop(which % len(rows))
    company.write(table)
    return f"{table} without {gone}"


def _twice(company: EditedCompany, which: int, what: int) -> str:
    table = (*company.tables,)[what % len(company.tables)]
    rows = company.tables[table]
    rows.append(dict(rows[which % len(rows)]))
    company.write(table)
    return f"{table} row {which % len(rows)} twice"


def _new_rep(company: EditedCompany, which: int, what: int) -> str:
    company.added += 1
    rep_id = f"N{company.added}"
    hired = FIRST_DAY - timedelta(days=what % 60)
    row = dict(company.tables["roster"][0]) | {
        "rep_id": rep_id,
        "rep_name": f"New {'ABCDEFGH'[which % 8]}okum",
        "hire_date": str(hired),
    }
    company.tables["roster"].append(row)
    company.write("roster")
    some = company.tables["qa_scores"][: 4 + which % 5]
    company.tables["qa_scores"] += [
        row
        | {"rep_id": rep_id, "evaluation_id": f"{rep_id}-{place}", "call_id": f"{rep_id}-{place}"}
        for place, row in enumerate(some)
    ]
    company.write("qa_scores")
    return f"new rep {rep_id}, hired {hired}"


def _broken(company: EditedCompany, which: int, what: int) -> str:
    table, cells = (
        ("qa_scores", {"score": "400"}),
        ("qa_scores", {"rep_id": "R9"}),
        ("coaching_log", {"session_date": "yesterday"}),
        ("coaching_log", {"minutes": "-5"}),
        ("opportunities", {"rep_id": "Ana Ruis"}),
        ("opportunities", {"close_date": "2026-13-01"}),
        ("stage_history", {"opportunity_id": "O99"}),
        ("roster", {"hire_date": ""}),
        ("scheduled_sessions", {"status": "perhaps"}),
    )[what % 9]
    return company._changed(table, which, **cells)


def _setting(company: EditedCompany, which: int, what: int) -> str:
    name, values = (
        ("minimum_calls", ("2", "3", "4")),
        ("completion_days", ("30", "45")),
        ("target", ("70", "75", "82")),
        ("window_days", ("90", "75")),
        ("max_quarantined_share", ("0.5", "0.3", "0.01")),
        ("minimum_group_size", ("2", "3")),
        ("language", ("en-GB", "de-DE")),
    )[which % 7]
    company.settings[name] = values[what % len(values)]
    company.write_settings()
    return f"{name} = {company.settings[name]}"


def _day(company: EditedCompany, which: int, what: int) -> str:
    company.as_of = FIRST_DAY - timedelta(days=what % 4)
    return f"as of {company.as_of}"


def _written(company: EditedCompany, which: int, what: int) -> str:
    table = (*company.tables,)[which % len(company.tables)]
    company.days[table] = CHECKED_ON - timedelta(days=10 * (what % 5))
    company.write(table)
    return f"{table} written on {company.days[table]}"


def _contract(company: EditedCompany, which: int, what: int) -> str:
    path = company.root / "data_contracts" / "coaching_log.yaml"
    text = path.read_text(encoding="utf-8")
    longest = 60 + 30 * (what % 4)
    said = next(line for line in text.splitlines() if line.startswith("version:"))
    path.write_text(text.replace(said, f"version: 1.{longest}.0"), encoding="utf-8")
    return f"contract of coaching_log, version 1.{longest}.0"


EDITS: Mapping[str, Callable[[EditedCompany, int, int], str]] = {
    "a score": _score,
    "a note": _note,
    "the day of a session": _session_day,
    "a commitment": _commitment,
    "a deal": _deal,
    "a manager": _manager,
    "a name": _name,
    "the rubric": _rubric,
    "a row less": _delete,
    "a row twice": _twice,
    "a new rep": _new_rep,
    "a row that breaks its contract": _broken,
    "a setting": _setting,
    "the review day": _day,
    "the day of an export": _written,
    "a contract": _contract,
}
"""Kind of a change → makes one."""


def _tables(rng: np.random.Generator) -> dict[str, list[Row]]:
    def day(most: int = 200) -> date:
        return FIRST_DAY - timedelta(days=int(rng.integers(0, most)))

    managers = {"R1": "M1", "R2": "M1", "R3": "M2", "R4": "M2"}
    names = {"M1": "Mai Tran", "M2": "Noor Aziz"}
    hired = {"R4": str(FIRST_DAY - timedelta(days=20))}
    roster = [
        {
            "rep_id": rep,
            "rep_name": name,
            "manager_id": managers[rep],
            "manager_name": names[managers[rep]],
            "team": "North" if managers[rep] == "M1" else "South",
            "hire_date": hired.get(rep, f"202{place}-05-13"),
        }
        for place, (rep, name) in enumerate(
            zip(REPS, ("Ana Ruiz", "Bo Lind", "Chika Obi", "Dara Sok"), strict=True), start=2
        )
    ]
    roster[2]["hire_date"] = "2025-11-03"
    criteria = [
        {
            "criterion_id": one,
            "criterion": name,
            "parent_criterion_id": parent,
            "weight": weight,
            "outcome_metric": "win_rate",
            "rubric_version": "1",
            "valid_from": "2024-01-01",
        }
        for one, name, parent, weight in (
            ("obj", "Objections", "", "60"),
            ("dis", "Discovery", "", "40"),
            ("price", "Price", "obj", "70"),
            ("time", "Time", "obj", "30"),
        )
    ]
    scores = [
        {
            "evaluation_id": f"E{call}-{evaluator}",
            "call_id": f"C{call}",
            "rep_id": rep,
            "call_at": f"{when}T10:00:00Z",
            "criterion_id": criterion,
            "score": str(int(rng.integers(20, 95))),
            "max_score": "100",
            "evaluator": evaluator,
        }
        for call in range(60)
        for rep, when in ((REPS[call % 4], day(18 if call % 4 == 3 else 200)),)
        for evaluator in (("ai", "human") if call % 3 == 0 else ("ai",))
        for criterion in CRITERIA
    ]
    log = [
        {
            "entry_id": f"L{one}",
            "session_id": f"S{one}",
            "rep_id": REPS[one % 4],
            "manager_id": managers[REPS[one % 4]],
            "session_date": str(day(100)),
            "criterion_id": CRITERIA[one % 3],
            "minutes": "30",
            "theme": "Price" if one % 2 else "Listening",
            "commitment": "Ask who signs",
            "commitment_due": str(day(60)),
            "commitment_status": ("open", "done", "missed")[one % 3],
            "progress_note": "",
        }
        for one in range(14)
    ]
    calendar = [
        {
            "session_id": f"S{one}",
            "rep_id": REPS[one % 4],
            "manager_id": managers[REPS[one % 4]],
            "scheduled_date": log[one]["session_date"] if one < len(log) else str(day(90)),
            "status": ("held", "cancelled", "held", "no_show")[one % 4],
        }
        for one in range(16)
    ]
    deals, stages = [], []
    for one in range(16):
        opened = day(170)
        closed = one % 3 > 0
        deals.append(
            {
                "opportunity_id": f"O{one}",
                "rep_id": REPS[one % 4],
                "created_date": str(opened),
                "close_date": str(min(opened + timedelta(days=30), FIRST_DAY)) if closed else "",
                "stage": "Closed" if closed else "Proposal",
                "is_closed": str(closed).lower(),
                "is_won": str(one % 3 == 1).lower(),
                "amount": str(int(rng.integers(1000, 9000))),
                "currency": "EUR",
            }
        )
        stages += [
            {"opportunity_id": f"O{one}", "stage": stage, "entered_at": f"{when}T09:00:00Z"}
            for stage, when in (("Proposal", opened), ("Closed", opened + timedelta(days=25)))
            if closed or stage == "Proposal"
        ]
    return {
        "roster": roster,
        "criteria": criteria,
        "qa_scores": scores,
        "coaching_log": log,
        "scheduled_sessions": calendar,
        "opportunities": deals,
        "stage_history": stages,
    }
