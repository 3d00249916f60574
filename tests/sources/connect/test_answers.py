"""Answers that belong to no question, and questions about the project itself."""

from __future__ import annotations

import pytest

from review_kit.errors import ConfigurationError
from review_kit.project import load_project
from review_kit.project.init import init_project
from review_kit.sources.connect.grids import Grid
from review_kit.sources.connect.project_questions import (
    ask_about_organisation,
    refuse_unknown,
    with_answers,
)
from review_kit.sources.connect.proposal import Draft, Proposal, TableProposal, Tried
from review_kit.sources.connect.telling import lines_of, quoted


def proposal(**tried) -> Proposal:
    draft = Draft("opportunities", Grid("exports/d.csv", None, ("Deal",), ()), ("exports/d.csv",))
    draft.answer({}, "date_order", (("day_first", ""), ("month_first", "")))
    draft.answer({}, "stage.Kickoff", (("won", ""), ("lost", ""), ("open", "")))
    return Proposal(tables=[TableProposal(draft, "d", {}, tried=Tried(**tried))])


def test_an_answer_to_no_question_is_refused_with_the_nearest():
    with pytest.raises(ConfigurationError) as refused:
        refuse_unknown({"opportunities.dateorder": "day_first"}, proposal())
    assert refused.value.message == (
        "--say opportunities.dateorder: these files raise no such question"
    )
    assert refused.value.hint.startswith("Did you mean opportunities.date_order")


def test_an_answer_that_a_question_does_not_have_is_refused_with_those_that_it_has():
    with pytest.raises(ConfigurationError) as refused:
        refuse_unknown({"opportunities.date_order": "dayfirst"}, proposal())
    assert refused.value.hint == "Answers: day_first, month_first."


def test_the_organization_is_asked_for_its_name_until_somebody_gives_it(workshop):
    project = workshop.configure()
    ask_about_organisation(project, known := proposal(), {})
    assert known.asked == []
    text = project.config_path.read_text(encoding="utf-8")
    project.config_path.write_text(text.replace('"Acme"', '"Your organization"'), encoding="utf-8")
    project = type(project)(project.root, workshop_config(project))
    ask_about_organisation(project, asked := proposal(), {})
    assert [(one.key, one.optional) for one in asked.asked] == [("organisation.name", True)]
    changed, said = with_answers(project, {"organisation.name": "Acme"})
    assert (changed.config.organisation.name, said) == ("Acme", {"name": "Acme"})


def test_a_new_project_is_asked_for_its_time_zone_too(tmp_path):
    project = load_project(init_project(tmp_path / "new"))
    ask_about_organisation(project, asked := proposal(), {})
    assert [one.key for one in asked.asked] == ["organisation.name", "organisation.time_zone"]
    changed, _ = with_answers(project, {"organisation.time_zone": "Europe/Madrid"})
    assert changed.config.organisation.time_zone == "Europe/Madrid"
    with pytest.raises(ConfigurationError, match="cannot be a setting") as refused:
        with_answers(project, {"organisation.time_zone": "Moon"})
    assert "a time zone has the form Europe/Madrid" in refused.value.hint


def workshop_config(project):
    from review_kit.project import load_project

    return load_project(project.root).config


def test_a_currency_that_all_amounts_have_is_asked_about(workshop):
    project = workshop.configure()
    ask_about_organisation(project, asked := proposal(currencies=frozenset({"USD"})), {})
    (question,) = asked.asked
    assert question.asks.startswith("All amounts are in USD, but the project's currency is EUR")
    assert [answer for answer, _ in question.options] == ["USD", "EUR"]
    ask_about_organisation(project, same := proposal(currencies=frozenset({"EUR"})), {})
    assert same.asked == []


def test_what_would_stop_a_run_is_told_once_nothing_is_undecided():
    stopped = proposal(rows=1, stops=("a reason",))
    assert "  STOPS: a reason" in lines_of(stopped)
    stopped.tables[0].draft.ask({}, "decimal", "Which?", ((",", ""), (".", "")))
    assert not any("STOPS" in line for line in lines_of(stopped))


def test_an_answer_is_quoted_for_a_shell():
    assert quoted("a.b", "c") == "a.b=c"
    assert quoted("a.O'Hara", "x y") == "'a.O'\\''Hara=x y'"
