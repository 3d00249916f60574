"""No text is made false, or human, without a word."""

import pytest

from review_kit.sources.values.truth_words import (
    CHECKED,
    FALSE_WORDS,
    NO,
    TRUE_WORDS,
    UNCHECKED,
    YES,
)

DEALS = (
    'table = "opportunities"\ndescription = "x"\n[columns]\nopportunity_id = "Id"\n'
    'rep_id = "Rep"\ncreated_date = "Created"\nclose_date = "Close"\nstage = "Stage"\n'
    'is_closed = { from = ["Closed", "Stage"], values = { Won = "true", Lost = "true" }, '
    "otherwise = "
    '"false" }\nis_won = { from = ["Is won", "Stage"], values = { Won = "true", Lost = "false" }, '
    'otherwise = "false" }\ncurrency = { constant = "EUR" }\n'
)
SETTINGS = '[sources.opportunities]\npath = "d.csv"\nprofile = "p"\nexported_on = 2026-06-30\n'


@pytest.fixture
def deals(workshop, rows_of):
    """``is_closed`` and ``is_won`` of each deal, and what is told."""

    def stage(rows, header="Stage", profile=DEALS):
        lines = [f"Id,Rep,Created,Close,{header}\n"]
        for at, row in enumerate(rows):
            cells = row if "," in row and row[4:5] == "-" else f"2026-12-31,{row}"
            lines.append(f"o{at},r1,2026-01-05,{cells}\n")
        workshop.write({"profiles/p.toml": profile})
        staged = workshop.stage({"d.csv": "".join(lines)}, SETTINGS)["opportunities"]
        return rows_of(staged, "is_closed", "is_won"), staged.notices

    return stage


def test_stages_that_nobody_named_are_listed_once_with_their_counts(deals):
    rows, (notice,) = deals(["Won", "Lost", "Proposal", "Proposal", "Demo"])
    assert rows == [("true", "true"), ("true", "false"), *[("false", "false")] * 3]
    assert not notice.stops
    assert notice.sentence == (
        "is_closed is 'false' for values that the profile does not name: 'Proposal' 2, 'Demo' 1 "
        "(3 rows; first in d.csv row 4, column 'Stage')"
    )
    assert notice.hint.endswith(
        'profiles/p.toml: `is_closed = { values = { "Proposal" = "false" } }`.'
    )


def test_named_stages_are_not_told(deals):
    named = DEALS.replace('Lost = "true"', 'Lost = "true", Demo = "false"')
    assert (
        deals(
            ["Won", "Demo"],
            profile=named.replace('Lost = "false"', 'Lost = "false", Demo = "false"'),
        )[1]
        == ()
    )


@pytest.mark.parametrize(
    "stage",
    ["Gewonnen", "Fechado e ganho", "Gagnée", "Wygrana", "Closed - Won (DACH)", "Contract signed",
     "受注", "1046872391"],
)  # fmt: skip
def test_a_stage_that_looks_won_or_is_a_number_is_asked_about(deals, stage):
    _, notices = deals(["Won", stage, "Proposal"])
    asked = {notice.message.partition(" ")[0] for notice in notices if notice.stops}
    assert asked == {"is_closed", "is_won"}
    assert all(notice.listed == {stage: 1} for notice in notices if notice.stops)


@pytest.mark.parametrize("stage", ["Verloren", "Perdida", "Closed", "Abgeschlossen", "Cancelled"])
def test_a_stage_that_looks_lost_or_closed_is_asked_about(deals, stage):
    _, notices = deals(["Won", stage])
    (asked,) = [notice for notice in notices if notice.stops]
    assert asked.message.startswith("is_closed would be 'false'")


@pytest.mark.parametrize(
    "stage", ["Closing call", "Negotiation", "Wonder", "Lostwithiel", "Signature due"]
)
def test_an_ordinary_stage_is_only_told(deals, stage):
    _, notices = deals([stage])
    assert [notice.stops for notice in notices] == [False]


def test_a_stage_of_which_every_deal_should_have_closed_is_asked_about(deals):
    past = ["2026-05-01,Zakończone sukcesem"] * 5
    _, notices = deals([*past, "2026-12-31,Proposal", "2026-05-01,Proposal"])
    (asked,) = [notice for notice in notices if notice.stops]
    assert (asked.kind, asked.listed) == ("past_stages", {"Zakończone sukcesem": 5})
    _, notices = deals(past[:4])
    assert not any(notice.stops for notice in notices)


@pytest.mark.parametrize(
    ("yes", "no"),
    [("WAHR", "FALSCH"), ("VRAI", "FAUX"), ("Verdadero", "Falso"), ("Ja", "Nein"), ("✓", "☐"),
     ("checked", "unchecked"), ("1", "0"), ("TRUE", "FALSE"), ("ИСТИНА", "ЛОЖЬ"), ("Sí", "No")],
)  # fmt: skip
def test_words_for_true_and_false_are_read_in_any_language(deals, yes, no):
    rows, notices = deals([f"Deal done,{yes},{no}"], header="Stage,Closed,Is won")
    assert rows == [("true", "false")]
    assert not notices


def test_another_word_among_true_and_false_is_refused_not_false(deals):
    rows, notices = deals(
        ["S,TRUE,TRUE", "S,perhaps,FALSE", "S,TRUE,x"], header="Stage,Closed,Is won"
    )
    assert rows == [("true", "true"), ("perhaps", "false"), ("true", "x")]
    assert [(notice.kind, notice.listed) for notice in notices] == [
        ("unknown_truth_words", {"perhaps": 1}),
        ("unknown_truth_words", {"x": 1}),
    ]


def test_a_lone_mark_is_refused_even_where_it_is_all_there_is(deals):
    rows, (notice, _) = deals(["S,x,x"], header="Stage,Closed,Is won")
    assert rows == [("x", "x")]
    assert notice.kind == "unknown_truth_words"


def test_patterns_come_after_values_and_before_otherwise(deals):
    patterns = DEALS.replace(
        'Lost = "true" }, otherwise',
        'Lost = "true" }, patterns = { "(?i)won" = "true" }, otherwise',
    )
    rows, _ = deals(["WON (East)", "Proposal"], profile=patterns)
    assert [closed for closed, _ in rows] == ["true", "false"]


def test_evaluators_that_nobody_named_are_listed_and_machines_asked_about(workshop, rows_of):
    workshop.write(
        {
            "profiles/p.toml": 'table = "qa_scores"\ndescription = "x"\nsame_names = '
            "true\n[columns]\n"
            'evaluator = { from = "By", values = { Auto = "ai" }, otherwise = "human" }\n'
        }
    )
    text = "evaluation_id,call_id,rep_id,call_at,criterion_id,score,max_score,By\n" + "".join(
        f"e{at},c{at},r1,2026-01-05,OBJ,50,100,{by}\n"
        for at, by in enumerate(["Auto", "Bo Chen", "Bo Chen", "AI scorer v2", "Aidan Kim"])
    )
    table = workshop.stage({"q.csv": text}, '[sources.qa_scores]\npath = "q.csv"\nprofile = "p"\n')[
        "qa_scores"
    ]
    assert [kind for (kind,) in rows_of(table, "evaluator")] == ["ai", *["human"] * 4]
    assert [(notice.stops, notice.listed) for notice in table.notices] == [
        (True, {"AI scorer v2": 1}),
        (False, {"Bo Chen": 2, "Aidan Kim": 1}),
    ]


def test_texts_of_several_files_are_told_together(workshop):
    workshop.write({"profiles/p.toml": DEALS})
    head = "Id,Rep,Created,Close,Stage\n"
    files = {
        "d/1.csv": head + "o1,r1,2026-01-05,2026-12-31,Demo\n",
        "d/2.csv": head + "o2,r1,2026-01-05,2026-12-31,Demo\no3,r1,2026-01-05,2026-12-31,Trial\n",
    }
    settings = '[sources.opportunities]\npath = "d"\nprofile = "p"\n'
    (notice,) = workshop.stage(files, settings)["opportunities"].notices
    assert (notice.rows, notice.files, notice.listed) == (3, 2, {"Demo": 2, "Trial": 1})


def test_ticks_mean_what_the_value_map_says_of_true(workshop, rows_of):
    text = "Rep,Coach,Day,Done?\n" + "".join(
        f"r1,m1,2026-01-0{at},{done}\n"
        for at, done in enumerate(["TRUE", "FALSE", "WAHR", "FALSCH", "☑", "Yes", "No", "Open"], 1)
    )
    profile = (
        'table = "coaching_log"\ndescription = "x"\n[columns]\nentry_id = "@row"\nsession_id = '
        '"@row"\n'
        'rep_id = "Rep"\nmanager_id = "Coach"\nsession_date = "Day"\ncommitment_status = { from = '
        '"Done?", values = { true = "done", false = "open", Yes = "done", No = "missed", Open = '
        '"open" } }\n'
    )
    workshop.write({"profiles/p.toml": profile})
    table = workshop.stage(
        {"log.csv": text}, '[sources.coaching_log]\npath = "log.csv"\nprofile = "p"\n'
    )["coaching_log"]
    assert [status for (status,) in rows_of(table, "commitment_status")] == [
        "done", "open", "done", "open", "done", "done", "missed", "open",
    ]  # fmt: skip


def test_no_word_means_both():
    assert not TRUE_WORDS & FALSE_WORDS
    assert not CHECKED & YES
    assert not UNCHECKED & NO
    assert {word.lower() for word in TRUE_WORDS | FALSE_WORDS} == TRUE_WORDS | FALSE_WORDS
