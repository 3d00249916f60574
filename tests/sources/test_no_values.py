"""What means "no value", and what is a value that could not be read."""

import pytest

from review_kit.sources.profiles.keys import DEFAULT_NULLS

HEAD = "opportunity_id,rep_id,created_date,stage,is_closed,is_won,currency,loss_reason,amount\n"


@pytest.fixture
def reasons(workshop, rows_of):
    def stage(*texts, profile=None):
        lines = [
            f'o{at},r1,2026-01-05,S,false,false,EUR,"{text}",5\n' for at, text in enumerate(texts)
        ]
        workshop.write({"d.csv": HEAD + "".join(lines)})
        settings = '[sources.opportunities]\npath = "d.csv"\n'
        if profile:
            workshop.write({"profiles/p.toml": profile})
            settings += 'profile = "p"\n'
        table = workshop.stage({}, settings)["opportunities"]
        return [text for (text,) in rows_of(table, "loss_reason")], table.notices

    return stage


def test_what_means_no_value_is_no_reason(reasons):
    texts = ["(No value)", "--", "NULL", "None", "n/a", "#N/A", "NaN", "—", "\\N", "", " - "]
    assert reasons(*texts) == ([None] * len(texts), ())


@pytest.mark.parametrize("text", ["No budget", "Nan Goldin", "none of the above", "N", "?", "."])
def test_what_only_looks_like_it_stays(reasons, text):
    assert reasons(text)[0] == [text]


def test_a_text_that_the_profile_names_is_a_value(reasons):
    profile = (
        'table = "opportunities"\ndescription = "x"\nsame_names = true\n[columns]\n'
        'loss_reason = { from = "loss_reason", values = { None = "no reason given" } }\n'
    )
    assert reasons("None", "--", profile=profile)[0] == ["no reason given", None]


@pytest.mark.parametrize(
    "text",
    ["#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#WERT!", "#BEZUG!", "#¡REF!", "#VALEUR!", "Err:502",
     "Loading..."],
)  # fmt: skip
def test_a_failed_formula_is_unreadable_and_told(reasons, text):
    values, (notice,) = reasons("Price", text, text)
    assert values == ["Price", None, None]
    assert notice.sentence == (
        f"loss_reason: cells with a failed formula, such as {text}; they cannot be read and "
        "count as empty (2 rows; first in d.csv row 3, column 'loss_reason')"
    )


@pytest.mark.parametrize("text", ["#1 competitor", "#ref", "Error in the quote", "Loading dock"])
def test_what_only_begins_like_one_stays(reasons, text):
    assert reasons(text) == ([text], ())


def test_a_failed_formula_is_never_taken_by_otherwise(workshop, rows_of):
    profile = (
        'table = "opportunities"\ndescription = "x"\nsame_names = true\n[columns]\n'
        'is_closed = { from = "is_closed", values = { yes = "true" }, otherwise = "false" }\n'
    )
    workshop.write({"profiles/p.toml": profile})
    text = HEAD + "o1,r1,2026-01-05,S,#REF!,false,EUR,,5\n"
    table = workshop.stage(
        {"d.csv": text}, '[sources.opportunities]\npath = "d.csv"\nprofile = "p"\n'
    )["opportunities"]
    assert rows_of(table, "is_closed") == [(None,)]
    assert [notice.kind for notice in table.notices] == ["failed_formulas"]


def test_no_text_is_listed_twice():
    assert len(DEFAULT_NULLS) == len(set(DEFAULT_NULLS))
