"""Proposals for small exports in a temporary project."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from review_kit.sources.connect.proposal import Proposal, TableProposal
from review_kit.sources.connect.propose import propose

Proposing = Callable[..., Proposal]

EXPORTED = date(2026, 10, 1)

SCORES = (
    "evaluation_id,call_id,rep_id,call_at,criterion_id,score,max_score,evaluator\n"
    "e1,c1,r1,2026-08-01T10:00:00,OBJ,60,100,ai\n"
    "e1,c1,r1,2026-08-01T10:00:00,DISC,70,100,ai\n"
)


def table_of(proposal: Proposal, name: str) -> TableProposal:
    return next(each for each in proposal.tables if each.table == name)


@pytest.fixture
def proposing(workshop, roster, criteria) -> Proposing:
    """Proposes for these files beside a canonical roster and rubric, all exported on one day."""
    return proposing_in(workshop, roster, criteria)


@pytest.fixture(scope="module")
def proposing_once(tmp_path_factory, workshop_of, roster, criteria) -> Proposing:
    """The same in a folder that the tests of a file share."""
    return proposing_in(workshop_of(tmp_path_factory.mktemp("shared")), roster, criteria)


def proposing_in(workshop, roster: str, criteria: str) -> Proposing:
    def proposing(
        files: Mapping[str, str | bytes],
        answers: Mapping[str, str] | None = None,
        *,
        bare: bool = False,
        given: tuple[str, ...] = (),
    ) -> Proposal:
        base = {} if bare else {"exports/roster.csv": roster, "exports/criteria.csv": criteria}
        workshop.write({**base, **files})
        moment = time.mktime((*EXPORTED.timetuple()[:3], 12, 0, 0, 0, 0, -1))
        for path in sorted(Path(workshop.root).rglob("*")):
            if path.is_file():
                os.utime(path, (moment, moment))
        config = workshop.root / "review_kit.toml"
        settings = config.read_text(encoding="utf-8") if config.is_file() else None
        if settings is None:
            project = workshop.configure()
        else:
            from review_kit.project import load_project

            project = load_project(workshop.root)
        return propose(project, given, answers)

    return proposing


@pytest.fixture
def table() -> Callable[[Proposal, str], TableProposal]:
    return table_of


@pytest.fixture
def scores() -> str:
    return SCORES
