"""The dossier for a works council: fields, groups, readers, retention, scoring systems, human oversight."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from review_kit.contracts import load_contract
from review_kit.delivery.states import delivery_states
from review_kit.documents.parts.titles import table_name
from review_kit.documents.parts.wording import DASH, day, joined, number, percent
from review_kit.errors import ReviewKitError
from review_kit.governance.adverse_impact import least_group
from review_kit.governance.facts import ProjectFacts, name_of
from review_kit.governance.notice import retention_sentences, scoring_sentences
from review_kit.governance.page import write_page
from review_kit.planning.template import Template
from review_kit.project import Project
from review_kit.project.privacy_settings import SAFE_GROUP
from review_kit.records.find import run_state, select_run
from review_kit.words import say, speaking, words_in

_THRESHOLDS = ("windows", "evidence", "coaching", "targets", "privacy")
"""Sections of settings that decide what is printed about people."""


def write_dossier(project: Project, language: str, folder: Path) -> tuple[Path, Path]:
    """Write ``dossier-<language>.html`` and ``.pdf`` from the project as it is.

    Parameters
    ----------
    language
        Tag of a language; descriptions of fields stay in that of the contracts.
    """
    facts = ProjectFacts(project)
    words = words_in(language, project.words).whole("dossier-title")
    with speaking(words):
        values = dossier_values(facts)
    files, _ = write_page(
        "dossier.html.j2", folder / f"dossier-{words.language}", project, words, values
    )
    return files


def dossier_values(facts: ProjectFacts) -> dict[str, Any]:
    """Say everything in the dossier, in the language that is being spoken."""
    config = facts.project.config
    organisation = config.organisation.name
    contact = config.transparency.contact or organisation
    total = sum(each.scores for each in facts.scorers)
    return {
        "title": say("dossier-title"),
        "kind": say("dossier-kind"),
        "foot": say("info-foot", organisation=organisation, day=day(facts.today, year=True)),
        "statement": say("dossier-statement-text"),
        "tables": [*_tables(facts)],
        "absent": say("dossier-not-there", tables=joined([table_name(t) for t in facts.absent]))
        if facts.absent
        else "",
        "groups": [
            say("dossier-groups-text", n=config.privacy.minimum_group_size),
            *(
                [say("dossier-groups-raised", safe=SAFE_GROUP)]
                if config.privacy.has_small_groups
                else []
            ),
        ],
        "teams": [
            (team, size, say("dossier-under") if size < config.privacy.minimum_group_size else "")
            for team, size in sorted(facts.team_sizes.items())
        ],
        "documents": [_document(facts, each) for each in facts.templates],
        "delivery": [*_delivery(facts)],
        "retention": [*retention_sentences(facts, contact)],
        "scorers": [
            (
                say("dossier-ai" if each.kind == "ai" else "dossier-human"),
                each.identifier or DASH,
                each.version or DASH,
                number(each.scores),
                percent(each.scores / total),
            )
            for each in facts.scorers
        ],
        "scoring": [*scoring_sentences(facts)],
        "oversight": [say("dossier-oversight-text"), _states(facts)],
        "settings": [
            (f"{section}.{name}", str(value))
            for section in _THRESHOLDS
            for name, value in getattr(config, section).model_dump(mode="json").items()
            if not isinstance(value, dict) and value is not None
        ],
    }


def _tables(facts: ProjectFacts) -> Iterator[dict[str, Any]]:
    for fact in facts.tables:
        contract = load_contract(fact.table.name, fact.table.path)
        yield {
            "title": table_name(fact.table.name),
            "purpose": contract.purpose,
            "from": say("dossier-from", where=fact.where, version=contract.version),
            "columns": [
                (
                    column.name,
                    column.description,
                    say("dossier-confidential") if column.confidential else "",
                )
                for column in contract.columns
            ],
        }


def _document(facts: ProjectFacts, template: Template) -> tuple[str, str, str]:
    return name_of(template), say(f"dossier-grain-{template.grain}"), _who_reads(facts, template)


def _who_reads(facts: ProjectFacts, template: Template) -> str:
    delivery = facts.project.config.delivery
    if template.for_everybody:
        return say("dossier-read-everybody")
    match template.grain:
        case "rep":
            given = template.output in delivery.to_reps
            return say("dossier-read-rep" if given else "dossier-read-rep-not")
        case "team":
            return say(
                "dossier-read-team",
                n=len({a for to in delivery.leaders.teams.values() for a in to}),
            )
        case "org":
            return say("dossier-read-org", n=len(delivery.leaders.org))
        case _:
            return say("dossier-read-manager")


def _delivery(facts: ProjectFacts) -> Iterator[str]:
    config = facts.project.config
    if facts.channels:
        yield say("dossier-channels", channels=joined(facts.channels))
        yield say("dossier-passwords" if config.delivery.passwords else "dossier-no-passwords")
    else:
        yield say("dossier-no-channels")
    yield say("dossier-modes", shared="yes" if config.batch.shared_with_group else "no")
    yield say("dossier-equality", n=least_group(config.privacy.minimum_group_size))


def _states(facts: ProjectFacts) -> str:
    try:
        run = select_run(facts.project)
    except ReviewKitError:
        return say("dossier-oversight-none")
    _, manifest = run_state(run)
    states = delivery_states(facts.project, run, manifest)
    if not states:
        return say("dossier-oversight-none")
    told = joined([f"{count} {state}" for state, count in states.items()])
    return say("dossier-oversight-states", states=told)
