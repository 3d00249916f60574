"""The return in words: a range, or the cost and why there is none; what it rests on and what moves it."""

from dataclasses import replace

import pytest
from document_examples import CONTEXT

from review_kit.documents.group_report import coaching_return, return_assumptions
from review_kit.metrics import coaching_return as engine

CRITERIA = {"obj": "Objection handling", "dis": "Discovery"}

SHOWN = {
    "cost": 11_900.0,
    "benefit_low": 12_000.0,
    "benefit": 88_000.0,
    "benefit_high": 231_000.0,
    "multiple_low": 1.01,
    "multiple": 7.39,
    "multiple_high": 19.41,
    "n_started": 12,
    "n_reps": 7,
    "reason": "",
}
NONE = {**dict.fromkeys(SHOWN), "cost": 11_900.0, "n_started": 12, "n_reps": 7}


def test_a_return_is_a_range_with_its_multiple_and_its_cost():
    shown = coaching_return.return_of(SHOWN, CONTEXT)
    assert shown.range == "€12K to €231K"
    assert shown.detail == "low to high; middle €88K; 1.0 to 19.4 times the cost, middle 7.4"
    assert shown.sentence == (
        "Worth of 12 skills of 7 reps whose coaching began in this window; cost €11.9K."
    )
    assert coaching_return.answer(SHOWN, CONTEXT) == (
        "The effect is reckoned to be worth €12K to €231K, at a cost of €11.9K."
    )


def test_without_rates_there_is_no_multiple_and_no_headline():
    free = {**SHOWN, "cost": None, **dict.fromkeys(("multiple_low", "multiple", "multiple_high"))}
    assert coaching_return.return_of(free, CONTEXT).detail == "low to high; middle €88K"
    assert coaching_return.return_of(free, CONTEXT).sentence.endswith("no hourly rates are set.")
    assert coaching_return.answer(free, CONTEXT) == ""


def test_a_range_across_zero_fits_a_loss_as_well_and_is_no_return():
    across = {**SHOWN, "benefit_low": -168_400.0, "reason": engine.INCLUDES_ZERO}
    shown = coaching_return.return_of(across, CONTEXT)
    assert (shown.range, shown.detail) == ("", "")
    assert shown.sentence == (
        "Coaching cost €11.9K in this window. The data fit a loss as well as a gain (−€168K to "
        "€231K), so no return is claimed."
    )
    assert coaching_return.answer(across, CONTEXT) == ""


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (engine.NOT_ESTIMATED, "a return needs an effect, and none can be estimated."),
        (engine.NOT_SHOWN, "no effect is shown: its interval includes zero or is wider than 8 pp."),
        (engine.LOWERED, "There is no return: coaching lowered the scores."),
        (engine.NOTHING_STARTED, "no skill was coached for the first time in this window"),
        (engine.NO_MARGIN, "the share of revenue that remains is not set (rates.margin)."),
        (
            engine.NO_ASSOCIATION,
            "none has a result with a price that its scores can be set against.",
        ),
    ],
)
def test_each_reason_has_its_words_beside_the_cost(reason, words):
    shown = coaching_return.return_of({**NONE, "reason": reason}, CONTEXT)
    assert shown.range == ""
    assert shown.sentence.startswith("Coaching cost €11.9K in this window. ")
    assert words in shown.sentence
    assert coaching_return.answer({**NONE, "reason": reason}, CONTEXT) == ""


def test_without_rates_and_without_a_row_there_is_neither():
    assert coaching_return.return_of(None, CONTEXT).sentence == (
        "No cost, because no hourly rates are set. No return is put against it: a return needs an "
        "effect, and none can be estimated."
    )


# -- assumptions -----------------------------------------------------------------------------------


def assumption(name, value, unit, origin="measured", ends=(None, None), swing=None, **pair):
    return {
        "assumption": name,
        "criterion_id": None,
        "outcome_metric": None,
        "value": value,
        "low": ends[0],
        "high": ends[1],
        "unit": unit,
        "origin": origin,
        "swing": swing,
        **pair,
    }


WIN = {"criterion_id": "obj", "outcome_metric": "win_rate"}
SIZE = {"criterion_id": "dis", "outcome_metric": "average_deal_size"}
ROWS = [
    assumption("effect", 3.98, "pp", ends=(0.41, 7.55), swing=40_981.0),
    assumption(
        "association", -0.0126, "share", "borrowed", ends=(-0.159, 0.134), swing=225_119.0, **WIN
    ),
    assumption("volume", 229.0, "closed deals", **WIN),
    assumption("value", 17_198.0, "money", **WIN),
    assumption("association", 664.0, "money", ends=(-2193.0, 3520.0), swing=24_562.0, **SIZE),
    assumption("volume", 9.0, "30-day periods", **SIZE),
    assumption("volume", 1_250_000.0, "quota", **SIZE),
    assumption("margin", 0.72, "share", "configured"),
    assumption("lasts", 90, "days", "assumed", ends=(36, 90), swing=13_712.0),
    assumption("cost", 11_892.75, "money", "configured"),
]


def test_each_assumption_has_its_value_range_origin_and_what_it_moves():
    rows = return_assumptions.assumption_rows(ROWS, CRITERIA, CONTEXT)
    plain = [tuple(cell.replace("\u202f", " ") for cell in row.values()) for row in rows]
    assert plain == [
        ("Effect of coaching on scores", "+4.0 pp", "+0.4 to +7.5", "measured", "€41K"),
        (
            "10 pp more in objection handling: win rate",
            "−1.3 pp",
            "−16 to +13",
            "borrowed: the organisation's",
            "€225K (most)",
        ),
        ("Volume, objection handling", "229 closed deals", "", "measured", "–"),
        ("Worth of a deal, objection handling", "€17.2K", "", "measured", "–"),
        (
            "10 pp more in discovery: average deal size",
            "+€664",
            "−€2.2K to +€3.5K",
            "measured",
            "€24.6K",
        ),
        ("Volume, discovery", "9 rep-months", "", "measured", "–"),
        ("Volume, discovery", "€1.2M of quota", "", "measured", "–"),
        ("Share of revenue that remains", "72 %", "", "set in review_kit.toml", "–"),
        (
            "How long the effect lasts",
            "90 days",
            "36 to 90",
            "assumed: the default; 36 days are measured",
            "€13.7K",
        ),
        (
            "Cost of coaching",
            "€11.9K",
            "",
            "logged hours × rates set in review_kit.toml",
            "–",
        ),
    ]


def test_the_assumption_that_moves_the_result_most_is_named():
    assert return_assumptions.moves_most_sentence(ROWS, CRITERIA, CONTEXT) == (
        "One assumption moves the result most: “10 pp more in objection handling: win rate”. Between "
        "its low and its high end, all else in the middle, lie €225K."
    )
    assert return_assumptions.moves_most_sentence([], CRITERIA, CONTEXT) == ""


def test_the_currency_is_the_projects():
    dollars = replace(CONTEXT, currency="USD")
    assert coaching_return.return_of(SHOWN, dollars).range == "$12K to $231K"
