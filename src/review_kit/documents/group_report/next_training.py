"""What a team should train next: its lowest competency."""

from __future__ import annotations

from collections.abc import Sequence

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.section import metric_section
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.wording import (
    capitalised,
    count_word,
    counted,
    joined,
    number,
)
from review_kit.number_format import signed


def next_training_of_team(group: GroupRecord) -> Block:
    """Name the competency that the team should train next."""
    if not group.competencies:
        return block("group_report/nothing.html.j2")
    return metric_section(
        "reddest_competency", training_sentence(group.competencies, group.context)
    )


def next_training_of_teams(group: GroupRecord) -> Block:
    """Say which competency is the lowest in how many teams."""
    if not group.competencies:
        return block("group_report/nothing.html.j2")
    return metric_section("reddest_competency", lowest_by_team(group.competencies, group.context))


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
        return "; at a second decimal it is the lowest"
    own = reddest["mean_movement"]
    if own is not None and all(
        row["mean_movement"] is not None and row["mean_movement"] > own for row in equals
    ):
        return "; it moved least, so it comes first"
    return "; they are equal"


def lowest_by_team(competencies: Sequence[Row], context: Context) -> str:
    """Say which competency is the lowest in how many teams, among teams with enough rated reps.

    Parameters
    ----------
    competencies
        Rows of ``team_competencies``: ``competency``, ``is_reddest``.
    """
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
