"""Managers' binders: bound when their packets are made, and bound again only when one has changed.

A binder rests on nothing but its parts, so its key is made of theirs. A packet that failed costs its
place in the binder; the binder's record and bookmarks name it.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from review_kit.errors import ReviewKitError
from review_kit.execution.build_context import BuildContext
from review_kit.execution.failures import failure_of
from review_kit.execution.install import install_failure, install_files, place_of
from review_kit.execution.renderers import renderer_for
from review_kit.planning.digests import digest_json
from review_kit.planning.plan import Binder, Plan, Task
from review_kit.records.integrity import Damage, FileCheck
from review_kit.records.record import Record
from review_kit.words import say, speaking, words_in

if TYPE_CHECKING:
    from review_kit.render.bind import Part


class NothingToBindError(ReviewKitError):
    """No part of a binder is there."""


_TRIES = 3


class CoverLengthError(ReviewKitError):
    """A cover is as long as the numbers on it make it, and the numbers depend on its length."""

    def __init__(self, document: str) -> None:
        super().__init__(
            f"{document}: the cover's length changes each time its page numbers are filled in",
            "Shorten what its template prints, so that its last page is not almost exactly full.",
        )


class PartChangedError(ReviewKitError):
    """A part of a binder was written to while it was bound."""

    def __init__(self, changed: Sequence[Damage]) -> None:
        what = "; ".join(f"{damage.record.document}: {damage}" for damage in changed)
        super().__init__(
            f"documents were changed while the binder was being made: {what}",
            "Find out what writes into the run's folder, then run the same command again.",
        )


@dataclass(frozen=True)
class Bound:
    """A binder as its parts are now."""

    binder: Binder
    present: tuple[Task, ...]
    absent: tuple[Task, ...]

    @property
    def inputs(self) -> dict[str, str]:
        """Digest of the parts' keys, and of what is not there."""
        return {
            "parts": digest_json([[task.document, task.key] for task in self.present]),
            "without": digest_json([task.document for task in self.absent]),
        }

    @property
    def task(self) -> Task:
        """The binder as a document of its own."""
        return self.binder.task(digest_json({**self.inputs, "name": "binder"}), self.inputs)


def as_it_stands(binder: Binder, records: Mapping[str, Record], files: FileCheck) -> Bound:
    """Sort the parts of a binder into those made, current and unchanged, and the others."""

    def is_there(task: Task) -> bool:
        record = records.get(task.document)
        return (
            record is not None
            and record.status == "made"
            and record.key == task.key
            and files.is_intact(record)
        )

    there = {task.document for task in binder.parts if is_there(task)}
    return Bound(
        binder,
        tuple(task for task in binder.parts if task.document in there),
        tuple(task for task in binder.parts if task.document not in there),
    )


def is_current(bound: Bound, records: Mapping[str, Record], files: FileCheck) -> bool:
    """Whether the binder is there, made of these parts."""
    record = records.get(bound.binder.document)
    return (
        record is not None
        and record.status == "made"
        and record.key == bound.task.key
        and files.is_intact(record)
    )


def binders_to_make(
    plan: Plan, to_make: Collection[Task], records: Mapping[str, Record], files: FileCheck
) -> tuple[Binder, ...]:
    """Choose the binders asked for that are not current, or will not be when their parts are made."""
    changing = {task.document for task in to_make}
    return tuple(
        binder
        for binder in plan.binders
        if binder.document in plan.selected
        and (
            any(task.document in changing for task in binder.parts)
            or not is_current(as_it_stands(binder, records, files), records, files)
        )
    )


def outdated_binders(plan: Plan, records: Mapping[str, Record], files: FileCheck) -> frozenset[str]:
    """Name the binders not asked for that are damaged, or made of other parts than there are now."""
    return frozenset(
        binder.document
        for binder in plan.binders
        if binder.document not in plan.selected
        and binder.document in records
        and not is_current(as_it_stands(binder, records, files), records, files)
    )


def bind(
    binder: Binder, build: BuildContext, records: Mapping[str, Record], files: FileCheck
) -> Record | None:
    """Bind what is there of a binder; ``None`` where the binder is current as it is.

    Parameters
    ----------
    records
        Of the documents as this run made or found them; a part with other bytes is not bound.
    """
    started = time.monotonic()
    bound = as_it_stands(binder, records, files)
    if is_current(bound, records, files):
        return None
    without = tuple(task.document for task in bound.absent)
    try:
        if not any(task in bound.present for task in binder.packets):
            raise NothingToBindError(
                "none of the packets for this binder could be made",
                "The summary says why; fix that, then run the same command again.",
            )
        build.run.work.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=build.run.work, prefix="binder-") as folder:
            path = Path(folder) / f"{bound.task.template.output}.pdf"
            pages = _write(bound, build, path)
            changed = files.damages(records[task.document] for task in bound.present)
            if changed:
                raise PartChangedError(changed)
            return install_files(
                bound.task, build, [path], pages=pages, started=started, without=without
            )
    except Exception as error:
        return install_failure(
            bound.task, build, failure_of(error), started=started, without=without
        )


def _write(bound: Bound, build: BuildContext, path: Path) -> int:
    from review_kit.check import CheckFailedError
    from review_kit.check.structure import check_structure
    from review_kit.render.bind import bind_pdfs

    language = bound.binder.cover.language
    with speaking(words_in(language, build.words)):
        parts = _parts(bound, build, path.parent)
        pages = bind_pdfs(
            parts,
            path,
            title=bound.binder.title,
            language=language,
            page_words=lambda number: say("binder-foot", page=str(number)),
        )
    findings = check_structure(
        path, title=bound.binder.title, language=language, pages=None, blank=pages.blank
    )
    if findings:
        raise CheckFailedError(findings)
    return pages.count


def _parts(bound: Bound, build: BuildContext, folder: Path) -> list[Part]:
    """List what is bound in its order: the cover, then each rep's packet with the sheet behind it."""
    from review_kit.render.bind import Part

    there = {task.document for task in bound.present}
    sheets = {task.entity.identifier: task for task in bound.binder.sheets}
    packets = _in_order(bound.binder, build)
    parts: list[Part] = []
    at: dict[str, int] = {}
    for task in packets:
        rep, name = task.entity.identifier, task.entity.name
        if task.document in there:
            at[rep] = len(parts)
            parts.append(Part(_pdf(task, build), name, label=name))
        else:
            parts.append(Part(None, say("binder-not-made", name=name)))
        sheet = sheets.get(rep)
        if sheet is not None and sheet.document in there:
            parts.append(Part(_pdf(sheet, build), say("binder-sheet", name=name), label=name))
    cover = bound.binder.cover
    if cover.document in there:
        parts.insert(0, Part(_filled_cover(cover, parts, at, build, folder), cover.template.title))
    return parts


def _filled_cover(
    cover: Task, parts: Sequence[Part], at: Mapping[str, int], build: BuildContext, folder: Path
) -> Path:
    """Render the cover once more, now that it is known on which page each packet begins.

    Parameters
    ----------
    parts
        What comes behind the cover.
    at
        ``rep_id`` → place of the rep's packet among them.
    """
    from pikepdf import Pdf

    from review_kit.render.binder_pages import first_pages

    bound = [part for part in parts if part.path is not None]
    lengths = []
    for part in bound:
        with Pdf.open(str(part.path)) as pdf:
            lengths.append(len(pdf.pages))
    with Pdf.open(_pdf(cover, build)) as pdf:
        pages = len(pdf.pages)
    # numbers may make the cover a page longer, and then the packets begin later
    for _ in range(_TRIES):
        starts = first_pages([pages, *lengths])[1:]
        begins = {rep: starts[bound.index(parts[place])] for rep, place in at.items()}
        rendered = renderer_for(build.paper, build.brand).render(
            place_of(build.run, cover, f"{cover.template.output}.ipynb"),
            folder,
            output=cover.template.output,
            formats=("pdf",),
            grain=cover.template.grain,
            title=cover.title,
            language=cover.language,
            binder_pages=begins,
        )
        if rendered.pages == pages:
            return rendered.files["pdf"]
        pages = rendered.pages or 0
    raise CoverLengthError(cover.document)


def _in_order(binder: Binder, build: BuildContext) -> list[Task]:
    """Put the packets in the order of the conversations, as the cover does."""
    from review_kit.documents import BinderCover

    manager = binder.cover.entity.identifier
    order = BinderCover.open(str(build.run.path), manager).order
    by_rep = {task.entity.identifier: task for task in binder.packets}
    return [by_rep[rep_id] for rep_id in order]


def _pdf(task: Task, build: BuildContext) -> Path:
    return build.run.path / f"{task.document}.pdf"
