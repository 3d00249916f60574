"""Names that match nothing elsewhere, and a rubric that is not the one in use, are warnings."""

from __future__ import annotations

import pytest

from review_kit.contracts import validate
from review_kit.contracts.observations import observations

TABLES = (
    "roster",
    "criteria",
    "qa_scores",
    "coaching_log",
    "scheduled_sessions",
    "outcomes",
    "skills_matrix",
    "goals",
)
"""Tables that name what stands in others."""


@pytest.fixture
def notices(checked):
    """The warnings, by table and kind."""

    def run(*config, **tables):
        with checked(*config, only=TABLES, **tables) as opened:
            return {(table, notice.kind): notice.sentence for table, notice in observations(opened)}

    return run


def test_sound_tables_give_no_warning(notices):
    assert notices() == {}


def test_managers_who_are_nobody_are_told_and_stay_nobody(notices, sound):
    log = sound["coaching_log"][0]
    assert notices(
        coaching_log=[
            log,
            log | {"entry_id": "L2", "manager_id": "T. Okafor"},
            log | {"entry_id": "L3", "manager_id": "T. Okafor"},
            log | {"entry_id": "L4", "manager_id": "M9"},
            # a rep may coach, too
            log | {"entry_id": "L5", "manager_id": "R2"},
        ],
        skills_matrix=[sound["skills_matrix"][0] | {"rated_by": "Okafor, Tom"}],
    ) == {
        ("coaching_log", "unknown_people"): (
            "manager_id names people who are not on the roster: "
            "'T. Okafor' (2 rows; near: Tom Okafor, M1), 'M9' (1 row) "
            "(3 rows; first in exports/coaching_log.csv row 3, column 'manager_id')"
        ),
        ("skills_matrix", "unknown_people"): (
            "rated_by names people who are not on the roster: "
            "'Okafor, Tom' (1 row; near: Tom Okafor, M1) "
            "(1 row; in exports/skills_matrix.csv row 2, column 'rated_by')"
        ),
    }


def scores(row, *calls):
    """Scores of a criterion on a day, one call each."""
    return [
        row
        | {
            "evaluation_id": f"E{at}",
            "call_id": f"C{at}",
            "criterion_id": criterion,
            "call_at": f"{day}T10:00:00Z",
        }
        for at, (criterion, day) in enumerate(calls, 1)
    ]


def test_a_criterion_in_force_without_any_score_is_told(notices, sound):
    rows = scores(sound["qa_scores"][0], *[("OBJ_PRICE", f"2026-09-0{day}") for day in range(1, 6)])
    # OBJ is scored through its part; DIS on none of the five calls
    assert notices(qa_scores=rows) == {
        ("qa_scores", "unscored_criteria"): (
            "1 criterion in force but never scored from 2026-09-01 to 2026-09-05: "
            "'Discovery' (of 5 calls)"
        )
    }


@pytest.mark.parametrize(
    ("changes", "calls"),
    [
        ({}, 4),  # too few calls to tell
        ({"valid_to": "2026-09-02"}, 6),  # in force on two of six days with calls
        ({"valid_from": "2026-09-05"}, 6),
    ],
)
def test_a_criterion_hardly_in_force_needs_no_score(notices, sound, changes, calls):
    sound["criteria"][1].update(changes)
    rows = scores(
        sound["qa_scores"][0], *[("OBJ_PRICE", f"2026-09-0{day}") for day in range(1, calls + 1)]
    )
    assert ("qa_scores", "unscored_criteria") not in notices(qa_scores=rows)


def test_scores_of_days_on_which_a_criterion_is_not_in_force_are_told(notices, sound):
    old, new = sound["criteria"][1], dict(sound["criteria"][1])
    new |= {
        "criterion_id": "DIS2",
        "valid_from": "2026-09-03",
        "replaces_criterion_id": "DIS",
        "rubric_version": "2",
    }
    rows = scores(
        sound["qa_scores"][0],
        *[("DIS", "2026-09-02"), ("DIS", "2026-09-03"), ("DIS", "2026-09-05")],
        *[("DIS2", "2026-09-03"), ("DIS2", "2026-09-01"), ("OBJ", "2026-09-01")],
    )
    found = notices(criteria=[sound["criteria"][0], old, sound["criteria"][2], new], qa_scores=rows)
    assert found[("qa_scores", "scores_out_of_force")] == (
        "scores from days on which their criterion was not in force: "
        "'DIS' on 2026-09-03 to 2026-09-05, in force from 2025-01-01 to 2026-09-02, "
        "'DIS2' on 2026-09-01, in force from 2026-09-03 on (3 rows)"
    )


def test_results_that_nobody_knows_are_told_with_the_nearest(notices, sound):
    sound["criteria"][0]["outcome_metric"] = "winrate"
    sound["criteria"][1]["outcome_metric"] = "nps"
    sound["goals"][0]["metric"] = "curent_score"
    outcome = sound["outcomes"][0]
    found = notices(outcomes=[outcome, outcome | {"metric": "net_revenu"}])
    assert found == {
        ("criteria", "unknown_outcome_metric"): (
            "outcome_metric names results that are neither known metrics nor in outcomes: "
            "'nps' (1 row), 'winrate' (1 row; near: win_rate) "
            "(2 rows; first in exports/criteria.csv row 3, column 'outcome_metric')"
        ),
        ("outcomes", "nearly_known_outcome"): (
            "metric has results that nothing refers to and whose names are very similar to a "
            "known one: "
            "'net_revenu' (1 row; near: net_revenue) "
            "(1 row; in exports/outcomes.csv row 3, column 'metric')"
        ),
        ("goals", "unknown_goal_metric"): (
            "metric names metrics that are neither known metrics nor in outcomes: "
            "'curent_score' (1 row; near: current_score) "
            "(1 row; in exports/goals.csv row 2, column 'metric')"
        ),
    }


def test_a_result_of_the_projects_own_is_known_by_its_export(notices, sound):
    sound["criteria"][1]["outcome_metric"] = "nps"
    outcome = sound["outcomes"][0]
    assert notices(outcomes=[outcome, outcome | {"metric": "nps"}]) == {}


def test_competencies_without_a_criterion_or_a_rating_are_told(notices, sound):
    sound["criteria"][1]["competency"] = "Discovery questions"
    rating = sound["skills_matrix"][0]
    found = notices(skills_matrix=[rating, rating | {"competency": "Discovery question"}])
    assert found == {
        ("skills_matrix", "unknown_competency"): (
            "competency has competencies that no criterion belongs to: "
            "'Discovery question' (1 row; near: Discovery questions) "
            "(1 row; in exports/skills_matrix.csv row 3, column 'competency')"
        ),
        ("criteria", "unrated_competency"): (
            "competency names competencies that nobody was rated on: "
            "'Discovery questions' (1 row; near: Discovery question) "
            "(1 row; in exports/criteria.csv row 3, column 'competency')"
        ),
    }


def test_a_rubric_version_that_criteria_do_not_have_is_told(notices, sound):
    sound["qa_scores"][0]["rubric_version"] = "2"
    assert notices() == {
        ("qa_scores", "unknown_rubric_version"): (
            "scores name rubric versions that are not in criteria: '2' "
            "(1 row; in exports/qa_scores.csv row 2, column 'rubric_version')"
        )
    }


def test_countries_without_a_calendar_are_told(notices, sound):
    rep = sound["roster"][0]
    others = [
        rep | {"rep_id": f"X{at}", "country": country}
        for at, country in enumerate(("ES", "Freedonia", "DE-BY", "Freedonia"))
    ]
    assert notices(roster=[*sound["roster"], *others]) == {
        ("roster", "unknown_country"): (
            "country names countries for which review-kit has no public holidays: 'Freedonia' (2 "
            "rows) "
            "(2 rows; first in exports/roster.csv row 5, column 'country')"
        )
    }


def test_a_calendar_with_other_sessions_than_the_log_is_told(notices, sound):
    sound["coaching_log"][0]["session_id"] = "77"
    assert notices() == {
        ("scheduled_sessions", "sessions_outside_the_calendar"): (
            "the coaching log and the calendar have no session in common (1 logged, 1 held)"
        )
    }


def test_settings_about_what_is_not_there_are_told(checked, project):
    config = project.config.model_copy(
        update={
            "targets": project.config.targets.model_copy(
                update={"criteria": {"OBJ": 80.0, "Discovery": 70.0}}
            ),
            "rates": project.config.rates.model_copy(update={"outcome_values": {"csatt": 5.0}}),
        }
    )
    with checked(config, only=TABLES) as opened:
        told = [notice.message for _, notice in observations(opened)]
    assert told == [
        "[targets.criteria] in review_kit.toml names something that does not exist: "
        "'Discovery' (near: Discovery, DIS)",
        "[rates.outcome_values] in review_kit.toml names something that does not exist: 'csatt' "
        "(near: csat)",
    ]


@pytest.mark.usefixtures("masks_alone")
def test_a_deal_under_two_spellings_of_its_id_stops_the_run(sound, stage_rows, tmp_path, project):
    deal = sound["opportunities"][0]
    sound["opportunities"] = [
        deal | {"opportunity_id": "0065g00000AbCdE"},
        deal | {"opportunity_id": "0065g00000AbCdEAAV"},
        # another record: its checksum is of other capitals
        deal | {"opportunity_id": "0065g00000AbCdEAAQ"},
    ]
    sound["stage_history"] = [sound["stage_history"][0] | {"opportunity_id": "0065g00000AbCdE"}]
    needed = ("roster", "criteria", "qa_scores", "coaching_log", "opportunities", "stage_history")
    staged = {table: stage_rows(table, sound[table]) for table in needed}
    (fault,) = validate(project, staged, tmp_path / "verdict").gate_faults
    assert (fault.table, fault.cause) == ("opportunities", "doubtful_reading")
    assert (
        "would count twice: '0065g00000AbCdE' and '0065g00000AbCdEAAV' "
        "(1 row; in exports/opportunities.csv row 3, column 'opportunity_id')" in fault.message
    )
