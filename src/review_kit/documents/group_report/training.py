"""What a team should practise next: its lowest competency, its group role-plays, its exemplars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.tables import rows_table
from review_kit.documents.parts.wording import (
    DASH,
    capitalised,
    count_word,
    counted,
    joined,
    number,
    score,
)
from review_kit.metrics import METRICS
from review_kit.number_format import signed

LISTED = 10
"""Names in a cell; of more only the first are listed."""


def training_sentence(competencies: Sequence[Row], context: Context) -> str:
    """Name the competency to train next, with its numbers; say so where several are as low.

    Parameters
    ----------
    competencies
        Rows of ``team_competencies`` of one team.
    """
    reddest = next((row for row in competencies if row["is_reddest"]), None)
    if reddest is None:
        minimum = context.config.privacy.minimum_group_size
        return (
            f"No competency is rated for {count_word(minimum)} reps, so no next training is named."
        )
    name, level = reddest["competency"], number(reddest["mean_level"], 1)
    compared = [
        row for row in competencies if row["n_reps"] >= context.config.privacy.minimum_group_size
    ]
    equals = [
        row
        for row in compared
        if number(row["mean_level"], 1) == level and row["competency"] != name
    ]
    reps = counted(int(reddest["n_reps"]), "rated rep", words=True)
    text = f"{name}: the {reps} stand at {level} of 4 on average"
    if len(compared) == 1:
        return f"{text}; no other competency is rated for as many."
    if not equals:
        rest = counted(len(compared), "competency", "competencies", words=True)
        text = f"{text}, the lowest of {rest}"
        return f"{text}{_moved(reddest)}."
    others = joined([in_sentence(row["competency"]) for row in equals])
    return f"{text}, as low as {others}{_chosen(reddest, equals)}."


def _moved(row: Row) -> str:
    if not row["n_moved"]:
        return ""
    movement = signed(row["mean_movement"], 1)
    if movement == "0":
        return ", where they stood in the window before"
    return f", {movement} against the window before"


def _chosen(reddest: Row, equals: Sequence[Row]) -> str:
    """Say why one of several equally low competencies comes first, or that nothing decides."""
    unrounded = round(reddest["mean_level"], 9)
    if all(round(row["mean_level"], 9) > unrounded for row in equals):
        return "; by a second decimal it comes first"
    own = reddest["mean_movement"]
    if own is not None and all(
        row["mean_movement"] is not None and row["mean_movement"] > own for row in equals
    ):
        return "; it moved least, so it comes first"
    return "; nothing but their names sets them apart"


def lowest_by_team(competencies: Sequence[Row], context: Context) -> str:
    """Say which competency is the lowest in how many teams, among teams with enough rated reps."""
    lowest = [row["competency"] for row in competencies if row["is_reddest"]]
    if not lowest:
        minimum = count_word(context.config.privacy.minimum_group_size)
        return f"No team has {minimum} reps rated in a competency, so no next training is named."
    teams = counted(len(lowest), "team")
    counts = sorted(
        {name: lowest.count(name) for name in lowest}.items(), key=lambda c: (-c[1], c[0])
    )
    if len(counts) == 1 and len(lowest) > 1:
        return f"{counts[0][0]} is the lowest competency of all {teams}."
    parts = [f"{in_sentence(name)} in {n}" for name, n in counts[:4]]
    if len(counts) > 4:
        rest = sum(n for _, n in counts[4:])
        parts.append(f"another one in {rest}")
    return capitalised(f"lowest competency of {teams}: {joined(parts)}.")


def stuck_reps(skills: Sequence[Row], context: Context) -> dict[str, list[str]]:
    """Name the reps who were coached on a criterion and did not rise, by criterion.

    The rule of :func:`review_kit.metrics.team.role_play_groups`, which counts them.

    Parameters
    ----------
    skills
        Rows of ``rep_criteria``, sub-criteria included.
    """
    movement = context.config.coaching.recurrence_movement_pp
    stuck: dict[str, list[str]] = {}
    for row in skills:
        delta, low = row["score_delta"], row["low"]
        risen = delta is not None and (delta >= movement or (low is not None and low > 0))
        if delta is not None and row["sessions_held"] > 0 and not risen:
            stuck.setdefault(row["criterion_id"], []).append(row["rep_id"])
    return stuck


def role_play_rows(
    groups: Sequence[Row],
    stuck: Mapping[str, Sequence[str]],
    names: Mapping[str, str],
    criteria: Mapping[str, str],
) -> list[dict[str, str]]:
    """Give a line for each group role-play: the skill, how many stand still, and who."""
    return [
        {
            "skill": _with_whole(row, criteria),
            "stuck": f"{int(row['n_reps'])} of {int(row['n_coached'])}",
            "who": _first(sorted(names[rep] for rep in stuck[row["criterion_id"]] if rep in names)),
        }
        for row in groups
    ]


def _first(names: Sequence[str]) -> str:
    """Join names; of many the first, and how many more there are."""
    if len(names) <= LISTED:
        return joined(names)
    return joined([*names[:LISTED], f"{len(names) - LISTED} more"])


def _with_whole(row: Row, criteria: Mapping[str, str]) -> str:
    """Name a skill, and behind a sub-criterion the criterion that it is part of."""
    whole = criteria.get(row["parent_criterion_id"] or "")
    return f"{row['criterion']} ({in_sentence(whole)})" if whole else str(row["criterion"])


def role_plays_by_criterion(
    groups: Sequence[Row], criteria: Mapping[str, str]
) -> list[dict[str, str]]:
    """Count the teams that need a group role-play on each criterion, most teams first."""
    counts: dict[str, list[Row]] = {}
    for row in groups:
        counts.setdefault(row["criterion_id"], []).append(row)
    ordered = sorted(counts.values(), key=lambda rows: (-len(rows), rows[0]["criterion"]))
    return [
        {
            "skill": _with_whole(rows[0], criteria),
            "stuck": str(sum(int(row["n_reps"]) for row in rows)),
            "teams": str(len(rows)),
            "who": _first(sorted(row["team"] for row in rows)),
        }
        for rows in ordered
    ]


def role_play_sentence(rows: Sequence[Mapping[str, str]], context: Context) -> str:
    """Say what makes a group role-play, or that no skill has enough reps who are stuck."""
    reps = count_word(context.config.coaching.roleplay_reps)
    if not rows:
        return f"No coached skill has {reps} reps of a team or more who stand still."
    return (
        f"{capitalised(reps)} coached reps of a team or more stand still on "
        f"{counted(len(rows), 'skill', words=True)}: practise {'it' if len(rows) == 1 else 'each'} "
        "together."
    )


def exemplar_rows(
    exemplars: Sequence[Row],
    names: Mapping[str, str],
    criteria: Mapping[str, Row],
) -> list[dict[str, str]]:
    """Give the exemplar of each top-level criterion, the heaviest criterion first.

    Parameters
    ----------
    exemplars
        Rows of ``exemplars`` of one scope.
    names
        Rep id → name in print.
    criteria
        Criterion id → a row of ``rep_criteria``, top-level criteria only.
    """
    found = {row["criterion_id"]: row for row in exemplars}
    ordered = sorted(criteria.values(), key=lambda row: (-row["weight"], row["criterion"]))
    lines = []
    for criterion in ordered:
        row = found.get(criterion["criterion_id"])
        lines.append(
            {
                "criterion": criterion["criterion"],
                "rep": DASH if row is None else names.get(row["rep_id"], row["rep_id"]),
                "score": DASH if row is None else score(row["current_score"]),
                "calls": DASH if row is None else number(row["n_current"]),
                "compared": DASH if row is None else number(row["reps_compared"]),
            }
        )
    return lines if found else []


def exemplar_block(rows: Sequence[Mapping[str, str]], context: Context) -> Block:
    """Return the exemplars as a table, or say what it takes to name one."""
    title = METRICS["exemplars"].title
    if not rows:
        calls = context.config.evidence.thin_calls
        text = f"Nobody can be named: it takes two reps with {calls} calls in both windows."
        return block("group_report/section.html.j2", title=title, sentence=text, table="")
    table = rows_table(
        rows,
        {
            "criterion": "Criterion",
            "rep": "Whose calls to listen to",
            "score": "Score",
            "calls": "Calls",
            "compared": "Reps compared",
        },
        right=("score", "calls", "compared"),
    )
    return block("group_report/section.html.j2", title=title, sentence="", table=table.html)
