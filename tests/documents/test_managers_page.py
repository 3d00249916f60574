"""Managers, for their own managers: coverage, cadence, follow-through, sharing, leniency."""

from document_examples import CONTEXT

from review_kit.documents import OrgSummary, TeamRoi
from review_kit.documents.group_report.managers import (
    Manager,
    cadence_row,
    follow_through_row,
    listed_managers,
    manager_sentences,
    managers_of,
    scoring_row,
)
from review_kit.documents.parts.outcome import outcome


def metric(name, value, n=10, unit="share"):
    row = dict.fromkeys(("previous", "team_median", "low", "high", "note"))
    return {"metric": name, "value": value, "unit": unit, "n": n, **row}


def manager(name, completion, hours=1.0, coverage=1.0):
    metrics = {
        "coaching_hours_per_week": metric("coaching_hours_per_week", hours, unit="hours_per_week"),
        "coaching_coverage": metric("coaching_coverage", coverage, 4),
    }
    if completion is not None:
        metrics["template_completion_rate"] = metric("template_completion_rate", completion)
    return Manager(name, 4, {key: outcome(row, CONTEXT) for key, row in metrics.items()})


def leniency(scorer, value=-2.3, verdict=None):
    return {
        "metric": "scorer_leniency",
        "scorer": scorer,
        "value": value,
        "low": value - 1.0,
        "high": value + 1.0,
        "n": 1200,
        "earlier": -1.0,
        "verdict": verdict,
    }


def test_managers_are_measured_against_all_their_reps_the_line_and_the_floor():
    three = [
        manager("Ada", 0.95, 2.1),
        manager("Ben", 0.6, coverage=0.75),
        manager("Cleo", None, coverage=0.5),
    ]
    assert manager_sentences(three, three, CONTEXT)[1:] == [
        "2 of 3 managers have a rep without a session.",
        "1 of 3 coaches 2\u202fh a week and rep or more, as well-coached teams do.",
        "One log has 60\u202f% complete entries or fewer: no coaching can be claimed from it.",
    ]
    # one manager is compared with nobody
    assert len(manager_sentences(three[:1], three[:1], CONTEXT)) == 1
    fine = [manager("Ada", 0.95), manager("Ben", 0.9)]
    assert manager_sentences(fine, fine, CONTEXT)[1:] == [
        "Every rep of every manager had a session.",
        "None of 2 coaches 2\u202fh a week and rep, the line of well-coached teams.",
    ]


def test_of_many_managers_only_the_least_complete_are_listed_and_that_is_said():
    many = [manager(f"M{number:02}", 0.99) for number in range(41)]
    many += [manager("Low", 0.5), manager("Lower", 0.4)]
    listed = listed_managers(many, CONTEXT)
    assert [entry.name for entry in listed] == ["Lower", "Low"]
    assert manager_sentences(many, listed, CONTEXT)[-1] == (
        "Listed are the 2 with the least complete log, under 85\u202f%."
    )
    assert listed_managers(many[:40], CONTEXT) == many[:40]


def test_managers_stand_by_name_with_their_own_numbers():
    reps = [
        {"manager_id": "m1", "manager_name": "Zoe"},
        {"manager_id": "m2", "manager_name": "Ada"},
        {"manager_id": "m2", "manager_name": "Ada"},
    ]
    rows = [{"manager_id": "m2", **metric("shared_share", 0.86, 52)}]
    rows += [{"manager_id": "gone", **metric("shared_share", 0.1, 5)}]
    scorers = [leniency("human:m2"), leniency("human:m3"), leniency("ai:x 1")]
    ada, zoe = managers_of(reps, rows, scorers, CONTEXT)
    assert (ada.name, ada.reps, zoe.name) == ("Ada", 2, "Zoe")
    assert follow_through_row(ada)["shared_share"] == ("86", "of 52")
    assert follow_through_row(zoe)["shared_share"] == ("–", "")
    # only one's own scoring is one's leniency
    assert ada.leniency["scorer"] == "human:m2"
    assert zoe.leniency is None


def test_coverage_counts_reps_and_units_stand_in_the_heads():
    row = cadence_row(manager("Ada", 0.9, hours=0.74, coverage=0.75))
    assert row["coverage"] == ("3", "of 4")
    assert row["hours"].value == "0.7"


def test_leniency_stands_with_its_interval_and_what_is_usual():
    lenient = Manager("Ada", 4, {}, leniency("human:ada", 6.2, "lenient"))
    assert [cell.value for cell in scoring_row(lenient).values()] == [
        "Ada",
        "1,200",
        "+6",
        "+5 to +7",
        "−1",
        "higher than usual here",
    ]


def test_only_the_organisations_report_has_the_page(run):
    whole = OrgSummary.open(str(run.folder))
    for name in set(run.table("reps")["manager_name"]):
        assert whole.managers().text.count(name) == 2
    assert not hasattr(TeamRoi, "managers")
    managers = set(run.table("reps")["manager_name"])
    for team in sorted(set(run.table("reps")["team"])):
        assert not [
            name
            for name in managers
            if name in TeamRoi.open(str(run.folder), team).effects_table().text
        ]
