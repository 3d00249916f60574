"""What the rows that were kept say together: no violation by any one of them, and yet to be looked at.

An observation is a function from the checked tables to findings, each with the table that it is about. A new
one goes into the module of its subject, and into the list here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from review_kit.contracts.checked_tables import CheckedTables
from review_kit.contracts.observations.emotion import emotions_of_employees
from review_kit.contracts.observations.ids import (
    lost_zeros,
    records_under_two_ids,
    shared_call_ids,
)
from review_kit.contracts.observations.names import (
    sessions_outside_the_calendar,
    unknown_competencies,
    unknown_countries,
    unknown_goal_metrics,
    unknown_outcome_metrics,
    unknown_people,
    unknown_settings,
    unused_outcomes,
)
from review_kit.contracts.observations.rubric import (
    scores_out_of_force,
    unknown_rubric_versions,
    unscored_criteria,
)
from review_kit.contracts.observations.values import (
    foreign_money,
    past_deals,
    unread_causes,
    wrong_date_order,
)
from review_kit.sources.notice import Notice

Observation = Callable[[CheckedTables], Iterator[tuple[str, Notice]]]

OBSERVATIONS: tuple[Observation, ...] = (
    emotions_of_employees,
    shared_call_ids,
    lost_zeros,
    past_deals,
    foreign_money,
    wrong_date_order,
    unread_causes,
    unknown_people,
    records_under_two_ids,
    unscored_criteria,
    scores_out_of_force,
    unknown_rubric_versions,
    unknown_outcome_metrics,
    unused_outcomes,
    unknown_competencies,
    unknown_goal_metrics,
    unknown_countries,
    sessions_outside_the_calendar,
    unknown_settings,
)
"""In the order in which they are shown."""


def observations(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """Yield what all observations find, with the table that each is about."""
    for observation in OBSERVATIONS:
        yield from observation(tables)
