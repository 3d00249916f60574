"""From settings to tables and truth: one rep after the other, then all together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from review_kit.demo.calls import draw_calls, score_calls
from review_kit.demo.coaching import plan_coaching
from review_kit.demo.crm import sell
from review_kit.demo.development import agree_goals, rate_skills
from review_kit.demo.evaluations import Evaluations, call_ids, evaluate
from review_kit.demo.faults import Fault, add_bad_rows
from review_kit.demo.log import write_record
from review_kit.demo.people import Rep, invent_reps, reps_for
from review_kit.demo.rubric import criteria_rows
from review_kit.demo.settings import DemoSettings, Person
from review_kit.demo.skills import true_skill
from review_kit.demo.truth import RepTruth, Truth, tell_truth

Row = dict[str, str | None]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "roster": (
        "rep_id", "rep_name", "manager_id", "manager_name", "team", "role", "hire_date",
        "end_date", "email",
    ),
    "criteria": (
        "criterion_id", "criterion", "parent_criterion_id", "weight", "outcome_metric",
        "competency", "rubric_version", "valid_from", "valid_to", "replaces_criterion_id",
    ),
    "qa_scores": (
        "evaluation_id", "call_id", "rep_id", "call_at", "criterion_id", "score", "max_score",
        "evaluator", "evidence_url", "evidence_offset_s", "rubric_version",
    ),
    "coaching_log": (
        "entry_id", "session_id", "rep_id", "manager_id", "session_date", "criterion_id",
        "score_before", "score_after", "minutes", "theme", "commitment", "commitment_due",
        "commitment_status", "progress_note", "evidence_url", "evidence_offset_s",
        "self_assessment", "manager_note", "shared_with_rep_on",
    ),
    "scheduled_sessions": (
        "session_id", "rep_id", "manager_id", "scheduled_date", "status", "minutes",
        "moved_to_date",
    ),
    "opportunities": (
        "opportunity_id", "rep_id", "created_date", "close_date", "stage", "is_closed", "is_won",
        "amount", "currency", "source", "loss_reason", "contacts",
    ),
    "stage_history": ("opportunity_id", "stage", "entered_at"),
    "quotas": ("rep_id", "period_start", "period_end", "quota", "currency"),
    "outcomes": ("rep_id", "metric", "period_start", "period_end", "value", "unit"),
    "skills_matrix": ("rep_id", "competency", "level", "rated_on", "rated_by"),
    "goals": (
        "goal_id", "rep_id", "criterion_id", "metric", "baseline", "target", "set_on", "due_on",
        "status",
    ),
}  # fmt: skip
"""Columns of every export, in the order of the data model."""


@dataclass(frozen=True)
class DemoData:
    """Exports as text, in canonical spelling with missing values as NA, and what is true.

    ``tables`` holds exactly the rows of the exports, bad ones included.
    """

    settings: DemoSettings
    tables: Mapping[str, pd.DataFrame]
    truth: Truth


def generate(settings: DemoSettings) -> DemoData:
    """Return all eleven tables for ``settings.reps`` invented people."""
    reps = invent_reps(settings)
    rows, evaluations, truths = _records(reps, settings, with_deals=True)
    rows["roster"] = [_roster_row(rep) for rep in reps]
    return _finish(rows, evaluations, truths, settings)


def generate_for_people(people: Sequence[Person], settings: DemoSettings) -> DemoData:
    """Return rubric, scores, coaching, calendar, skills matrix and goals for exactly these people.

    Parameters
    ----------
    people
        Who sells, and for whom. The kind of a rep follows from the place in the sequence.
    settings
        ``reps`` is not used.
    """
    rows, evaluations, truths = _records(reps_for(people, settings), settings, with_deals=False)
    return _finish(rows, evaluations, truths, settings)


def _records(
    reps: Sequence[Rep], settings: DemoSettings, *, with_deals: bool
) -> tuple[dict[str, list[Row]], list[Evaluations], list[RepTruth]]:
    rows: dict[str, list[Row]] = {"criteria": criteria_rows(settings)}
    rows |= {name: [] for name in ("coaching_log", "scheduled_sessions", "skills_matrix", "goals")}
    if with_deals:
        rows |= {name: [] for name in ("opportunities", "stage_history", "quotas", "outcomes")}
    evaluations, truths = [], []
    for number, rep in enumerate(reps):
        skill = true_skill(rep, settings)
        calls = draw_calls(rep, settings)
        ids = call_ids(number, calls)
        untreated = score_calls(calls, skill.untreated, np.zeros_like(skill.untreated))
        plan = plan_coaching(rep, calls, untreated.percent, settings)
        scores = score_calls(calls, skill.untreated, plan.effect)
        trained = np.clip(skill.untreated + plan.effect, 0.0, 100.0)

        evaluations.append(evaluate(rep, number, calls, ids=ids, scores=scores, settings=settings))
        record = write_record(rep, plan, calls, call_ids=ids, scores=scores, settings=settings)
        rows["coaching_log"] += record.log
        rows["scheduled_sessions"] += record.scheduled
        rows["skills_matrix"] += rate_skills(rep, trained, settings)
        has_deals = with_deals and rep.kind != "no_crm"
        rows["goals"] += agree_goals(rep, plan, trained, settings, has_deals=has_deals)
        if with_deals:
            crm = sell(rep, trained, settings)
            rows["opportunities"] += crm.opportunities
            rows["stage_history"] += crm.stage_history
            rows["quotas"] += crm.quotas
            rows["outcomes"] += crm.outcomes
        truths.append(RepTruth(rep, skill, plan, calls, untreated, record.typed))
    return rows, evaluations, truths


def _finish(
    rows: dict[str, list[Row]],
    evaluations: Sequence[Evaluations],
    truths: Sequence[RepTruth],
    settings: DemoSettings,
) -> DemoData:
    tables = {
        name: _frame(name, rows[name]) for name in COLUMNS if name in rows and name != "qa_scores"
    }
    tables["qa_scores"] = _qa_scores(evaluations)
    tables = {name: tables[name] for name in COLUMNS if name in tables}
    faults: list[Fault] = []
    if settings.bad_rows:
        tables, faults = add_bad_rows(tables, settings)
    return DemoData(settings, tables, tell_truth(truths, faults, settings))


def _frame(name: str, rows: Iterable[Row]) -> pd.DataFrame:
    columns = COLUMNS[name]
    table = [[row[column] for column in columns] for row in rows]
    return pd.DataFrame(table, columns=list(columns), dtype="str")


def _qa_scores(evaluations: Sequence[Evaluations]) -> pd.DataFrame:
    """All reps' evaluations in order of time, as a platform exports them."""
    order = np.lexsort(
        (
            np.concatenate([part.sequence for part in evaluations]),
            np.concatenate([np.full(len(part), i) for i, part in enumerate(evaluations)]),
            np.concatenate([part.minute for part in evaluations]),
        )
    )
    return pd.DataFrame(
        {
            column: pd.array(
                np.concatenate([part.columns[column] for part in evaluations])[order],
                dtype="str",
            )
            for column in COLUMNS["qa_scores"]
        }
    )


def _roster_row(rep: Rep) -> Row:
    person = rep.person
    return {
        "rep_id": person.rep_id,
        "rep_name": person.rep_name,
        "manager_id": person.manager_id,
        "manager_name": person.manager_name,
        "team": person.team,
        "role": rep.role,
        "hire_date": rep.hire_date.isoformat(),
        "end_date": None if rep.end_date is None else rep.end_date.isoformat(),
        "email": rep.email,
    }
