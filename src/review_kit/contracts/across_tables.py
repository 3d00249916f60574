"""What tables say only together: warnings about names that match nothing, and a rubric not in use.

An observation is a function from the rows kept to findings, each with the table that it is about. A
new one goes into the module of its subject, and into the list here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from review_kit.contracts.kept_tables import KeptTables
from review_kit.contracts.rubric_use import (
    scores_out_of_force,
    unknown_rubric_versions,
    unscored_criteria,
)
from review_kit.contracts.same_record import records_under_two_ids
from review_kit.contracts.unknown_names import (
    sessions_outside_the_calendar,
    unknown_competencies,
    unknown_goal_metrics,
    unknown_outcome_metrics,
    unknown_people,
    unknown_settings,
    unused_outcomes,
)
from review_kit.sources.notice import Notice

Observation = Callable[[KeptTables], Iterator[tuple[str, Notice]]]

OBSERVATIONS: tuple[Observation, ...] = (
    unknown_people,
    records_under_two_ids,
    unscored_criteria,
    scores_out_of_force,
    unknown_rubric_versions,
    unknown_outcome_metrics,
    unused_outcomes,
    unknown_competencies,
    unknown_goal_metrics,
    sessions_outside_the_calendar,
    unknown_settings,
)
"""In the order in which they are told."""


def across_tables(kept: KeptTables) -> Iterator[tuple[str, Notice]]:
    """Yield what all observations find, with the table that each is about."""
    for observation in OBSERVATIONS:
        yield from observation(kept)
