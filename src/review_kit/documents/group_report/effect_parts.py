"""The effect by tenure, starting level and quarter, as lines of the table of effects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from review_kit.documents.group_report.effect import Range
from review_kit.documents.group_report.effect_line import Line, Part
from review_kit.documents.group_report.effect_words import ends, points
from review_kit.documents.group_report.persistence import words_of
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import DASH, counted
from review_kit.figures.interval_mark import interval_mark
from review_kit.metrics.effect.parts import (
    A_YEAR_OR_MORE,
    BELOW_OTHERS,
    LEVEL,
    NOT_BELOW,
    QUARTER,
    TENURE,
    UNDER_A_YEAR,
)
from review_kit.metrics.effect.verdicts import Verdict
from review_kit.number_format import NARROW

TITLES: Mapping[str, str] = {
    TENURE: "By tenure at the first session",
    LEVEL: "By the skill's level before it, against others of the same skill",
    QUARTER: "By quarter of the first session",
}
NAMES: Mapping[str, str] = {
    UNDER_A_YEAR: "Under a year",
    A_YEAR_OR_MORE: "A year or more",
    BELOW_OTHERS: "Below the others",
    NOT_BELOW: "Level with the others, or above",
}


def effect_parts(rows: Sequence[Row], reach: float) -> list[Part]:
    """Lay out the kinds in which at least one part has a number.

    Parameters
    ----------
    rows
        Rows of ``effect_parts``, in their order.
    reach
        Half the width of the scale of the marks, in pp.
    """
    parts = []
    for kind, title in TITLES.items():
        of_kind = [row for row in rows if row["kind"] == kind and row["n_treated"]]
        lines, without = [], dict[str, list[str]]()
        for row in of_kind:
            if row["claimed_low"] is None:
                skills, reps = counted(row["n_treated"], "skill"), counted(row["n_reps"], "rep")
                behind = f"{_name(row)} ({skills}, {reps})"
                without.setdefault(words_of(row), []).append(behind)
            else:
                lines.append(_line(row, reach))
        if lines:
            told = {words: ", ".join(who) for words, who in without.items()}
            parts.append(Part(title, lines, told))
    return parts


def _name(row: Row) -> str:
    if row["kind"] != QUARTER:
        return NAMES[row["part"]]
    year, number = row["part"].split("Q")
    return f"Q{number} {year}"


def _line(row: Row, reach: float) -> Line:
    claimed = Range(row["claimed_estimate"], row["claimed_low"], row["claimed_high"])
    said = words_of(row)
    apart = (row["apart"], row["apart_low"], row["apart_high"])
    if None not in apart and Range(*apart).excludes_zero:
        said = f"{said}; {points(row['apart'])} against the rest"
    if row["best_guess"] is not None:
        said = f"{said}; best guess {points(row['best_guess'])}"
    other = row["second_estimate"]
    return Line(
        _name(row),
        f"{row['n_treated']} ({counted(row['n_reps'], 'rep')})",
        estimate=points(claimed.estimate),
        interval=ends(claimed),
        second=DASH
        if other is None or row["second_low"] is None
        else f"{points(other)} ({ends(Range(other, row['second_low'], row['second_high']))})",
        says=said,
        claimed=Verdict(row["verdict"]) in {Verdict.HELPED, Verdict.LOWERED},
        mark=interval_mark(
            *claimed,
            reach=reach,
            alt=f"{_name(row)}: effect {points(claimed.estimate)} points, 95{NARROW}% interval "
            f"{ends(claimed)}; {said}.",
        ),
    )
