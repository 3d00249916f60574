"""Which results are shown as bars, which in small type; and which terms a packet defines."""

import pytest
from document_examples import CONTEXT
from read_tables import table_rows
from rep_rows import (
    HIGHER,
    commitment,
    goal,
    metric,
    plan,
    record,
    session,
    skill,
    stage,
    stalled,
    theme,
)

from review_kit.documents.packet.page_one import comparisons
from review_kit.documents.packet.performance import (
    MOST,
    comparison,
    other_sentence,
    performance,
    that_matter,
)
from review_kit.documents.packet.terms import sources, terms, terms_used
from review_kit.documents.parts.outcome import lagging_of, outcome
from review_kit.words import speaking

NARROW = "\u202f"


def results(**values):
    """Metrics by name, each with its value, the previous window and the team's median."""
    return [
        metric(name, now, previous=before, team_median=median)
        for name, (now, before, median) in values.items()
    ]


def chosen(rows, **tables):
    rep = record(rep_metrics=rows, **tables)
    return [each.metric for each in that_matter(lagging_of(rep.metrics), rep)]


SAME = (10.0, 10.0, 10.0)
MANY = results(
    quota_attainment=(0.5, 0.5, 0.5),
    win_rate=(0.3, 0.3, 0.3),
    average_deal_size=(100.0, 100.0, 50.0),
    won_amount=(100.0, 40.0, 100.0),
    sales_cycle_days=(60.0, 60.0, 57.0),
    deals_won=(10.0, 9.0, 10.0),
    opportunity_starts=SAME,
    open_pipeline=SAME,
)


def test_six_results_are_bars_those_agreed_first_then_those_that_moved_or_stand_apart():
    # quota is agreed, win rate is driven by the focus skill; won amount moved by 60 %, deal size is 50 %
    # from the team; deals won moved by 10 %, the cycle is 5 % from the team; the rest stands still
    assert MOST == 6
    assert set(chosen(MANY, rep_criteria=[skill()])) == {
        *("quota_attainment", "win_rate", "won_amount", "average_deal_size", "deals_won"),
        "sales_cycle_days",
    }


def test_a_result_with_an_open_goal_is_always_shown():
    of_goal = goal(10.0, on_score=False, metric="open_pipeline", criterion_id=None)
    shown = chosen(MANY, rep_criteria=[skill()], goals=[of_goal])
    assert "open_pipeline" in shown
    assert "sales_cycle_days" not in shown
    met = {**of_goal, "status": "met"}
    assert "open_pipeline" not in chosen(MANY, rep_criteria=[skill()], goals=[met])


def test_they_stand_in_the_order_of_the_glossary_whatever_moved():
    shown = chosen(MANY, rep_criteria=[skill()])
    rep = record(rep_metrics=MANY)
    order = [each.metric for each in lagging_of(rep.metrics)]
    assert shown == [name for name in order if name in shown]


def test_a_rank_what_has_no_value_and_what_other_sections_count_is_no_bar():
    rows = [
        metric("close_rate_rank", 2.0, n=6),
        metric("win_rate", None, n=3, note="3 closed deals, 5 are needed"),
        metric("losses", 12.0),
        metric("stalled_count", 4.0),
        metric("deals_won", 5.0),
    ]
    assert chosen(rows) == ["deals_won"]
    # nor does a rank stand in small type: a packet ranks nobody
    assert "rank" not in performance(record(rep_metrics=rows)).text.lower()


def test_the_others_stand_below_in_small_type_with_their_comparisons():
    shown = performance(record(rep_criteria=[skill()], rep_metrics=MANY))
    assert len(table_rows(shown.html)) == 6
    lines = shown.text.splitlines()
    assert lines[lines.index("Other results:") + 1 :] == [
        "Opportunities started 10 (before 10, team 10)",
        "Open pipeline 10 (before 10, team 10)",
    ]


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (
            metric("win_rate", 0.3, previous=0.2, team_median=0.25),
            f"Win rate 30{NARROW}% (before 20{NARROW}%, team 25{NARROW}%)",
        ),
        (metric("win_rate", 0.3, previous=0.2), f"Win rate 30{NARROW}% (before 20{NARROW}%)"),
        (
            metric("win_rate", 0.3, team_median=0.25, team_median_scope="org"),
            f"Win rate 30{NARROW}% (organisation 25{NARROW}%)",
        ),
        (metric("win_rate", 0.3), f"Win rate 30{NARROW}%"),
        (
            metric("win_rate", None, n=3, note="3 closed deals, 5 are needed"),
            "Win rate not shown: 3 closed deals, 5 are needed",
        ),
    ],
)
def test_a_result_in_small_type(row, text):
    rep = record(rep_metrics=[row])
    assert other_sentence(rep.metrics[row["metric"]]) == text


@pytest.mark.parametrize(
    ("name", "now", "other", "word"),
    [
        ("sales_cycle_days", 50.0, 60.0, "better"),
        ("sales_cycle_days", 60.0, 50.0, "worse"),
        ("sales_cycle_days", 60.0, 60.0, ""),
        ("sales_cycle_days", 60.0, None, ""),
        # a longer bar says it
        ("win_rate", 0.3, 0.2, ""),
    ],
)
def test_where_less_is_better_a_word_says_which_is(name, now, other, word):
    rep = record(rep_metrics=[metric(name, now)])
    assert comparison(rep.metrics[name], other) == word


# -- terms -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tables", "names"),
    [
        ({}, set()),
        # no clear change rests on the change over the window
        ({"rep_criteria": [skill()]}, {"score_delta"}),
        ({"rep_criteria": [skill(**HIGHER)]}, {"expected_gap"}),
        ({"sessions": [session()]}, {"session_before", "session_after"}),
        ({"commitments": [commitment()]}, {"commitment_completion"}),
        ({"plans": [plan()]}, {"plan_target"}),
        ({"stalled": [stalled("O1")]}, {"stalled_count"}),
        ({"themes": [theme()]}, {"theme_recurrence"}),
        ({"stages": [stage()]}, {"choke_point"}),
        # a rate needs a definition, a sum says itself what it is
        ({"rep_metrics": results(win_rate=(0.3, None, None), won_amount=SAME)}, {"win_rate"}),
    ],
)
def test_a_packet_defines_the_terms_that_stand_in_it_and_no_others(tables, names):
    assert set(terms_used(record(**tables))) == names


def test_a_result_in_small_type_is_not_defined():
    rows = [*MANY, *results(self_created_share=(0.5, 0.5, 0.5))]
    rep = record(rep_criteria=[skill()], rep_metrics=rows)
    shown = {each.metric for each in that_matter(lagging_of(rep.metrics), rep)}
    assert "self_created_share" not in shown
    assert "self_created_share" not in terms_used(rep)
    assert {"quota_attainment", "win_rate", "sales_cycle_days"} <= set(terms_used(rep))


def test_the_terms_end_with_where_all_definitions_are():
    text = terms(record(sessions=[session()])).text
    assert text.startswith("Terms used here")
    assert text.strip().endswith("All definitions are in the glossary of this run.")


def test_sources_name_exports_and_rows_left_out_and_deny_discipline():
    row = {
        "table": "qa_scores",
        "rows_used": 400,
        "rows_quarantined": 2,
        "first_day": None,
        "last_day": None,
    }
    text = sources(record(provenance=[row])).text
    assert "400 rows (2 more quarantined)" in text
    assert (
        "2 exported rows were incomplete or did not fit, and were left out (quarantined); the validation "
        "report says why."
    ) in text
    assert "Run 2026-09-30-90d, review-kit 0." in text
    assert "This record serves development; it is not a disciplinary record." in text
    whole = sources(record(provenance=[{**row, "rows_quarantined": 0}])).text
    assert "Every exported row about this rep met its contract." in whole


def test_whose_median_it_is_has_a_name_that_no_language_changes():
    row = {"metric": "win_rate", "unit": "share", "value": 0.29, "previous": None, "low": None}
    row |= {"high": None, "note": None, "n": 43, "team_median": 0.3, "team_median_scope": "org"}
    with speaking("de"):
        shown = outcome(row, CONTEXT)
        assert shown.median_label == "organisation"
        assert comparisons(shown)[1] == f"△ Median der Organisation 30{NARROW}%"
