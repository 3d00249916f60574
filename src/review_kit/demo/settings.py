"""What the demonstration data is asked to be: size, time, and the knobs of its truth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from review_kit.errors import ConfigurationError
from review_kit.project.time_zones import is_time_zone

LEAST_HISTORY_DAYS = 28
"""Selection looks two weeks back, and nobody is coached in the first weeks of the record."""


@dataclass(frozen=True)
class DemoSettings:
    """Everything the generator depends on: the same settings give the same bytes.

    Parameters
    ----------
    reps
        How many reps; managers and teams follow (24 reps: 4 teams of 9, 6, 6 and 3).
    seed
        Seed of every random stream. A rep's streams depend on the seed and the rep's id alone.
    as_of
        Review day: the last day with a scored call (or the working day before it).
    window_days, history_days
        Length of the review window, and of the record before it.
    effect_pp
        Mean true effect of coaching at its plateau, in percentage points; 0 makes a record in
        which coaching does nothing at all.
    selection
        How strongly managers choose what scored low lately: the hazard of a first session grows by
        the factor ``exp(selection)`` for every 10 pp that the last two weeks lie below what is
        usual for the rep. 0: coaching is given without a look at the scores.
    selection_noise
        Standard deviation of what else moves a manager, on the same logarithmic scale.
    state_half_life_days
        Half-life of the slow state around a rep's level. The longer, the less of a dip is noise.
    coaching_rate
        Factor on the hazard of a first session; at 1 about 30 % of the rep-criteria are coached
        by ``as_of``.
    bad_rows
        Whether the exports hold faulty rows for the contracts to catch.
    organisation, time_zone, currency
        As in ``review_kit.toml``.

    Raises
    ------
    ConfigurationError
        A value with which no plausible record can be made.
    """

    reps: int = 24
    seed: int = 7
    as_of: date = date(2026, 9, 30)
    window_days: int = 90
    history_days: int = 180
    effect_pp: float = 8.0
    selection: float = 1.2
    selection_noise: float = 0.4
    state_half_life_days: float = 21.0
    coaching_rate: float = 1.0
    bad_rows: bool = True
    organisation: str = "Alder & Quay Software"
    time_zone: str = "Europe/Berlin"
    currency: str = "EUR"

    def __post_init__(self) -> None:
        faults = [
            (self.reps < 1, f"reps is {self.reps}; it must be at least 1"),
            (self.seed < 0, f"seed is {self.seed}; it must not be negative"),
            (
                self.window_days < 60,
                f"window_days is {self.window_days}; baseline and current need at least 60",
            ),
            (
                self.history_days < LEAST_HISTORY_DAYS,
                f"history_days is {self.history_days}; it must be at least {LEAST_HISTORY_DAYS}",
            ),
            (
                not -30 <= self.effect_pp <= 30,
                f"effect_pp is {self.effect_pp}; it must lie between -30 and 30",
            ),
            (
                self.state_half_life_days <= 0,
                f"state_half_life_days is {self.state_half_life_days}; it must be above 0",
            ),
            (
                self.selection_noise < 0 or self.coaching_rate < 0,
                "selection_noise and coaching_rate must not be negative",
            ),
            (
                not is_time_zone(self.time_zone),
                f"time_zone is '{self.time_zone}'; it is not an IANA time zone",
            ),
        ]
        wrong = [sentence for is_fault, sentence in faults if is_fault]
        if wrong:
            raise ConfigurationError(
                "demo settings: " + "; ".join(wrong), "Give other values, or leave the defaults."
            )

    @property
    def days(self) -> int:
        """Length of the whole record in days."""
        return self.history_days + self.window_days

    @cached_property
    def first_day(self) -> date:
        """First day of the record."""
        return self.as_of - timedelta(days=self.days - 1)

    @property
    def window_start(self) -> date:
        """First day of the review window."""
        return self.as_of - timedelta(days=self.window_days - 1)

    @property
    def exported_on(self) -> date:
        """Day the exports were made: the morning after the review day."""
        return self.as_of + timedelta(days=1)

    def day(self, number: int) -> date:
        """Return the calendar day of a day number (0 is ``first_day``)."""
        return self.first_day + timedelta(days=number)

    def number(self, day: date) -> int:
        """Return the day number of a calendar day; negative before the record."""
        return (day - self.first_day).days


@dataclass(frozen=True)
class Person:
    """One rep, and who leads them."""

    rep_id: str
    rep_name: str
    manager_id: str
    manager_name: str
    team: str
