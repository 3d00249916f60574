"""The notice for reps, one page: what is processed, from where, why, who sees it, how long, objecting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from review_kit.documents.parts.titles import table_name
from review_kit.documents.parts.wording import capitalised, day, joined, percent
from review_kit.errors import ConfigurationError, ReviewKitError
from review_kit.governance.facts import ProjectFacts, TableFact, name_of
from review_kit.governance.page import write_page
from review_kit.planning.template import Template
from review_kit.project import Project
from review_kit.words import say, speaking, words_in

_MISSING = {
    "data_protection_officer": "transparency.data_protection_officer",
    "legal_basis": "transparency.legal_basis",
    "authority": "transparency.authority",
}


def write_notice(project: Project, language: str, folder: Path) -> tuple[Path, Path]:
    """Write ``notice-<language>.html`` and ``.pdf``.

    Parameters
    ----------
    language
        Tag of a language there are words in; a notice is whole in it, or whole in English.

    Raises
    ------
    ConfigurationError
        The settings name nobody whom a rep could write to.
    ReviewKitError
        The page does not fit on one sheet.
    """
    facts = ProjectFacts(project)
    words = words_in(language, project.words).whole("info-title")
    with speaking(words):
        values = notice_values(facts)
    (screen, paper), pages = write_page(
        "notice.html.j2", folder / f"notice-{words.language}", project, words, values
    )
    if pages != 1:
        raise ReviewKitError(
            f"{paper}: the notice takes {pages} pages and should be one",
            "Shorten the purposes of your own contracts, or the texts under [transparency].",
        )
    return screen, paper


def left_open(project: Project) -> tuple[str, ...]:
    """Name the settings that would make the notice complete and are not given."""
    stated = project.config.transparency
    return tuple(key for name, key in _MISSING.items() if getattr(stated, name) is None)


def notice_values(facts: ProjectFacts) -> dict[str, Any]:
    """Say everything on the page, in the language that is being spoken.

    Raises
    ------
    ConfigurationError
        The settings name nobody whom a rep could write to.
    """
    config = facts.project.config
    contact = config.transparency.contact
    if contact is None:
        raise ConfigurationError(
            f"{facts.project.config_path}: transparency.contact is missing: a notice must say whom to "
            "write to",
            'Add a section [transparency] with contact = "privacy@example.com".',
        )
    organisation = config.organisation.name
    return {
        "title": say("info-title"),
        "kind": say("info-kind"),
        "foot": say("info-foot", organisation=organisation, day=day(facts.today, year=True)),
        "headline": say("info-headline"),
        "lead": [
            say("info-about", days=config.windows.window_days),
            say("info-oversight"),
        ],
        "rows": [
            (say("info-what"), [capitalised("; ".join(_sources(facts))) + "."]),
            (say("info-why"), [*_why(facts)]),
            (say("info-scored"), [*scoring_sentences(facts), say("info-dispute")]),
            (say("info-seen"), [*_readers(facts)]),
            (say("info-kept"), [*retention_sentences(facts, contact)]),
            (say("info-object"), [*_rights(facts, contact)]),
            (say("info-who"), [*_responsible(facts, contact)]),
        ],
    }


def _sources(facts: ProjectFacts) -> Iterator[str]:
    for fact in facts.tables:
        yield _source(fact)


def _source(fact: TableFact) -> str:
    if fact.table.own:
        return say(
            "info-own",
            table=table_name(fact.table.name),
            where=fact.where,
            purpose=fact.purpose.rstrip("."),
        )
    return say("info-table", what=say(f"source-{fact.table.name}"), where=fact.where)


def _why(facts: ProjectFacts) -> Iterator[str]:
    yield say("info-why-text")
    basis = facts.project.config.transparency.legal_basis
    if basis is not None:
        yield say("info-basis", basis=basis.rstrip("."))


def scoring_sentences(facts: ProjectFacts) -> Iterator[str]:
    """Say who or what scores, and that no emotions are measured, or under which exception."""
    share = facts.ai_share
    if share is None:
        yield say("info-scored-unknown")
    elif share == 0:
        yield say("info-scored-people")
    elif share == 1:
        yield say("info-scored-ai")
    else:
        yield say("info-scored-both", ai=percent(share))
    if facts.has("disputes"):
        yield say("info-disputes")
    permitted = facts.project.config.privacy.emotion
    if permitted is None:
        yield say("info-no-emotion")
    else:
        yield say(
            "info-emotion",
            names=joined(permitted.names),
            case=permitted.case,
            reason=permitted.reason,
        )


def _titles(templates: Sequence[Template]) -> str:
    return joined([name_of(each) for each in templates])


def _readers(facts: ProjectFacts) -> Iterator[str]:
    config = facts.project.config
    own = facts.documents("rep")
    if own:
        yield say("info-seen-rep", documents=_titles(own))
    given = [each for each in own if each.output in config.delivery.to_reps]
    if given:
        yield say("info-seen-to-rep", documents=_titles(given))
    if facts.documents("manager"):
        yield say("info-seen-manager")
    if facts.documents("team"):
        yield say("info-seen-team", documents=_titles(facts.documents("team")))
    leaders = [each for each in facts.documents("org") if not each.for_everybody]
    if leaders:
        yield say("info-seen-org", documents=_titles(leaders))
    yield say("info-seen-median", n=config.privacy.minimum_group_size)
    if config.privacy.has_small_groups:
        yield say("info-seen-small")
    yield say("info-seen-equality")


def retention_sentences(facts: ProjectFacts, contact: str) -> Iterator[str]:
    """Say how long what is kept, or that no period is set."""
    if not facts.retention:
        yield say("info-kept-unset", contact=contact)
        return
    kept = [say("info-kept-days", kind=kind, days=days) for kind, days in facts.retention.items()]
    yield capitalised(f"{'; '.join(kept)}.")
    if facts.kept_without_limit:
        yield say("info-kept-rest", contact=contact)


def _rights(facts: ProjectFacts, contact: str) -> Iterator[str]:
    yield say("info-object-text", contact=contact)
    authority = facts.project.config.transparency.authority
    if authority is None:
        yield say("info-complain-any")
    else:
        yield say("info-complain", authority=authority.rstrip("."))


def _responsible(facts: ProjectFacts, contact: str) -> Iterator[str]:
    config = facts.project.config
    yield say("info-who-text", organisation=config.organisation.name, contact=contact)
    if config.transparency.data_protection_officer is not None:
        yield say("info-officer", officer=config.transparency.data_protection_officer.rstrip("."))
