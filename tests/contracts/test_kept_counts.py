"""Great Expectations is asked once about the same rows under the same rules."""

from __future__ import annotations

import os
import time

import pandas as pd
import pytest

from review_kit.contracts import suite, validate, write_validation_page
from review_kit.contracts.kept_counts import KEPT_DAYS, Counts, KeptCounts, digest_of
from review_kit.contracts.rule import Expected

FRAME = pd.DataFrame({"score": [1.0, 2.0, None], "team": pd.Series(["A", None, "B"], dtype="str")})
SUITE = (
    Expected("score-least", "ExpectColumnValuesToBeBetween", {"column": "score", "min_value": 2}),
)


class Asked:
    """Counts how often it is asked for its counts."""

    def __init__(self, **counts: int) -> None:
        self.counts, self.times = {name.replace("_", "-"): n for name, n in counts.items()}, 0

    def __call__(self) -> dict[str, int]:
        self.times += 1
        return self.counts


def test_the_same_frame_under_the_same_rules_is_counted_once(tmp_path):
    asked = Asked(score_least=1)
    for _ in range(2):
        assert KeptCounts(tmp_path).of(FRAME.copy(), SUITE, asked).by_rule == {"score-least": 1}
    assert asked.times == 1


@pytest.mark.parametrize(
    ("frame", "rules"),
    [
        (FRAME.assign(score=[1.0, 2.0, 3.0]), SUITE),
        (FRAME.assign(score=FRAME["score"].astype("float32")), SUITE),
        (FRAME.rename(columns={"team": "group"}), SUITE),
        (FRAME.head(2), SUITE),
        (FRAME, (Expected(SUITE[0].rule, SUITE[0].kind, {"column": "score", "min_value": 3}),)),
        (FRAME, (Expected(SUITE[0].rule, "ExpectColumnValuesToNotBeNull", {"column": "score"}),)),
    ],
    ids=["a value", "a type", "a name", "fewer rows", "an argument", "a kind"],
)  # fmt: skip
def test_whatever_could_change_a_count_asks_anew(tmp_path, frame, rules):
    KeptCounts(tmp_path).of(FRAME, SUITE, Asked(score_least=1))
    asked = Asked(score_least=2)
    assert KeptCounts(tmp_path).of(frame, rules, asked) == Counts({"score-least": 2}, earlier=False)
    assert asked.times == 1


def test_a_frame_without_columns_is_its_number_of_rows():
    assert len({digest_of(pd.DataFrame(index=range(rows)), SUITE) for rows in (0, 1, 2)}) == 3


@pytest.mark.parametrize("torn", ["", "{", "[]", '{"score-least": "1"}', '{"other": 1}'])
def test_what_cannot_be_read_is_counted_anew(tmp_path, torn):
    kept = KeptCounts(tmp_path)
    kept.of(FRAME, SUITE, Asked(score_least=1))
    (file,) = tmp_path.iterdir()
    file.write_text(torn, encoding="utf-8")
    asked = Asked(score_least=1)
    assert kept.of(FRAME, SUITE, asked) == Counts({"score-least": 1}, earlier=False)
    assert asked.times == 1
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_what_nobody_asks_for_any_more_is_forgotten(tmp_path):
    kept = KeptCounts(tmp_path)
    kept.of(FRAME, SUITE, Asked(score_least=1))
    kept.of(FRAME.head(1), SUITE, Asked(score_least=1))
    old, used = sorted(tmp_path.iterdir())
    long_ago = time.time() - (KEPT_DAYS + 1) * 24 * 60 * 60
    for path in (old, used):
        os.utime(path, (long_ago, long_ago))
    for frame in (FRAME, FRAME.head(1)):
        if used.stem == digest_of(frame, SUITE):
            kept.of(frame, SUITE, Asked())
    kept.forget_old()
    assert list(tmp_path.iterdir()) == [used]


def test_what_is_being_written_meanwhile_is_left_alone(tmp_path):
    kept = KeptCounts(tmp_path)
    # listed, and gone before it is looked at
    (tmp_path / ".x.json.part").symlink_to(tmp_path / "x.json")
    kept.forget_old()
    assert len(list(tmp_path.iterdir())) == 1


SOME = ("roster", "criteria", "qa_scores", "coaching_log", "goals")


def counted(validation, *tables):
    """When Great Expectations counted the rules of these tables, or of all."""
    told = validation.to_json()["tables"]
    return {
        rule["expectation_counted"]
        for table in tables or told
        for rule in told[table]["rules"]
        if rule["checked"]
    }


def without_when_counted(validation):
    told = validation.to_json()
    for table in told["tables"].values():
        for rule in table["rules"]:
            rule.pop("expectation_counted")
    return told


def test_exports_that_have_not_changed_ask_nothing_and_get_the_same_verdict(
    exports, stage_rows, sound, tmp_path, monkeypatch
):
    sound["qa_scores"][0]["score"] = "9"  # of 5
    staged = {table: stage_rows(table, sound[table]) for table in SOME}
    project = exports.make_project(tmp_path / "project")
    first = validate(project, staged, tmp_path / "v")

    def refuse(*_):
        raise AssertionError("Great Expectations was asked again")

    monkeypatch.setattr(suite, "_run", refuse)
    again = validate(project, staged, tmp_path / "v")

    assert counted(again) == {"earlier"}
    assert without_when_counted(again) == without_when_counted(first)
    assert first.table("qa_scores").quarantined == 1
    html = write_validation_page(again, tmp_path / "v.html").read_text(encoding="utf-8")
    shown = len(again.witnesses)
    assert f"{shown} of the {shown} counts of Great Expectations are from an earlier" in html


def test_one_changed_table_asks_about_that_table_alone(
    exports, stage_rows, sound, tmp_path, monkeypatch
):
    project = exports.make_project(tmp_path / "project")
    staged = {table: stage_rows(table, sound[table]) for table in SOME}
    validate(project, staged, tmp_path / "v")
    asked, run = [], suite._run

    def listening(table, frame, expectations):
        asked.append(table)
        return run(table, frame, expectations)

    monkeypatch.setattr(suite, "_run", listening)
    sound["goals"][0]["target"] = "71.25"
    staged["goals"] = stage_rows("goals", sound["goals"])
    found = validate(project, staged, tmp_path / "v")

    assert set(asked) == {"goals"}
    assert counted(found, "goals") == {
        "now",
        "earlier",
    }  # that the table has its columns is as before
    assert counted(found, "roster") == {"earlier"}
