"""On Monday: who is coached in what, which training, which manager needs help, by rules."""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace

import pytest
from document_examples import CONTEXT

from review_kit.documents import OrgSummary, TeamRoi
from review_kit.documents.group_report.actions import (
    ChangeWay,
    CoachTeam,
    HelpManager,
    KeepLog,
    Practise,
    Share,
    Train,
    TrainTeams,
)
from review_kit.documents.group_report.monday import (
    manager_to_help,
    monday_of,
    practice_together,
    team_to_coach,
    theme_to_change,
    to_coach,
    training,
    training_of_teams,
)
from review_kit.documents.group_report.on_monday import step_of

RECENT, BEFORE = date(2026, 9, 1), date(2026, 8, 31)
"""First day of the current window, and the last before it."""


@dataclass
class Group:
    """As much of a group's record as the rules read."""

    tables: dict[str, list] = field(default_factory=dict)
    is_team: bool = True
    scope: tuple = ("team", "north")
    context: object = CONTEXT
    reps: list = field(
        default_factory=lambda: [
            {"rep_id": "a", "rep_name": "Ana", "team": "north"},
            {"rep_id": "b", "rep_name": "Bo", "team": "north"},
            {"rep_id": "c", "rep_name": "Cy", "team": "south"},
        ]
    )
    criteria: list = field(default_factory=list)
    themes: list = field(default_factory=list)
    competencies: list = field(default_factory=list)
    metrics: dict = field(default_factory=dict)

    @property
    def data(self):
        return SimpleNamespace(rows=lambda name: self.tables.get(name, []))

    @property
    def rep_names(self):
        return {rep["rep_id"]: rep["rep_name"] for rep in self.reps}

    @property
    def top_criteria(self):
        return self.criteria


def skill(rep, *, score=50.0, gap=20.0, weight=25.0, last=None, **changed):
    return {
        "rep_id": rep,
        "criterion_id": "obj",
        "criterion": "Objection handling",
        "competency": "Handling objections",
        "weight": weight,
        "current_score": score,
        "remaining_gap": gap,
        "evidence": "ok",
        "verdict_reason": None,
        "last_session_on": last,
    } | changed


def plan(rep, target=60.0):
    return {
        "rep_id": rep,
        "criterion_id": "obj",
        "criterion": "Objection handling",
        "target": target,
    }


def group(*skills, **fields):
    reps = {row["rep_id"] for row in skills}
    tables = {"plans": [plan(rep) for rep in sorted(reps)], **fields.pop("tables", {})}
    return Group(tables=tables, criteria=list(skills), **fields)


# -- whom to coach ---------------------------------------------------------------------------------


def test_the_largest_weighted_gap_comes_first():
    # 30 × 10 against 25 × 20: Ana's gap is the smaller one and weighs less
    found = to_coach(group(skill("a", gap=10.0, weight=30.0), skill("b", gap=20.0, weight=25.0)))
    assert [(one.name, one.size) for one in found] == [("Bo", 500.0), ("Ana", 300.0)]


@pytest.mark.parametrize(
    ("changed", "chosen"),
    [
        ({}, True),
        ({"last_session_on": BEFORE}, True),
        # coached within the last 30 days: it is being worked on
        ({"last_session_on": RECENT}, False),
        ({"evidence": "too_few"}, False),
        ({"evidence": "thin"}, True),
        ({"verdict_reason": "unreliable_scores"}, False),
        ({"remaining_gap": 0.0}, False),
        ({"current_score": None, "remaining_gap": None}, False),
    ],
)
def test_only_what_is_under_target_known_and_waiting_is_chosen(changed, chosen):
    assert bool(to_coach(group(skill("a", **changed)))) is chosen


def test_the_skill_is_that_of_the_reps_own_plan():
    other = skill("a", gap=60.0) | {"criterion_id": "dis", "criterion": "Discovery"}
    (found,) = to_coach(group(skill("a"), other))
    assert (found.criterion, found.target) == ("Objection handling", 60.0)
    # without a plan nothing is asked for
    assert to_coach(Group(criteria=[skill("a")])) == []


def test_the_action_names_reason_number_and_who_is_next():
    found = to_coach(group(skill("a", gap=30.0), skill("b", score=55.4, last=BEFORE)))
    step = step_of(found[0], found[1:], CONTEXT, named=True)
    assert step == (
        "Coach Ana in objection handling",
        "No session on it in this window. It is the largest gap to the target here, counted by the skill's "
        "weight. Then Bo in objection handling (55, goal 60).",
        "Ana: 50 now, goal 60",
    )
    assert step_of(found[1], [], CONTEXT, named=True).why.startswith(
        "The last session on it was on 31 August."
    )


def test_the_organisation_hears_of_a_team_and_of_nobody_by_name():
    found = to_coach(group(skill("a"), skill("b", score=54.0), skill("c", gap=30.0)))
    chosen = team_to_coach(found)
    # north: 25 × 20 twice; south: 25 × 30 once
    assert chosen == CoachTeam("north", "Objection handling", 2, 52.0, 60.0)
    step = step_of(chosen, found, CONTEXT, named=False)
    assert step.what == "Coach objection handling in north"
    assert step.why == (
        "Two reps there are under their goals and had no session on it in the last 30 days. The team's "
        "report names them."
    )
    assert not {"Ana", "Bo", "Cy"} & set(" ".join(step).split())
    assert team_to_coach([]) is None


# -- what to train and practise --------------------------------------------------------------------


def competency(name, level, *, reddest=False, team="north", n=6):
    return {
        "team": team,
        "competency": name,
        "mean_level": level,
        "n_reps": n,
        "is_reddest": reddest,
    }


OBJECTIONS = competency("Handling objections", 2.33, reddest=True)


def test_the_training_is_the_reddest_competency_with_somebody_to_learn_from():
    example = {"scope": "team", "scope_id": "north", "criterion_id": "obj", "rep_id": "b"}
    few = competency("Rapport", 1.0, n=4)
    found = training([OBJECTIONS, competency("Discovery", 3.0), few], [example], group(skill("a")))
    assert found == Train("Handling objections", 2.33, 6, 2, ("Bo", "Objection handling"))
    assert step_of(found, [], CONTEXT, named=True) == (
        "Train the team in handling objections",
        "It is the lowest of two competencies. Play a call of Bo, who does objection handling well.",
        "2.3 of 4, 6 reps",
    )


def test_an_exemplar_of_others_or_of_another_skill_is_not_played():
    others = [
        {"scope": "org", "scope_id": "org", "criterion_id": "obj", "rep_id": "b"},
        {"scope": "team", "scope_id": "north", "criterion_id": "dis", "rep_id": "b"},
    ]
    assert training([OBJECTIONS], others, group(skill("a"))).example is None
    assert training([competency("Discovery", 3.0)], [], group()) is None


def test_the_organisation_trains_what_is_lowest_in_most_teams():
    rows = [
        competency("Closing", 2.0, reddest=True, team="east"),
        competency("Handling objections", 2.0, reddest=True, team="north"),
        competency("Handling objections", 2.5, reddest=True, team="south"),
        competency("Rapport", 1.0, team="south"),
    ]
    assert training_of_teams(rows) == TrainTeams("Handling objections", 2, 3)
    assert training_of_teams(rows[3:]) is None


def test_the_largest_group_practises_together():
    rows = [
        {"team": "south", "criterion": "Closing", "n_reps": 3, "n_coached": 5},
        {"team": "north", "criterion": "Discovery", "n_reps": 4, "n_coached": 4},
    ]
    chosen = practice_together(rows)
    assert chosen == Practise("north", "Discovery", 4, 4)
    assert step_of(chosen, [], CONTEXT, named=True).what == (
        "Practise discovery together in a role-play"
    )
    assert step_of(chosen, [], CONTEXT, named=False).what == "Practise discovery together in north"


def test_a_theme_that_stopped_is_left_alone():
    theme = {"rep_id": "a", "theme": "Price", "sessions": 4, "line": "diagnose", "stopped": False}
    stopped = theme | {"sessions": 9, "stopped": True}
    quiet = theme | {"sessions": 9, "line": None}
    assert theme_to_change([theme, stopped, quiet], {"a": "Ana"}) == ChangeWay("Ana", "Price", 4)
    assert theme_to_change([stopped, quiet], {"a": "Ana"}) is None


# -- the log and the managers ----------------------------------------------------------------------


def number(value, n=20):
    return SimpleNamespace(value=value, n=n)


def test_no_more_than_three_actions_and_in_order():
    whole = group(
        skill("a"),
        tables={
            "role_play_groups": [
                {"team": "north", "criterion": "Closing", "n_reps": 3, "n_coached": 3}
            ]
        },
        competencies=[OBJECTIONS],
        metrics={"surprises": number(3.0), "template_completion_rate": number(0.5)},
    )
    assert [type(one).__name__ for one in monday_of(whole).actions] == [
        "Coach",
        "Train",
        "Practise",
    ]


def test_where_nothing_else_is_to_do_the_log_is():
    shown = Group(
        metrics={"surprises": number(3.0, 12), "template_completion_rate": number(0.72, 40)}
    )
    share, keep = monday_of(shown).actions
    assert (share, keep) == (Share(3, 12), KeepLog(0.72, 40, 0.9))
    assert step_of(share, [], CONTEXT, named=True).number == "3 of 12 entries not shared"
    assert step_of(keep, [], CONTEXT, named=True).number == "72\u202f% of 40 sessions complete"
    kept = {"surprises": number(0.0), "template_completion_rate": number(0.9)}
    assert monday_of(Group(metrics=kept)).actions == []
    # four sessions say nothing of a habit
    assert monday_of(Group(metrics={"template_completion_rate": number(0.5, 4)})).actions == []


def managed(name, **values):
    """Rows of ``reps`` and ``manager_metrics`` of a manager: metric → value or (value, n)."""
    rows = [
        {"manager_id": name, "metric": metric, "value": value, "n": n}
        for metric, found in values.items()
        for value, n in [found if isinstance(found, tuple) else (found, 20)]
    ]
    return {"manager_id": name, "manager_name": name.title()}, rows


def helped(*managers):
    reps = [rep for rep, _ in managers]
    return manager_to_help(reps, [row for _, rows in managers for row in rows], CONTEXT)


FINE = {
    "coaching_coverage": (1.0, 6),
    "coaching_hours_per_week": 1.5,
    "template_completion_rate": 0.92,
    "commitments_reopened": 0.8,
}


def test_the_manager_with_most_against_it_is_helped():
    ada = managed("ada", **FINE | {"coaching_coverage": (0.5, 6)})
    ben = managed(
        "ben",
        **FINE | {"coaching_coverage": (5 / 6, 6), "template_completion_rate": (0.67, 15)},
    )
    chosen = helped(ada, ben, managed("cleo", **FINE))
    assert (chosen.name, chosen.needs) == ("Ben", ("coverage", "record"))
    assert step_of(chosen, [], CONTEXT, named=False) == (
        "Help Ben to coach",
        "1 of 6 reps had no session. 67\u202f% of 15 sessions due left a complete entry; 85\u202f% is a "
        "structured log.",
        "1 of 6 reps without a session",
    )


@pytest.mark.parametrize(
    ("short", "needs"),
    [
        ({"coaching_coverage": (0.99, 100)}, ("coverage",)),
        ({"template_completion_rate": (0.84, 5)}, ("record",)),
        ({"coaching_hours_per_week": 0.99}, ("hours",)),
        ({"commitments_reopened": (0.49, 5)}, ("outcomes",)),
    ],
)
def test_what_counts_against_a_manager(short, needs):
    assert helped(managed("ada", **FINE | short)).needs == needs


@pytest.mark.parametrize(
    "enough",
    [
        {},
        {"template_completion_rate": (0.2, 4)},
        {"commitments_reopened": (0.0, 4)},
        {"coaching_hours_per_week": 1.0},
        {"coaching_coverage": (None, 0), "coaching_hours_per_week": None},
        # neither what coaching did nor how a manager scores is held against anybody
        {"coaching_effect": -9.0, "scorer_leniency": 20.0},
    ],
)
def test_what_does_not(enough):
    assert helped(managed("ada", **FINE | enough)) is None


def test_of_equals_the_one_who_reaches_fewer_reps_then_coaches_fewer_hours():
    half = FINE | {"coaching_coverage": (0.5, 6)}
    third = FINE | {"coaching_coverage": (2 / 3, 6)}
    assert helped(managed("ada", **third), managed("ben", **half)).name == "Ben"
    less = half | {"coaching_hours_per_week": 1.2}
    assert helped(managed("ada", **half), managed("ben", **less)).name == "Ben"
    assert helped(managed("ben", **half), managed("ada", **half)).name == "Ada"


# -- in the reports --------------------------------------------------------------------------------


def test_a_team_report_never_names_a_manager_to_help(run):
    reps = run.table("reps")
    for team in sorted(set(reps["team"])):
        report = TeamRoi.open(str(run.folder), team)
        actions = monday_of(report.record).actions
        assert len(actions) <= 3
        assert not any(isinstance(one, (HelpManager, CoachTeam, TrainTeams)) for one in actions)


def test_what_the_organisation_is_asked_for_stands_in_its_report(run):
    report = OrgSummary.open(str(run.folder))
    actions = monday_of(report.record).actions
    text = " ".join(report.on_monday().text.split())
    for action in actions:
        step = step_of(action, [], report.record.context, named=False)
        assert all(" ".join(part.split()) in text for part in step)
    assert any(isinstance(one, CoachTeam) for one in actions)
