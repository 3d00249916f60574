"""The whole way: files looked at, placed, drafted, tried with the reader, compared with what stands there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from review_kit.errors import ReviewKitError
from review_kit.project import Project
from review_kit.project.owned import IN_SYSTEM, owned_folder
from review_kit.sources.canonical import Columns, columns_of_tables
from review_kit.sources.connect.bands import with_bands
from review_kit.sources.connect.drafting import draft_of, is_canonical
from review_kit.sources.connect.evidence import ColumnEvidence, evidence_of
from review_kit.sources.connect.grids import Grid, Unplaceable
from review_kit.sources.connect.looking import Looked, look
from review_kit.sources.connect.naming import description_of, profile_name, source_lines
from review_kit.sources.connect.people import People
from review_kit.sources.connect.placing import Placed, combined, place
from review_kit.sources.connect.project_questions import (
    ask_about_organisation,
    refuse_unknown,
    with_answers,
)
from review_kit.sources.connect.proposal import Answers, Draft, Proposal, TableProposal, Tried
from review_kit.sources.connect.rerun import compared
from review_kit.sources.connect.rubric import criteria_of, rubric_file, with_weights
from review_kit.sources.connect.shapes import FIRST_AND_LAST, QUESTIONS, SHAPES, SHEETS
from review_kit.sources.connect.shipped import (
    Fit,
    flat_fit,
    looked_up_fit,
    nested_fit,
    shipped_profiles,
    wide_fit,
)
from review_kit.sources.connect.toml_text import Written, profile_text, read_written
from review_kit.sources.connect.trial import Trial
from review_kit.sources.connect.values import SWAPPED, ask_about_swapped
from review_kit.sources.files.discovery import canonical_files, files_matching, stem_of
from review_kit.sources.files.header import plain_name
from review_kit.sources.files.raw import connect as open_duckdb
from review_kit.sources.profiles.language import Profile
from review_kit.sources.staged import StagedTable
from review_kit.words import say, speaking, words_in

_ALIKE = 0.6
"""Share of headings in common from which on two files are of one table."""
_WORDED = 0.5
"""Share of numbers in a column of answers below which these are words."""
_SIGNS = re.compile(r"[^a-z0-9]+")
_PLACEHOLDER = "2000-01-01"
"""Stands in a trial for a day that only a person knows, so that people can be matched meanwhile."""


@dataclass
class _Work:
    """What the steps share."""

    project: Project
    answers: dict[str, str]
    profiles: tuple[Profile, ...]
    trial: Trial
    connection: duckdb.DuckDBPyConnection
    folder: Path
    proposal: Proposal
    people: People = field(default_factory=People)
    evidence: dict[str, tuple[ColumnEvidence, ...]] = field(default_factory=dict)
    """File → what its columns hold."""
    staged: dict[str, StagedTable] = field(default_factory=dict)
    """Tables of people and criteria that could be read so far."""


def propose(
    project: Project, given: Sequence[str] = (), answers: Answers | None = None
) -> Proposal:
    """Propose how files become tables.

    Parameters
    ----------
    project
        Its settings, profiles and exports.
    given
        Files, folders or addresses of databases; all of ``exports/`` where there are none.
    answers
        What was said to questions before.

    Raises
    ------
    ReviewKitError
        A file that was named is not there, or an answer belongs to no question.
    """
    said = dict(answers or {})
    project, organisation = with_answers(project, said)
    language = words_in(project.config.organisation.language, project.words)
    with (
        speaking(language),
        owned_folder(None, IN_SYSTEM) as folder,
        open_duckdb(folder) as connection,
    ):
        profiles = shipped_profiles()
        looked = look(project, given, profiles, connection, folder, said)
        trial = Trial(project, folder)
        for path, target in looked.copied:
            trial.link(path, target.name)
        work = _Work(
            project,
            {**_earlier_answers(project), **said},
            profiles,
            trial,
            connection,
            folder,
            Proposal(
                translating=looked.translating,
                unplaced=looked.unplaced,
                copied=looked.copied,
                asked=looked.asked,
                organisation=organisation,
                answerable=looked.answerable,
            ),
        )
        _propose(work, looked, bool(given))
        ask_about_organisation(project, work.proposal, said)
        refuse_unknown(said, work.proposal)
        return work.proposal


def written_profiles(project: Project) -> Mapping[str, tuple[str, Written]]:
    """Table → name and content of the profile that ``connect`` wrote for it."""
    found = {}
    for table, source in project.config.sources.items():
        path = project.root / "profiles" / f"{source.profile}.toml"
        if path.is_file():
            written = read_written(path.read_text(encoding="utf-8"))
            if written is not None:
                found[table] = (source.profile, written)
    return found


def _earlier_answers(project: Project) -> dict[str, str]:
    return {
        key: value
        for _, written in written_profiles(project).values()
        for key, value in written.answers.items()
    }


def _propose(work: _Work, looked: Looked, named: bool) -> None:
    tables = columns_of_tables(work.project.data_model)
    written = written_profiles(work.project)
    own = {table for table in work.project.config.sources if table not in written}
    grids = [grid for grid in looked.grids if named or not _is_read_by(work.project, grid, own)]
    own_people = own & {"roster", "criteria"}
    if own_people:
        _read_own(work, own_people)
    fits, first = _fits(grids, tables, work)
    for table in ("roster", "criteria"):
        if table not in own or named:
            _of_table(work, table, first, fits, written)
            _try(work)
    grids = [with_bands(grid, work.people) for grid in grids]
    for grid in grids:
        if grid.bands:
            work.evidence.pop(grid.name, None)
    if "criteria" not in work.staged:
        _make_rubric(work, first)
    best = _best(grids, fits, tables, work)
    for table in tables:
        if table in ("roster", "criteria") or (table in own and not named):
            continue
        _of_table(work, table, best, fits, written)
    _try(work)
    placed = {name for each in work.proposal.tables for name in each.draft.files}
    for grid in grids:
        if grid.name not in placed and not any(
            each.name == grid.name for each in work.proposal.unplaced
        ):
            work.proposal.unplaced.append(_unplaceable(grid, best.get(grid.name), placed))
    order = list(tables)
    work.proposal.tables.sort(key=lambda each: order.index(each.table))
    given = {each.table for each in work.proposal.tables} | own
    given |= {table for table in tables if canonical_files(work.project, table)} | {
        "criteria" for _ in work.proposal.made
    }
    required = work.project.data_model.required
    work.proposal.missing = tuple(table for table in required if table not in given)


def _fits(
    grids: Sequence[Grid], tables: Columns, work: _Work
) -> tuple[dict[str, Fit], dict[str, Placed]]:
    """Files that a shipped profile knows by more than their columns, and what each file most probably is."""
    fits: dict[str, Fit] = {}
    for grid in grids:
        fit = nested_fit(grid, work.profiles, work.connection, work.folder)
        if fit is not None:
            fits[grid.name] = fit
    best = _best(grids, fits, tables, work)
    for grid in grids:
        placed = best.get(grid.name)
        if placed is not None and placed.missing and grid.name not in fits:
            fit = wide_fit(grid, work.profiles) or looked_up_fit(grid, work.profiles)
            if fit is not None:
                fits[grid.name] = fit
    return fits, best


def _is_read_by(project: Project, grid: Grid, tables: set[str]) -> bool:
    """Say whether a source that somebody wrote by hand reads a file already."""
    for table in tables:
        source = project.config.sources[table]
        if source.path is None:
            if grid.url and source.url == grid.url and source.table == grid.table:
                return True
            continue
        for pattern in [source.path] if isinstance(source.path, str) else source.path:
            if grid.path is not None and any(
                path.resolve() == grid.path.resolve() for path in files_matching(project, pattern)
            ):
                return True
    return False


def _best(
    grids: Sequence[Grid], fits: Mapping[str, Fit], tables: Columns, work: _Work
) -> dict[str, Placed]:
    """File → what it most probably is."""
    best = {}
    for grid in grids:
        if not grid.width:
            continue
        fit = fits.get(grid.name)
        if fit is not None and fit.profile.table is not None:
            best[grid.name] = place(fit.grid, tables, work.people, fit.profile.table)[0]
            continue
        only = _table_of_name(work.project, grid)
        if grid.name not in work.evidence:
            work.evidence[grid.name] = evidence_of(grid)
        evidence = work.evidence[grid.name]
        ranked = place(grid, tables, work.people, only, evidence)
        if only and ranked and ranked[0].missing:
            ranked = place(grid, tables, work.people, "", evidence)
        if ranked:
            best[grid.name] = ranked[0]
    return best


def _table_of_name(project: Project, grid: Grid) -> str:
    """The table that a file in ``exports/`` is called after."""
    if grid.path is None or grid.path.parent.resolve() != project.exports.resolve():
        return ""
    stem = stem_of(grid.path)
    return stem if stem in SHAPES and stem in project.data_model.tables else ""


def _of_table(
    work: _Work,
    table: str,
    best: Mapping[str, Placed],
    fits: Mapping[str, Fit],
    written: Mapping[str, tuple[str, Written]],
) -> None:
    """Draft one table from the files that are it."""
    placed = [
        each
        for each in best.values()
        if each.table == table and (not each.missing or each.grid.name in fits)
    ]
    if not placed:
        return
    chosen = _alike(placed, written.get(table))
    names = [each.grid.name for each in chosen]
    fit = fits.get(names[0])
    if fit is None:
        grid = combined([each.grid for each in chosen], _place_name([e.grid for e in chosen]))
        whole = place(grid, columns_of_tables(work.project.data_model), work.people, table)[0]
        flat = None
        if not is_canonical(whole, columns_of_tables(work.project.data_model)[table]):
            worded = any(
                each.numbers < _WORDED for each in whole.evidence if each.heading in whole.questions
            )
            flat = flat_fit(
                table,
                grid,
                whole.found,
                work.profiles,
                wide=bool(whole.questions),
                worded=worded,
            )
    else:
        whole, flat = chosen[0], fit
    columns = columns_of_tables(work.project.data_model)[table]
    draft = draft_of(whole, flat, columns, work.people, names, work.answers)
    _finish(work, draft, [each.grid for each in chosen], written.get(table))


def _place_name(grids: Sequence[Grid]) -> str:
    return grids[0].name.partition("#")[0]


def _alike(placed: Sequence[Placed], written: tuple[str, Written] | None) -> list[Placed]:
    """The best file of a table, and those that have its headings."""
    known = {plain_name(name) for name in written[1].columns} if written else set()

    def likeness(each: Placed) -> float:
        header = {plain_name(name) for name in each.grid.header if name}
        return len(header & known) / max(len(header | known), 1) if known else 0.0

    first = max(placed, key=lambda each: (likeness(each) > _ALIKE, each.score, len(each.grid.rows)))
    header = {plain_name(name) for name in first.grid.header if name}
    chosen = [
        each
        for each in placed
        if len({plain_name(n) for n in each.grid.header if n} & header)
        >= _ALIKE * max(len(header), each.grid.width)
        and bool(each.grid.url) == bool(first.grid.url)
        and (not first.grid.url or each is first)
    ]
    return sorted(chosen, key=lambda each: each.grid.name)


def _finish(
    work: _Work, draft: Draft, grids: Sequence[Grid], written: tuple[str, Written] | None
) -> None:
    """Name the profile, compare it with what stands there, and have it ready to be tried."""
    draft.description = description_of(draft)
    shipped = {profile.name for profile in work.profiles}
    taken = {each.name for each in work.proposal.tables}
    name = written[0] if written else profile_name(work.project, draft, grids, shipped, taken)
    source = source_lines(work.project, draft, grids, name, work.proposal.copied)
    text = "" if draft.canonical else profile_text(draft, work.answers)
    each = TableProposal(draft, name, source, text)
    if written is not None:
        compared(each, written[1])
    shown = each.profile
    unknown = _unknown(draft)
    if unknown and shown:
        columns = dict(draft.columns)
        draft.columns |= {name: {"constant": _PLACEHOLDER} for name in unknown}
        shown = profile_text(draft, work.answers)
        draft.columns = columns
    work.trial.give(draft.table, source, name, shown)
    work.proposal.tables.append(each)


def _try(work: _Work) -> None:
    """Try every draft that was not tried yet."""
    waiting = {each.table: each for each in work.proposal.tables if each.tried is None}
    if not waiting:
        return
    for table, (tried, staged) in work.trial.tried(waiting, work.staged).items():
        unknown = _unknown(waiting[table].draft)
        if SWAPPED in tried.kinds:
            ask_about_swapped(waiting[table].draft, work.answers)
        waiting[table].tried = _without(tried, unknown) if unknown else tried
        if staged is not None and table in ("roster", "criteria"):
            work.staged[table] = staged
            work.people = People.of(work.staged, work.connection)


def _unknown(draft: Draft) -> tuple[str, ...]:
    """Columns of which only a person knows what stands in them."""
    return tuple(
        question.key.partition(".")[2]
        for question in draft.questions
        if question.kind != "choice" and question.key.count(".") == 1
    )


def _without(tried: Tried, names: Sequence[str]) -> Tried:
    """What was tried, without the days that only stood in for what nobody knows."""
    samples = tuple(
        replace(each, values={k: v for k, v in each.values.items() if k not in names})
        for each in tried.samples
    )
    columns = tuple(column for column in tried.columns if column not in names)
    return replace(tried, samples=samples, columns=columns)


def _read_own(work: _Work, tables: set[str]) -> None:
    """Read the people and criteria that a source written by hand gives, or a rubric made here."""
    try:
        work.staged |= work.trial.read(tables, work.staged)
    except ReviewKitError:
        # what is wrong with it is told by validate
        return
    work.people = People.of(work.staged, work.connection)


def _make_rubric(work: _Work, best: Mapping[str, Placed]) -> None:
    """Work a rubric out from a scorecard, where no export gives one."""
    wide = [each for each in best.values() if each.table == "qa_scores" and each.questions]
    if not wide or any(each.table == "criteria" for each in work.proposal.tables):
        return
    chosen = _alike([each for each in wide if not each.missing] or wide, None)
    grid = combined([each.grid for each in chosen], chosen[0].grid.name)
    questions = tuple(dict.fromkeys(name for each in chosen for name in each.questions))
    overall = next((each.overall for each in chosen if each.overall in grid.header), "")
    criteria, says = with_weights(criteria_of(questions), grid, overall)
    made = rubric_file(
        criteria, says, work.project.exports / "criteria.csv", "2000-01-01", "win_rate"
    )
    work.trial.write("exports/criteria.csv", made.content)
    work.proposal.made.append(made)
    _read_own(work, {"criteria"})


def _unplaceable(grid: Grid, best: Placed | None, placed: set[str]) -> Unplaceable:
    """Say why a file is none of the tables, and which it is nearest to."""
    if best is None:
        return _none_of(grid, "without-headings")
    if any(name.partition("#")[0] == grid.name.partition("#")[0] for name in placed):
        return Unplaceable(grid.name, say("connect-none-other-sheet"))
    if not best.missing:
        other = ", ".join(sorted(name for name in placed))
        return _none_of(grid, "another-file", table=best.table, files=other)
    if len(best.missing) == len(SHAPES[best.table].parts):
        return _none_of(grid, "unknown")
    lacks = "; ".join(_words(part) for part in best.missing)
    return _none_of(grid, "lacks", table=best.table, columns=lacks)


def _none_of(grid: Grid, why: str, **values: str) -> Unplaceable:
    """Say why a file is no table, and what to do."""
    return Unplaceable(
        grid.name, say(f"connect-none-{why}", **values), say(f"connect-none-{why}.hint", **values)
    )


def _words(part: Sequence[str]) -> str:
    """Columns of which one is needed, as alternatives."""
    shown = {
        QUESTIONS: say("connect-part-questions"),
        SHEETS: say("connect-part-sheets"),
        FIRST_AND_LAST: say("connect-part-names"),
    }
    return f" {say('connect-or')} ".join(shown.get(each, each) for each in part)
