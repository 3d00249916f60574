"""Sites written to disk: each folder appears whole, in the place of the one before."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from review_kit.errors import ConfigurationError, ReviewKitError
from review_kit.project import Project
from review_kit.project.owned import owned_folder
from review_kit.records.lock import in_turn
from review_kit.records.record import digest_file
from review_kit.records.site_folders import (
    HALF_WRITTEN,
    USUAL,
    USUAL_QUARTO,
    SiteFolder,
    note_sites,
    site_folders,
)
from review_kit.site.audience import ENABLEMENT, Audience, audiences_of, chosen
from review_kit.site.dressing import NOT_INDEXED
from review_kit.site.pages import FILES, Site
from review_kit.site.plain_site import plain_site
from review_kit.site.quarto_site import quarto_site
from review_kit.site.runs import open_runs
from review_kit.words import speaking, words_in

_HEAD = b'<meta charset="utf-8">'
_ROBOTS = f'\n<meta name="robots" content="{NOT_INDEXED}">'.encode()


@dataclass(frozen=True)
class Written:
    """One site that was written.

    Parameters
    ----------
    first
        Its first page, or the settings of its project of Quarto.
    documents
        How many files of documents it holds.
    """

    audience: Audience
    first: Path
    runs: tuple[str, ...]
    documents: int


@dataclass(frozen=True)
class Sites:
    """What a command has written.

    Parameters
    ----------
    notes
        What the reader of the command's output should know.
    """

    written: tuple[Written, ...]
    notes: tuple[str, ...]


def write_sites(
    project: Project,
    *,
    runs: Sequence[str] = (),
    out: Path | None = None,
    audiences: Sequence[str] = (),
    quarto: bool = False,
    on_site: Callable[[Audience], None] = lambda _: None,
) -> Sites:
    """Write the sites of the audiences asked for, and remove those of nobody any more.

    Parameters
    ----------
    runs
        Names of the runs to show; by default all complete ones.
    out
        Where; by default ``reports/sites``, for Quarto ``reports/sites-quarto``.
    audiences
        See :func:`~review_kit.site.audience.chosen`; by default all.
    quarto
        Write projects of Quarto, to be rendered, in place of pages.

    Raises
    ------
    ReviewKitError
        There is nothing to show, or a folder holds something else.
    """
    usual = project.reports / (USUAL_QUARTO if quarto else USUAL)
    within = usual if out is None else out.resolve()
    with in_turn(project.cache / "lock"):
        found, notes = open_runs(project, runs)
        there = audiences_of(found[0].reps)
        wanted = chosen(audiences, there)
        known = {one.path: one for one in site_folders(project)}
        for audience in wanted:
            _refuse_foreign(within / audience.folder, known)
        _prepare(within)
        words = words_in(project.config.organisation.language, project.words)
        written = []
        with speaking(words.whole("site-home")):
            for audience in wanted:
                on_site(audience)
                one = _write(Site(project, audience, found), within, quarto=quarto)
                note_sites(project, [SiteFolder(one.first.parent, within, one.runs)])
                written.append(one)
        if not audiences:
            _remove_others(within, [within / one.folder for one in there], known)
            note_sites(project, ())
    if project.config.delivery.passwords is not None:
        notes.append(
            "delivery.passwords is set, but files in a site have no password: "
            "publish it only where people sign in"
        )
    return Sites(tuple(written), tuple(notes))


def _refuse_foreign(folder: Path, known: dict[Path, SiteFolder]) -> None:
    """Refuse to replace a folder that is no site of the project."""
    if folder.exists() and folder not in known and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigurationError(
            f"{folder}: there is something else than a site of this project",
            "Give an empty folder with --out, or one that does not exist.",
        )


def _prepare(within: Path) -> None:
    within.mkdir(parents=True, exist_ok=True)
    ignore = within / ".gitignore"
    if not ignore.exists():
        # documents about people never get into version control, wherever the folder is
        ignore.write_text("*\n", encoding="utf-8")


def _write(site: Site, within: Path, *, quarto: bool) -> Written:
    folder = within / site.audience.folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with owned_folder(folder.parent, HALF_WRITTEN) as work:
        fresh = work / folder.name
        for name, content in (quarto_site if quarto else plain_site)(site):
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for name, source, sha256 in _held(site):
            _copy(source, fresh / name, sha256)
        if folder.exists():
            folder.rename(work / f"{folder.name}.before")
        fresh.rename(folder)
    first = folder / ("_quarto.yml" if quarto else "index.html")
    return Written(site.audience, first, tuple(run.name for run in site.own_runs), len(site.held))


def _held(site: Site) -> Iterator[tuple[str, Path, str]]:
    """Give the files that are copied: path in the site, source, and digest where it has to be a known one."""
    for name, (run, file) in site.held.items():
        yield name, run.folder.path / file.path, file.sha256
    if site.audience.kind == ENABLEMENT:
        for run in site.own_runs:
            page = run.folder.validation
            if page.is_file():
                yield f"{run.name}/{FILES}/{page.name}", page, ""


def _copy(source: Path, target: Path, sha256: str) -> None:
    """Copy a file as it was made; of a page, the copy says that no search engine may list it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    if sha256 and digest_file(target) != sha256:
        raise ReviewKitError(
            f"{source}: was changed after it was made",
            "Run 'review-kit run' to make it again, then run this command again.",
        )
    if target.suffix == ".html":
        page = target.read_bytes()
        if b'name="robots"' not in page:
            target.write_bytes(page.replace(_HEAD, _HEAD + _ROBOTS, 1))


def _remove_others(within: Path, current: Sequence[Path], known: dict[Path, SiteFolder]) -> None:
    """Remove sites in the folder that are nobody's any more: of a manager who leads no rep now."""
    for path, one in known.items():
        if one.within == within and path not in current and path.is_relative_to(within):
            shutil.rmtree(path)
