"""Bad rows for the contracts to catch, few enough to stay under the gate, each on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pandas as pd

from review_kit.demo.settings import DemoSettings
from review_kit.demo.streams import stream
from review_kit.project import canonical_model

Row = dict[str, str | None]

MOST_BAD = 0.03
"""Largest share of a table's rows that may be bad; the gate closes at 5 %."""


@dataclass(frozen=True)
class Fault:
    """One way in which rows of a table are bad.

    Attributes
    ----------
    table, rule
        Where, and what is wrong in words.
    rows
        How many rows break the rule; of an exact duplicate, how many are too many.
    left_out
        True where the row is no fault but a copy that ingest leaves out.
    keys
        Keys of the rows, as they stand in the export.
    """

    table: str
    rule: str
    rows: int
    left_out: bool
    keys: tuple[str, ...]


@dataclass(frozen=True)
class _Recipe:
    """How to make one bad row out of a good one."""

    rule: str
    share: float
    spoil: Callable[[Row, int, DemoSettings], Row]
    kind: str = "changed"
    """``added``: a new row with a key of its own; ``twin``: same key; ``copy``: an exact copy."""


def _set(**values: str | None) -> Callable[[Row, int, DemoSettings], Row]:
    return lambda row, index, settings: {**row, **values}


def _same(row: Row, index: int, settings: DemoSettings) -> Row:
    return dict(row)


def _above_max(row: Row, index: int, settings: DemoSettings) -> Row:
    return {**row, "score": str(int(str(row["max_score"])) + 1 + index)}


def _other_score(row: Row, index: int, settings: DemoSettings) -> Row:
    score = int(str(row["score"]))
    return {**row, "score": str(score - 1 if score > 1 else score + 1)}


def _next_month(column: str, clock: str = "") -> Callable[[Row, int, DemoSettings], Row]:
    def spoil(row: Row, index: int, settings: DemoSettings) -> Row:
        day = settings.exported_on + timedelta(days=20 + index)
        return {**row, column: day.isoformat() + clock}

    return spoil


def _closed_before_created(row: Row, index: int, settings: DemoSettings) -> Row:
    return {**row, "close_date": (settings.first_day - timedelta(days=400)).isoformat()}


def _new_key(column: str, prefix: str) -> Callable[[Row, int, DemoSettings], Row]:
    return lambda row, index, settings: {**row, column: f"{prefix}{index + 1:04d}"}


def _entry(**values: str | None) -> Callable[[Row, int, DemoSettings], Row]:
    """Write an entry of its own: the same words as another one, and one thing wrong."""
    column, value = next(iter(values.items()))
    name = f"L-{column.replace('_', '-')}"
    return lambda row, index, settings: {**row, "entry_id": f"{name}-{index + 1}", column: value}


def _later_entry(row: Row, index: int, settings: DemoSettings) -> Row:
    day = (settings.exported_on + timedelta(days=20 + index)).isoformat()
    later = {"session_date": day, "commitment_due": None, "shared_with_rep_on": None}
    return {**row, "entry_id": f"L-planned-{index + 1}", **later}


UNKNOWN_REP = "99999"

_RECIPES: Mapping[str, tuple[_Recipe, ...]] = {
    "qa_scores": (
        _Recipe("score above max_score", 1.2e-4, _above_max),
        _Recipe("rep_id is not in the roster", 1.0e-4, _set(rep_id=UNKNOWN_REP)),
        _Recipe("same key as another row, other content", 0.8e-4, _other_score, "twin"),
        _Recipe("exact copy of another row", 2.4e-4, _same, "copy"),
        _Recipe("call_at is not a date", 0.6e-4, _set(call_at="31/09/2026 9h")),
        _Recipe(
            "call after the day of the export", 0.5e-4, _next_month("call_at", "T10:15:00+00:00")
        ),
        _Recipe("criterion_id is not in criteria", 0.5e-4, _set(criterion_id="sense_of_humour")),
        _Recipe("score is missing", 0.5e-4, _set(score=None)),
        _Recipe("max_score is not above 0", 0.3e-4, _set(score="0", max_score="0")),
        _Recipe("score below 0", 0.3e-4, _set(score="-5")),
        _Recipe("evaluator is neither ai nor human", 0.3e-4, _set(evaluator="robot")),
    ),
    # added, not changed: no first session may be lost, or the truth about effects would be wrong
    "coaching_log": (
        _Recipe("exact copy of another row", 4e-3, _same, "copy"),
        _Recipe("session_date is not a date", 2e-3, _entry(session_date="next Tuesday"), "added"),
        _Recipe("rep_id is not in the roster", 2e-3, _entry(rep_id=UNKNOWN_REP), "added"),
        _Recipe("manager_id is missing", 2e-3, _entry(manager_id=None), "added"),
        _Recipe("session_id is missing", 2e-3, _entry(session_id=None), "added"),
        _Recipe("session after the day of the export", 2e-3, _later_entry, "added"),
    ),
    "scheduled_sessions": (
        _Recipe("status is none of the four", 2e-3, _set(status="postponed")),
        _Recipe("same key as another row, other content", 2e-3, _set(minutes="5"), "twin"),
        _Recipe("exact copy of another row", 4e-3, _same, "copy"),
    ),
    "opportunities": (
        _Recipe("won but not closed", 6e-4, _set(is_closed="false", is_won="true")),
        _Recipe("close_date before created_date", 6e-4, _closed_before_created),
        _Recipe("closed without a close_date", 6e-4, _set(close_date=None)),
        _Recipe("rep_id is not in the roster", 6e-4, _set(rep_id=UNKNOWN_REP)),
        _Recipe("created_date is not a date", 6e-4, _set(created_date="to be confirmed")),
        _Recipe("exact copy of another row", 10e-4, _same, "copy"),
    ),
    "stage_history": (
        _Recipe(
            "opportunity_id is not in opportunities",
            3e-4,
            _new_key("opportunity_id", "006XXXXX"),
            "added",
        ),
        _Recipe("exact copy of another row", 3e-4, _same, "copy"),
    ),
    "quotas": (
        _Recipe("exact copy of another row", 3e-3, _same, "copy"),
        _Recipe("rep_id is not in the roster", 3e-3, _set(rep_id=UNKNOWN_REP), "added"),
    ),
    "outcomes": (
        _Recipe("value is missing", 2e-3, _set(value=None)),
        _Recipe("rep_id is not in the roster", 2e-3, _set(rep_id=UNKNOWN_REP), "added"),
    ),
    "skills_matrix": (
        _Recipe("level is not 1 to 4", 2e-3, _set(level="5")),
        _Recipe("rating after the day of the export", 2e-3, _next_month("rated_on")),
    ),
    "goals": (_Recipe("status is none of the three", 8e-3, _set(status="paused")),),
}


def add_bad_rows(
    name: str, table: pd.DataFrame, settings: DemoSettings
) -> tuple[pd.DataFrame, list[Fault]]:
    """Return a table with bad rows in it, if the settings want them, and what was done.

    A table too small to have a bad row and stay under the gate is left as it is.
    """
    if not settings.bad_rows:
        return table, []
    rng = stream(settings.seed, "faults", name)
    budget = int(MOST_BAD * len(table))
    candidates = iter(np.argsort(rng.random(len(table)), kind="stable"))
    changed: dict[int, Row] = {}
    added: list[tuple[float, Row]] = []
    faults = []
    for recipe in _RECIPES.get(name, ()):
        wanted = max(1, round(recipe.share * len(table)))
        each = 2 if recipe.kind == "twin" else 1
        number = min(wanted, budget // each)
        if number == 0:
            continue
        budget -= number * each
        keys = []
        for index in range(number):
            position, row = _suitable(name, recipe, table, candidates)
            bad = recipe.spoil(row, index, settings)
            if recipe.kind == "changed":
                changed[position] = bad
            else:
                # an export keeps copies next to each other or far apart; here right behind
                added.append((position + 0.5, bad))
            keys.append("|".join(str(bad[column]) for column in canonical_model()[name].key))
        faults.append(Fault(name, recipe.rule, number * each, recipe.kind == "copy", tuple(keys)))
    return _with_rows(table, changed, added), faults


def stages_of_bad_deals(history: pd.DataFrame, faults: Sequence[Fault]) -> list[Fault]:
    """Return the rows of ``stage_history`` that are quarantined because their deal is.

    Parameters
    ----------
    history
        ``stage_history`` as exported, bad rows included.
    faults
        What is wrong in ``opportunities``.
    """
    bad = {
        key
        for fault in faults
        if fault.table == "opportunities" and not fault.left_out
        for key in fault.keys
    }
    rows = history[history["opportunity_id"].isin(sorted(bad))].drop_duplicates()
    if rows.empty:
        return []
    keys = tuple("|".join(row) for row in rows.itertuples(index=False, name=None))
    return [Fault("stage_history", "the deal itself is quarantined", len(keys), False, keys)]


def _suitable(
    name: str, recipe: _Recipe, table: pd.DataFrame, candidates: Iterator[np.int64]
) -> tuple[int, Row]:
    """Return the next row that the recipe can be applied to and that breaks no second rule."""
    for position in candidates:
        row: Row = {
            str(column): _text(value) for column, value in table.iloc[int(position)].items()
        }
        if name == "opportunities" and recipe.kind == "changed" and row["is_won"] != "true":
            continue
        if name == "qa_scores" and (row["max_score"] != "100" or row["evaluator"] != "ai"):
            continue
        return int(position), row
    raise AssertionError(f"no row of {name} fits '{recipe.rule}'")


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _with_rows(
    table: pd.DataFrame, changed: dict[int, Row], added: list[tuple[float, Row]]
) -> pd.DataFrame:
    places = np.array([place for place, _ in added])
    order = np.argsort(np.concatenate([np.arange(len(table), dtype=float), places]), kind="stable")
    columns = {}
    for column in table.columns:
        cells = table[column].copy()
        bad = {p: row[column] for p, row in changed.items() if row[column] != _text(cells.iat[p])}
        if bad:
            cells.iloc[list(bad)] = pd.array(list(bad.values()), dtype="str")
        if added:
            extra = pd.Series([row[column] for _, row in added], dtype="str")
            cells = pd.concat([cells, extra], ignore_index=True).take(order)
        columns[column] = cells.array
    return pd.DataFrame(columns, copy=False)
