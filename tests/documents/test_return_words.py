"""The return in words: a range, or the cost and why there is none; what it rests on and what moves it."""

from dataclasses import replace

import pytest
from document_examples import CONTEXT
from return_examples import COST, FACTORS, WIN, factor

from review_kit.documents.group_report import coaching_return, return_assumptions
from review_kit.documents.parts.block import unbroken
from review_kit.metrics import coaching_return as engine
from review_kit.words import say

CRITERIA = {"obj": "Objection handling", "dis": "Discovery", "crm": "Talk time"}

SHOWN = {
    "cost": 11_900.0,
    "net_low": 100.0,
    "net": 76_100.0,
    "net_high": 219_100.0,
    "multiple_low": 1.01,
    "multiple": 7.39,
    "multiple_high": 19.41,
    "n_started": 12,
    "n_reps": 7,
    "reason": "",
}
NONE = {**dict.fromkeys(SHOWN), "cost": 11_900.0, "n_started": 12, "n_reps": 7}
NO_MULTIPLE = dict.fromkeys(("multiple_low", "multiple", "multiple_high"))
ASSUMED = "The effect is assumed to last 90 days (measured: 8 to 35)."
MEASURED = [row for row in FACTORS if row["assumption"] != "lasts"]


def test_a_return_is_a_range_net_of_cost_and_says_first_what_is_assumed():
    shown = coaching_return.return_of(SHOWN, FACTORS, CONTEXT)
    assert shown.range == "€100 to €219K"
    assert shown.detail == "net of coaching cost (€11.9K); middle €76.1K"
    assert shown.sentence == f"{ASSUMED} From 12 skills of 7 reps first coached in this window."


def test_the_multiple_of_the_cost_stands_where_a_return_is_claimed():
    assert coaching_return.multiple_sentence(SHOWN) == (
        "Before cost it is 1.0 to 19.4 times the cost, middle 7.4."
    )
    assert coaching_return.multiple_sentence(NONE) == ""
    assert coaching_return.multiple_sentence(None) == ""


def test_what_is_measured_is_not_called_assumed():
    measured = "The effect is counted for 90 days (measured: 8 to 89)."
    assert coaching_return.return_of(SHOWN, MEASURED, CONTEXT).sentence.startswith(measured)
    later = factor("effect", 2.0, "pp", ends=(-0.5, 4.5), swing=1.0, first_day=36, last_day=89)
    assert coaching_return.lasting_sentence([{**FACTORS[0], "last_day": 35}, later]) == (
        f"{measured} From day 36 on it is at least as large as measured: the later the days, the more of "
        "the skills it is compared with are coached too by then."
    )
    assert return_assumptions.origin_of(later) == "measured: the scores; at least this much"
    shorter = [factor("lasts", 20.0, "days", "configured", (20.0, 20.0), 0.0, first_day=0)]
    assert coaching_return.lasting_sentence(shorter) == ""


def test_a_range_across_zero_could_be_a_loss_or_a_gain_and_is_no_return():
    across = {**SHOWN, **NO_MULTIPLE, "net_low": -168_400.0, "reason": engine.INCLUDES_ZERO}
    shown = coaching_return.return_of(across, FACTORS, CONTEXT)
    assert (shown.range, shown.detail) == ("", "")
    said = (
        "he return could be a loss or a gain: −€168K to €219K net of coaching cost, middle €76.1K."
    )
    assert shown.sentence == f"{ASSUMED} T{said} Coaching cost €11.9K in this window."


def test_a_range_below_zero_is_a_loss():
    below = {
        **SHOWN,
        **NO_MULTIPLE,
        "net_low": -9_000.0,
        "net": -6_000.0,
        "net_high": -2_000.0,
        "reason": engine.LOSS,
    }
    said = "So far it is a loss: −€9K to −€2K net of coaching cost, middle −€6K."
    assert said in coaching_return.return_of(below, MEASURED, CONTEXT).sentence


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (
            engine.NOT_ESTIMATED,
            "coaching's effect cannot be measured here, so there is no gain to set against the cost.",
        ),
        (engine.NOT_SHOWN, "No ROI is shown: coaching has no clear effect."),
        (engine.LOWERED, "No ROI is shown: coaching lowered the scores."),
        (engine.NOTHING_STARTED, "no skill was coached for the first time in this window"),
        (engine.NO_MARGIN, "the share of revenue that remains is not set in the settings."),
        (
            engine.NO_ASSOCIATION,
            "has a result with a price that could be compared with its scores.",
        ),
    ],
)
def test_each_reason_has_its_words_beside_the_cost(reason, words):
    shown = coaching_return.return_of({**NONE, "reason": reason}, COST, CONTEXT)
    assert shown.range == ""
    assert shown.sentence.startswith("Coaching cost €11.9K in this window. ")
    assert words in shown.sentence


def test_without_a_cost_there_is_no_return_because_it_would_be_net_of_it():
    free = {**NONE, "cost": None, "reason": engine.NO_COST}
    said = coaching_return.return_of(free, [], CONTEXT)
    assert said.sentence == (
        "No cost, because no hourly rates are set. No ROI is shown: the cost is not "
        "known, and ROI is what is left after it."
    )
    rates = CONTEXT.config.rates.model_copy(update={"manager_per_hour": 95.0})
    paid = replace(CONTEXT, config=CONTEXT.config.model_copy(update={"rates": rates}))
    assert coaching_return.return_of(free, [], paid).sentence.startswith(
        "No cost, because no session says how long it took."
    )


def test_without_rates_and_without_a_row_there_is_neither():
    assert coaching_return.return_of(None, [], CONTEXT).sentence == (
        "No cost, because no hourly rates are set. No ROI is shown: coaching's effect "
        "cannot be measured here, so there is no gain to set against the cost."
    )


# -- assumptions -----------------------------------------------------------------------------------


def plain(rows):
    return [tuple(cell.replace("\u202f", " ") for cell in row.values()) for row in rows]


def test_each_assumption_has_its_value_range_origin_and_what_it_moves():
    rows = return_assumptions.assumption_rows(FACTORS, CRITERIA, CONTEXT)
    by_settings = "set by you in the settings"
    # the worth of a unit of quota is itself, and goes without saying
    assert plain(rows) == [
        (
            "Effect of coaching on scores",
            "+4.0 points",
            "+0.4 to +7.5",
            "measured: the scores",
            "€41K",
        ),
        (
            "10 points more in objection handling: win rate",
            "+1.26 points",
            "−1.59 to +4.12",
            "borrowed: the organisation's",
            "€225K (most)",
        ),
        ("Volume, objection handling", "150.5 closed deals", "", "measured: the deals", "–"),
        ("Worth of a deal, objection handling", "€17,200", "", "measured: the deals", "–"),
        (
            "10 points more in discovery: quota attainment",
            "+2 points",
            "+1 to +3",
            "measured: the same reps over time",
            "€24.6K",
        ),
        ("Volume, discovery", "€1,250,000 of quota", "", "measured: the quotas", "–"),
        (
            "10 points more in talk time: average handle time",
            "−8 seconds",
            "−21 to +5",
            "measured: the same reps over time",
            "€900",
        ),
        ("Volume, talk time", "9 rep-months", "", "measured: reps and days of the window", "–"),
        ("Worth of a unit, talk time", "−€12.50", "", by_settings, "–"),
        (
            "Associations rest on the same reps and err together",
            "× 1.12",
            "",
            "measured: the same reps over time",
            "–",
        ),
        ("Share of revenue that remains", "72 %", "", by_settings, "–"),
        (
            "How long the effect lasts",
            "90 days",
            "36 to 90",
            "assumed: nobody has set it; measured: 8 to 35",
            "€13.7K",
        ),
        ("Days of the window", "90 days", "", "the window of this report", "–"),
        (
            "Managers' time in sessions",
            "176.5 h (10,590 min)",
            "",
            "measured: the coaching log",
            "–",
        ),
        ("An hour of a manager", "€95", "", by_settings, "–"),
        ("Reps' time in sessions", "183.5 h (11,010 min)", "", "measured: the coaching log", "–"),
        ("An hour of a rep", "€62.50", "", by_settings, "–"),
    ]


def test_no_word_for_leaders_is_the_name_of_a_file_or_a_setting():
    rows = return_assumptions.assumption_rows(FACTORS, CRITERIA, CONTEXT)
    said = [
        *map(say, coaching_return.WHY_NONE.values()),
        *(cell for row in rows for cell in row.values()),
    ]
    assert [words for words in said if ".toml" in words or "rates." in words] == []


def test_a_slope_in_money_is_written_in_full():
    rows = [factor("association", 660.0, "money", ends=(-2_190.0, 3_520.0), swing=1.0, **WIN)]
    (row,) = plain(return_assumptions.assumption_rows(rows, CRITERIA, CONTEXT))
    assert row[1:3] == ("+€660", "−€2,190 to +€3,520")


def test_the_assumption_that_moves_the_result_most_is_named():
    assert return_assumptions.moves_most_sentence(FACTORS, CRITERIA, CONTEXT) == (
        "One assumption moves the return most: “10 points more in objection handling: win rate”. "
        "From its low to its high end, with all others in the middle, the return moves by €225K."
    )
    assert return_assumptions.moves_most_sentence([], CRITERIA, CONTEXT) == ""


def test_the_currency_is_the_projects():
    dollars = return_assumptions.assumption_rows(
        FACTORS, CRITERIA, replace(CONTEXT, currency="USD")
    )
    assert dollars[3]["value"] == "$17,200"


@pytest.mark.parametrize(
    ("sentence", "html"),
    [
        (
            "A loss: −€261K to €66K, middle −€87.9K.",
            'A loss: <span class="nowrap">−€261K</span> to €66K, middle '
            '<span class="nowrap">−€87.9K</span>.',
        ),
        ("−US$3 <b>, −5 points", '<span class="nowrap">−US$3</span> &lt;b&gt;, −5 points'),
    ],
)
def test_no_line_ends_between_minus_and_currency(sentence, html):
    assert unbroken(sentence) == html
