"""Page one against the metric tables: every focus criterion, with its numbers beside its name."""

import pandas as pd
import pytest

from review_kit.check.focus import FocusFacts, check_focus, focus_facts


@pytest.fixture
def metrics(tmp_path):
    rows = [
        # rep, criterion, parent, rank, baseline, current, delta
        ("R1", "Discovery", None, 2, 61.5, 60.5, -1.0),
        ("R1", "Objection handling", None, 1, 52.4, 69.2, 16.8),
        ("R1", "Price objection", "obj", 1, 40.0, 41.0, 1.0),
        ("R1", "Closing", None, None, 80.0, 81.0, 1.0),
        ("R1", "CRM use", None, 3, None, 70.0, None),
        ("R2", "Discovery", None, 1, 10.0, 20.0, 10.0),
    ]
    columns = ["rep_id", "criterion", "parent_criterion_id", "focus_rank"]
    columns += ["baseline_score", "current_score", "verdict_points"]
    pd.DataFrame(rows, columns=columns).astype({"focus_rank": "Int64"}).to_parquet(
        tmp_path / "rep_criteria.parquet"
    )
    reps = {"rep_id": ["R1", "R2"], "is_starting": [False, True]}
    pd.DataFrame(reps).to_parquet(tmp_path / "reps.parquet")
    return tmp_path


FACTS = [
    FocusFacts(
        "Objection handling",
        (("baseline", "52"), ("current score", "69"), ("number of the verdict", "+17")),
    ),
    # halves are rounded away from zero, as in print
    FocusFacts(
        "Discovery", (("baseline", "62"), ("current score", "61"), ("number of the verdict", "−1"))
    ),
    FocusFacts("CRM use", (("current score", "70"),)),
]
PAGE = (
    "Objection handling rose 17 points.\n"
    "Objection\nhandling\nweight 30 %\n52\n69\n+17 points (+8 to +26)\nObjection handling score 69\n"
    "Discovery\nweight 25 %\n62\n61\n−1 point (−5 to +3)\n"
    "CRM use\n70\ntoo few calls at the start (3)\n"
)


def test_facts_are_the_focus_criteria_by_rank_with_what_the_evidence_carries(metrics):
    assert focus_facts(metrics, "R1") == FACTS


def test_in_a_reps_first_days_page_one_need_not_say_them(metrics):
    assert focus_facts(metrics, "R2") == []


def test_a_page_that_says_them_passes():
    assert check_focus(PAGE, FACTS) == []


def test_a_criterion_that_is_not_named():
    (finding,) = check_focus(PAGE.replace("CRM use", "CRM"), FACTS)
    assert str(finding) == "page 1 does not name the focus criterion 'CRM use' (check: focus)"


@pytest.mark.parametrize(
    ("printed", "instead", "label"),
    [("\n52\n", "\n53\n", "the baseline of 'Objection handling', 52"),
     ("+17 points", "−17 points", "the number of the verdict of 'Objection handling', +17"),
     ("\n61\n", "\n\n", "the current score of 'Discovery', 61")],
)  # fmt: skip
def test_a_wrong_or_missing_number_is_named(printed, instead, label):
    (finding,) = check_focus(PAGE.replace(printed, instead), FACTS)
    assert finding.what == f"page 1 does not print {label}, beside its name"


def test_a_number_beside_another_criterion_does_not_count():
    swapped = PAGE.replace("\n62\n61\n−1", "\nA").replace("\n52\n69\n", "\n52\n69\n62\n61\n−1\n")
    assert [finding.what for finding in check_focus(swapped, FACTS)] == [
        "page 1 does not print the baseline of 'Discovery', 62, beside its name",
        "page 1 does not print the current score of 'Discovery', 61, beside its name",
        "page 1 does not print the number of the verdict of 'Discovery', −1, beside its name",
    ]


def test_parts_of_numbers_and_words_are_not_the_number_or_the_name():
    facts = [FocusFacts("Tone", (("current score", "7"),))]
    assert len(check_focus("Tone 17 7.5 70 1,7", facts)) == 1
    assert check_focus("Tone 7.", facts) == []
    assert (
        check_focus("Stone 7", facts)[0].what == "page 1 does not name the focus criterion 'Tone'"
    )


def test_a_name_inside_another_criterions_name_is_told_apart():
    facts = [
        FocusFacts("Discovery", (("current score", "60"),)),
        FocusFacts("Discovery depth", (("current score", "40"),)),
    ]
    assert check_focus("Discovery 60 Discovery\ndepth 40", facts) == []
    assert len(check_focus("Discovery depth 60 40", facts)) == 1


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Tone 🎯", "Tone 69"),
        ("Fit & finish", "Fit &\nﬁnish 69"),
        ("Äußerung", "A\u0308ußerung 69"),
        ("Next\u00a0steps", "Next steps 69"),
        ("异议处理", "异议\n处理 69"),
        ("🎯", "69"),
    ],
)
def test_marks_accents_and_ligatures_need_not_survive_in_the_text_of_a_page(name, printed):
    facts = [FocusFacts(name, (("current score", "69"),))]
    assert check_focus(printed, facts) == []
