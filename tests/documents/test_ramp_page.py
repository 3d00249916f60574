"""The ramp of hire cohorts in print: those still ramping are counted, and small cohorts have no number."""

import re
from datetime import date

import pytest

from review_kit.documents.group_report.ramp import (
    cohort_name,
    cohort_row,
    ramp_figure,
    ramp_finding,
    ramp_sentence,
)

NUMBERS = (
    *("median_days", "median_low", "median_high", "watched_days"),
    *(f"share_{day}{end}" for day in (90, 180) for end in ("", "_low", "_high")),
)


def cohort(name="all", *, scope="org", reps=12, ramped=7, ramping=4, **numbers):
    return {
        "scope": scope,
        "scope_id": "org" if scope == "org" else "north",
        "cohort": name,
        "first_hired_on": date(2025, 1, 7),
        "last_hired_on": date(2026, 9, 1),
        "n_reps": reps,
        "n_ramped": ramped,
        "n_ramping": ramping,
        "n_left": reps - ramped - ramping,
        **dict.fromkeys(NUMBERS),
        **numbers,
    }


KNOWN = {"median_days": 117.0, "median_low": 92.0, "median_high": 181.0, "watched_days": 300}


@pytest.mark.parametrize(
    ("row", "finding", "said"),
    [
        (
            cohort(**KNOWN),
            "Half of 12 hires were fully productive within 117 days",
            "95\u202f% interval: 92 to 181 days. 7 of 12 got there, 4 are still ramping, and 1 left before.",
        ),
        (
            cohort(**KNOWN | {"median_high": None}),
            "Half of 12 hires were fully productive within 117 days",
            "95\u202f% interval: from 92 days; it has no upper end yet. 7 of 12 got there, 4 are still "
            "ramping, and 1 left before.",
        ),
        (
            cohort(ramped=2, ramping=10, watched_days=200),
            "Fewer than half of 12 hires are fully productive so far",
            "2 of 12 got there, 10 are still ramping.",
        ),
        (
            cohort(reps=4, ramped=4, ramping=0),
            "",
            "Four hires are on record, and 5 are needed for a number. 4 of 4 got there, none is "
            "still ramping.",
        ),
    ],
)
def test_it_says_how_long_it_takes_half_how_sure_that_is_and_how_many_are_on_their_way(
    row, finding, said
):
    assert ramp_finding([row], named=False) == finding
    assert ramp_sentence([row], 5) == said


def test_in_a_teams_report_the_finding_of_everybodys_line_says_whose_it_is():
    own = cohort(reps=1, scope="team")
    assert ramp_finding([own, cohort(**KNOWN)], named=True) == (
        "Whole organisation: half of 12 hires were fully productive within 117 days"
    )


def test_without_a_hire_on_record_it_says_what_is_needed():
    assert ramp_sentence([], 5).startswith("No hire is on record")


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("all", "All on record"),
        ("2026Q2", "Q2 2026"),
        ("2026H1", "January to June 2026"),
        ("2026H2", "July to December 2026"),
        ("2026", "2026"),
    ],
)
def test_cohorts_have_names(name, printed):
    assert cohort_name(cohort(name), named=False) == printed


def test_a_team_stands_beside_everybody():
    assert cohort_name(cohort(scope="team"), named=True) == "All on record"
    assert cohort_name(cohort(), named=True) == "All of the organisation"


def test_a_line_has_a_dash_where_nothing_is_known():
    small = cohort_row(cohort("2026Q2", reps=3, ramped=1, ramping=2), named=False)
    assert [small[name] for name in ("hires", "ramped", "ramping", "left")] == ["3", "1", "2", "0"]
    assert (small["days"], small["interval"], small["by"]) == ("–", "", ["–", "–"])
    whole = cohort_row(cohort(**KNOWN, share_90=0.42, share_180=0.75), named=False)
    assert (whole["days"], whole["interval"], whole["by"]) == ("117", "92 to 181", ["42", "75"])


CURVE = [{"day": 92, "share": 0.4}, {"day": 181, "share": 0.75}]


def test_the_figure_says_in_words_what_it_shows():
    rows = [cohort(**KNOWN), cohort("2026Q2", reps=3)]
    drawing = str(ramp_figure(rows, {("org", "org", "all"): CURVE}, named=False))
    title = re.search(r"<title>(.*?)</title>", drawing).group(1).replace("\u202f", " ")
    assert title == "All on record: 0 % by day 90, 40 % by day 180, 75 % by day 300."
    assert "All on record 75" in drawing
    # a cohort without numbers has no line
    assert "Q2 2026" not in drawing


def test_where_nobody_got_there_nothing_is_drawn():
    assert ramp_figure([cohort(watched_days=100)], {}, named=False) is None
    assert ramp_figure([cohort(reps=3)], {}, named=False) is None
