"""The browsable site of a run: static pages beside the documents, nothing fetched from anywhere.

``site/index.html`` lists the documents of reps by team and manager; ``site/leaders.html`` those about
teams, managers and the organisation, which are not for everybody. Each page works opened from disk.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from review_kit.grains import GRAINS, ORG
from review_kit.records.folder import RunFolder
from review_kit.records.manifest import organisation_of, read_manifest
from review_kit.records.page import write_page
from review_kit.records.record import DocumentFile, Record
from review_kit.records.run_words import review_day, words_of_pages
from review_kit.words import say

_LEADERS = (ORG, *(grain for grain in GRAINS if grain not in {"rep", ORG}))
"""Grains of the documents that are not for reps, the organisation first, and what stands above them."""


@dataclass(frozen=True)
class Listed:
    """A rep, team or manager with all their documents."""

    name: str
    identifier: str
    team: str
    manager: str
    documents: Sequence[Record]

    @property
    def words(self) -> str:
        """What the search box looks in: small letters, without accents."""
        written = " ".join((self.name, self.identifier, self.team, self.manager)).lower()
        parts = unicodedata.normalize("NFD", written)
        return "".join(part for part in parts if not unicodedata.category(part).startswith("M"))


def write_site(run: RunFolder) -> Path:
    """Write the site of a run from its manifest and return its first page.

    Raises
    ------
    ReviewKitError
        Nothing was made there yet.
    """
    manifest = read_manifest(run)
    shown = [record for record in manifest.documents if record.status != "planned"]
    managers = _manager_names(run)
    reps = _listed([record for record in shown if record.grain == "rep"], managers)
    teams: dict[str, list[Listed]] = {}
    for rep in reps:
        teams.setdefault(rep.team, []).append(rep)
    common: dict[str, Any] = {
        "manifest": manifest,
        "organisation": organisation_of(run),
        "main_file": main_file,
        "page_beside": page_beside,
        "workbook_beside": workbook_beside,
        "calendar_beside": calendar_beside,
    }
    with words_of_pages(run):
        common["day"] = review_day(manifest)
        write_page(
            run.site / "index.html",
            "site_reps.html.j2",
            teams=sorted(teams.items()),
            for_everybody=[record for record in shown if record.for_everybody and record.files],
            **common,
        )
        write_page(
            run.site / "leaders.html",
            "site_leaders.html.j2",
            sections=[
                (
                    say(f"site-of-{grain}"),
                    _listed([record for record in shown if record.grain == grain], managers),
                )
                for grain in _LEADERS
            ],
            has_validation=run.validation.is_file(),
            **common,
        )
    return run.site / "index.html"


def main_file(record: Record) -> DocumentFile:
    """Return the file that a click on a document's title opens: PDF, else page."""
    for suffix in (".pdf", ".html"):
        for file in record.files:
            if file.path.endswith(suffix):
                return file
    return record.files[0]


def page_beside(record: Record) -> DocumentFile | None:
    """Return the web page of a document, where there is one beside its PDF."""
    page = next((file for file in record.files if file.path.endswith(".html")), None)
    return page if page is not None and page != main_file(record) else None


def workbook_beside(record: Record) -> DocumentFile | None:
    """Return the workbook of a document, where it has one."""
    return next((file for file in record.files if file.path.endswith(".xlsx")), None)


def calendar_beside(record: Record) -> DocumentFile | None:
    """Return the calendar of a document, where it has one."""
    return next((file for file in record.files if file.path.endswith(".ics")), None)


def _listed(records: Sequence[Record], managers: dict[str, str]) -> list[Listed]:
    by_entity: dict[str, list[Record]] = {}
    for record in records:
        by_entity.setdefault(record.entity, []).append(record)
    return sorted(
        (
            Listed(
                name=documents[0].entity_name,
                identifier=entity,
                team=documents[0].team,
                manager=managers.get(documents[0].manager_id, documents[0].manager_id),
                documents=documents,
            )
            for entity, documents in by_entity.items()
        ),
        key=lambda one: (one.name.casefold(), one.identifier),
    )


def _manager_names(run: RunFolder) -> dict[str, str]:
    import pandas as pd

    reps = pd.read_parquet(run.metrics / "reps.parquet", columns=["manager_id", "manager_name"])
    return dict(zip(reps["manager_id"], reps["manager_name"], strict=True))
