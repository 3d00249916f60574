"""Drafts of QA scores: what they are of, who scored, and a column for each criterion."""

from __future__ import annotations

from collections.abc import Mapping

from review_kit.sources.connect.columns import Found
from review_kit.sources.connect.evidence import is_known
from review_kit.sources.connect.people import People
from review_kit.sources.connect.placing import Placed
from review_kit.sources.connect.proposal import Answers, Draft
from review_kit.sources.connect.rubric import criteria_of
from review_kit.sources.connect.values import ENOUGH_RATINGS, scale_of, scale_of_values
from review_kit.sources.mapping.value_maps import is_machine
from review_kit.sources.profiles.language import Profile
from review_kit.words import say

_MOST_REVIEWERS = 40


def decide_scores(draft: Draft, found: Mapping[str, Found], answers: Answers) -> None:
    """Decide about scores of one row for each criterion."""
    score = found.get("score")
    if score is not None and "max_score" not in found:
        scale, why = scale_of(draft, score.evidence, "score.scale", answers)
        _scale(draft, score.heading, scale, why)
    _identity(draft, found, wide=False)
    _scorer(draft, found)


def decide_wide_scores(
    draft: Draft, placed: Placed, found: Mapping[str, Found], people: People, answers: Answers
) -> None:
    """Decide about scores of one row for each call and a column for each criterion."""
    columns = [each for each in placed.evidence if each.heading in placed.questions]
    name_questions(draft, placed)
    values = [value for each in columns for value in each.values]
    filled = sum(each.filled for each in columns) or 1
    percents = sum(each.percents * each.filled for each in columns) / filled
    points = frozenset[str]().union(*(each.points_of for each in columns))
    shown = say("connect-columns", first=columns[0].heading, n=len(columns) - 1)
    scale, why = scale_of_values(draft, shown, values, percents, points, "score.scale", answers)
    _scale(draft, "@value", scale, why)
    draft.columns["criterion_id"] = {"from": "@column", "match": "criteria"}
    name_criteria(draft, placed, people)
    _identity(draft, found, wide=True)
    _scorer(draft, found)


def name_questions(draft: Draft, placed: Placed) -> None:
    """Name the columns that each hold the scores of one criterion."""
    draft.unpivot["columns"] = [name.replace("[", "[[]") for name in placed.questions]
    overall = placed.overall or "none"
    told = say("connect-wide", n=len(placed.questions), overall=overall)
    draft.decide("unpivot", "columns", told)


def name_criteria(draft: Draft, placed: Placed, people: People) -> None:
    """Say which criteria are meant by headings that the rubric has under another name."""
    criteria = [each for each in criteria_of(placed.questions) if each.heading]
    if people.criteria is None:
        meant = {each.heading: each.identifier for each in criteria if each.name != each.heading}
    else:
        meant = {
            each.heading: identifier
            for each in criteria
            if not is_known(each.heading, people.criteria)
            and (identifier := _in_rubric(each.heading, each.name, people))
        }
    if meant:
        draft.columns["criterion_id"] = {**draft.columns.get("criterion_id", {}), "values": meant}
        draft.decide("columns", "criterion_id", say("connect-other-names"))


def _in_rubric(heading: str, name: str, people: People) -> str:
    """Id of the criterion that a part of a heading names; empty where it names none."""
    if people.criteria is None:
        return ""
    for text in (heading, name):
        if is_known(text, people.criteria):
            found = people.criteria.find(text)
            return found[-1].identifier if found else ""
    return ""


def _scale(draft: Draft, source: str, scale: str, why: str) -> None:
    if not scale:
        return
    draft.decide("columns", "score", say("connect-because", what=scale, why=why))
    if scale.startswith("of "):
        draft.columns["score"] = source
        draft.columns["max_score"] = {"constant": scale.removeprefix("of ")}
        return
    draft.columns["score"] = {"from": source, "scale": scale}
    draft.columns["max_score"] = {"constant": "100"}


def _identity(draft: Draft, found: Mapping[str, Found], *, wide: bool) -> None:
    """Give ids to evaluations and calls."""
    call, evaluation = found.get("call_id"), found.get("evaluation_id")
    reviewer = found.get("evaluator")
    if call is None and evaluation is not None:
        draft.columns["call_id"] = evaluation.heading
        told = say("connect-call-of-evaluation", heading=evaluation.heading)
        draft.decide("columns", "call_id", told)
    elif call is None:
        draft.columns["call_id"] = {"id_of": ["rep_id", "call_at"]}
        draft.decide("columns", "call_id", say("connect-call-made"))
    if evaluation is not None:
        return
    parts = [call.heading] if call is not None else ["rep_id", "call_at"]
    parts += [reviewer.heading] if reviewer is not None else []
    draft.columns["evaluation_id"] = {"id_of": parts}
    names = ", ".join(parts)
    draft.decide("columns", "evaluation_id", say("connect-evaluation-made", columns=names))


def add_reviewers(draft: Draft, found: Mapping[str, Found], profile: Profile) -> None:
    """Name the reviewers that a shipped profile cannot know."""
    reviewer = found.get("evaluator")
    known = profile.columns.get("evaluator")
    if reviewer is None or known is None:
        return
    named = {text.casefold() for text in known.values}
    values = {
        text: "ai" if is_machine(text) else "human"
        for text in reviewer.evidence.texts
        if text.casefold() not in named
    }
    if values and len(values) <= _MOST_REVIEWERS:
        draft.columns["evaluator"] = {"values": values}
        people = ", ".join(text for text, who in values.items() if who == "human")
        told = say("connect-reviewers", heading=reviewer.heading, people=people or "none")
        draft.decide("columns", "evaluator", told)


def decide_top(draft: Draft, placed: Placed, profile: Profile, answers: Answers) -> None:
    """Say what scores are of where a shipped profile can only guess it."""
    top = profile.columns.get("max_score")
    if top is None or top.guess is None:
        return
    columns = [each for each in placed.evidence if each.heading in placed.questions]
    values = [value for each in columns for value in each.values]
    key = "score.scale"
    few = max(values, default=0) <= float(top.guess) and len(values) < ENOUGH_RATINGS
    if not values or (few and draft.answer(answers, key) is None):
        # too few to ask about; whoever knows it may say it
        return
    if any(each.points_of for each in columns):
        # the answers say it themselves
        return
    filled = sum(each.filled for each in columns) or 1
    percents = sum(each.percents * each.filled for each in columns) / filled
    shown = say("connect-columns", first=columns[0].heading, n=len(columns) - 1)
    scale, why = scale_of_values(draft, shown, values, percents, frozenset(), key, answers)
    if scale:
        draft.columns["max_score"] = {
            "constant": scale.removeprefix("of ").replace("percent", "100")
        }
        draft.decide("columns", "max_score", say("connect-because", what=scale, why=why))


def _scorer(draft: Draft, found: Mapping[str, Found]) -> None:
    """Tell scores that a program gave from those that people gave."""
    reviewer = found.get("evaluator")
    if reviewer is None:
        draft.columns["evaluator"] = {"guess": "human"}
        draft.decide("columns", "evaluator", say("connect-no-reviewer"))
        return
    texts = list(reviewer.evidence.texts)
    machines = [text for text in texts if is_machine(text)]
    others = [text for text in texts if text not in machines]
    values = dict.fromkeys(machines, "ai")
    if len(others) <= _MOST_REVIEWERS:
        values |= dict.fromkeys(others, "human")
    how: dict[str, object] = {"from": reviewer.heading}
    if values:
        how["values"] = values
    if len(others) > _MOST_REVIEWERS and values:
        how["otherwise"] = "human"
    if reviewer.evidence.filled < reviewer.evidence.rows:
        how["default"] = "human"
    draft.columns["evaluator"] = how
    names = ", ".join(machines) or "none"
    told = say("connect-programs", heading=reviewer.heading, programs=names)
    draft.decide("columns", "evaluator", told)
