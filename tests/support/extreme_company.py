"""A company whose every rep is at an edge of what a team hands in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from review_kit.pipeline.prepare import prepare
from review_kit.project import load_project

AS_OF = date(2026, 9, 30)
CRITERIA = 40
LONG_NAME = "Maximiliana Wolfeschlegelsteinhausenberger-Konstantinopolska"
LONG_CRITERION = "Uncovering the reasons behind a decision before offering it "

REPS = {
    "NOCALLS": "Nadia Reyes",
    "ONECALL": "Oskar Lindqvist",
    "LONG": LONG_NAME,
    "ARABIC": "محمد عبد الله الحسيني",
    "HIRED": "王小明",
    "CHANGED": "Zoë O'Neil 🚀",
    "SESSIONS": "Sofía Ibáñez",
    "USUAL": "Hana Kovač",
    "USUAL-TOO": "Chinedu Eze",
}
"""What is extreme about a rep → the rep's name; some names are extreme as well. The usual ones make the
group large enough for its reports."""


def _days_of(rep_id: str) -> list[date]:
    if rep_id == "NOCALLS":
        return []
    if rep_id == "ONECALL":
        return [date(2026, 9, 15)]
    if rep_id == "HIRED":
        return [date(2026, 9, 25), date(2026, 9, 28)]
    return [AS_OF - timedelta(days=2 * n) for n in range(44)]


def _scores() -> Iterator[dict[str, Any]]:
    for rep_number, rep_id in enumerate(REPS):
        for call_number, day in enumerate(_days_of(rep_id)):
            call_id = f"{rep_id}-{call_number:03d}"
            for number in range(CRITERIA):
                yield {
                    "evaluation_id": call_id,
                    "call_id": call_id,
                    "rep_id": rep_id,
                    "call_at": f"{day}T10:00:00",
                    "criterion_id": f"C{number:02d}",
                    "score": 40 + (7 * call_number + 5 * number + 3 * rep_number) % 45,
                    "max_score": 100,
                    "evaluator": "ai",
                }


def _sessions() -> Iterator[dict[str, Any]]:
    wanted = {"SESSIONS": 200, "LONG": 12, "CHANGED": 8, "ARABIC": 2}
    for rep_id, count in wanted.items():
        for number in range(count):
            day = AS_OF - timedelta(days=1 + (number * 88) // count)
            moved = rep_id == "CHANGED" and number < count // 2
            yield {
                "entry_id": f"E-{rep_id}-{number:03d}",
                "session_id": f"S-{rep_id}-{number:03d}",
                "rep_id": rep_id,
                "manager_id": "M2" if moved else "M1",
                "session_date": str(day),
                "criterion_id": f"C{number % 7:02d}",
                "minutes": 30,
                "theme": "Price objection" if number % 3 else "What the other side decides on",
                "commitment": "Ask two questions before naming a price, on the next three calls",
                "commitment_due": str(day + timedelta(days=7)),
                "commitment_status": ("done", "missed", "open")[number % 3],
                "progress_note": "Tried it on two calls and told the buyer why it mattered to them.",
                "evidence_url": "https://calls.example.com/watch/1",
                "evidence_offset_s": 61,
            }


def extreme_company(root: Path) -> Path:
    """Write a project of nine reps, each at an edge, measured by the real stages; give its run's folder."""
    (root / "exports").mkdir()
    (root / "review_kit.toml").write_text(
        '[organisation]\nname = "Gesellschaft für außergewöhnlich lange Namen & Partner"\n'
        'time_zone = "Europe/Madrid"\n',
        encoding="utf-8",
    )
    hired = {"HIRED": "2026-09-24"}
    pd.DataFrame(
        [
            {
                "rep_id": rep_id,
                "rep_name": name,
                "manager_id": "M1",
                "manager_name": "Marguerite-Antoinette de La Rochefoucauld-Montmorency",
                "team": "Strategic accounts, Donaudampfschifffahrtsgesellschaftsvertriebsmannschaft",
                "role": "Senior enterprise account executive for regulated industries",
                "hire_date": hired.get(rep_id, "2023-02-01"),
            }
            for rep_id, name in REPS.items()
        ]
    ).to_csv(root / "exports" / "roster.csv", index=False)
    pd.DataFrame(
        [
            {
                "criterion_id": f"C{number:02d}",
                "criterion": f"{LONG_CRITERION}{number:02d}",
                "weight": 100 / CRITERIA,
                "outcome_metric": "win_rate",
                "rubric_version": "1",
                "valid_from": "2025-01-01",
            }
            for number in range(CRITERIA)
        ]
    ).to_csv(root / "exports" / "criteria.csv", index=False)
    pd.DataFrame(_scores()).to_csv(root / "exports" / "qa_scores.csv", index=False)
    pd.DataFrame(_sessions()).to_csv(root / "exports" / "coaching_log.csv", index=False)
    return prepare(load_project(root), as_of=AS_OF).run.path
