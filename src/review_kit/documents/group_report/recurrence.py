"""Themes that came back in a group: how often, and where the score did not move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.section import metric_section
from review_kit.documents.parts.block import Block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.tables import rows_table
from review_kit.documents.parts.wording import (
    capitalised,
    count_word,
    counted,
)
from review_kit.metrics import METRICS
from review_kit.number_format import signed, signed_interval


def recurrence_of_team(group: GroupRecord) -> Block:
    """Say which themes came back, and list those that did not move the score."""
    recurrence = Recurrence.of(group.themes, group.context)
    rows = recurrence_rows(recurrence, group.rep_names, group.criteria_names)
    table = rows_table(
        rows,
        {
            "theme": "Theme",
            "criterion": "Criterion",
            "rep": "Rep",
            "sessions": "Sessions",
            "change": "Change, points",
            "interval": "95 % interval",
            "line": "Calls for",
        },
        right=("sessions", "change", "interval"),
        classes="wide-first wide-second",
    )
    sentence = f"{recurrence.sentence()} {listed_sentence(recurrence)}".strip()
    return metric_section("theme_recurrence", sentence, table if rows else None)


def recurrence_of_organisation(group: GroupRecord) -> Block:
    """Count the themes that came back, by the criterion they are about."""
    recurrence = Recurrence.of(group.themes, group.context)
    rows = recurrence_by_criterion(recurrence, group.criteria_names)
    often, very = recurrence.often, recurrence.very_often
    table = rows_table(
        rows,
        {
            "criterion": "Criterion",
            "themes": f"In {often} sessions or more",
            "many": f"In {very} or more",
            "stuck": "Without a clear rise",
        },
        right=("themes", "many", "stuck"),
    )
    return metric_section("theme_recurrence", recurrence.sentence(), table if rows else None)


@dataclass(frozen=True)
class Recurrence:
    """Themes of a group's reps by how many sessions they took."""

    themes: Sequence[Row]
    """Those that came up in at least ``often`` sessions, most sessions first."""
    often: int
    very_often: int

    @classmethod
    def of(cls, themes: Sequence[Row], context: Context) -> Recurrence:
        """Choose from rows of ``themes`` those that reach the first of the two lines."""
        coaching = context.config.coaching
        back = [row for row in themes if row["sessions"] >= coaching.recurrence_diagnose]
        back.sort(key=lambda row: (not row["line"], -row["sessions"], row["theme"], row["rep_id"]))
        return cls(back, coaching.recurrence_diagnose, coaching.recurrence_conversation)

    @property
    def many(self) -> int:
        """How many reach the second line."""
        return sum(row["sessions"] >= self.very_often for row in self.themes)

    @property
    def stuck(self) -> int:
        """How many have calls on both sides and no clear rise between them: those that are listed."""
        return sum(row["line"] is not None for row in self.themes)

    def figure(self) -> tuple[str, str, str]:
        """Give title, number and detail for the strip of page one."""
        detail = f"took {self.often} or more sessions; {self.many} took {self.very_often} or more"
        return METRICS["theme_recurrence"].title, str(len(self.themes)), detail

    def sentence(self) -> str:
        """Say in a sentence or two what came back and what of it did not move."""
        if not self.themes:
            return f"No theme took {count_word(self.often)} sessions or more."
        themes = capitalised(counted(len(self.themes), "theme", words=True))
        text = f"{themes} took {count_word(self.often)} sessions or more"
        if self.many:
            text = f"{text}, {count_word(self.many)} of them {count_word(self.very_often)} or more"
        if not self.stuck:
            return f"{text}; all of them moved, as far as that was measured."
        verb = "shows" if self.stuck == 1 else "show"
        return f"{text}; {count_word(self.stuck)} {verb} no clear rise."


LINES: Mapping[str, str] = {
    "diagnose": "diagnose",
    "performance_conversation": "performance conversation",
}
"""What the two lines call for, in leaders' copies."""
STOPPED = "nothing: it has stopped"
"""What a theme without a rise calls for that no longer comes back."""


def listed_sentence(recurrence: Recurrence) -> str:
    """Say which of the counted themes a list shows; empty where it shows all of them, or none."""
    if recurrence.stuck in {0, len(recurrence.themes)}:
        return ""
    return "Only this one is listed." if recurrence.stuck == 1 else "Only these are listed."


def recurrence_rows(
    recurrence: Recurrence, names: Mapping[str, str], criteria: Mapping[str, str]
) -> list[dict[str, str]]:
    """Give a line for each theme without a clear rise: whose, how often, what it calls for."""
    return [
        {
            "rep": names.get(row["rep_id"], ""),
            "theme": row["theme"],
            "criterion": criteria.get(row["criterion_id"] or "", ""),
            "sessions": str(int(row["sessions"])),
            "change": signed(row["movement"]),
            "interval": signed_interval(row["low"], row["high"]),
            "line": STOPPED if row["stopped"] else LINES[row["line"]],
        }
        for row in recurrence.themes
        if row["line"] is not None
    ]


def recurrence_by_criterion(
    recurrence: Recurrence, criteria: Mapping[str, str]
) -> list[dict[str, str]]:
    """Count the themes by the criterion they are about, the most frequent first."""
    counts: dict[str, list[Row]] = {}
    for row in recurrence.themes:
        name = criteria.get(row["criterion_id"] or "", "No criterion named")
        counts.setdefault(name, []).append(row)
    ordered = sorted(counts.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return [
        {
            "criterion": name,
            "themes": str(len(rows)),
            "many": str(sum(row["sessions"] >= recurrence.very_often for row in rows)),
            "stuck": str(sum(row["line"] is not None for row in rows)),
        }
        for name, rows in ordered
    ]
