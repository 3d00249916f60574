"""How trials become a table of thresholds that hold or do not."""

import json

import numpy as np
import pandas as pd
import pytest
from benchmarks.effect.__main__ import (
    MARK,
    TABLE,
    TRIALS,
    archive,
    archived,
    carry_over,
    code_digest,
    company_digest,
    kept,
    markdown,
    read_archive,
)
from benchmarks.effect.carried import Carried, Origin, differences, evenly_chosen
from benchmarks.effect.properties import PROPERTIES, TOLD, finding, findings
from benchmarks.effect.scenarios import SCENARIOS


def about(name: str, scenario: str):
    [found] = [one for one in PROPERTIES if one.name == name and scenario in one.scenarios]
    return found


def trials(n: int, **columns) -> pd.DataFrame:
    usual = {
        "verdict": "not_shown",
        "warnings": [[] for _ in range(n)],
        "first": 0.0,
        "first_low": -1.0,
        "first_high": 1.0,
        "truth": 0.0,
    }
    return pd.DataFrame({**usual, **columns}, index=range(n))


@pytest.mark.parametrize(("helped", "lowered", "holds"), [(3, 3, True), (4, 4, False)])
def test_false_findings_count_both_sides(helped, lowered, holds):
    verdicts = ["helped"] * helped + ["lowered"] * lowered
    verdicts += ["not_shown"] * (100 - len(verdicts))
    found = finding(
        about("false findings, two-sided", "dips"), "dips", trials(100, verdict=verdicts)
    )
    assert found.value == pytest.approx((helped + lowered) / 100)
    assert found.holds == holds


def test_an_interval_must_hold_the_truth_neither_too_seldom_nor_always():
    of = about("coverage of the 95 % interval", "plateau")
    for missed, holds in ((9, False), (8, True), (3, True), (2, False)):
        truth = np.r_[np.full(missed, 1.5), np.zeros(100 - missed)]
        assert finding(of, "plateau", trials(100, truth=truth)).holds == holds
    # refused trials neither count for it nor against it
    none = trials(4, first_low=[-1, -1, np.nan, np.nan], first_high=[1, 1, np.nan, np.nan])
    assert (finding(of, "plateau", none).n, finding(of, "plateau", none).value) == (2, 1.0)


def test_bias_and_root_mean_square():
    found = trials(2, first=[0.9, -0.1])
    assert finding(about("bias", "plateau"), "plateau", found).value == pytest.approx(0.4)
    assert not finding(about("bias", "plateau"), "plateau", found).holds
    root = finding(about("RMSE", "plateau"), "plateau", found)
    assert root.value == pytest.approx(np.sqrt((0.81 + 0.01) / 2))
    assert root.holds


def test_nothing_said_keeps_a_threshold_only_where_a_refusal_does():
    name = "one rep coached for nothing, false “improved”"
    none = trials(3, gaps=0, gaps_improved=0)
    assert finding(about(name, "people_stricter"), "people_stricter", none).holds
    assert not finding(about(name, "dips"), "dips", none).holds
    some = trials(2, gaps=[100, 0], gaps_improved=[5, 0])
    assert not finding(about(name, "people_stricter"), "people_stricter", some).holds


def test_power_does_not_count_what_was_refused():
    verdicts = ["helped", "helped", "not_shown", "cannot_tell", "not_measurable"]
    of = about("power where not refused", "fifteen_coached")
    found = finding(of, "fifteen_coached", trials(5, verdict=verdicts))
    assert (found.n, found.value) == (3, pytest.approx(2 / 3))


def test_shares_of_cases_are_pooled_over_trials():
    of = about("one rep uncoached, false “improved”", "dips")
    found = finding(of, "dips", trials(2, changes=[100, 300], changes_improved=[5, 3]))
    assert found.value == pytest.approx(8 / 400)
    assert found.holds


def test_without_a_trial_nothing_holds():
    of = about("disagreement flagged", "fast_learners")
    assert not finding(of, "fast_learners", trials(1, first_low=np.nan)).holds


def test_every_property_is_held_in_a_company_that_there_is():
    assert {name for one in PROPERTIES for name in one.scenarios} <= set(SCENARIOS)


@pytest.mark.parametrize("days", [150, 200, 270, 400])
def test_records_cut_off_by_their_start_are_held_to_bias_and_false_findings(days):
    name = f"record_{days}"
    for held, high in (
        ("false findings, two-sided", 0.075),
        ("“coaching helps” without an effect", 0.045),
        ("bias", 0.3),
    ):
        assert about(held, name).high == high
    company = SCENARIOS[name]
    # coaching goes on from the first exported day, which managers chose for by scores of before
    assert company.days - company.export_from == days
    assert company.first_coaching == company.export_from == 70


def test_a_record_too_short_to_tell_finds_nothing_and_mostly_says_so():
    company = SCENARIOS["record_120"]
    assert company.days - company.export_from == 120
    assert about("false findings, two-sided", "record_120").high == 0.075
    assert about("“coaching helps” without an effect", "record_120").high == 0.045
    of = about("refusal", "record_120")
    verdicts = ["not_measurable"] * 50 + ["not_shown"] * 50
    assert finding(of, "record_120", trials(100, verdict=verdicts)).holds
    assert not finding(of, "record_120", trials(100, verdict=[*verdicts[1:], "helped"])).holds


def test_a_table_says_pass_or_fail():
    of = about("“coaching helps” without an effect", "thin")
    found = finding(of, "thin", trials(20, verdict=["helped"] + ["not_shown"] * 19))
    assert (
        "| “coaching helps” without an effect | thin | ≤ 4.5 % | 5.0 ± 4.9 % | 20 | **FAIL** |"
        in markdown([found], [], Origin("c0de"))
    )


def test_a_line_cut_short_is_not_a_trial(tmp_path):
    path = tmp_path / "trials.jsonl"
    first = {"scenario": "dips", "seed": 0, "first": 0.25, "company": company_digest("dips")}
    # one of a company that has been changed since is none either
    other = first | {"seed": 2, "company": company_digest("thin")}
    lines = [json.dumps(first), json.dumps(first | {"seed": 1})[:-4], "", json.dumps(other)]
    path.write_text("\n".join(lines) + "\n")
    assert kept(path) == {("dips", 0): first}
    assert kept(tmp_path / "none") == {}


def test_trials_of_the_same_code_and_company_go_on_in_another_checkout(tmp_path):
    one = {"scenario": "dips", "seed": 1, "company": company_digest("dips"), "first": 0.12345678}
    other = {"scenario": "dips", "seed": 0, "company": "another", "first": 0.5}
    archive(tmp_path / "trials", Origin("c0de"), [one, other])
    assert archived(tmp_path / "trials", "c0de") == {("dips", 1): {**one, "first": 0.123457}}
    assert archived(tmp_path / "trials", "changed") == {}
    assert archived(tmp_path / "nothing", "c0de") == {}
    first = (tmp_path / "trials").read_bytes()
    archive(tmp_path / "trials", Origin("c0de"), [other, one])
    assert (tmp_path / "trials").read_bytes() == first


def test_the_table_in_the_docs_is_what_the_kept_trials_give():
    origin, trials_kept = read_archive(TRIALS)
    kept_trials = pd.DataFrame(trials_kept.values())
    table = markdown(findings(kept_trials, PROPERTIES), findings(kept_trials, TOLD), origin)
    printed = TABLE.read_text(encoding="utf-8").split(MARK)[1]
    assert f"code {origin.code}," in printed
    assert all(note in printed.splitlines() for note in origin.notes)
    assert [line for line in printed.splitlines() if line.startswith("|")] == [
        line for line in table.splitlines() if line.startswith("|")
    ]


def test_the_kept_trials_stand_for_the_code_of_today():
    assert read_archive(TRIALS)[0].holds_for(code_digest())


def test_a_sample_has_trials_of_every_company_from_the_first_seed_to_the_last():
    keys = [("dips", seed) for seed in range(9)] + [("ceiling", seed) for seed in (0, 4, 8)]
    assert evenly_chosen(keys, 3) == [
        [("ceiling", 0), ("dips", 0)],
        [("ceiling", 4), ("dips", 4)],
        [("ceiling", 8), ("dips", 8)],
    ]
    # of a company with fewer trials all are chosen
    assert [len(one) for one in evenly_chosen(keys, 5)] == [2, 2, 2, 1, 1]


def test_a_trial_is_the_same_where_every_number_is_to_the_last_decimal_kept():
    one = {"first": 0.123457, "verdict": "helped", "gaps": 3, "low": np.nan, "warnings": ["a"]}
    assert differences(one, one | {"first": 0.12345678}) == []
    # in the middle between two that can be kept, rounding goes either way
    assert differences(one, one | {"first": 0.1234565 - 1e-12}) == []
    for name, other in (
        ("first", 0.123455),
        ("verdict", "not_shown"),
        ("gaps", 4),
        ("low", 0.0),
        ("warnings", []),
    ):
        [told] = differences(one, one | {name: other})
        assert told == f"{name}: kept {one[name]!r}, now {other!r}"
    assert differences(one, {**one, "more": 1}) == ["more: kept None, now 1"]


@pytest.fixture
def kept_before(tmp_path, monkeypatch):
    """Archive two trials of one company, made by code that is no more, and run them again by reading."""
    company = {"dips": SCENARIOS["dips"]}
    monkeypatch.setattr("benchmarks.effect.__main__.SCENARIOS", company)
    made = [
        {"scenario": "dips", "seed": seed, "first": seed / 4, "company": company_digest("dips")}
        for seed in range(2)
    ]
    archive(tmp_path / "trials.gz", Origin("0ld"), made)
    (tmp_path / "page.md").write_text(
        f"Before\n\n{MARK}\n\n2026-11-30, code 0ld, x\n\n| a |\n|---|\n"
    )

    def carried(numbers: dict[int, float]) -> int:
        monkeypatch.setattr(
            "benchmarks.effect.__main__.trial",
            lambda name, seed: {"scenario": name, "seed": seed, "first": numbers[seed]},
        )
        paths = {"trials": tmp_path / "trials.gz", "table": tmp_path / "page.md"}
        return carry_over(6, 1, None, **paths, results=tmp_path / "again")

    return carried


def test_trials_are_carried_over_to_code_that_gives_their_numbers(kept_before, tmp_path):
    assert kept_before({0: 0.0, 1: 0.25 + 1e-11}) == 0
    origin, found = read_archive(tmp_path / "trials.gz")
    assert (origin.code, origin.carried.code) == ("0ld", code_digest())
    assert (origin.carried.each, origin.carried.trials) == (2, 2)
    assert archived(tmp_path / "trials.gz", code_digest()) == found
    assert archived(tmp_path / "trials.gz", "0ld") == found
    assert archived(tmp_path / "trials.gz", "another") == {}
    told = (
        f"The trials are those of code 0ld. Code {code_digest()} gives the same numbers, to 6 decimals, in "
        f"the 2 of them that were run again with it on {origin.carried.day}, at least 2 of every company."
    )
    lines = (tmp_path / "page.md").read_text().splitlines()
    assert lines[2:5] == [MARK, "", "2026-11-30, code 0ld, x"]
    assert " ".join(lines[6:8]) == told
    assert lines[8:] == ["", "| a |", "|---|"]


def test_trials_are_not_carried_over_where_one_number_is_another(kept_before, tmp_path, capsys):
    before = (tmp_path / "trials.gz").read_bytes(), (tmp_path / "page.md").read_bytes()
    assert kept_before({0: 0.0, 1: 0.250002}) == 1
    assert "dips, seed 1, first: kept 0.25, now 0.250002" in capsys.readouterr().out
    assert ((tmp_path / "trials.gz").read_bytes(), (tmp_path / "page.md").read_bytes()) == before


def test_an_archive_says_which_code_it_stands_for():
    origin = Origin("a", Carried("b", "2026-12-01", 6, 234))
    assert Origin.read(origin.line) == origin
    assert Origin.read(Origin("a").line) == Origin("a")
    assert [origin.holds_for(code) for code in "abc"] == [True, True, False]
