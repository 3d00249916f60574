"""The runs that a site shows: which, in which order, and what of each is handed out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from babel.dates import format_skeleton

from review_kit.delivery.ledger import Ledger
from review_kit.delivery.people import People
from review_kit.delivery.recipients import Entitlements, entitlements_of
from review_kit.delivery.states import complete_manifest, refuse_damaged
from review_kit.documents.glossary.glossary import (
    metrics_printed,
    reading_rows,
    verdict_rows,
)
from review_kit.documents.parts.context import Context, read_context
from review_kit.documents.parts.definitions import definition_rows
from review_kit.documents.parts.entity_data import EntityData, Row, entity_data
from review_kit.errors import ReviewKitError
from review_kit.grains import GRAINS, ORG
from review_kit.project import Project
from review_kit.records.find import select_run
from review_kit.records.folder import RunFolder
from review_kit.records.manifest import Manifest
from review_kit.records.run_words import review_day
from review_kit.site.audience import Audience
from review_kit.words import say, spoken_locale


@dataclass(frozen=True)
class SiteRun:
    """One complete run, and who gets which of its documents."""

    folder: RunFolder
    manifest: Manifest
    context: Context
    entitled: Entitlements
    _rows: dict[Audience, EntityData] = field(default_factory=dict, repr=False, compare=False)
    _reps: dict[Audience, list[Row]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def name(self) -> str:
        """Name of the run."""
        return self.folder.run_id

    @cached_property
    def everybody(self) -> EntityData:
        """Every row of the run, to find out who is in it."""
        return entity_data(self.folder.path, self.context, ORG)

    @cached_property
    def reps(self) -> list[Row]:
        """Rows of ``reps``: everybody in review."""
        return self.everybody.rows("reps")

    def data_of(self, audience: Audience) -> EntityData | None:
        """Give the rows that readers may see; ``None`` where the run has no such team or manager."""
        column = GRAINS[audience.grain].column
        if column and audience.identifier not in {row[column] for row in self.reps}:
            return None
        if audience not in self._rows:
            self._rows[audience] = entity_data(
                self.folder.path, self.context, audience.grain, audience.identifier
            )
        return self._rows[audience]

    def reps_of(self, audience: Audience) -> list[Row]:
        """Rows of ``reps`` that readers may see; none where the run has no such team or manager."""
        if audience not in self._reps:
            data = self.data_of(audience)
            self._reps[audience] = data.rows("reps") if data else []
        return self._reps[audience]

    @cached_property
    def definitions(self) -> dict[str, list[dict[str, str]]]:
        """Words and signs, verdicts and numbers, each with what it means in this run."""
        names = metrics_printed(self.context)
        rows = [definition_rows([name], self.context) for name in names]
        return {
            "reading": reading_rows(self.context),
            "verdicts": verdict_rows(self.context),
            "metrics": [
                {"name": name, **row[0]} for name, row in zip(names, rows, strict=True) if row
            ],
        }

    @property
    def quarter(self) -> tuple[int, int]:
        """Year and quarter of the review day."""
        day = self.context.as_of
        return day.year, (day.month + 2) // 3

    @property
    def quarter_label(self) -> str:
        """The quarter in words: ``Q3 2026``."""
        return str(format_skeleton("yQQQ", self.context.as_of, locale=spoken_locale()))

    @property
    def label(self) -> str:
        """The window in words: ``90 days up to 30 September 2026``."""
        return say("site-period", days=self.manifest.window_days, day=review_day(self.manifest))


def open_runs(project: Project, names: Sequence[str] = ()) -> tuple[list[SiteRun], list[str]]:
    """Open the runs for a site, the newest first, and say which were left out and why.

    Parameters
    ----------
    names
        Of the runs; by default every run of the project.

    Raises
    ------
    ReviewKitError
        There is no run, or one that was named, or the newest one, is not complete, or files of it are not
        as they were made. Of the others such runs are left out.
    """
    if names:
        folders = [select_run(project, name) for name in dict.fromkeys(names)]
    else:
        newest = select_run(project)
        paths = sorted(path.parent for path in project.reports.glob("*/manifest.json"))
        folders = [newest, *(RunFolder(path) for path in paths if path != newest.path)]
    ledger, people = Ledger(project.root), People(project.root)
    found, notes = [], []
    for at, folder in enumerate(folders):
        try:
            found.append(_opened(project, folder, ledger, people))
        except ReviewKitError as error:
            if names or at == 0:
                raise
            notes.append(f"{folder.run_id} is left out: {error.message}")
    return sorted(found, key=lambda one: (one.context.as_of, one.name), reverse=True), notes


def _opened(project: Project, folder: RunFolder, ledger: Ledger, people: People) -> SiteRun:
    manifest = complete_manifest(folder)
    refuse_damaged(folder, manifest.documents)
    entitled = entitlements_of(project, folder, manifest, ledger, people)
    return SiteRun(folder, manifest, read_context(folder.path), entitled)


def one_a_quarter(runs: Sequence[SiteRun]) -> list[SiteRun]:
    """Choose the last run of each quarter with a window as long as the newest one's, the oldest first.

    Parameters
    ----------
    runs
        The newest first.
    """
    chosen: dict[tuple[int, int], SiteRun] = {}
    for one in runs:
        if one.manifest.window_days == runs[0].manifest.window_days:
            chosen.setdefault(one.quarter, one)
    return [chosen[quarter] for quarter in sorted(chosen)]
