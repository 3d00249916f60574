"""Which notebook for whom: a value that can be printed, compared and handed to an executor."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from review_kit.errors import ConfigurationError
from review_kit.grains import GRAINS, OWNER_COLUMNS, Grain, Owner
from review_kit.planning.digests import PRINTS, code_digest, digest_json
from review_kit.planning.find_templates import (
    BINDER_OUTPUT,
    PlannedTemplate,
    find_templates,
    no_templates,
)
from review_kit.planning.folder_names import folder_names
from review_kit.planning.languages import Languages, document_languages, language_of
from review_kit.planning.row_digests import slice_digests
from review_kit.planning.selection import Only
from review_kit.planning.template import ENTITY_PARAMETER, Template
from review_kit.project.kept import Kept
from review_kit.records.folder import RunFolder
from review_kit.records.record import Record, Status
from review_kit.records.run_words import words_of_pages
from review_kit.words import SHIPPED_DEFAULT, Overlay, words_in
from review_kit.words.tags import REFERENCE


@dataclass(frozen=True)
class Entity:
    """One of a grain: a rep, a team, a manager, or the organisation."""

    grain: Grain
    identifier: str
    name: str
    folder: str
    """Relative to the run folder."""
    belongs_to: Mapping[Owner, str] = field(default_factory=dict)
    """Of a rep: team and manager of record, by their grain."""
    language: str = SHIPPED_DEFAULT
    """Tag of the language that its documents are in."""

    @property
    def team(self) -> str:
        """Team of record, of a rep."""
        return self.belongs_to.get("team", "")

    @property
    def manager_id(self) -> str:
        """Manager of record, of a rep."""
        return self.belongs_to.get("manager", "")


@dataclass(frozen=True)
class Task:
    """One document to be there after the run: one template for one entity."""

    entity: Entity
    template: Template
    key: str
    inputs: Mapping[str, str]
    title: str
    language: str = SHIPPED_DEFAULT
    """Tag of the language that the document is in."""

    @property
    def document(self) -> str:
        """Folder and file stem of the document: ``reps/R001/packet``."""
        return f"{self.entity.folder}/{self.template.output}"

    @property
    def parameters(self) -> dict[str, str]:
        """Parameter of the notebook that says for whom it is."""
        name = ENTITY_PARAMETER[self.template.grain]
        return {} if name is None else {name: self.entity.identifier}

    def record(self, status: Status, **outcome: Any) -> Record:
        """Record what became of the document."""
        return Record(
            document=self.document,
            grain=self.entity.grain,
            entity=self.entity.identifier,
            entity_name=self.entity.name,
            template=self.template.name,
            template_suffix=self.template.path.suffix,
            title=self.template.title,
            audience=self.template.audience,
            for_everybody=self.template.for_everybody,
            key=self.key,
            inputs=dict(self.inputs),
            status=status,
            team=self.entity.team,
            manager_id=self.entity.manager_id,
            **outcome,
        )


BINDER_TITLE = "Manager binder"


@dataclass(frozen=True)
class Binder:
    """One PDF of documents that are made one by one: a manager's cover, then each rep's packet and sheet."""

    cover: Task
    packets: tuple[Task, ...]
    """By rep; the order in the binder is the cover's."""
    title: str
    sheets: tuple[Task, ...] = ()
    """What is bound behind the packets, by rep."""

    @property
    def document(self) -> str:
        """Folder and file stem: ``managers/M1/binder``."""
        return f"{self.cover.entity.folder}/{BINDER_OUTPUT}"

    @property
    def parts(self) -> tuple[Task, ...]:
        """The cover, the packets and the sheets."""
        return (self.cover, *self.packets, *self.sheets)

    def task(self, key: str, inputs: Mapping[str, str]) -> Task:
        """Return the binder as a document of its own, once it is known what it is made of."""
        template = self.cover.template.model_copy(
            update={"title": BINDER_TITLE, "output": BINDER_OUTPUT, "formats": ("pdf",)}
        )
        return Task(self.cover.entity, template, key, inputs, self.title, self.cover.language)


@dataclass(frozen=True)
class Plan:
    """All documents of a run, and which of them were asked for."""

    run: RunFolder
    templates: tuple[PlannedTemplate, ...]
    tasks: tuple[Task, ...]
    """Every document there is to be."""
    selected: frozenset[str]
    """Documents asked for; all of them unless the run was narrowed down."""
    context: Mapping[str, Any]
    """Of the run, as documents read it."""
    notes: tuple[str, ...] = ()
    binders: tuple[Binder, ...] = ()
    """What is bound of them when they are made."""

    @property
    def documents(self) -> tuple[str, ...]:
        """Every document there is to be, binders last."""
        binders = (binder.document for binder in self.binders)
        return (*(task.document for task in self.tasks), *binders)

    @property
    def is_full(self) -> bool:
        """Whether every document was asked for."""
        return len(self.selected) == len(self.documents)

    def __str__(self) -> str:
        """List documents by template, one line each."""
        lines = [f"{self.run.run_id}: {len(self.selected)} of {len(self.documents)} documents"]
        lines += [
            f"  {task.document}  {task.template.name} for {task.entity.name}  [{task.key}]"
            for task in self.tasks
            if task.document in self.selected
        ]
        lines += [
            f"  {binder.document}  {len(binder.packets)} packets for {binder.cover.entity.name}"
            for binder in self.binders
            if binder.document in self.selected
        ]
        return "\n".join([*lines, *self.notes])

    def to_json(self) -> dict[str, Any]:
        """Return the plan as plain values."""
        return {
            "run": self.run.run_id,
            "documents": [
                {
                    "document": task.document,
                    "template": task.template.name,
                    "grain": task.entity.grain,
                    "entity": task.entity.identifier,
                    "key": task.key,
                    "selected": task.document in self.selected,
                }
                for task in self.tasks
            ],
            "binders": [
                {
                    "document": binder.document,
                    "template": binder.cover.template.name,
                    "entity": binder.cover.entity.identifier,
                    "parts": [task.document for task in binder.parts],
                    "selected": binder.document in self.selected,
                }
                for binder in self.binders
            ],
            "notes": list(self.notes),
        }


def plan(
    run: RunFolder,
    notebooks: Path,
    *,
    only: Sequence[Only] = (),
    template_names: Sequence[str] = (),
    with_sheets: bool = True,
    kept: Kept | None = None,
) -> Plan:
    """Plan the documents of a prepared run; nothing is executed or written.

    Parameters
    ----------
    run
        A run folder whose ``metrics`` are there.
    notebooks
        Folder of report templates.
    only
        Narrow the run to these reps, teams or managers; a team or manager includes its reps.
    template_names
        Narrow the run to these templates.
    with_sheets
        Whether binders hold the reps' sheets too.
    kept
        Digests of rows from earlier plans.

    Raises
    ------
    ConfigurationError
        A template is broken, or ``only`` or ``template_names`` names what is not there.
    """
    with words_of_pages(run):
        templates, notes = find_templates(notebooks)
    if not templates:
        raise no_templates(notebooks)
    known = [planned.template.name for planned in templates]
    for name in template_names:
        if name not in known:
            raise ConfigurationError(
                f"no template '{name}' in {notebooks}", f"The templates are {', '.join(known)}."
            )
    context = json.loads(run.context.read_text(encoding="utf-8"))
    reps = pd.read_parquet(
        run.metrics / "reps.parquet",
        columns=sorted(
            {name for one in GRAINS.values() for name in (one.column, one.name_column)} - {""}
            | {"language"}
        ),
    )
    overlay = Overlay.of(context["words"])
    with words_of_pages(run):
        languages, unknown = document_languages(
            reps, context["config"]["organisation"]["language"], overlay.languages
        )
    entities = _entities(reps, context["organisation"], languages)
    tasks = _tasks(templates, entities, slice_digests(run.metrics, reps, kept), context, overlay)

    def is_asked(task: Task) -> bool:
        return (not template_names or task.template.name in template_names) and (
            not only or any(_is_within(task.entity, wish) for wish in only)
        )

    binders = _binders(tasks, context, overlay, with_sheets=with_sheets)
    selected = {task.document for task in tasks if is_asked(task)}
    for binder in binders:
        if is_asked(binder.cover):
            # who asks for the binder asks for what is in it
            selected |= {binder.document, *(task.document for task in binder.parts)}
    _check_found(only, entities)
    return Plan(run, templates, tasks, frozenset(selected), context, (*notes, *unknown), binders)


def _binders(
    tasks: Sequence[Task], context: Mapping[str, Any], overlay: Overlay, *, with_sheets: bool
) -> tuple[Binder, ...]:
    of_reps: dict[tuple[str, str], list[Task]] = {}
    for task in tasks:
        if task.entity.grain == "rep" and "pdf" in task.template.formats:
            of_reps.setdefault((task.entity.manager_id, task.template.output), []).append(task)

    def under(cover: Task, output: str) -> tuple[Task, ...]:
        return tuple(of_reps.get((cover.entity.identifier, output), ()))

    return tuple(
        Binder(
            cover,
            under(cover, cover.template.binds),
            f"{_called('binder', BINDER_TITLE, cover.language, overlay)} · {cover.entity.name} "
            f"· {context['as_of']}",
            under(cover, cover.template.behind) if with_sheets else (),
        )
        for cover in tasks
        if cover.template.binds
    )


def _entities(reps: pd.DataFrame, organisation: str, languages: Languages) -> list[Entity]:
    entities = []
    for grain, declared in GRAINS.items():
        if grain == "org":
            entities.append(
                Entity(grain, "", organisation, declared.folder, language=languages.organisation)
            )
            continue
        named = reps.dropna(subset=declared.column).drop_duplicates(declared.column)
        named = named.sort_values(declared.column)
        folders = folder_names(named[declared.column])
        entities += [
            Entity(
                grain,
                row[declared.column],
                row[declared.name_column],
                f"{declared.folder}/{folders[row[declared.column]]}",
                _belongs_to(row) if grain == "rep" else {},
                languages.of(grain, row[declared.column]),
            )
            for row in named.to_dict("records")
        ]
    return entities


def _belongs_to(rep: Mapping[Any, str]) -> dict[Owner, str]:
    return {owner: rep[column] for owner, column in OWNER_COLUMNS.items() if owner != "rep"}


def _tasks(
    templates: Sequence[PlannedTemplate],
    entities: Sequence[Entity],
    slices: Mapping[Grain, Mapping[str, str]],
    context: Mapping[str, Any],
    overlay: Overlay,
) -> tuple[Task, ...]:
    common = {
        # a sentence changed in German makes German documents anew, and no others
        "context": digest_json({**context, "words": None}),
        "package": code_digest(*PRINTS),
    }
    tasks = []
    for entity in entities:
        for planned in templates:
            template = planned.template
            if template.grain != entity.grain:
                continue
            language = language_of(template.name, entity.language, overlay)
            inputs = {
                "template": planned.digest,
                "slice": slices[entity.grain][entity.identifier],
                "language": language,
                "words": overlay.digest(language),
                **common,
            }
            key = digest_json({**inputs, "entity": entity.identifier, "name": template.name})
            called = _called(template.name, template.title, language, overlay)
            title = f"{called} · {entity.name} · {context['as_of']}"
            tasks.append(Task(entity, template, key, inputs, title, language))
    return tuple(tasks)


def _called(name: str, title: str, language: str, overlay: Overlay) -> str:
    """Name a document in its own language; one that a project has named itself keeps that title."""
    message = f"document-{name}"
    shipped = words_in(REFERENCE)
    if not shipped.has(message) or shipped.say(message) != title:
        return title
    return words_in(language, overlay).say(f"document-{name}")


def _is_within(entity: Entity, wish: Only) -> bool:
    if (entity.grain, entity.identifier) == (wish.grain, wish.identifier):
        return True
    return entity.belongs_to.get(wish.grain) == wish.identifier


def _check_found(only: Sequence[Only], entities: Sequence[Entity]) -> None:
    count = Counter(entity.grain for entity in entities)
    for wish in only:
        if any((e.grain, e.identifier) == (wish.grain, wish.identifier) for e in entities):
            continue
        known = [e.identifier for e in entities if e.grain == wish.grain]
        shown = ", ".join(known[:8]) + (", …" if len(known) > 8 else "")
        raise ConfigurationError(
            f"--only {wish}: this run has no {wish.grain} '{wish.identifier}'",
            f"It has {count[wish.grain]}: {shown}" if known else "",
        )
