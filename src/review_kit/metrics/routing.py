"""Where a coaching that does not stick should turn: to the record, the will, the knowledge or the skill."""

from __future__ import annotations

import numpy as np
import pandas as pd

from review_kit.metrics.commitments import MISSED, due_in, has_commitment
from review_kit.metrics.criteria import for_ancestors
from review_kit.metrics.matrix import levels_at
from review_kit.metrics.prepared import Review
from review_kit.metrics.themes import CONVERSATION, DIAGNOSE
from review_kit.metrics.tidy import KEYS

SYSTEM, WILL, KNOWLEDGE, SKILL, WORKING = "system", "will", "knowledge", "skill", "working"

REPEATEDLY = 2
"""From how many missed or vague commitments on, if they are also half or more of all, it is repeated."""

_NUMBERS = [
    "sessions",
    "complete",
    "pending",
    "commitments",
    "commitments_dated",
    "commitments_vague",
    "commitments_missed",
    "theme_sessions",
]


def coaching_gaps(review: Review, rep_criteria: pd.DataFrame, themes: pd.DataFrame) -> pd.DataFrame:
    """Route every coached criterion of a rep, by the first of these that holds in the window.

    1. ``system``: no session on it left a complete entry, and none is still waiting for its next call.
       Without a record nobody can say anything about the rep.
    2. ``will``: no commitment with a date was made; or at least two commitments that fell due were
       missed, or at least two were vague, and these are half or more of theirs; or more were missed
       than done while a theme came back (as for ``skill``). One of which nobody has said what became
       of it is no missed one: it speaks neither against the rep nor for.
    3. ``knowledge``: nothing says what good is: the rep has no skills-matrix rating of the
       competency, and the rubric does not break the criterion down into sub-criteria.
    4. ``skill``: a theme of it came in ``coaching.recurrence_diagnose`` sessions or more without the
       score rising, though commitments were kept (not more missed than done).
    5. ``working``: none of these.

    Sessions and commitments on a sub-criterion count for its criterion too, as in ``rep_criteria``.
    It routes a conversation and is no verdict on a person.

    Parameters
    ----------
    rep_criteria
        Every rep on every criterion; those with ``sessions_held`` are routed.
    themes
        As ``theme_recurrence`` tells them.

    Returns
    -------
    DataFrame
        ``rep_id``, ``criterion_id``, ``gap``, ``evidence`` (one sentence), and the numbers it rests on:
        ``sessions``, ``complete``, ``pending`` (sessions), ``commitments``, ``commitments_dated``,
        ``commitments_vague`` (made in the window), ``commitments_due``, ``commitments_done`` and
        ``commitments_missed`` (those due in it), ``level``, ``sub_criteria``, ``theme``,
        ``theme_sessions``, ``movement``, ``low``, ``high``.
    """
    coached = rep_criteria[rep_criteria["sessions_held"] > 0]
    table = coached[[*KEYS, "competency"]].reset_index(drop=True)
    lineage = review.rubric.lineage()
    for numbers in (
        _records(review, lineage),
        _promises(review, lineage),
        _missed(review, lineage),
    ):
        table = table.join(numbers, on=KEYS)
    table = table.join(_worst_theme(themes, lineage), on=KEYS)
    table = table.join(_levels(review), on=["rep_id", "competency"])
    table["sub_criteria"] = _sub_criteria(review).reindex(table["criterion_id"]).to_numpy()
    table[_NUMBERS] = table[_NUMBERS].fillna(0).astype("int64")
    due = coached.set_index(KEYS)[["commitments_due", "commitments_done"]]
    table[["commitments_due", "commitments_done"]] = due.to_numpy()
    missed, done = table["commitments_missed"], table["commitments_done"]
    table = table.assign(
        missed=_repeated(missed, missed + done),
        vague=_repeated(table["commitments_vague"], table["commitments"]),
    )
    kept = missed <= done
    table["missed"] |= table["theme"].notna() & ~kept
    rules = {
        SYSTEM: (table["complete"] == 0) & (table["pending"] == 0),
        WILL: (table["commitments_dated"] == 0) | table["missed"] | table["vague"],
        KNOWLEDGE: table["level"].isna() & (table["sub_criteria"] == 0),
        SKILL: table["theme"].notna() & kept,
    }
    gap = np.select(list(rules.values()), list(rules), WORKING)
    table = table.assign(gap=pd.Series(gap, index=table.index, dtype="str"))
    rows = (dict(zip(table.columns, row, strict=True)) for row in table.itertuples(index=False))
    said = [_sentence(row) for row in rows]
    return table.assign(evidence=pd.Series(said, index=table.index, dtype="str"))


def settled_lines(themes: pd.DataFrame, gaps: pd.DataFrame) -> pd.DataFrame:
    """Ask for a performance conversation only where the routing leaves nothing to fix before it.

    Where the record is missing, no commitment was dated or could be checked, or nothing says what good
    is, that comes first: such a theme is one to diagnose. It stands where the routing of its criterion
    points to the skill, or to commitments that were missed, and where nothing is routed.

    Parameters
    ----------
    themes
        As ``theme_recurrence`` tells them, and ``beside_verdicts`` leaves them.
    gaps
        As :func:`coaching_gaps` routes them, on these themes.

    Returns
    -------
    DataFrame
        ``themes``, with ``line``.
    """
    stands = (gaps["gap"] == SKILL) | ((gaps["gap"] == WILL) & gaps["missed"])
    elsewhere = pd.MultiIndex.from_frame(gaps.loc[~stands, KEYS])
    first = pd.MultiIndex.from_frame(themes[KEYS]).isin(elsewhere)
    return themes.assign(
        line=themes["line"].mask(first & (themes["line"] == CONVERSATION), DIAGNOSE)
    )


def _repeated(some: pd.Series, of_all: pd.Series) -> pd.Series:
    repeated: pd.Series = (some >= REPEATEDLY) & (2 * some >= of_all)
    return repeated


def _records(review: Review, lineage: pd.DataFrame) -> pd.DataFrame:
    """Count sessions by what their entries on the criterion left: complete, else pending, else none."""
    inside = review.entries[review.windows.window.contains(review.entries["session_date"])]
    entries = for_ancestors(inside, lineage)
    sessions = entries.groupby([*KEYS, "session_id"])[["complete", "pending"]].any()
    sessions["pending"] &= ~sessions["complete"]
    groups = sessions.groupby(KEYS)
    return groups.sum().assign(sessions=groups.size())


def _promises(review: Review, lineage: pd.DataFrame) -> pd.DataFrame:
    inside = review.entries[review.windows.window.contains(review.entries["session_date"])]
    made = for_ancestors(inside[has_commitment(inside)], lineage)
    made = made.assign(dated=made["commitment_due"].notna())
    groups = made.groupby(KEYS)
    return pd.DataFrame(
        {
            "commitments": groups.size(),
            "commitments_dated": groups["dated"].sum(),
            "commitments_vague": groups["commitment_vague"].sum(),
        }
    )


def _missed(review: Review, lineage: pd.DataFrame) -> pd.DataFrame:
    """Count the commitments due in the window of which the log says that they were missed."""
    due = review.log[due_in(review.log, review.windows.window)]
    due = due.assign(
        criterion_id=review.rubric.as_called_now(due["criterion_id"]),
        missed=due["commitment_status"] == MISSED,
    )
    groups = for_ancestors(due, lineage).groupby(KEYS)["missed"]
    return groups.sum().rename("commitments_missed").to_frame()


def _worst_theme(themes: pd.DataFrame, lineage: pd.DataFrame) -> pd.DataFrame:
    """Choose the theme that came most often without the score rising, for each criterion."""
    drawn = themes[themes["line"].notna()]
    columns = ["theme", "sessions", "movement", "low", "high", "last_on"]
    pairs = for_ancestors(drawn[[*KEYS, *columns]], lineage)
    ordered = pairs.sort_values(
        [*KEYS, "sessions", "last_on", "theme"], ascending=[True, True, False, False, True]
    )
    worst = ordered.drop_duplicates(KEYS).set_index(KEYS).drop(columns=["ancestor_id", "last_on"])
    return worst.rename(columns={"sessions": "theme_sessions"})


def _levels(review: Review) -> pd.Series:
    if review.matrix is None:
        index = pd.MultiIndex.from_arrays([[], []], names=["rep_id", "competency"])
        return pd.Series([], index=index, dtype="float64", name="level")
    levels = levels_at(review.matrix, review.windows.window)
    return levels.set_index(["rep_id", "competency"])["level"]


def _sub_criteria(review: Review) -> pd.Series:
    """Count what the rubric breaks each criterion down into; a sub-criterion is such a part itself."""
    criteria = review.rubric.listed
    parts = criteria["parent_criterion_id"].value_counts().reindex(criteria.index).fillna(0)
    counts: pd.Series = parts.where(criteria["parent_criterion_id"].isna(), 1).astype("int64")
    return counts


def _sentence(row: dict[str, object]) -> str:
    """Say in one sentence what the routing rests on."""
    sessions = _counted(row["sessions"], "session")
    match row["gap"]:
        case "system":
            return f"{sessions}, none with a complete record."
        case "will" if row["commitments_dated"] == 0:
            if row["commitments"] == 0:
                return f"{sessions}, no commitment."
            return f"{sessions}, {_counted(row['commitments'], 'commitment')}, none with a date."
        case "will":
            broken = [
                f"{row['commitments_done']} of {row['commitments_due']} commitments due were "
                f"kept{_open(row)}",
                f"{row['commitments_vague']} of {row['commitments']} made could not be checked",
            ]
            holds = (row["missed"], row["vague"])
            said = [words for words, held in zip(broken, holds, strict=True) if held]
            return f"{', '.join(said)}."
        case "knowledge":
            return (
                f"{sessions}, no skills-matrix rating, and the rubric has no sub-criteria that say "
                "what good is."
            )
        case "skill":
            return (
                f"{row['theme_sessions']} sessions on “{row['theme']}”, {_kept(row)}, and no rise "
                "of the score around them."
            )
        case _:
            return f"{sessions}, {row['complete']} with a complete record, {_kept(row)}."


def _kept(row: dict[str, object]) -> str:
    if row["commitments_due"] == 0:
        return "no commitment due yet"
    return f"{row['commitments_done']} of {row['commitments_due']} commitments due kept{_open(row)}"


def _open(row: dict[str, object]) -> str:
    """Say how many of the commitments due nobody has said what became of."""
    numbers = [int(str(row[f"commitments_{part}"])) for part in ("due", "done", "missed")]
    left = numbers[0] - numbers[1] - numbers[2]
    return f", {left} without an outcome in the log" if left else ""


def _counted(number: object, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
