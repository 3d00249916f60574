"""From settings to tables and truth: one rep after the other, then all together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from review_kit.demo.calls import draw_calls, score_calls
from review_kit.demo.coaching import plan_coaching
from review_kit.demo.crm import sell
from review_kit.demo.development import agree_goals, rate_oneself, rate_skills
from review_kit.demo.disputes import acknowledge, raise_disputes
from review_kit.demo.evaluations import Evaluations, call_ids, evaluate
from review_kit.demo.faults import Fault, add_bad_rows, stages_of_bad_deals
from review_kit.demo.log import write_record
from review_kit.demo.notes import note_for_packet
from review_kit.demo.people import Rep, invent_reps, reps_for
from review_kit.demo.rubric import criteria_rows
from review_kit.demo.settings import DemoSettings, Person
from review_kit.demo.skills import true_skill
from review_kit.demo.truth import Seen, Truth, rep_truth, tell_truth
from review_kit.errors import ConfigurationError

Row = dict[str, str | None]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "roster": (
        "rep_id", "rep_name", "manager_id", "manager_name", "team", "role", "hire_date",
        "end_date", "email", "manager_email", "country",
    ),
    "criteria": (
        "criterion_id", "criterion", "parent_criterion_id", "weight", "outcome_metric",
        "competency", "rubric_version", "valid_from", "valid_to", "replaces_criterion_id",
    ),
    "qa_scores": (
        "evaluation_id", "call_id", "rep_id", "call_at", "criterion_id", "score", "max_score",
        "evaluator", "evaluator_id", "evidence_url", "evidence_offset_s", "rubric_version",
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
        "amount", "currency", "account_name", "opportunity_name", "source", "loss_reason",
        "contacts",
    ),
    "stage_history": ("opportunity_id", "stage", "entered_at"),
    "quotas": ("rep_id", "period_start", "period_end", "quota", "currency"),
    "outcomes": ("rep_id", "metric", "period_start", "period_end", "value", "unit"),
    "skills_matrix": ("rep_id", "competency", "level", "rated_on", "rated_by"),
    "goals": (
        "goal_id", "rep_id", "criterion_id", "metric", "baseline", "target", "set_on", "due_on",
        "status",
    ),
    "disputes": (
        "dispute_id", "evaluation_id", "criterion_id", "raised_on", "raised_by", "status",
        "resolved_on", "score_after",
    ),
    "acknowledgements": ("rep_id", "document", "acknowledged_on", "statement"),
    "review_notes": ("rep_id", "written_on", "note", "author"),
    "self_assessments": (
        "rep_id", "criterion_id", "assessed_on", "rating", "went_well", "was_hard",
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


class _Rows:
    """Rows of all tables as they come in, kept by column: as dicts they take ten times the room."""

    def __init__(self) -> None:
        self._columns: dict[str, dict[str, list[str | None]]] = {}

    def add(self, table: str, rows: Iterable[Row]) -> None:
        """Add rows to a table; a table without rows is there too, once it was named."""
        lists = self._columns.setdefault(table, {column: [] for column in COLUMNS[table]})
        for row in rows:
            for column, values in lists.items():
                values.append(row[column])

    def frames(self) -> dict[str, pd.DataFrame]:
        """Return the tables, in the order of the data model."""
        return {
            name: pd.DataFrame(self._columns[name], dtype="str")
            for name in COLUMNS
            if name in self._columns
        }


def generate(settings: DemoSettings) -> DemoData:
    """Return all tables for ``settings.reps`` invented people."""
    return _generate(invent_reps(settings), settings, invented=True)


def generate_for_people(people: Sequence[Person], settings: DemoSettings) -> DemoData:
    """Return rubric, scores, coaching, calendar, skills matrix and goals for exactly these people.

    Parameters
    ----------
    people
        Who sells, and for whom. The kind of a rep follows from the place in the sequence.
    settings
        ``reps`` is not used.

    Raises
    ------
    ConfigurationError
        No people, or one ``rep_id`` twice.
    """
    ids = [person.rep_id for person in people]
    if not ids or len(set(ids)) < len(ids):
        raise ConfigurationError(
            "scores can only be made for a list of people in which every rep_id stands once",
            "Give the roster without duplicates.",
        )
    return _generate(reps_for(people, settings), settings, invented=False)


def _generate(reps: Sequence[Rep], settings: DemoSettings, *, invented: bool) -> DemoData:
    rows = _Rows()
    if invented:
        rows.add("roster", map(_roster_row, reps))
    rows.add("criteria", criteria_rows(settings))
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
        rows.add("coaching_log", record.log)
        rows.add("scheduled_sessions", record.scheduled)
        if invented:
            crm = sell(rep, trained, settings)
            rows.add("opportunities", crm.opportunities)
            rows.add("stage_history", crm.stage_history)
            rows.add("quotas", crm.quotas)
            rows.add("outcomes", crm.outcomes)
            rows.add("disputes", raise_disputes(rep, evaluations[-1], settings))
            rows.add("acknowledgements", acknowledge(rep, settings))
            rows.add("review_notes", note_for_packet(rep, settings))
            rows.add("self_assessments", rate_oneself(rep, trained, settings))
        rows.add("skills_matrix", rate_skills(rep, trained, settings))
        has_deals = invented and rep.kind != "no_crm"
        rows.add("goals", agree_goals(rep, plan, trained, settings, has_deals=has_deals))
        seen = Seen(calls, untreated, record.typed)
        truths.append(rep_truth(rep, skill, plan, seen, settings))
    frames = rows.frames() | {"qa_scores": _qa_scores(evaluations)}
    del rows, evaluations
    tables: dict[str, pd.DataFrame] = {}
    faults: list[Fault] = []
    for name in COLUMNS:
        if name in frames:
            # taken out one by one: two copies of all scores need not be held at once
            tables[name], made = add_bad_rows(name, frames.pop(name), settings)
            faults += made
    if "stage_history" in tables:
        faults += stages_of_bad_deals(tables["stage_history"], faults)
    return DemoData(settings, tables, tell_truth(truths, faults, settings))


def _qa_scores(evaluations: Sequence[Evaluations]) -> pd.DataFrame:
    """All reps' evaluations in order of time, as a platform exports them."""
    order = np.lexsort(
        (
            np.concatenate([part.sequence for part in evaluations]),
            np.concatenate([np.full(len(part), i) for i, part in enumerate(evaluations)]),
            np.concatenate([part.minute for part in evaluations]),
        )
    )
    columns = {}
    for column in COLUMNS["qa_scores"]:
        parts = pa.chunked_array([part.columns[column] for part in evaluations])
        columns[column] = pd.array(parts.combine_chunks().take(order), dtype="str")
    return pd.DataFrame(columns, copy=False)


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
        "manager_email": rep.manager_email,
        "country": rep.country,
    }
