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
from review_kit.documents.parts.wording import capitalised
from review_kit.metrics import METRICS
from review_kit.number_format import signed, signed_interval
from review_kit.words import say


def recurrence_of_team(group: GroupRecord) -> Block:
    """Say which themes came back, and list those that did not move the score."""
    recurrence = Recurrence.of(group.themes, group.context)
    rows = recurrence_rows(recurrence, group.rep_names, group.criteria_names)
    table = rows_table(
        rows,
        {
            "theme": say("reports-theme"),
            "criterion": say("reports-skill"),
            "rep": say("reports-rep"),
            "sessions": say("reports-sessions"),
            "change": say("reports-change-points"),
            "interval": say("reports-interval"),
            "line": say("reports-calls-for"),
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
            "criterion": say("reports-skill"),
            "themes": say("reports-themes-often", n=often),
            "many": say("reports-themes-very-often", n=very),
            "stuck": say("reports-themes-stuck"),
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
        detail = say("reports-themes-detail", often=self.often, n=self.many, very=self.very_often)
        return METRICS["theme_recurrence"].title, str(len(self.themes)), detail

    def sentence(self) -> str:
        """Say in a sentence or two what came back and what of it did not move."""
        if not self.themes:
            return say("reports-themes-none", often=self.often)
        return capitalised(
            say(
                "reports-themes",
                n=len(self.themes),
                often=self.often,
                many=self.many,
                very=self.very_often,
                stuck=self.stuck,
            )
        )


LINES: Mapping[str, str] = {
    "diagnose": "reports-calls-for-diagnose",
    "performance_conversation": "reports-calls-for-conversation",
}
"""What the two lines call for, in leaders' copies."""
STOPPED = "reports-calls-for-nothing"
"""What a theme without a rise calls for that no longer comes back."""


def listed_sentence(recurrence: Recurrence) -> str:
    """Say which of the counted themes a list shows; empty where it shows all of them, or none."""
    if recurrence.stuck in {0, len(recurrence.themes)}:
        return ""
    return say("reports-themes-listed", n=recurrence.stuck)


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
            "line": say(STOPPED if row["stopped"] else LINES[row["line"]]),
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
        name = criteria.get(row["criterion_id"] or "", say("reports-themes-no-skill"))
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
