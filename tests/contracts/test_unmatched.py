"""A text that refers to nothing is told with what it is nearest to; nothing is matched by it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from review_kit.contracts import (
    validate,
    verdict_lines,
    write_validation_json,
    write_validation_page,
)
from review_kit.contracts.engine import engine
from review_kit.contracts.rules.references import References
from review_kit.contracts.unmatched import unmatched_texts

pytestmark = pytest.mark.usefixtures("masks_alone")


@pytest.fixture
def validated(sound, stage_rows, tmp_path, exports):
    """Validate sound tables with some rows in place of others, under the usual gate."""

    def run(of_nobody=None, **tables):
        sound.update(tables)
        needed = ("roster", "criteria", "qa_scores", "coaching_log")
        staged = {table: stage_rows(table, sound[table]) for table in needed}
        staged["coaching_log"] = replace(staged["coaching_log"], of_nobody=of_nobody or {})
        project = exports.make_project(tmp_path / "gated", max_quarantined_share=0.05)
        return validate(project, staged, tmp_path / "verdict")

    return run


def log_of(row, *reps):
    return [row | {"entry_id": f"L{at}", "rep_id": rep} for at, rep in enumerate(reps, 1)]


def test_people_who_match_nobody_are_listed_with_the_nearest(validated, sound, tmp_path):
    rows = log_of(sound["coaching_log"][0], "R1", "Ruiz, Ana", "Ruiz, Ana", "B. Li", "Nobody\u200b")
    found = validated(coaching_log=rows)
    table = found.table("coaching_log")
    (rule,) = table.broken_rules
    assert (rule.id, rule.rows, rule.unmatched_count) == ("rep_id.reference", 4, 3)
    assert [str(each) for each in rule.unmatched] == [
        "'Ruiz, Ana' (2 rows; near: Ana Ruiz, R1)",
        "'B. Li' (1 row; near: Bo Li, R2)",
        "'Nobody⟨U+200B⟩' (1 row)",
    ]
    (fault,) = table.gate
    assert fault.hint.startswith(
        "Correct the misspelled ones: 'Ruiz, Ana' (2 rows; near: Ana Ruiz, R1), "
        "'B. Li' (1 row; near: Bo Li, R2) and 1 more (in the source, or under 'values' of rep_id "
        "in "
        "a profile). Otherwise add them to roster"
    )
    assert "      'Ruiz, Ana' (2 rows; near: Ana Ruiz, R1)" in verdict_lines(found)
    page = write_validation_page(found, tmp_path / "v.html").read_text(encoding="utf-8")
    assert "<li>&#39;B. Li&#39; (1 row; near: Bo Li, R2)</li>" in page
    told = json.loads(write_validation_json(found, tmp_path / "v.json").read_text())
    (told_rule,) = [
        r for r in told["tables"]["coaching_log"]["rules"] if r["id"] == "rep_id.reference"
    ]
    assert told_rule["unmatched"][1] == {"text": "B. Li", "rows": 1, "near": "near: Bo Li, R2"}


def test_nobody_is_suggested_again_for_whom_the_profile_knows_to_be_nobody(validated, sound):
    rows = log_of(sound["coaching_log"][0] | {"manager_id": "T. Okafor"}, "R1", "B. Li")
    lines = verdict_lines(validated(coaching_log=rows))
    told = " ".join(lines)
    assert "near: Bo Li, R2" in told
    assert "near: Tom Okafor, M1" in told
    of_nobody = {"rep_id": frozenset({"B. Li"}), "manager_id": frozenset({"T. Okafor"})}
    lines = verdict_lines(validated(of_nobody, coaching_log=rows))
    assert not any("near: " in line for line in lines)


@pytest.fixture
def unmatched(tmp_path):
    """Texts of a column that refer to no row of a table with these keys (and names)."""

    def run(table, rows, *texts, quarantined=(), of_nobody=()):
        key, name = ("rep_id", "rep_name") if table == "roster" else ("opportunity_id", "stage")
        rule = References(id="reference", sentence="", column="given", table=table, key=key)
        with engine(tmp_path, "Europe/Madrid") as connection:
            given = [(at, text) for at, text in enumerate(texts)]
            for relation, columns, values in (
                ("cast_given", "_position BIGINT, given VARCHAR", given),
                (f"cast_{table}", f"{key} VARCHAR, {name} VARCHAR", [*rows, *quarantined]),
                (f"kept_keys_{table}", "key VARCHAR", [(row[0],) for row in rows]),
            ):
                connection.execute(f"CREATE TEMP TABLE {relation} ({columns})")
                for row in values:
                    marks = ", ".join("?" * len(row))
                    connection.execute(f"INSERT INTO {relation} VALUES ({marks})", list(row))
            found, count = unmatched_texts(connection, rule, "cast_given", of_nobody)
        return [str(each) for each in found], count

    return run


def test_a_deal_of_an_id_in_another_case_is_nobodys(unmatched):
    roster = [("0055g00000AbCdE", "Ana Ruiz"), ("R2", "Bo Li")]
    assert unmatched("roster", roster, "0055g00000ABcDe", "R2", "0055g00000AbCdE", None) == (
        [
            "'0055g00000ABcDe' (1 row; near: Ana Ruiz, 0055g00000AbCdE; they differ in upper and "
            "lower case, which matters in Salesforce ids)"
        ],
        1,
    )


def test_ids_without_names_are_compared_in_all_their_spellings(unmatched):
    deals = [("0065g00000AbCdE", "Won"), ("0065g00000AbCdF", "Won"), ("00123", "New")]
    assert unmatched("opportunities", deals, "0065g00000AbCdEAAQ", "123", "124") == (
        [
            "'0065g00000AbCdEAAQ' (1 row; near: 0065g00000AbCdE; one has 15 characters, the "
            "other 18, "
            "and 'AAQ' is not the checksum of the first 15 ('AAV' is))",
            "'123' (1 row; near: 00123)",
            "'124' (1 row)",
        ],
        3,
    )


def test_a_row_whose_parent_is_quarantined_is_told_so(unmatched):
    found, _ = unmatched("roster", [("R2", "Bo Li")], "R1", quarantined=[("R1", "Ana Ruiz")])
    assert found == ["'R1' (1 row; its row in roster is quarantined)"]


def test_nobody_is_suggested_for_a_text_of_which_the_profile_says_that_it_is_nobodys(unmatched):
    roster = [("R1", "Hannah O'Neill")]
    texts = ("Hannah O'Neil", "H. O'Neill")
    assert unmatched("roster", roster, *texts, of_nobody={"Hannah O'Neil"}) == (
        ["'Hannah O'Neil' (1 row)", "'H. O'Neill' (1 row; near: Hannah O'Neill, R1)"],
        2,
    )


def test_only_the_most_frequent_are_named(unmatched):
    texts = [f"X{at}" for at in range(25)]
    found, count = unmatched("roster", [("R2", "Bo Li")], *texts, "X7")
    assert (found[0], len(found), count) == ("'X7' (2 rows)", 10, 25)


def test_of_a_rubric_of_which_no_row_is_kept_the_parents_alone_are_named(validated, sound):
    row = sound["criteria"][0]
    top = row | {"criterion_id": "A", "parent_criterion_id": None, "weight": "90"}
    part = row | {"criterion_id": "A1", "parent_criterion_id": "A", "weight": "100"}
    table = validated(criteria=[top, part]).table("criteria")
    (rule,) = (one for one in table.rules if one.id == "parent_criterion_id.reference")
    assert (rule.rows, [each.text for each in rule.unmatched], rule.unmatched_count) == (
        1,
        ["A"],
        1,
    )
