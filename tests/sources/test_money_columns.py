"""A column of a log that nobody reads counts for what it holds, not for its heading."""

import pytest

SETTINGS = '[sources.coaching_log]\npath = "log.csv"\nprofile = "spreadsheet_coaching_log"\n'


def harmless(workshop, criteria, heading, *cells):
    rows = "".join(f'2026-04-0{at},r1,m1,Discovery,"{cell}"\n' for at, cell in enumerate(cells, 1))
    staged = workshop.stage(
        {
            "exports/criteria.csv": criteria + "PRI,Price objection,0,win_rate,v1,2025-01-01\n",
            "log.csv": f"Date,Rep,Manager,Focus,{heading}\n{rows}",
        },
        SETTINGS,
    )
    return heading in staged["coaching_log"].harmless_columns.get("log.csv", ())


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        # called like a criterion, whatever is in it
        ("Price objection", ["40", "55"]),
        ("price OBJECTION", ["1,200"]),
        # scores, percent, words
        ("Pricing talk", ["3", "4"]),
        ("Pricing talk", ["58%", "100"]),
        ("Pipeline", ["asked for the next step", "yes"]),
        ("Pipeline", ["3 of 5 deals", ""]),
        ("Pipeline review", ["2026-04-02"]),
        ("Quota", ["knows it", "unsure"]),
    ],
)
def test_behaviours_and_words_are_no_money(workshop, criteria, heading, cells):
    assert harmless(workshop, criteria, heading, *cells)


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Pipeline", ["12000", "9000"]),
        ("Pipeline", ["asked", "€ 450"]),
        ("Price", ["USD 20"]),
        ("Price", ["45k"]),
        ("Price", ["45.000"]),
        ("Price", ["1,200"]),
        # a share of quota is about the quota
        ("Quota", ["80000"]),
        ("Quota attainment", ["85%"]),
    ],
)
def test_quotas_and_amounts_are_money(workshop, criteria, heading, cells):
    assert not harmless(workshop, criteria, heading, *cells)


def test_only_columns_that_nobody_reads_are_judged_so(workshop, criteria):
    assert not harmless(workshop, criteria, "Theme", "Pricing")
