from datetime import date

import pandas as pd
import pytest

from review_kit.demo import DemoSettings, Person, generate_for_people, write_scores_for_roster
from review_kit.errors import ConfigurationError

SETTINGS = DemoSettings(as_of=date(2017, 12, 31), time_zone="America/Chicago", currency="USD")


def people(count: int = 35) -> list[Person]:
    return [
        Person(f"agent-{n}", f"Agent {n}", f"boss-{n % 6}", f"Boss {n % 6}", f"Office {n % 3}")
        for n in range(count)
    ]


@pytest.fixture(scope="module")
def given():
    return generate_for_people(people(), SETTINGS)


def test_only_the_tables_that_scores_and_coaching_fill_are_made(given):
    assert tuple(given.tables) == (
        "criteria", "qa_scores", "coaching_log", "scheduled_sessions", "skills_matrix", "goals",
    )  # fmt: skip


def test_exactly_the_given_people_are_in_them(given):
    ids = {person.rep_id for person in people()}
    faulty = {"99999"}  # planned bad rows

    assert set(given.tables["qa_scores"]["rep_id"]) - faulty == ids
    assert set(given.truth.reps["rep_id"]) == ids
    for name in ("coaching_log", "scheduled_sessions", "skills_matrix", "goals"):
        assert set(given.tables[name]["rep_id"]) - faulty <= ids
    assert set(given.tables["skills_matrix"]["rep_id"]) == ids


def test_managers_are_those_of_the_roster(given):
    manager_of = {person.rep_id: person.manager_id for person in people()}
    log = given.tables["coaching_log"]
    # a few rows lack what must be there, as real exports do
    log = log[log["rep_id"].isin(manager_of) & log["manager_id"].notna()]

    assert log["manager_id"].tolist() == [manager_of[rep_id] for rep_id in log["rep_id"]]


def test_the_record_ends_with_the_last_working_day_before_the_review_day(given):
    day = given.tables["qa_scores"]["call_at"].str[:10]

    assert day[day.str.startswith("2017")].max() == "2017-12-29"
    assert day[day.str.startswith("2017")].min() == "2017-04-06"
    assert set(given.tables["qa_scores"]["call_at"].str[19:]) <= {"-05:00", "-06:00", "+00:00", ""}


def test_the_order_of_the_people_decides_kinds_only(given):
    turned = generate_for_people(people()[::-1], SETTINGS)

    calls = given.tables["qa_scores"].drop_duplicates("call_at")["call_at"]
    same = set(calls) & set(turned.tables["qa_scores"]["call_at"])
    assert len(same) > 0.5 * len(calls)


@pytest.mark.parametrize("wrong", [[], [*people(2), people(1)[0]]])
def test_nobody_or_somebody_twice_is_refused(wrong):
    with pytest.raises(ConfigurationError, match="every rep_id stands once"):
        generate_for_people(wrong, SETTINGS)


def test_scores_are_written_beside_what_is_there(tmp_path):
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "sales_pipeline.csv").write_text("untouched")

    write_scores_for_roster(people(4), tmp_path, SETTINGS)

    assert sorted(path.name for path in (tmp_path / "exports").iterdir()) == [
        "coaching_log.csv", "criteria.csv", "goals.csv", "qa_scores.csv", "sales_pipeline.csv",
        "scheduled_sessions.csv", "skills_matrix.parquet",
    ]  # fmt: skip
    assert (tmp_path / "exports" / "sales_pipeline.csv").read_text() == "untouched"
    scores = pd.read_csv(tmp_path / "exports" / "qa_scores.csv", dtype="str")
    assert {person.rep_id for person in people(4)} <= set(scores["rep_id"])
    assert not (tmp_path / "review_kit.toml").exists()
    assert (tmp_path / "truth" / "summary.json").is_file()
