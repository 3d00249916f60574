"""A person taken out of a project: planned as a list of changes, made one by one, and proven at the end.

Every change can be made twice, and the plan is made anew from what is still there: so a purge that was
interrupted is ended by the next one. Until its proof finds nothing, ``.review_kit/purge.json`` keeps
whom it is about, because by then no roster says it any more.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq

from review_kit.collecting.filled_sheet import UnreadableSheetError, read_sheets
from review_kit.delivery.people import PEOPLE, People, Person
from review_kit.project import Project
from review_kit.records.folder import (
    read_object,
    write_bytes_atomically,
    write_json,
)
from review_kit.records.lock import SCRATCH_PREFIX, in_turn
from review_kit.records.site_folders import site_folders
from review_kit.rights.changes import Change, PurgeResult, counted, name_in, remove, remove_file
from review_kit.rights.dossier import default_folder
from review_kit.rights.erasing import (
    erased_export,
)
from review_kit.rights.identity import Identity, identity_of, runs_of, snapshots_of
from review_kit.rights.own_rows import split
from review_kit.rights.person import own_mended
from review_kit.rights.previews import changes_of_previews, ownerless_pages
from review_kit.rights.run_erasing import changes_of_run
from review_kit.rights.searching import files_in, search, search_file
from review_kit.rights.sites import changes_of_sites
from review_kit.rights.snapshot_erasing import replace_snapshot
from review_kit.sources.files.mended import RECORD, read_mended, record_path
from review_kit.sources.files.unchanged import sha256_of
from review_kit.sources.staged import MendedRow

JOURNAL = "purge.json"
"""In ``.review_kit``, while a purge is under way."""
_KEPT = frozenset({JOURNAL, "lock", "snapshots", "counts", "crashes"})
"""What stays of ``.review_kit``: everything else in it is a working copy that the next command makes anew."""
_PART = ".purge-new"
"""End of the name of an export as it will be. It must outlive its process: corrections may name its bytes."""


def purge_person(
    project: Project,
    identifier: str,
    *,
    dry_run: bool = False,
    on_change: Callable[[Change], None] = lambda _: None,
) -> PurgeResult:
    """Take a person out of a project, and look for what is left.

    Raises
    ------
    ReviewKitError
        Nobody bears the identifier, or a run is being made.
    """
    project.cache.mkdir(parents=True, exist_ok=True)
    with in_turn(project.cache / "lock"):
        begun = _begun(project)
        if begun is not None and begun[0].identifier == identifier:
            person, corrected = begun
        else:
            person = identity_of(project, identifier)
            corrected = {(row.file, row.row) for row in own_mended(project, person)}
        if dry_run:
            return PurgeResult(tuple(_planned(project, person, corrected)))
        if begun is not None and begun[0].identifier != identifier:
            _finish(project, *begun, on_change)
        write_json(
            project.cache / JOURNAL,
            {"person": person.to_json(), "corrected": sorted(map(list, corrected))},
        )
        return _finish(project, person, corrected, on_change)


def resume(
    project: Project, on_change: Callable[[Change], None] = lambda _: None
) -> PurgeResult | None:
    """End a purge of a person that was interrupted, or prove it anew; ``None`` where there is none."""
    if not (project.cache / JOURNAL).is_file():
        return None
    with in_turn(project.cache / "lock"):
        begun = _begun(project)
        return None if begun is None else _finish(project, *begun, on_change)


def _begun(project: Project) -> tuple[Identity, set[tuple[str, int]]] | None:
    raw = read_object(project.cache / JOURNAL)
    if not raw:
        return None
    return (
        Identity.from_json(raw["person"]),
        {(str(file), int(row)) for file, row in raw["corrected"]},
    )


def _finish(
    project: Project,
    person: Identity,
    corrected: set[tuple[str, int]],
    on_change: Callable[[Change], None],
) -> PurgeResult:
    done = []
    for change in _planned(project, person, corrected):
        change.make()
        on_change(change)
        done.append(change)
    result = prove(project, person)
    if result.is_proven:
        (project.cache / JOURNAL).unlink(missing_ok=True)
    return PurgeResult(tuple(done), result.remnants, result.unread, result.searched)


def prove(project: Project, person: Identity) -> PurgeResult:
    """Look for a person in every file of a project, and in sites, scratch folders and pages outside it."""
    journal = (project.cache / JOURNAL).relative_to(project.root).as_posix()
    sites = [one.path for one in site_folders(project)]
    outside = [path for path in sites if not path.is_relative_to(project.root)]
    folders = [project.root, *outside, *scratch_folders(project)]
    places = [
        place for folder in folders for place in search(folder, [person]) if place.path != journal
    ]
    kept = ownerless_pages(project)
    if kept:
        # their names are told in full: they lie in no folder of the project's
        places += search(project.root, [person], kept)
    return PurgeResult(
        (),
        tuple(place for place in places if not place.unread),
        tuple(place for place in places if place.unread),
        sum(1 for folder in folders for _ in files_in(folder)) + len(kept),
    )


def scratch_folders(project: Project) -> list[Path]:
    """List the scratch folders outside the project that its runs, or deliveries, have left."""
    runs = {str(run.path.resolve()) for run in runs_of(project)}
    found = []
    for folder in sorted(Path(tempfile.gettempdir()).glob(f"{SCRATCH_PREFIX}*")):
        made_for = folder / ".made-for"
        with suppress(OSError):
            is_ours = folder.is_dir() and folder.stat().st_uid == os.getuid()
            if is_ours and made_for.is_file() and made_for.read_text(encoding="utf-8") in runs:
                found.append(folder)
    return found


def _planned(
    project: Project, person: Identity, corrected: set[tuple[str, int]]
) -> Iterator[Change]:
    """Plan from what is there now, in the order in which the changes are made.

    Given one by one: the later ones are planned when the earlier ones were made.
    """
    yield from _working_copies(project)
    yield from _exports(project, person, corrected)
    for folder in snapshots_of(project):
        if _holds_person(folder, person):
            make = partial(replace_snapshot, project, folder, person, corrected)
            yield Change(name_in(project, folder), "written anew without the person", make)
    for run in runs_of(project):
        yield from changes_of_run(project, run, person)
    yield from changes_of_sites(project, person)
    yield from changes_of_previews(project)
    yield from _deliveries(project, person)
    dossier = default_folder(project, person.identifier)
    if dossier.is_dir():
        yield Change(name_in(project, dossier), "deleted", partial(shutil.rmtree, dossier))


def _working_copies(project: Project) -> Iterator[Change]:
    entries = [path for path in sorted(project.cache.iterdir()) if path.name not in _KEPT]
    entries += sorted((project.cache / "snapshots").glob(".*"))
    for path in entries:
        yield Change(name_in(project, path), "deleted (a working copy)", partial(remove, path))


def _exports(
    project: Project, person: Identity, corrected: set[tuple[str, int]]
) -> Iterator[Change]:
    for path in export_files(project):
        part = path.with_name(f".{path.name}{_PART}")
        if part.is_file():  # it was written whole; its old self has still to give way
            yield Change(name_in(project, path), "rewritten", partial(_swap, project, path, part))
            continue
        if _is_own_sheet(path, person):
            action = "deleted (a filled sheet of the person)"
            yield Change(name_in(project, path), action, partial(remove, path))
            continue
        erased = erased_export(path, person)
        if erased is None or not erased.is_changed:
            continue  # the proof names it
        action = f"{counted(erased.rows, 'row')} emptied, {counted(erased.cells, 'cell')} replaced"
        make = partial(_rewrite, project, path, part, erased.content)
        yield Change(name_in(project, path), action, make)
    kept = [row for row in read_mended(project) if not _is_own(row, person, corrected)]
    gone = len(read_mended(project)) - len(kept)
    if gone:
        make = partial(write_mended, project, kept)
        yield Change(RECORD, f"{counted(gone, 'correction')} removed", make)


def _is_own_sheet(path: Path, person: Identity) -> bool:
    """Say whether a file is a filled conversation sheet of this rep, and of nobody else."""
    if path.suffix.lower() != ".pdf" or not person.is_rep:
        return False
    with suppress(UnreadableSheetError, OSError):
        return {sheet.identity.rep_id for sheet in read_sheets(path)} == {person.identifier}
    return False


def _is_own(row: MendedRow, person: Identity, corrected: set[tuple[str, int]]) -> bool:
    texts = [row.by, *(text for cell in row.cells for text in (cell.was, cell.now))]
    return (row.file, row.row) in corrected or any(
        person.is_named_in(text) or person.is_meant_by(text) for text in texts
    )


def export_files(project: Project) -> list[Path]:
    """List the files inside the project that exports are read from."""
    found = {path for path in files_in(project.exports) if not path.name.endswith(_PART)}
    for source in project.config.sources.values():
        patterns = [source.path] if isinstance(source.path, str) else source.path or []
        for pattern in patterns:
            if Path(pattern).is_absolute():
                continue
            for path in project.root.glob(pattern):
                found |= {path} if path.is_file() else set(files_in(path))
    return sorted(path for path in found if path.resolve().is_relative_to(project.root.resolve()))


def _rewrite(project: Project, path: Path, part: Path, content: bytes) -> None:
    write_bytes_atomically(part, content)
    _swap(project, path, part)


def _swap(project: Project, path: Path, part: Path) -> None:
    """Put the new file in place; corrections of other rows of it hold for the new bytes from then on."""
    before, after = sha256_of(path), sha256_of(part)
    name = name_in(project, path)
    rows = read_mended(project)
    moved = [
        MendedRow(**{**vars(row), "sha256": after})
        if row.file.partition("#")[0] == name and row.sha256 == before
        else row
        for row in rows
    ]
    if moved != list(rows):
        write_mended(project, moved)
    part.replace(path)


def write_mended(project: Project, rows: Iterable[MendedRow]) -> None:
    """Write the record of corrections, whole or not at all; without any there is no file."""
    lines = [json.dumps(row.to_json(), ensure_ascii=False) for row in rows]
    path = record_path(project)
    if lines:
        write_bytes_atomically(path, "".join(f"{line}\n" for line in lines).encode())
    else:
        path.unlink(missing_ok=True)


def _holds_person(folder: Path, person: Identity) -> bool:
    return any(True for _ in search(folder, [person])) or any(
        not split(pq.read_table(path), person).is_empty for path in folder.rglob("*.parquet")
    )


def delivered_folders(project: Project) -> list[Path]:
    """List the folders inside the project that hold copies of what was delivered."""
    delivery = project.config.delivery
    drafts = "drafts" if delivery.mail is None else delivery.mail.drafts
    named = [drafts, *([] if delivery.folder is None else [delivery.folder.path])]
    folders = [project.root / name for name in named]
    inside = [path for path in folders if path.resolve().is_relative_to(project.root.resolve())]
    return [path for path in inside if path.is_dir() and path != project.root]


def _deliveries(project: Project, person: Identity) -> Iterator[Change]:
    for folder in delivered_folders(project):
        for path in files_in(folder):
            if any(not place.unread for place in search_file(path, project.root, [person])):
                make = partial(remove_file, path, folder)
                yield Change(name_in(project, path), "deleted (a copy that was delivered)", make)
    if (project.root / PEOPLE).is_file():
        people = People(project.root)
        known = [
            one
            for one in (
                Person("rep", person.identifier),
                Person("manager", person.identifier),
                *(Person("user", name) for name in (person.identifier, *person.names)),
            )
            if people.known_token(one) is not None
        ]
        if known:
            action = f"{counted(len(known), 'token')} of the ledger forgotten"
            yield Change(PEOPLE, action, partial(_forget, project, known))


def _forget(project: Project, known: list[Person]) -> None:
    people = People(project.root)
    for one in known:
        people.forget(one)
