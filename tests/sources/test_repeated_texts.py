"""A look at each text of a column once finds what a look at every row finds."""

from __future__ import annotations

import duckdb
import pytest

from review_kit.sources.canonical import CanonicalColumn
from review_kit.sources.mapping.spelled import CELL_OR_FEW_TEXTS
from review_kit.sources.matching.rounded_ids import facts_of_ids, facts_of_texts, looks_of_ids
from review_kit.sources.sql import Steps
from review_kit.sources.values.probe import probe

TEXTS = [
    "7.78234E+18",
    "123456789012345000",
    "123456789012345000",
    "17",
    "2026-03-01",
    "#REF!",
    None,
]


@pytest.fixture
def steps():
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE read (s1 VARCHAR, _row BIGINT, reason VARCHAR)")
        rows = [
            (text, at % 5 + at, "footer" if at == 9 else None) for at, text in enumerate(TEXTS * 2)
        ]
        connection.executemany("INSERT INTO read VALUES ($1, $2, $3)", rows)
        yield Steps((("told", "FROM read"),)), connection


def test_the_facts_about_ids(steps):
    told, connection = steps
    looked = told.then(
        "looked_at",
        f"SELECT _row, s1, {', '.join(looks_of_ids([1]))} FROM {{last}} WHERE reason IS NULL",
    )
    facts = f"SELECT {', '.join(facts_of_ids([1]))} FROM {{last}}"
    by_row = connection.execute(looked.sql(facts)).fetchone()
    assert facts_of_texts(told, 1, connection) == by_row == (2, 0, "7.78234E+18", 3, 3)


@pytest.mark.parametrize("kind", ["number", "date", "text"])
def test_the_probe(steps, kind):
    told, connection = steps
    column = CanonicalColumn("told", kind, required=False)
    asked = {"told": "s1"}, ["told"] if kind == "number" else [], [column] if kind == "date" else []
    by_text = probe(told, *asked, connection, repeated=["s1"])
    assert by_text == probe(told, *asked, connection)
    assert by_text.failed == {"told"}


@pytest.mark.parametrize(
    ("sql", "is_one"),
    [
        ("r_score", True),
        ("s12", True),
        ("'EUR'", True),
        ("CASE s4 WHEN '1.3.2026' THEN '2026-03-01' ELSE s4 END", True),
        ("coalesce(r_score, '0')", False),
        ("CASE WHEN r_score THEN 1 END", False),
        ("'a' || r_score || 'b'", False),
    ],
)
def test_what_costs_nothing_to_make_again(sql, is_one):
    assert bool(CELL_OR_FEW_TEXTS.match(sql)) is is_one
