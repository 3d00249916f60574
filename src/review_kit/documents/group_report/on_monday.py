"""On Monday: the actions that a report asks for, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, assert_never

from review_kit.documents.group_report.actions import (
    Action,
    ChangeWay,
    Coach,
    CoachTeam,
    HelpManager,
    KeepLog,
    Practise,
    Share,
    Train,
    TrainTeams,
)
from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.monday import monday_of
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.wording import (
    capitalised,
    day,
    exact,
    exact_percent,
    hours,
    isolated,
    joined,
    number,
    percent,
    score,
)
from review_kit.words import say


class Step(NamedTuple):
    """A line of the table: what to do, why, and the number behind it."""

    what: str
    why: str
    number: str


def on_monday(group: GroupRecord) -> Block:
    """Say what to do next: up to three actions with names, reason and number."""
    monday = monday_of(group)
    return block(
        "group_report/on_monday.html.j2",
        steps=[
            step_of(action, monday.also, group.context, named=group.is_team)
            for action in monday.actions
        ],
    )


def step_of(action: Action, also: Sequence[Coach], context: Context, *, named: bool) -> Step:
    """Put an action into words.

    Parameters
    ----------
    also
        Whom to coach after the first.
    named
        Whether the report is a team's, which needs no team's name.
    """
    match action:
        case Coach():
            return _coach(action, also)
        case CoachTeam():
            return Step(
                say(
                    "reports-monday-coach-team",
                    skill=in_sentence(action.criterion),
                    team=action.team,
                ),
                capitalised(
                    say(
                        "reports-monday-coach-team-why",
                        n=action.n_reps,
                        days=context.config.windows.current_days,
                    )
                ),
                say(
                    "reports-monday-coach-team-number",
                    score=score(action.score),
                    target=score(action.target),
                ),
            )
        case Train():
            return _train(action)
        case TrainTeams():
            of = {"n": action.n_teams, "of": action.of_teams}
            return Step(
                say("reports-monday-train-teams", competency=in_sentence(action.competency)),
                say("reports-monday-train-teams-why", n=action.n_teams),
                say("reports-monday-train-teams-number", **of),
            )
        case Practise():
            skill = in_sentence(action.criterion)
            return Step(
                say("reports-monday-practise", skill=skill)
                if named
                else say("reports-monday-practise-team", skill=skill, team=action.team),
                say("reports-monday-practise-why"),
                say("reports-monday-practise-number", n=action.n_reps, of=action.n_coached),
            )
        case ChangeWay():
            return Step(
                say(
                    "reports-monday-change",
                    theme=in_sentence(action.theme),
                    rep=isolated(action.name),
                ),
                say("reports-monday-change-why"),
                say("reports-monday-change-number", n=action.sessions),
            )
        case Share():
            return Step(
                say("reports-monday-share"),
                say("reports-monday-share-why"),
                say("reports-monday-share-number", n=action.unshared, of=action.entries),
            )
        case KeepLog():
            return Step(
                say("reports-monday-log"),
                say("reports-monday-log-why", target=exact_percent(action.target)),
                say("reports-monday-log-number", share=percent(action.completion), n=action.n),
            )
        case HelpManager():
            return _help(action, context)
        case _:
            assert_never(action)


def _coach(action: Coach, also: Sequence[Coach]) -> Step:
    why = [
        say("reports-monday-coach-never")
        if action.last is None
        else say("reports-monday-coach-last", day=day(action.last))
    ]
    others = [
        say(
            "reports-monday-coach-other",
            rep=isolated(other.name),
            skill=in_sentence(other.criterion),
            score=score(other.score),
            target=score(other.target),
        )
        for other in also
    ]
    if others:
        why.append(say("reports-monday-coach-then", others=joined(others)))
    return Step(
        say(
            "reports-monday-coach",
            rep=isolated(action.name),
            skill=in_sentence(action.criterion),
        ),
        " ".join(why),
        say(
            "reports-monday-coach-number",
            rep=isolated(action.name),
            score=score(action.score),
            target=score(action.target),
        ),
    )


def _train(action: Train) -> Step:
    why = [say("reports-monday-train-why", compared=action.compared)]
    if action.example is not None:
        name, criterion = action.example
        why.append(
            say("reports-monday-train-example", rep=isolated(name), skill=in_sentence(criterion))
        )
    return Step(
        say("reports-monday-train", competency=in_sentence(action.competency)),
        " ".join(why),
        say("reports-monday-train-number", level=number(action.level, 1), n=action.n_reps),
    )


def _help(action: HelpManager, context: Context) -> Step:
    coaching = context.config.coaching
    reached = {
        "coverage": (
            say("reports-monday-help-coverage", n=action.uncoached, of=action.n_reps),
            say("reports-monday-help-coverage-number", n=action.uncoached, of=action.n_reps),
        ),
        "record": (
            say(
                "reports-monday-help-record",
                share=percent(action.completion),
                n=action.n_due,
                target=exact_percent(coaching.completion_structured),
            ),
            say("reports-monday-help-record-number", share=percent(action.completion)),
        ),
        "hours": (
            say(
                "reports-monday-help-hours",
                hours=hours(action.hours or 0.0),
                line=exact(coaching.hours_per_week_line),
            ),
            say("reports-monday-help-hours-number", hours=hours(action.hours or 0.0)),
        ),
        "outcomes": (
            say(
                "reports-monday-help-outcomes",
                share=percent(action.reopened),
                n=action.n_commitments,
            ),
            say("reports-monday-help-outcomes-number", share=percent(action.reopened)),
        ),
    }
    reasons = [capitalised(reached[need][0]) for need in action.needs]
    return Step(
        say("reports-monday-help", manager=isolated(action.name)),
        " ".join(reasons),
        reached[action.needs[0]][1],
    )
