"""Days on which nobody meets, by country."""

from datetime import date

import pytest
from pydantic import ValidationError

from review_kit.project import Config
from review_kit.public_holidays import is_free, known_country


@pytest.mark.parametrize(
    ("given", "known"),
    [
        ("ES", "ES"),
        (" es ", "ES"),
        ("ESP", "ES"),
        ("DE-BY", "DE-BY"),
        ("DE-XX", None),
        ("Atlantis", None),
        ("", None),
        (None, None),
    ],
)
def test_a_country_is_named_by_its_code(given, known):
    assert known_country(given) == known


def test_weekends_and_holidays_are_free():
    in_germany, in_bavaria, anywhere = is_free("DE"), is_free("DE-BY"), is_free(None)
    # Unity Day 2025 is a Friday, Epiphany 2026 a Tuesday, which Bavaria alone keeps
    unity, epiphany, saturday = date(2025, 10, 3), date(2026, 1, 6), date(2026, 1, 10)
    assert [in_germany(day) for day in (unity, epiphany, saturday)] == [True, False, True]
    assert [in_bavaria(day) for day in (unity, epiphany, saturday)] == [True, True, True]
    assert [anywhere(day) for day in (unity, epiphany, saturday)] == [False, False, True]


def test_a_weekend_is_that_of_the_country():
    friday, sunday = date(2026, 1, 9), date(2026, 1, 11)
    assert [is_free("IL")(day) for day in (friday, sunday)] == [True, False]
    assert [is_free("ES")(day) for day in (friday, sunday)] == [False, True]


def test_who_meets_on_saturdays_does_so_but_on_no_holiday():
    free = is_free("DE", own_weekday=5)
    # Unity Day 2026 is a Saturday
    assert [free(day) for day in (date(2026, 9, 26), date(2026, 10, 3))] == [False, True]


@pytest.mark.parametrize("code", ["ES", "esp", "DE-BY"])
def test_a_project_names_its_country_by_the_code(code):
    given = {"organisation": {"name": "N", "country": code}}
    assert Config.model_validate(given, context={}).organisation.country == code


@pytest.mark.parametrize(
    ("country", "said"),
    [("ZZ", "review-kit has no public holidays for 'ZZ'"), ("Spain", "pattern")],
)
def test_a_country_without_a_calendar_is_refused(country, said):
    given = {"organisation": {"name": "N", "country": country}}
    with pytest.raises(ValidationError, match=said):
        Config.model_validate(given, context={})
