"""What scores are of: said by the profile, marked in the cell, or asked about."""

import io

import openpyxl
import pytest

HEAD = "entry_id,session_id,rep_id,manager_id,session_date,score_before\n"
PROFILE = 'table = "coaching_log"\ndescription = "x"\nsame_names = true\n[columns]\n'


@pytest.fixture
def log(workshop, rows_of):
    """Scores before the session, and what is told about them."""

    def stage(*scores, scale=None):
        lines = [f"e{at},s{at},r1,m1,2026-01-05,{score}\n" for at, score in enumerate(scores)]
        chosen = ""
        if scale is not None:
            column = f'score_before = {{ from = "score_before", scale = "{scale}" }}\n'
            workshop.write({"profiles/p.toml": PROFILE + column})
            chosen = 'profile = "p"\n'
        staged = workshop.stage(
            {"log.csv": HEAD + "".join(lines)},
            f'[sources.coaching_log]\npath = "log.csv"\n{chosen}',
        )["coaching_log"]
        return [value for (value,) in rows_of(staged, "score_before")], staged.notices

    return stage


def test_a_scale_of_points_makes_percents(log):
    values, notices = log("4", "3.5", '"2,5"', "0", "5", "4/5", "58%", "7 of 10", scale="of 5")
    assert values == ["80", "70", "50", "0", "100", "80", "58", "70"]
    assert not notices


def test_a_score_above_its_scale_is_no_number(log):
    assert log("58", "-1", "5", scale="of 5")[0] == ["58 of 5", "-1 of 5", "100"]


def test_a_score_with_what_it_is_of_has_one_meaning_under_any_scale(log):
    for scale in (None, "percent", "share", "mixed"):
        assert log("4/5", "3 / 4", "6/5", "60%", scale=scale)[0] == ["80", "75", "6/5", "60"]


@pytest.mark.parametrize("scale", [None, "percent", "mixed"])
def test_a_column_of_ratings_is_asked_about(log, scale):
    _, (notice,) = log("3", "4", "5", "2", scale=scale)
    assert notice.stops
    assert notice.sentence == (
        "score_before: no number is above 5, so they may be ratings; they would be read as "
        "percentages "
        "(4 rows; first in log.csv row 2, column 'score_before')"
    )
    assert 'scale = "of 5"' in notice.hint
    assert 'scale = "of 100"' in notice.hint


def test_ratings_to_ten_are_asked_about_too(log):
    _, (notice,) = log("8", "7", "10", scale="percent")
    assert 'scale = "of 10"' in notice.hint


def test_one_or_two_small_numbers_are_a_warning(log):
    _, (notice,) = log("3", "4")
    assert not notice.stops


def test_small_percents_are_said_with_a_scale_of_a_hundred(log):
    assert log("3", "4", "5", scale="of 100") == (["3", "4", "5"], ())


@pytest.mark.parametrize("scale", [None, "percent"])
def test_shares_that_are_read_as_percents_are_asked_about(log, scale):
    _, (notice,) = log("0.58", "0.6", "1", scale=scale)
    assert (notice.kind, notice.stops) == ("shares_as_percent", True)
    assert log("0.58", "0.6", "1", scale="share") == (["58", "60", "100"], ())


@pytest.mark.parametrize("scores", [("58", "4", "70"), ("0", "0", "0"), ("5%", "4%", "3%")])
def test_percents_are_not_asked_about(log, scores):
    assert not log(*scores)[1]


def test_many_small_numbers_among_percents_are_a_warning(log):
    _, (notice,) = log("3", "4", "5", "58", "70")
    assert (notice.kind, notice.rows, notice.stops) == ("ratings_among_percents", 3, False)


SCORES = (
    'table = "qa_scores"\ndescription = "x"\nsame_names = true\n[columns]\n'
    "max_score = { constant = 100 }\n"
)
CALLS = "evaluation_id,call_id,rep_id,call_at,criterion_id,score,evaluator\n" + "".join(
    f"e{at},c{at},r1,2026-01-05,OBJ,{score},ai\n" for at, score in enumerate([3, 4, 5, 2])
)


def test_ratings_under_a_highest_score_that_only_the_profile_gives_are_asked_about(workshop):
    workshop.write({"profiles/p.toml": SCORES})
    settings = '[sources.qa_scores]\npath = "q.csv"\nprofile = "p"\n'
    (notice,) = workshop.stage({"q.csv": CALLS}, settings)["qa_scores"].notices
    assert (notice.kind, notice.stops) == ("ratings_as_percent", True)
    # where the export itself says what they are of, there is nothing to ask
    text = CALLS.replace("score,evaluator", "score,max_score,evaluator").replace(",ai", ",5,ai")
    assert not workshop.stage({"exports/qa_scores.csv": text})["qa_scores"].notices


def book_of(rows, formats):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place, shown in formats.items():
        book.active[place].number_format = shown
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_percent_cell_of_a_workbook_is_what_it_shows(workshop, rows_of):
    content = book_of(
        [HEAD.strip().split(",")]
        + [
            [f"e{at}", f"s{at}", "r1", "m1", "2026-01-05", score]
            for at, score in enumerate([0.58, 0.285, 1, 62, 0.5, 0.6599999999999999])
        ],
        {"F2": "0%", "F3": "0.0%", "F4": "[Red]0%", "F5": '0.0" %"', "F7": "0%"},
    )
    workshop.write(
        {"profiles/p.toml": PROFILE + 'score_before = { from = "score_before", scale = "mixed" }\n'}
    )
    staged = workshop.stage(
        {"log.xlsx": content}, '[sources.coaching_log]\npath = "log.xlsx"\nprofile = "p"\n'
    )["coaching_log"]
    # 62 shows as "62.0 %" with the sign as mere text; 0.5 has no format, and is a share; the last one has
    # what a formula left behind the 15 digits that a spreadsheet has
    shown = [("58",), ("28.5",), ("100",), ("62",), ("50",), ("66",)]
    assert rows_of(staged, "score_before") == shown


def test_weights_and_goals_in_percent_cells_are_percents_and_other_numbers_shares(
    workshop, rows_of
):
    criteria = book_of(
        [
            [
                "criterion_id",
                "criterion",
                "weight",
                "outcome_metric",
                "rubric_version",
                "valid_from",
            ],
            ["OBJ", "Objections", 0.6, "win_rate", "v1", "2025-01-01"],
            ["DISC", "Discovery", 0.4, "win_rate", "v1", "2025-01-01"],
        ],
        {"C2": "0%", "C3": "0%"},
    )
    outcomes = book_of(
        [
            ["rep_id", "metric", "period_start", "period_end", "value", "unit"],
            ["r1", "resolution_rate", "2026-01-01", "2026-03-31", 0.92, "share"],
        ],
        {"E2": "0%"},
    )
    staged = workshop.stage({"exports/criteria.xlsx": criteria, "exports/outcomes.xlsx": outcomes})
    assert rows_of(staged["criteria"], "weight") == [("60",), ("40",)]
    assert rows_of(staged["outcomes"], "value") == [("0.92",)]


def test_points_of_a_disputed_score_are_no_percents(workshop, rows_of):
    head = "dispute_id,evaluation_id,raised_on,raised_by,status,score_after\n"
    lines = "".join(f"d{at},e{at},2026-01-05,rep,overturned,{at}\n" for at in range(1, 6))
    staged = workshop.stage(
        {"disputes.csv": head + lines}, '[sources.disputes]\npath = "disputes.csv"\n'
    )["disputes"]
    assert [value for (value,) in rows_of(staged, "score_after")] == ["1", "2", "3", "4", "5"]
    assert not staged.notices
