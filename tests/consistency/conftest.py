"""Companies with all their documents, as their readers get them.

At the end it is said how much was compared. ``CONSISTENCY_REPORT=report.md pytest tests/consistency``
(``make consistency``) writes it down: each company, its documents, what was compared and what contradicts.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
from claims_in_print import Claim, claims
from documents_in_place import html_of
from extreme_company import extreme_company
from prepared_run import prepared, prepared_run

from review_kit.demo import DemoSettings


@dataclass
class Company:
    """A run and the pages of its documents, without their layout.

    Parameters
    ----------
    every
        Packets and sheets are read of every first, second, … rep; reports and covers all.
    """

    folder: Path
    every: int = 1

    def table(self, name: str) -> pd.DataFrame:
        return pd.read_parquet(self.folder / "metrics" / f"{name}.parquet")

    @cached_property
    def reps(self) -> pd.DataFrame:
        return self.table("reps").set_index("rep_id")

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """Verdicts on the criteria that documents name, by rep and criterion."""
        criteria = self.table("rep_criteria")
        return criteria[criteria["parent_criterion_id"].isna()].set_index(
            ["rep_id", "criterion_id"]
        )

    @cached_property
    def skills(self) -> dict[str, str]:
        return dict(self.verdicts["criterion"].groupby(level="criterion_id").first())

    def _page(self, name: str, **parameters: str) -> str:
        # rows behind the numbers are material, in the words that tables have: nothing is said by them
        page = html_of(name, run=str(self.folder), **parameters)
        return re.sub(r'<table class="counted">.*?</table>', "", page, flags=re.DOTALL)

    @cached_property
    def packets(self) -> dict[str, str]:
        return {rep: self._page("rep_packet", rep_id=rep) for rep in self.read}

    @cached_property
    def sheets(self) -> dict[str, str]:
        return {rep: self._page("conversation_sheet", rep_id=rep) for rep in self.read}

    @property
    def read(self) -> list[str]:
        """Reps whose own documents are read."""
        return list(self.reps.index[:: self.every])

    @cached_property
    def covers(self) -> dict[str, str]:
        managers = sorted(set(self.reps["manager_id"]))
        return {one: self._page("binder_cover", manager_id=one) for one in managers}

    @cached_property
    def teams(self) -> dict[str, str]:
        return {team: self._page("team_roi", team=team) for team in sorted(set(self.reps["team"]))}

    @cached_property
    def whole(self) -> str:
        return self._page("org_summary")

    @property
    def documents(self) -> int:
        """How many documents are read."""
        return 2 * len(self.read) + len(self.covers) + len(self.teams) + 1

    @cached_property
    def claims(self) -> list[Claim]:
        """Everything that any document says of a skill of a rep."""
        names = self.reps["rep_name"].to_dict()
        found: list[Claim] = []
        for rep in self.read:
            for kind, page in (("packet", self.packets), ("sheet", self.sheets)):
                found += claims(f"{kind} of {rep}", page[rep], names, self.skills, rep)
        for manager, page in self.covers.items():
            found += claims(f"cover of {manager}", page, names, self.skills)
        for team, page in self.teams.items():
            found += claims(f"report of {team}", page, names, self.skills)
        found += claims("report of all", self.whole, names, self.skills)
        return found


@pytest.fixture(scope="session")
def demo() -> Company:
    """Twenty-four reps whose coaching helps."""
    return Company(prepared_run(DemoSettings()), every=2)


@pytest.fixture(scope="session")
def without_effect() -> Company:
    """As many, where coaching does nothing at all."""
    return Company(prepared_run(DemoSettings(effect_pp=0.0, seed=1)), every=6)


@pytest.fixture(scope="session")
def extremes() -> Company:
    """Nine reps, each at an edge."""
    return Company(prepared("extremes", extreme_company))


@pytest.fixture(params=["demo", "without_effect", "extremes"])
def company(request: pytest.FixtureRequest) -> Company:
    found: Company = request.getfixturevalue(request.param)
    return found


# -- what was compared -----------------------------------------------------------------------------

REPORT = "CONSISTENCY_REPORT"
"""Variable that names the file to write."""
TITLES = {
    "demo": "Invented company whose coaching helps",
    "without_effect": "Invented company whose coaching does nothing",
    "extremes": "Company of nine reps, each at an edge",
}


@pytest.fixture
def compared(
    record_property: Callable[[str, object], None], company: Company
) -> Callable[[str, int], None]:
    """Take down what a test compares, and how many statements of the company's documents that are."""

    def taken_down(what: str, statements: int) -> None:
        record_property("what", what)
        record_property("statements", statements)
        record_property("documents", company.documents)

    return taken_down


class Comparison(NamedTuple):
    """One comparison in one company: what of, how many statements, and whether they agree."""

    company: str
    documents: int
    what: str
    statements: int
    agree: bool
    contradiction: str


def comparisons(terminal: pytest.TerminalReporter) -> Iterator[Comparison]:
    for outcome in ("passed", "failed"):
        for report in terminal.getreports(outcome):
            found = re.search(r"/test_documents_agree\.py::test_(\w+)\[(\w+)\]$", report.nodeid)
            if report.when != "call" or found is None or found[2] not in TITLES:
                continue
            # one that failed before it took anything down is told by its name
            told = {"what": found[1].replace("_", " "), "statements": 0, "documents": 0}
            told |= dict(report.user_properties)
            said = "" if report.passed else report.longreprtext.strip().splitlines()[-1]
            yield Comparison(
                found[2], told["documents"], told["what"], told["statements"], report.passed, said
            )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how much was compared, and write it down where that is asked for."""
    every = sorted(comparisons(terminalreporter))
    if not every:
        return
    names = {one.company for one in every}
    documents = sum(max(one.documents for one in every if one.company == name) for name in names)
    against = sum(not one.agree for one in every)
    total = (
        f"{len(names)} companies, {documents} documents, "
        f"{sum(one.statements for one in every):,} statements compared, {against} contradictions"
    )
    terminalreporter.write_line(f"consistency: {total}")
    if REPORT in os.environ:
        Path(os.environ[REPORT]).write_text(page_of(every, total), encoding="utf-8")


def page_of(every: list[Comparison], total: str) -> str:
    lines = ["# Do the documents agree?", "", f"{total[0].upper()}{total[1:]}.", ""]
    for company, title in TITLES.items():
        mine = [one for one in every if one.company == company]
        if not mine:
            continue
        lines += [f"## {title}", "", f"{max(one.documents for one in mine)} documents.", ""]
        lines += ["| compared | statements | contradictions |", "|---|---:|---|"]
        lines += [
            f"| {one.what} | {one.statements:,} | {'none' if one.agree else one.contradiction} |"
            for one in mine
        ]
        lines.append("")
    return "\n".join(lines)
