"""The effect by tenure, starting level and quarter, as lines of the table of effects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from review_kit.documents.group_report.effect import Range
from review_kit.documents.group_report.effect_line import Line, Part
from review_kit.documents.group_report.effect_words import ends, points
from review_kit.documents.group_report.persistence import words_of
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import DASH
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
from review_kit.words import say

TITLES: Mapping[str, str] = {
    TENURE: "reports-parts-tenure",
    LEVEL: "reports-parts-level",
    QUARTER: "reports-parts-quarter",
}
"""Kind of part → the message of its heading."""
NAMES: Mapping[str, str] = {
    UNDER_A_YEAR: "reports-parts-under-a-year",
    A_YEAR_OR_MORE: "reports-parts-a-year-or-more",
    BELOW_OTHERS: "reports-parts-below",
    NOT_BELOW: "reports-parts-not-below",
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
                behind = say(
                    "reports-effects-behind",
                    name=_name(row),
                    skills=int(row["n_treated"]),
                    reps=int(row["n_reps"]),
                )
                without.setdefault(words_of(row), []).append(behind)
            else:
                lines.append(_line(row, reach))
        if lines:
            told = {words: ", ".join(who) for words, who in without.items()}
            parts.append(Part(say(title), lines, told))
    return parts


def _name(row: Row) -> str:
    if row["kind"] != QUARTER:
        return say(NAMES[row["part"]])
    year, number = row["part"].split("Q")
    return say("reports-ramp-quarter", quarter=number, year=year)


def _line(row: Row, reach: float) -> Line:
    claimed = Range(row["claimed_estimate"], row["claimed_low"], row["claimed_high"])
    verdict = words_of(row)
    remarks = []
    apart = (row["apart"], row["apart_low"], row["apart_high"])
    if None not in apart and Range(*apart).excludes_zero:
        remarks.append(say("reports-remark-apart", points=points(row["apart"])))
    if row["best_guess"] is not None:
        remarks.append(say("reports-remark-best-guess", points=points(row["best_guess"])))
    said = "; ".join([verdict, *remarks])
    other = row["second_estimate"]
    return Line(
        _name(row),
        say("reports-skills-and-reps", skills=int(row["n_treated"]), reps=int(row["n_reps"])),
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
            alt=say(
                "reports-effects-alt",
                name=_name(row),
                points=points(claimed.estimate),
                range=ends(claimed),
                says=said,
            ),
        ),
    )
