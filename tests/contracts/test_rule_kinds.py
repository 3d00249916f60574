"""Each kind of rule on a table of a few rows: which rows break it, counted by hand.

Every count is reached twice, by a row mask and by Great Expectations; a difference raises.
"""

from __future__ import annotations

from datetime import date

import pytest

from review_kit.contracts import frames


def text(name: str, **more) -> dict:
    return {"name": name, "logicalType": "string", **more}


def number(name: str, **more) -> dict:
    return {"name": name, "logicalType": "number", **more}


def day(name: str, **more) -> dict:
    return {"name": name, "logicalType": "date", **more}


def moment(name: str, **more) -> dict:
    return {"name": name, "logicalType": "timestamp", **more}


def flag(name: str, **more) -> dict:
    return {"name": name, "logicalType": "boolean", **more}


def custom(rule: str, **specification) -> dict:
    return {
        "id": "it",
        "type": "custom",
        "engine": "review-kit",
        "implementation": {"rule": rule, **specification},
    }


def test_a_cell_that_cannot_be_read_breaks_a_rule_and_keeps_its_original_text(judge):
    judged = judge(
        [number("score"), day("on")],
        [
            {"score": "4", "on": "2026-01-31"},
            {"score": "four", "on": "2026-01-32"},
            {"score": "nan", "on": None},
            {"score": None, "on": "31.1.2026"},
        ],
    )

    assert judged.faults_by == {
        "2": ["score.readable", "on.readable"],
        "3": ["score.readable"],
        "4": ["on.readable"],
    }
    shown = {rule.id: [e.value for e in rule.examples] for rule in judged.verdict.broken_rules}
    assert shown == {"score.readable": ["four", "nan"], "on.readable": ["2026-01-32", "31.1.2026"]}


def test_a_required_cell_is_filled_and_an_unreadable_one_is_not_also_empty(judge):
    judged = judge(
        [text("name", required=True), number("score", required=True)],
        [
            {"name": "a", "score": "1"},
            {"name": None, "score": "2"},
            {"name": "c", "score": None},
            {"name": "d", "score": "many"},
            {"name": None, "score": None},
        ],
    )

    assert judged.quarantined_by == {
        "2": ["name.required"],
        "3": ["score.required"],
        "4": ["score.readable"],
        "5": ["name.required", "score.required"],
    }


def test_rows_with_one_key_are_all_quarantined_because_nobody_knows_which_is_right(judge):
    judged = judge(
        [text("code", unique=True)],
        [{"code": "x"}, {"code": "y"}, {"code": "x"}, {"code": None}, {"code": None}],
    )

    assert judged.quarantined_by == {"1": ["code.unique"], "3": ["code.unique"]}
    assert judged.verdict.quarantined == 2


def test_a_key_of_several_columns_repeats_only_where_all_of_them_do(judge):
    judged = judge(
        [text("a"), day("b")],
        [
            {"a": "x", "b": "2026-01-01"},
            {"a": "x", "b": "2026-01-02"},
            {"a": "y", "b": "2026-01-01"},
            {"a": "x", "b": "2026-01-01"},
            {"a": "x", "b": None},
            {"a": "x", "b": None},
        ],
        [
            {
                "id": "pair",
                "metric": "duplicateValues",
                "arguments": {"properties": ["a", "b"]},
                "mustBe": 0,
            }
        ],
    )

    assert judged.quarantined_by == {"1": ["pair"], "4": ["pair"]}


PATTERNS = {
    # the end of a text is its end, also before a line break
    "end": ("^ab$", {"ab"}, {"ab\n", "abc"}),
    # digits of other scripts are no digits, blanks are those of ASCII
    "digits": (r"^\d{2}$", {"12"}, {"123", "٣٤"}),
    "blank": (r"^a\sb$", {"a b", "a\tb"}, {"a\vb", "a\u00a0b", "ab"}),
    "in_a_class": (r"^[\s$]+$", {" $ "}, {"$x"}),
    "no_blank": (r"^\S+$", {"é"}, {"a b"}),
    "case": ("(?i)^émile", {"Émile", "émile x"}, {"Emile", " Émile"}),
    "letters": (r"^\w+\D$", {"a_1x"}, {"é", "1"}),
    "bracket": ("^[]a]$", {"]", "a"}, {"b"}),
}


def test_a_pattern_means_the_same_to_both_engines(judge):
    """One column for each pattern, and in each row a text of that column alone."""
    cases = [
        (column, value)
        for column, (_, matching, others) in PATTERNS.items()
        for value in sorted(matching | others)
    ]
    judged = judge(
        [
            text(column, logicalTypeOptions={"pattern": pattern})
            for column, (pattern, _, _) in PATTERNS.items()
        ],
        [{column: value} for column, value in cases],
    )

    assert judged.faults_by == {
        str(row): [f"{column}.pattern"]
        for row, (column, value) in enumerate(cases, 1)
        if value in PATTERNS[column][2]
    }


def test_a_length_counts_characters_not_bytes(judge):
    judged = judge(
        [text("name", logicalTypeOptions={"minLength": 2, "maxLength": 4})],
        [{"name": name} for name in ("é", "Zo", "Zoë", "東京都庁", "Zoltán", None)],
    )

    assert judged.faults_by == {"1": ["name.length"], "5": ["name.length"]}


BOUNDS = {
    "closed": ({"minimum": 0, "maximum": 100}, {"-0.5", "100.5"}),
    "above": ({"exclusiveMinimum": 0}, {"-0.5", "0"}),
    "below": ({"exclusiveMaximum": 100}, {"100", "100.5"}),
    "half_open": ({"minimum": 0, "exclusiveMaximum": 100}, {"-0.5", "100", "100.5"}),
}


def test_a_number_lies_between_its_bounds(judge):
    values = ["-0.5", "0", "50", "100", "100.5"]
    judged = judge(
        [number(name, logicalTypeOptions=options) for name, (options, _) in BOUNDS.items()],
        [dict.fromkeys(BOUNDS, value) for value in values],
    )

    assert judged.faults_by == {
        str(row): broken
        for row, value in enumerate(values, 1)
        if (
            broken := [f"{name}.range" for name, (_, outside) in BOUNDS.items() if value in outside]
        )
    }


def test_days_and_moments_have_bounds_too(judge):
    judged = judge(
        [
            day("on", logicalTypeOptions={"minimum": "2000-01-01", "maximum": "2030-12-31"}),
            moment("at", logicalTypeOptions={"exclusiveMinimum": "2000-01-01T00:00:00+01:00"}),
        ],
        [
            {"on": "2000-01-01", "at": "2000-01-01T00:00:00.000001"},
            {"on": "1999-12-31", "at": "2000-01-01T00:00:00"},  # Madrid is at +01:00
            {"on": "2030-12-31", "at": "1999-12-31T23:00:00Z"},
            {"on": "2031-01-01", "at": "1999-12-31T23:00:01Z"},
        ],
    )

    assert judged.faults_by == {
        "2": ["on.range", "at.range"],
        "3": ["at.range"],
        "4": ["on.range"],
    }


def test_a_value_is_one_of_those_allowed(judge):
    judged = judge(
        [
            text("status", enum=[{"value": "held"}, {"value": "moved"}]),
            number("level"),
            flag("won"),
        ],
        [
            {"status": "held", "level": "1", "won": "true"},
            {"status": "Held", "level": "2.0", "won": "yes"},
            {"status": None, "level": "3", "won": "false"},
            {"status": "gone", "level": None, "won": None},
        ],
    )

    assert judged.faults_by == {"2": ["status.enum"], "4": ["status.enum"]}


def test_allowed_values_of_numbers_and_truth_values(judge):
    allowed = {"metric": "invalidValues", "mustBe": 0}
    judged = judge(
        [
            number(
                "level", quality=[{**allowed, "arguments": {"validValues": [1, 2]}, "id": "of"}]
            ),
            flag("won", quality=[{**allowed, "arguments": {"validValues": [True]}, "id": "of"}]),
        ],
        [{"level": "1", "won": "1"}, {"level": "2.5", "won": "no"}, {"level": None, "won": None}],
    )

    assert judged.faults_by == {"2": ["level.of", "won.of"]}


RELATIONS = {
    "below": ("<", "23"),
    "at_most": ("<=", "3"),
    "above": (">", "12"),
    "at_least": (">=", "1"),
    "equal": ("==", "13"),
}
"""Rule → operator, and rows of the following table that it does not hold in."""


def test_two_columns_stand_in_a_relation_where_both_are_filled(judge):
    judged = judge(
        [number("a"), number("b")],
        [
            {"a": "1", "b": "2"},
            {"a": "2", "b": "2"},
            {"a": "3", "b": "2"},
            {"a": None, "b": "2"},
            {"a": "2", "b": None},
        ],
        [
            {**custom("compare", left="a", operator=operator, right="b"), "id": name}
            for name, (operator, _) in RELATIONS.items()
        ],
    )

    assert judged.quarantined_by == {
        row: [name for name, (_, broken) in RELATIONS.items() if row in broken]
        for row in ("1", "2", "3")
    }


def test_days_are_compared_as_days_and_texts_for_equality(judge):
    judged = judge(
        [day("start"), day("end"), text("a"), text("b")],
        [
            {"start": "2026-01-31", "end": "2026-02-01", "a": "x", "b": "x"},
            {"start": "2026-02-01", "end": "2026-01-31", "a": "x", "b": "y"},
            {"start": "2026-02-01", "end": "soon", "a": "x", "b": None},
        ],
        [
            custom("compare", left="end", operator=">=", right="start"),
            {**custom("compare", left="a", operator="==", right="b"), "id": "same"},
        ],
    )

    assert judged.faults_by == {"2": ["it", "same"], "3": ["end.readable"]}


def test_a_cell_is_filled_in_the_rows_that_ask_for_it(judge):
    judged = judge(
        [day("closed_on"), flag("closed")],
        [
            {"closed": "true", "closed_on": "2026-01-01"},
            {"closed": "true", "closed_on": None},
            {"closed": "false", "closed_on": None},
            {"closed": None, "closed_on": None},
            {"closed": "true", "closed_on": "yesterday"},
        ],
        [custom("requiredWhen", column="closed_on", when={"column": "closed", "in": [True]})],
    )

    assert judged.faults_by == {"2": ["it"], "5": ["closed_on.readable", "it"]}


def test_a_cell_required_in_some_rows_is_empty_there_if_the_export_lacks_the_column(judge):
    judged = judge(
        [day("closed_on"), flag("closed")],
        [{"closed": "true"}, {"closed": "false"}],
        [custom("requiredWhen", column="closed_on", when={"column": "closed", "in": [True]})],
        missing_columns=("closed_on",),
    )

    assert judged.quarantined_by == {"1": ["it"]}


def test_other_rules_of_a_column_that_the_export_lacks_are_not_looked_at(judge):
    judged = judge(
        [day("start"), day("end")],
        [{"start": "2026-01-01"}],
        [custom("compare", left="end", operator=">=", right="start")],
        missing_columns=("end",),
    )

    unchecked = {rule.id: rule.unchecked for rule in judged.verdict.rules if rule.unchecked}
    assert unchecked == {
        "end.readable": "the export has no column end",
        "it": "the export has no column end",
    }
    assert judged.verdict.missing_columns == ("end",)
    assert str(judged.kept["end"].iloc[0]) == "None"


def test_a_value_follows_from_another_cell(judge):
    judged = judge(
        [flag("closed"), flag("won")],
        [
            {"won": "true", "closed": "true"},
            {"won": "true", "closed": "false"},
            {"won": "false", "closed": "false"},
            {"won": "true", "closed": None},
            {"won": None, "closed": "false"},
        ],
        [custom("valueWhen", column="closed", values=[True], when={"column": "won", "in": [True]})],
    )

    assert judged.quarantined_by == {"2": ["it"]}


def test_nothing_lies_after_the_day_of_the_export(judge):
    rows = [
        {"on": "2026-09-30", "at": "2026-09-30T23:59:59"},
        {"on": "2026-10-01", "at": "2026-10-01T00:00:00"},
        # 22:30 UTC is half past midnight of the next day in Madrid
        {"on": None, "at": "2026-09-30T22:30:00Z"},
        {"on": None, "at": "2026-09-30T21:59:59Z"},
    ]
    rules = [
        custom("notAfterExport", column="on"),
        {**custom("notAfterExport", column="at"), "id": "moment"},
    ]
    judged = judge([day("on"), moment("at")], rows, rules, exported_on=date(2026, 9, 30))

    assert judged.quarantined_by == {"2": ["it", "moment"], "3": ["moment"]}


def test_a_review_day_after_the_export_allows_rows_up_to_it(judge):
    rules = [custom("notAfterExport", column="on")]
    rows = [{"on": "2026-10-01"}, {"on": "2026-10-05"}, {"on": "2026-10-06"}]
    judged = judge([day("on")], rows, rules, exported_on=date(2026, 9, 30), as_of=date(2026, 10, 5))

    assert judged.quarantined_by == {"3": ["it"]}


def test_a_review_day_before_the_export_takes_nothing_away(judge):
    judged = judge(
        [day("on")],
        [{"on": "2026-09-30"}],
        [custom("notAfterExport", column="on")],
        exported_on=date(2026, 9, 30),
        as_of=date(2026, 6, 30),
    )

    assert judged.quarantined_by == {}


def test_only_some_rows_may_be_bound_to_the_past(judge):
    when = {"column": "status", "in": ["held"]}
    judged = judge(
        [day("on"), text("status")],
        [{"on": "2026-10-09", "status": "held"}, {"on": "2026-10-09", "status": "moved"}],
        [custom("notAfterExport", column="on", when=when)],
    )

    assert judged.quarantined_by == {"1": ["it"]}


def test_a_row_refers_to_a_row_that_is_kept(judge):
    """A parent that is quarantined takes its children along, and theirs."""
    to = "outcomes.yaml#/schema/outcomes/properties/id"
    judged = judge(
        [
            text("part_of", relationships=[{"type": "foreignKey", "to": to}]),
            number("weight", required=True),
        ],
        [
            {"part_of": None, "weight": "1"},
            {"part_of": "1", "weight": "1"},
            {"part_of": None, "weight": "heavy"},
            {"part_of": "3", "weight": "1"},
            {"part_of": "4", "weight": "1"},
            {"part_of": "nobody", "weight": "1"},
            {"part_of": "7", "weight": "1"},  # part of itself
            {"part_of": "9", "weight": "1"},  # part of each other
            {"part_of": "8", "weight": "1"},
            {"part_of": "2", "weight": "1"},
        ],
    )

    reference = ["part_of.reference"]
    assert judged.quarantined_by == {
        "3": ["weight.readable"],
        **dict.fromkeys(("4", "5", "6", "7", "8", "9"), reference),
    }
    assert sorted(judged.kept["id"]) == ["1", "10", "2"]


def test_a_warning_is_counted_and_its_row_kept(judge):
    warning = {**custom("compare", left="end", operator=">=", right="start"), "severity": "warning"}
    judged = judge(
        [day("start"), day("end")],
        [
            {"start": "2026-02-01", "end": "2026-01-01"},
            {"start": "2026-02-01", "end": "2026-03-01"},
        ],
        [warning],
    )

    assert judged.broken_by("it") == 1
    assert judged.quarantined_by == {}
    assert (judged.verdict.kept, judged.verdict.quarantined) == (2, 0)


def test_a_row_with_several_violations_is_counted_once_under_the_first(judge):
    judged = judge(
        [
            number("score", required=True, logicalTypeOptions={"maximum": 5}),
            text("who", required=True),
        ],
        [{"score": "9", "who": None}, {"score": "x", "who": None}, {"score": "9", "who": "a"}],
    )

    attributed = {rule.id: (rule.rows, rule.attributed) for rule in judged.verdict.broken_rules}
    assert attributed == {
        "who.required": (2, 1),
        "score.readable": (1, 1),
        "score.range": (2, 1),
    }
    assert judged.verdict.quarantined == 3


def test_reasons_say_in_words_what_is_wrong(judge):
    judged = judge(
        [number("score", logicalTypeOptions={"maximum": 5}), text("who", required=True)],
        [{"score": "9", "who": None}],
    )

    row = judged.quarantined.iloc[0]
    assert list(row["reasons"]) == ["who is empty", "score is not at most 5"]
    assert (row["_file"], row["_row"], row["score"]) == ("exports/outcomes.csv", 2, "9")


@pytest.mark.parametrize(
    ("chunk_rows", "few_chunks"),
    [(8, 16), (8, 1), (1000, 16)],
    ids=["few pieces", "more pieces, in their order", "one piece"],
)
def test_a_table_looked_at_in_pieces_has_the_same_counts(
    judge, monkeypatch, chunk_rows, few_chunks
):
    """Equal keys share a piece, so that uniqueness is judged as if the table were whole."""
    monkeypatch.setattr(frames, "FEW_CHUNKS", few_chunks)
    monkeypatch.setattr(frames, "KEYS_AT_ONCE", chunk_rows)
    rows = [{"code": str(n % 7), "other": str(n % 5), "score": str(n)} for n in range(20)]
    judged = judge(
        [text("code", unique=True), text("other", unique=True), number("score")],
        [*rows, {"code": "alone", "other": "alone", "score": "x"}],
        [custom("compare", left="score", operator="<=", right="score")],
        chunk_rows=chunk_rows,
    )

    counts = {rule.id: rule.rows for rule in judged.verdict.broken_rules}
    assert counts == {"code.unique": 20, "other.unique": 20, "score.readable": 1}


@pytest.mark.parametrize("chunk_rows", [4, 1000], ids=["each alike once", "one piece"])
def test_rows_that_are_alike_count_as_often_as_they_occur(judge, chunk_rows):
    """In frames of a large table they stand once; two kinds of row are broken, eleven times together."""
    good = {"status": "held", "on": "2026-01-02", "note": "met", "score": "4"}
    late = {**good, "on": "2031-01-02"}
    bad = {"status": "held", "on": None, "note": "", "score": "nine"}
    judged = judge(
        [
            text("status", enum=[{"value": "held"}]),
            day("on"),
            text("note", required=True, logicalTypeOptions={"pattern": "^m"}),
            number("score", required=True, logicalTypeOptions={"maximum": 5}),
        ],
        [*[good] * 12, *[late] * 4, *[bad] * 7, *[{**good, "score": "6"}] * 5],
        [
            custom("requiredWhen", column="on", when={"column": "status", "in": ["held"]}),
            {**custom("notAfterExport", column="on"), "id": "not_late"},
        ],
        chunk_rows=chunk_rows,
    )

    assert {rule.id: rule.rows for rule in judged.verdict.broken_rules} == {
        "note.pattern": 7,
        "score.readable": 7,
        "score.range": 5,
        "it": 7,
        "not_late": 4,
    }
