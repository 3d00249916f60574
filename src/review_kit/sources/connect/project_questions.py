"""Questions about the project itself, and answers that belong to no question."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from rapidfuzz import process

from review_kit.errors import ConfigurationError
from review_kit.project import Project
from review_kit.project.assets import template_folder
from review_kit.project.config import Organisation
from review_kit.project.load import CONFIG_NAME
from review_kit.sources.connect.proposal import Answers, Proposal, Question
from review_kit.words import say

_NAME = "organisation.name"
_CURRENCY = "organisation.currency"
_TIME_ZONE = "organisation.time_zone"
_NEAR = 55
"""Likeness of keys, of 100, from which on one may be meant by another."""
_LISTED = 8


def with_answers(project: Project, answers: Answers) -> tuple[Project, Mapping[str, str]]:
    """Return a project with the settings of its organization that were answered, and these settings.

    Raises
    ------
    ConfigurationError
        An answer cannot be such a setting.
    """
    said = {
        key.partition(".")[2]: answer
        for key, answer in answers.items()
        if key in (_NAME, _CURRENCY, _TIME_ZONE)
    }
    if not said:
        return project, {}
    present = project.config.organisation
    try:
        changed = Organisation.model_validate(present.model_dump() | said)
    except ValueError as error:
        shown = ", ".join(f"{key}={answer}" for key, answer in said.items())
        raise ConfigurationError(
            f"--say organisation.{shown}: this cannot be a setting",
            "A name has up to 120 characters; a currency is a code such as EUR; a time zone has the form "
            "Europe/Madrid.",
        ) from error
    config = project.config.model_copy(update={"organisation": changed})
    return replace(project, config=config), said


@cache
def _placeholders() -> Mapping[str, str]:
    """What a new project says of the organization, before anybody wrote anything."""
    text = (template_folder() / CONFIG_NAME).read_text(encoding="utf-8")
    said: dict[str, str] = tomllib.loads(text)["organisation"]
    return said


def ask_about_organisation(project: Project, proposal: Proposal, answers: Answers) -> None:
    """Ask a new project's organization for its name and its time zone.

    Its currency is asked for where all amounts are in another one.
    """
    organisation = project.config.organisation
    proposal.answerable |= {_NAME: (), _CURRENCY: (), _TIME_ZONE: ()}
    if organisation.name == _placeholders()["name"] and _NAME not in answers:
        asks = say("connect-asks-organisation")
        proposal.asked.append(Question(_NAME, asks, kind="text", optional=True))
        if organisation.time_zone == _placeholders()["time_zone"] and _TIME_ZONE not in answers:
            asks = say("connect-asks-time-zone", zone=organisation.time_zone)
            proposal.asked.append(Question(_TIME_ZONE, asks, kind="time_zone", optional=True))
    found = {
        currency
        for each in proposal.tables
        if each.table == "opportunities" and each.tried is not None
        for currency in each.tried.currencies
    }
    if len(found) == 1 and organisation.currency not in found and _CURRENCY not in answers:
        (other,) = found
        asks = say("connect-asks-currency", found=other, currency=organisation.currency)
        options = tuple(
            (code, say("connect-means-currency", code=code))
            for code in (other, organisation.currency)
        )
        proposal.asked.append(Question(_CURRENCY, asks, options, optional=True))


def refuse_unknown(answers: Answers, proposal: Proposal) -> None:
    """Refuse answers to questions that these files do not raise, and answers that none of them has.

    Raises
    ------
    ConfigurationError
        Names the nearest keys, or the answers that there are. An answer itself is never repeated where it
        may be a password.
    """
    known = dict(proposal.answerable)
    for each in proposal.tables:
        known |= each.draft.answerable
    for key, answer in answers.items():
        if key not in known:
            near = [
                name for name, *_ in process.extract(key, list(known), score_cutoff=_NEAR, limit=3)
            ]
            hint = f"Did you mean {' or '.join(near)}? " if near else ""
            listed = ", ".join([*known][:_LISTED]) + ("…" if len(known) > _LISTED else "")
            raise ConfigurationError(
                f"--say {key}: these files raise no such question",
                f"{hint}Questions that can be answered: {listed}.",
            )
        if known[key] and answer not in known[key]:
            raise ConfigurationError(
                f"--say {key}={answer}: this is not one of its answers",
                f"Answers: {', '.join(known[key])}.",
            )
