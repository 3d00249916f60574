"""What a packet says of disputed scores and of the rep's own words."""

from datetime import date

import pytest

from review_kit.documents.packet.disputes import dispute_line, disputes_sentence
from review_kit.documents.parts.block import block

OPEN = {
    "criterion_id": "OBJ",
    "call_on": date(2026, 9, 3),
    "score": 40.0,
    "raised_on": date(2026, 9, 4),
    "raised_by": "rep",
    "status": "open",
    "score_after": None,
    "left_out": True,
}
OVERTURNED = OPEN | {"status": "overturned", "score_after": 80.0, "left_out": False}
LOST = OVERTURNED | {"score_after": None, "left_out": True}
UPHELD = OPEN | {"status": "upheld", "left_out": False, "raised_by": "manager"}


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (OPEN, "disputed by the rep on 4 Sep; left out until it is resolved."),
        (OVERTURNED, "disputed by the rep on 4 Sep; changed to 80."),
        (LOST, "disputed by the rep on 4 Sep; taken out."),
        (UPHELD, "disputed by the manager on 4 Sep; the score stands."),
    ],
)
def test_a_line_says_where_the_score_is_and_what_became_of_it(row, line):
    where = "Objection handling, call of 3 Sep, score 40: "
    assert dispute_line(row, {"OBJ": "Objection handling"}) == where + line


def test_a_skill_that_is_no_longer_scored_is_not_named():
    assert dispute_line(UPHELD, {}).startswith(
        "A skill no longer scored, call of 3 Sep, score 40: "
    )


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], ""),
        ([OPEN], "1 score of this window was disputed and counts in no number here."),
        ([OPEN, LOST], "2 scores of this window were disputed; 2 of them count in no number here."),
        ([UPHELD], "1 score of this window was disputed; the dispute is resolved."),
        ([UPHELD, OVERTURNED], "2 scores of this window were disputed; all are resolved."),
        (
            [OPEN, OVERTURNED, UPHELD],
            "3 scores of this window were disputed; 1 of them counts in no number here.",
        ),
    ],
)
def test_the_sentence_counts_them_and_says_what_is_left_out(rows, sentence):
    assert disputes_sentence(rows) == sentence


def test_a_statement_is_printed_as_it_stands_and_is_never_markup():
    said = [
        {
            "text": "I disagree:\n<b>two</b> calls  were not mine.",
            "name": "Ann",
            "about": "Packet, 8 Jan",
        }
    ]
    page = block("packet/disputes.html.j2", sentence="", lines=[], statements=said)
    assert "I disagree:\n&lt;b&gt;two&lt;/b&gt; calls  were not mine." in page.html
