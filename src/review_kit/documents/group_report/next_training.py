"""What a team should train next: its lowest competency."""

from __future__ import annotations

from collections.abc import Sequence

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.section import metric_section
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.wording import joined, number
from review_kit.number_format import rounded, signed
from review_kit.words import say


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
        return say("reports-training-none", n=minimum)
    name, level = reddest["competency"], number(reddest["mean_level"], 1)
    compared = [
        row for row in competencies if row["n_reps"] >= context.config.privacy.minimum_group_size
    ]
    equals = [
        row
        for row in compared
        if number(row["mean_level"], 1) == level and row["competency"] != name
    ]
    told = {
        "competency": name,
        "n": int(reddest["n_reps"]),
        "level": level,
        "compared": len(compared),
        "others": joined([in_sentence(row["competency"]) for row in equals]),
        "movement": signed(reddest["mean_movement"], 1) if reddest["n_moved"] else "",
    }
    if len(compared) == 1:
        return say("reports-training", how="only", **told)
    how = _chosen(reddest, equals) if equals else _moved(reddest)
    return say("reports-training", how=how, **told)


def _moved(row: Row) -> str:
    """Say whether the lowest competency moved against the previous window, as far as that is known."""
    if not row["n_moved"]:
        return "lowest"
    return "same" if signed(row["mean_movement"], 1) == "0" else "moved"


def _chosen(reddest: Row, equals: Sequence[Row]) -> str:
    """Say why one of several equally low competencies comes first, or that nothing decides."""
    unrounded = rounded(reddest["mean_level"], 9)
    if all(rounded(row["mean_level"], 9) > unrounded for row in equals):
        return "decimal"
    own = reddest["mean_movement"]
    if own is not None and all(
        row["mean_movement"] is not None and row["mean_movement"] > own for row in equals
    ):
        return "least"
    return "equal"


def lowest_by_team(competencies: Sequence[Row], context: Context) -> str:
    """Say which competency is the lowest in how many teams, among teams with enough rated reps.

    Parameters
    ----------
    competencies
        Rows of ``team_competencies``: ``competency``, ``is_reddest``.
    """
    lowest = [row["competency"] for row in competencies if row["is_reddest"]]
    if not lowest:
        return say("reports-lowest-none", n=context.config.privacy.minimum_group_size)
    counts = sorted(
        {name: lowest.count(name) for name in lowest}.items(), key=lambda c: (-c[1], c[0])
    )
    if len(counts) == 1 and len(lowest) > 1:
        return say("reports-lowest-all", competency=counts[0][0], n=len(lowest))
    parts = [say("reports-lowest-in", competency=in_sentence(name), n=n) for name, n in counts[:4]]
    if len(counts) > 4:
        parts.append(say("reports-lowest-other", n=sum(n for _, n in counts[4:])))
    return say("reports-lowest", n=len(lowest), competencies=joined(parts))
