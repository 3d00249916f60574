"""Companies with all their documents, as their readers get them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

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
        return html_of(name, run=str(self.folder), **parameters)

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
