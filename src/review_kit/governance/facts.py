"""What a project does with data about people, as its settings, exports and templates say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from review_kit.delivery.channels import channels_of
from review_kit.grains import Grain
from review_kit.planning.find_templates import find_templates
from review_kit.planning.template import Template
from review_kit.project import ModelTable, Project, Source
from review_kit.records.folder import read_object
from review_kit.snapshot import Snapshot
from review_kit.sources.files.discovery import has_export
from review_kit.words import SHIPPED_DEFAULT, say, words_in
from review_kit.words.tags import base_of


@dataclass(frozen=True)
class TableFact:
    """One table that the project reads."""

    table: ModelTable
    purpose: str
    """Of a table of the project's own, as its contract says; empty for those of the package."""
    where: str
    """Files, folders or systems that it comes from; never a password."""


@dataclass(frozen=True)
class Scorer:
    """Who or what gave scores: ``ai`` or ``human``, under which name, and how many."""

    kind: str
    identifier: str
    version: str
    scores: int


@dataclass(frozen=True)
class ProjectFacts:
    """The facts about one project, read when they are asked for."""

    project: Project

    @cached_property
    def today(self) -> date:
        """The day in the project's time zone."""
        return datetime.now(ZoneInfo(self.project.config.organisation.time_zone)).date()

    @cached_property
    def tables(self) -> tuple[TableFact, ...]:
        """Every table that there is an export of, in the order of the data model."""
        return tuple(
            TableFact(table, _purpose(table), where_from(table.name, self._source(table.name)))
            for table in self.project.data_model.tables.values()
            if has_export(self.project, table.name)
        )

    @cached_property
    def absent(self) -> tuple[str, ...]:
        """Tables that nothing is exported of."""
        here = {fact.table.name for fact in self.tables}
        return tuple(name for name in self.project.data_model if name not in here)

    def has(self, table: str) -> bool:
        """Say whether a table is read."""
        return any(fact.table.name == table for fact in self.tables)

    @cached_property
    def templates(self) -> tuple[Template, ...]:
        """The documents that are made."""
        planned, _ = find_templates(self.project.notebooks)
        return tuple(each.template for each in planned)

    def documents(self, grain: Grain) -> tuple[Template, ...]:
        """The documents about a rep, a team, a manager or the organisation."""
        return tuple(each for each in self.templates if each.grain == grain)

    @cached_property
    def channels(self) -> tuple[str, ...]:
        """Ways by which documents are delivered, as commands name them."""
        return tuple(channel.name for channel in channels_of(self.project))

    @cached_property
    def retention(self) -> Mapping[str, int]:
        """Kind of thing kept → days, as far as the settings say."""
        return {name: days for name, days in self.project.config.retention if days is not None}

    @property
    def kept_without_limit(self) -> bool:
        """Whether there is something for which no number of days is set."""
        return any(days is None for _, days in self.project.config.retention)

    @cached_property
    def snapshot(self) -> Snapshot | None:
        """The exports as they were last validated; ``None`` where they never were."""
        known = read_object(self.project.cache / "validated.json").get("snapshot_id")
        folder = self.project.cache / "snapshots" / str(known)
        return Snapshot.open(folder) if known and folder.is_dir() else None

    @cached_property
    def scorers(self) -> tuple[Scorer, ...]:
        """Who gave the scores of the last validation, the most frequent first."""
        if self.snapshot is None:
            return ()
        names = ["evaluator", "evaluator_id", "evaluator_version"]
        rows = self.snapshot.rows("qa_scores", names).to_pydict()
        counted = Counter(zip(*(rows[name] for name in names), strict=True))
        return tuple(
            Scorer(kind or "", identifier or "", version or "", scores)
            for (kind, identifier, version), scores in counted.most_common()
        )

    @cached_property
    def ai_share(self) -> float | None:
        """Share of the scores that a machine gave; ``None`` where there are no scores to tell by."""
        total = sum(each.scores for each in self.scorers)
        return sum(e.scores for e in self.scorers if e.kind == "ai") / total if total else None

    @cached_property
    def team_sizes(self) -> Mapping[str, int]:
        """Team → people on the roster of the last validation who are still employed."""
        if self.snapshot is None:
            return {}
        rows = self.snapshot.rows("roster", ["team", "end_date"]).to_pylist()
        return Counter(
            row["team"] for row in rows if row["end_date"] is None or row["end_date"] >= self.today
        )

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages of documents: the organisation's, and those of the roster that there are words in."""
        found = [self.project.config.organisation.language]
        if self.snapshot is not None:
            named = self.snapshot.rows("roster", ["language"])["language"].to_pylist()
            found += sorted({tag for tag in named if tag})
        known = self.project.words.languages
        return tuple(dict.fromkeys(tag for tag in found if base_of(tag) in known))

    def _source(self, table: str) -> Source | None:
        return self.project.config.sources.get(table)


def name_of(template: Template) -> str:
    """Name a document in the language that is being spoken; one that a project has named keeps its name."""
    message = f"document-{template.name}"
    english = words_in(SHIPPED_DEFAULT)
    if english.has(message) and english.say(message) == template.title:
        return say(f"document-{template.name}")
    return template.title


def where_from(table: str, source: Source | None) -> str:
    """Say where a table comes from: ``exports/qa/*.csv``, ``postgresql, db.example.com``."""
    if source is None:
        return f"exports/{table}.*"
    if source.address is not None:
        return source.address.shown
    paths = [source.path] if isinstance(source.path, str) else source.path or []
    return ", ".join(paths)


def _purpose(table: ModelTable) -> str:
    if not table.own:
        return ""
    from review_kit.contracts.document import read_document

    stated = read_document(table.path).get("description") or {}
    return " ".join(str(stated.get("purpose", "")).split())
