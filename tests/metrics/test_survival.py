"""Kaplan–Meier against worked examples."""

import pytest

from review_kit.metrics.survival import kaplan_meier


def watched(text: str) -> tuple[list[float], list[bool]]:
    """Read ``6 6 7+``: a day for each, with a plus where it had not happened by then."""
    return (
        [float(one.rstrip("+")) for one in text.split()],
        [not one.endswith("+") for one in text.split()],
    )


FREIREICH = watched("6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+")
"""Weeks in remission on 6-mercaptopurine (Freireich et al. 1963): the textbooks' example."""


def test_the_textbooks_example() -> None:
    found = kaplan_meier(*FREIREICH)
    assert found.day.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert found.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    # Kalbfleisch & Prentice, and the log(−log) intervals that SAS and R print for it
    assert found.share == pytest.approx([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=5e-4)
    assert found.low == pytest.approx([0.620, 0.563, 0.503, 0.432, 0.368, 0.268, 0.188], abs=5e-4)
    assert found.high == pytest.approx([0.952, 0.923, 0.889, 0.849, 0.805, 0.747, 0.680], abs=5e-4)
    assert found.median() == (23, 13, None)


def test_by_hand() -> None:
    # 5 people: one on day 30; one watched to 40; two of three on day 60; one watched to 90
    found = kaplan_meier(*watched("30 40+ 60 60 90+"))
    # 4/5, then 4/5 · 1/3
    assert found.share == pytest.approx([0.8, 4 / 15])
    assert found.median()[0] == 60
    assert found.happened_by(59)[0] == pytest.approx(0.2)
    assert found.happened_by(90)[0] == pytest.approx(11 / 15)
    # nobody was watched for 91 days
    assert found.happened_by(91) == (None, None, None)


def test_without_anybody_unfinished_it_is_the_plain_share() -> None:
    found = kaplan_meier(*watched("10 20 30 40"))
    assert found.share == pytest.approx([0.75, 0.5, 0.25, 0])
    assert found.median()[0] == 20
    assert found.happened_by(365)[0] == 1


def test_where_it_happened_to_nobody_yet_there_is_no_median() -> None:
    found = kaplan_meier(*watched("10+ 20+ 30+"))
    assert found.median() == (None, None, None)
    assert found.happened_by(20) == (0, None, None)
    assert found.happened_by(31) == (None, None, None)
