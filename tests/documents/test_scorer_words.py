"""What packets and reports say of who scored, and of whether the scores can be trusted."""

import pytest

from review_kit.documents.group_report.scorer_sentences import (
    agreement_sentence,
    disputes_sentence,
    drift_sentences,
    gap_sentence,
    mix_sentence,
    notes,
    people_sentence,
    untold_sentence,
)
from review_kit.documents.group_report.scorer_trust import (
    Scorers,
    agreement_rows,
    disputes_rows,
    people_rows,
)
from review_kit.documents.parts.scorer_words import who_scored

TOP = {"OBJ": "Objection handling", "DIS": "Discovery"}


def row(metric: str, **cells):
    nothing = dict.fromkeys(
        ("measured_on", "statistic", "value", "low", "high", "earlier", "verdict")
    )
    return {
        "metric": metric,
        "criterion_id": "",
        "criterion": None,
        "scorer": "",
        "other": "",
        "n": 0,
    } | (nothing | cells)


def share(scorer: str, part: float, people: int = 0):
    return {"scorer": scorer, "people": people, "share": part}


@pytest.mark.parametrize(
    ("shares", "sentence"),
    [
        ([share("ai", 1.0)], ""),
        ([share("human", 1.0, 1)], ""),
        ([share("human", 1.0, 3)], "Scored by three people 100 %."),
        ([share("ai", 0.88), share("human", 0.12)], "Scored by the AI 88 % and people 12 %."),
        ([share("ai", 0.996), share("human", 0.004, 1)],
         "Scored by the AI over 99 % and one person under 1 %."),
        ([share("ai:1", 0.3), share("ai:2", 0.5), share("human", 0.2, 2)],
         "Scored by AI 2 50 %, AI 1 30 % and two people 20 %."),
    ],
)  # fmt: skip
def test_a_packet_says_who_scored_where_more_than_one_did(shares, sentence):
    assert who_scored(shares).replace("\u202f", " ") == sentence


def test_the_mix_is_said_for_the_end_and_the_start_of_the_window():
    rows = [row("scorer_mix", scorer="ai", value=0.4, earlier=0.9, n=9)]
    rows.append(row("scorer_mix", scorer="human", value=0.6, earlier=0.1, n=9))
    assert mix_sentence(rows).replace("\u202f", " ") == (
        "At the end of the window, and at its start: people 60 % (10 %) and the AI 40 % (90 %)."
    )


def agreement(criterion: str, value: float | None, verdict: str | None = None):
    ends = {} if value is None else {"low": value - 0.1, "high": value + 0.05}
    return row(
        "scorer_agreement", criterion_id=criterion, value=value, verdict=verdict, n=40, **ends
    )


def test_a_skill_that_judges_nobody_is_named_with_what_to_do():
    weak = [agreement("OBJ", 0.45, "unreliable"), agreement("DIS", 0.8)]
    assert agreement_sentence(weak, TOP) == (
        "Scorers agree too little on objection handling: packets give no verdict there. Agree in a "
        "calibration session on what a good score is."
    )
    assert agreement_sentence([agreement("OBJ", 0.7), agreement("DIS", 0.8)], TOP) == (
        "Scorers agree enough to judge people on every skill."
    )
    assert agreement_sentence([agreement("OBJ", 0.7), agreement("DIS", None)], TOP) == (
        "Scorers agree enough to judge people on one skill. On one skill that cannot be told."
    )


def test_the_table_of_skills_gives_gap_agreement_and_whether_it_judges():
    found = Scorers.of(
        [
            agreement("OBJ", 0.45, "unreliable"),
            agreement("DIS", None),
            row("scorer_correlation", criterion_id="OBJ", value=0.44, n=40),
            row("scorer_gap", criterion_id="OBJ", scorer="human", other="ai", value=6.2, low=4.0,
                high=8.4, n=40, measured_on="same_rep_weeks"),
        ]
    )  # fmt: skip
    assert agreement_rows(found, TOP) == [
        {"criterion": "Objection handling", "calls": "40", "gap0": "+6 (+4 to +8)*",
         "agreement": "0.45 (0.35 to 0.50)", "correlation": "0.44", "judges": "no"},
        {"criterion": "Discovery", "calls": "40", "gap0": "–", "agreement": "–",
         "correlation": "–", "judges": "not known (under 20 calls)"},
    ]  # fmt: skip
    assert "* Measured on the same rep's calls" in notes(found.rows("scorer_gap"))
    assert "*" not in notes([])


def test_the_largest_clear_gap_is_said_and_what_becomes_of_it():
    gaps = [
        row("scorer_gap", criterion_id="OBJ", scorer="human", other="ai", value=6, low=4, high=8),
        row(
            "scorer_gap", criterion_id="DIS", scorer="human", other="ai", value=-9, low=-19, high=1
        ),
    ]
    assert gap_sentence(gaps, TOP) == (
        "People score objection handling 6 points higher than the AI. Such gaps are taken off before a "
        "change is judged."
    )
    assert gap_sentence(gaps[1:], TOP) == ""


def leniency(name: str, value: float, verdict: str | None):
    return row("scorer_leniency", scorer=f"human:{name}", value=value, low=value - 2, high=value + 2,
               n=30, measured_on="both_scored", verdict=verdict)  # fmt: skip


def test_people_are_named_where_they_are_clearly_apart_and_never_ranked():
    rows = [leniency("Zoe", 9, "lenient"), leniency("Ann", 2, None), leniency("Max", -4, "strict")]
    assert people_sentence(rows) == (
        "Zoe scores clearly higher and Max scores clearly lower than is usual of people here."
    )
    assert [line["person"] for line in people_rows(rows)] == ["Ann", "Max", "Zoe"]
    assert people_rows(rows)[0]["gap"] == "+2 (0 to +4)"
    known = {"Ann": "Zara Adeyemi"}
    assert [line["person"] for line in people_rows(rows, known)] == ["Max", "Zara Adeyemi", "Zoe"]
    alike = [leniency("Ann", 2, None), leniency("Max", 1, None)]
    assert people_sentence(alike) == (
        "None of two people scores clearly higher or lower than the others."
    )
    assert people_sentence(alike[:1]) == ""


def test_who_became_more_lenient_is_said():
    rows = [row("scorer_drift", scorer="human:QA-12", value=12.1, verdict="changed")]
    rows.append(row("scorer_drift", scorer="human:QA-13", value=3.0))
    assert drift_sentences(rows) == [
        "QA-12 has become 12 points more lenient than before this window."
    ]


def test_disputes_are_counted_with_what_became_of_them():
    rates = [
        row("dispute_rate", n=1200, value=0.01),
        row("dispute_rate", scorer="ai", n=900, value=0.0),
    ]
    wrong = [row("overturn_rate", n=8, value=0.25), row("overturn_rate", scorer="ai", n=0)]
    assert disputes_sentence(rates, wrong) == (
        "Twelve scores of 1,200 were disputed; two of eight resolved ones were overturned."
    )
    assert disputes_rows(Scorers.of([*rates, *wrong]), TOP) == [
        {"what": "All", "scores": "1,200", "disputed": "12", "resolved": "8", "overturned": "2"}
    ]


def test_one_scorer_alone_is_a_reason_to_have_calls_scored_twice():
    (sentence,) = Scorers.of([]).sentences(TOP)
    assert sentence.startswith(
        "One scorer gave every score, so nothing tells how far another would"
    )


def test_skills_without_a_verdict_for_their_scorers_are_counted_with_what_to_do():
    rows = [
        {"rep_id": "r1", "verdict_reason": "different_scorers"},
        {"rep_id": "r1", "verdict_reason": "different_scorers"},
        {"rep_id": "r2", "verdict_reason": "within_chance"},
    ]
    assert untold_sentence(rows) == [
        "Two skills of one rep have no verdict: scored by different people, and nobody knows how far these "
        "are apart. Let both score some of the same calls."
    ]
    assert untold_sentence(rows[2:]) == []
