from datetime import date

import pytest

from review_kit.demo import DemoSettings
from review_kit.errors import ConfigurationError


def test_the_record_is_history_and_window_with_both_ends():
    settings = DemoSettings(as_of=date(2026, 9, 30), window_days=90, history_days=180)

    assert settings.first_day == date(2026, 1, 4)
    assert settings.window_start == date(2026, 7, 3)
    assert settings.exported_on == date(2026, 10, 1)
    assert settings.number(date(2026, 1, 4)) == 0
    assert settings.day(269) == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("reps", 0, "reps is 0; it must be at least 1"),
        ("seed", -1, "seed is -1; it must not be negative"),
        ("window_days", 30, "window_days is 30; baseline and current need at least 60"),
        ("history_days", 7, "history_days is 7; it must be at least 28"),
        ("effect_pp", 45.0, "effect_pp is 45.0; it must lie between -30 and 30"),
        ("state_half_life_days", 0.0, "state_half_life_days is 0.0; it must be above 0"),
        ("selection_noise", -1.0, "selection_noise and coaching_rate must not be negative"),
        ("time_zone", "Mars/Olympus", "time_zone is 'Mars/Olympus'; it is not an IANA time zone"),
    ],
)
def test_settings_that_make_no_record_are_refused_in_words(field, value, words):
    with pytest.raises(ConfigurationError) as caught:
        DemoSettings(**{field: value})

    assert words in caught.value.message
    assert caught.value.hint


def test_all_wrong_settings_are_named_at_once():
    with pytest.raises(ConfigurationError, match=r"reps is 0.*seed is -2"):
        DemoSettings(reps=0, seed=-2)
