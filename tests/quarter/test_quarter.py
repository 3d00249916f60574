"""Two quarters side by side: what is named, what is not, and what may be a fault."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from review_kit.quarter.compare import compare
from review_kit.quarter.exports import alike
from review_kit.quarter.page import write_quarter_page
from review_kit.quarter.sides import FileFacts, Side, TableFacts
from review_kit.words.speech import words_in

WORDS = words_in("en")
BEFORE, NOW = date(2026, 6, 30), date(2026, 9, 30)
Make = Callable[..., Side]


@pytest.fixture
def side(tmp_path: Path) -> Make:
    def make(
        day: date = NOW, *, facts: dict[str, TableFacts] | None = None, **tables: list[dict]
    ) -> Side:
        folder = {}
        for table, rows in tables.items():
            folder[table] = tmp_path / f"{table}-{day}.parquet"
            pd.DataFrame(rows).to_parquet(folder[table])
        return Side(day, 90, folder, facts or {})

    return make


def rep(rep_id: str, name: str, **others: str | None) -> dict[str, str | None]:
    return {
        "rep_id": rep_id,
        "rep_name": name,
        "team": "North",
        "manager_id": "m1",
        "manager_name": "Bo Chen",
        "hire_date": "2024-01-01",
        "end_date": None,
        **others,
    }


def criterion(criterion_id: str, weight: float, **others: str | None) -> dict[str, object]:
    return {
        "criterion_id": criterion_id,
        "criterion": criterion_id.title(),
        "parent_criterion_id": None,
        "weight": weight,
        "rubric_version": "1",
        "valid_from": "2025-01-01",
        "valid_to": None,
        "replaces_criterion_id": None,
        **others,
    }


def told(before: Side, now: Side) -> list[str]:
    return [
        ("! " if finding.look else "") + finding.sentence(WORDS)
        for finding in compare("2026-06-30-90d", before, now).findings
    ]


def test_people_who_came_left_moved_or_are_gone_without_a_word(side):
    before = side(
        BEFORE,
        roster=[
            rep("r1", "Ana Ruiz"),
            rep("r2", "Bea Lund"),
            rep("r3", "Cem Oz"),
            rep("r4", "Dov Adler"),
            rep("r5", "Eva Holm"),
        ],
    )
    now = side(
        roster=[
            rep("r1", "Ana Ruiz", team="South", manager_id="m2", manager_name="Mia Berg"),
            rep("r2", "Bea Lund", end_date="2026-08-31"),
            rep("r4", "Dov  adler", manager_id="M-1"),
            rep("r5", "Eva Holm"),
            rep("r6", "Fay Moss", hire_date="2026-07-15"),
            rep("r7", "Gil Roth", hire_date="2026-10-05"),
        ],
    )
    assert told(before, now) == [
        "Fay Moss (r6) is new: North, with Bo Chen (m1)",
        "Bea Lund (r2) left on 2026-08-31",
        "! Cem Oz (r3) is not on the roster any more, without an end date. If they left, keep the row and "
        "fill in end_date; without the row their scores and sessions are quarantined",
        "Ana Ruiz (r1) moved from North to South",
        "Ana Ruiz (r1) moved from Bo Chen (m1) to Mia Berg (m2)",
        "! The manager Bo Chen (m1) is Bo Chen (M-1) now, for Dov  adler (r4). Use one id, or earlier "
        "sessions count as another manager's",
    ]


def test_reps_who_moved_together_are_told_together(side):
    names = ["Ana", "Bea", "Cem", "Dov", "Eva", "Fay"]
    before = side(BEFORE, roster=[rep(name[0], name) for name in names])
    now = side(roster=[rep(name[0], name, team="West") for name in names])
    assert told(before, now) == [
        "6 reps moved from North to West: Ana (A), Bea (B), Cem (C), Dov (D), Eva (E) +1"
    ]


def test_the_rubric_with_its_weights_and_their_sums(side):
    before = side(
        BEFORE, criteria=[criterion("OBJ", 60), criterion("DIS", 40), criterion("OLD", 0)]
    )
    now = side(
        criteria=[
            criterion("OBJ", 50),
            criterion("DIS", 40, valid_to="2026-07-31"),
            criterion("DIS2", 45, replaces_criterion_id="DIS", rubric_version="2"),
            criterion("NEW", 5, rubric_version="2"),
        ]
    )
    found = compare("2026-06-30-90d", before, now)

    assert told(before, now) == [
        "Dis2 (weight 45 %) replaces Dis (weight 40 %); its scores go on",
        "New (NEW) is new, weight 5 %",
        "! Old (OLD) is not in force any more, and nothing replaces it. If it was only reworded, name it in "
        "replaces_criterion_id of the new row",
        "! Obj: weight 60 %, now 50 % in the same rubric version. Give new weights a row with their own "
        "valid_from and rubric_version",
        "Rubric version 1, now 1, 2",
    ]
    assert found.notes("rubric", WORDS) == [
        "Weights of the skills at the top add up to 100 before and 100 now."
    ]


def table(profile: str, *files: FileFacts) -> TableFacts:
    return TableFacts(profile, 10, files)


def test_tables_files_and_columns_that_are_new_gone_or_renamed(side):
    def log(name: str) -> FileFacts:
        return FileFacts(name, 9, ("Rep", "Day", "Score before", "Mood"))

    before = side(
        BEFORE,
        facts={
            "coaching_log": table(
                "ours", log("exports/Bo 2026-Q2.xlsx"), log("exports/Mia 2026-Q2.xlsx")
            ),
            "quotas": table("canonical"),
        },
    )
    now = side(
        facts={
            "coaching_log": table(
                "ours_2",
                FileFacts("exports/Bo 2026-Q3.xlsx", 8, ("Rep", "Day", "Score before (%)", "Wins")),
            ),
            "goals": table("canonical"),
        }
    )
    assert told(before, now) == [
        "! quotas is missing",
        "goals is new",
        "coaching_log is read by the profile ours_2; it was ours",
        "! coaching_log: no file like exports/Mia 2026-Q2.xlsx (9 rows)",
        "! coaching_log: the column Score before seems to be called Score before (%) now",
        "! coaching_log: the column Mood is gone",
        "coaching_log: the column Wins is new",
    ]


def test_files_are_alike_whatever_day_or_month_they_are_of():
    assert alike("exports/deals July 2026.csv") == alike("in/Deals_Oct_2026.csv".replace("_", " "))
    assert alike("a.xlsx#Bo") != alike("a.xlsx#Mia")


def calls(
    day: date, mean: float, *, a_week: int, reps: int = 8, seed: int = 1, **others: str | None
) -> list[dict[str, object]]:
    """Calls of twelve whole weeks: every rep has a level, every call a scatter of its own."""
    chance = random.Random(f"{day} {seed} {others}")
    level = random.Random("levels")
    levels = {f"r{n}": mean + level.gauss(0, 6) for n in range(reps)}
    rows = []
    for week in range(12):
        for number in range(max(1, round(chance.gauss(a_week, a_week**0.5)))):
            rep_id = f"r{number % reps}"
            rows.append(
                {
                    "call_id": f"{week}-{number}-{others}",
                    "rep_id": rep_id,
                    "criterion_id": "OBJ",
                    "call_on": day - timedelta(days=7 * week + number % 7),
                    "score": levels[rep_id] + chance.gauss(0, 12),
                    "max_score": 100.0,
                    "evaluator": "ai",
                    "evaluator_id": None,
                    "evaluator_version": "1",
                    **others,
                }
            )
    return rows


def test_an_ordinary_quarter_has_no_jump(side):
    for seed in range(5):
        before = side(BEFORE, qa_scores=calls(BEFORE, 60, a_week=40, seed=seed))
        now = side(qa_scores=calls(NOW, 62, a_week=46, seed=seed + 100))
        assert told(before, now) == []


def test_a_mean_that_jumped_for_all_reps_is_named_with_its_range(side):
    before = side(BEFORE, qa_scores=calls(BEFORE, 60, a_week=40))
    now = side(qa_scores=calls(NOW, 75, a_week=40))
    found = compare("2026-06-30-90d", before, now)

    assert [(finding.kind, finding.facts["name"]) for finding in found.findings] == [
        ("mean-jump", "OBJ"),
        ("mean-jump", "the AI 1"),
    ]
    facts = found.findings[0].facts
    assert int(facts["low"]) > 5
    assert facts["reps"] == 8
    assert found.comparisons == 4


def test_a_volume_that_jumped_and_a_scorer_that_fell_silent(side):
    scored = {"evaluator": "human", "evaluator_id": "qa7", "evaluator_version": None}
    before = side(
        BEFORE,
        qa_scores=[*calls(BEFORE, 60, a_week=40), *calls(BEFORE, 60, a_week=8, **scored)],
    )
    now = side(qa_scores=calls(NOW, 60, a_week=15))

    assert [(f.kind, f.facts["name"], f.look) for f in compare("r", before, now).findings] == [
        ("volume-jump", "OBJ", True),
        ("scorer-silent", "people qa7", True),
        ("volume-jump", "the AI 1", True),
    ]


def test_twice_as_many_reps_score_twice_as_many_calls_and_nothing_jumped(side):
    """Volumes are for each rep who was there."""
    few = [rep(f"r{n}", f"Rep {n}") for n in range(8)]
    many = [rep(f"r{n}", f"Rep {n}", hire_date="2026-07-01") for n in range(8, 16)]
    before = side(BEFORE, roster=few, qa_scores=calls(BEFORE, 60, a_week=40))
    now = side(roster=[*few, *many], qa_scores=calls(NOW, 60, a_week=80))

    assert {finding.kind for finding in compare("r", before, now).findings} == {"rep-joined"}


def test_the_page_says_what_the_terminal_says_and_escapes_it(side, tmp_path):
    before = side(BEFORE, roster=[rep("r1", "Ana Ruiz")])
    now = side(roster=[rep("r1", "Ana Ruiz"), rep("r2", "<b>Bo</b>")])
    comparison = compare("2026-06-30-90d", before, now)
    write_quarter_page(comparison, "Acme", WORDS, tmp_path / "quarter.html")
    page = (tmp_path / "quarter.html").read_text()

    assert comparison.lines(WORDS)[:4] == [
        "One thing differs from 2026-06-30-90d; none of it looks like a fault.",
        "",
        "People",
        "  · <b>Bo</b> (r2) is new: North, with Bo Chen (m1)",
    ]
    assert "&lt;b&gt;Bo&lt;/b&gt; (r2) is new: North, with Bo Chen (m1)" in page
    assert "<b>Bo" not in page
