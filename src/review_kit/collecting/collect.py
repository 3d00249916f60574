"""The stage itself: filled sheets in, rows in ``exports/collected/`` out, never twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from review_kit.collecting.collected_files import CONTENT, Collected
from review_kit.collecting.contract_check import broken_rules
from review_kit.collecting.entries import LOG, TABLES, Entries, Problem, entries_of
from review_kit.collecting.filled_sheet import FilledSheet, UnreadableSheetError, read_sheets
from review_kit.project import Project
from review_kit.records.lock import in_turn
from review_kit.sources.files.discovery import today
from review_kit.sources.profiles.keys import DateOrder

Fate = Literal["collected", "replaced", "known", "refused"]
"""``collected``: its rows are new; ``replaced``: in place of what the sheet said before; ``known``: it was
collected before; ``refused``: nothing of it was taken."""


@dataclass(frozen=True)
class SheetResult:
    """What became of one sheet, or of a file without one."""

    path: Path
    fate: Fate
    rep_id: str = ""
    rep_name: str = ""
    talk: str = ""
    rows: int = 0
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "file": str(self.path),
            "result": self.fate,
            "rep_id": self.rep_id,
            "rep_name": self.rep_name,
            "talk": self.talk,
            "rows": self.rows,
            "problems": [vars(problem) for problem in self.problems],
            "remarks": [*self.remarks],
        }


@dataclass(frozen=True)
class CollectResult:
    """What collecting came to."""

    sheets: tuple[SheetResult, ...]
    written: tuple[Path, ...]
    """Files that have changed; none where nothing was new, or in a dry run."""

    @property
    def refused(self) -> tuple[SheetResult, ...]:
        """Sheets that were not taken."""
        return tuple(sheet for sheet in self.sheets if sheet.fate == "refused")


def collect(
    project: Project,
    paths: Sequence[Path],
    *,
    replace: bool = False,
    dry_run: bool = False,
    on_sheet: Callable[[Path], None] | None = None,
) -> CollectResult:
    """Read filled sheets into the project's collected tables.

    A sheet that cannot be taken costs itself only. The same sheet, or another copy of it with the same
    writing, adds nothing. One that says something else than was collected of the same talk is refused
    unless ``replace`` says that it is the right one.

    Parameters
    ----------
    project
        Whose exports they go to, and whose roster, criteria and contracts they are held to.
    paths
        The files.
    replace
        Let a sheet stand in place of what was collected of the same talk.
    dry_run
        Say what would be done and write nothing.
    on_sheet
        Called with each file when it was read.

    Raises
    ------
    ReviewKitError
        The project's roster, criteria or collected files cannot be read.
    """
    with in_turn(project.cache / "lock"):
        known = Collected(project)
        batch = _Batch(project, known, replace=replace)
        for path in paths:
            batch.read(path)
            if on_sheet is not None:
                on_sheet(path)
        batch.hold_to_contracts()
        results = batch.results()
        written = [] if dry_run else known.write()
    return CollectResult(tuple(results), tuple(written))


class _Batch:
    """Sheets on their way into the tables."""

    def __init__(self, project: Project, known: Collected, *, replace: bool) -> None:
        self._project = project
        self._known = known
        self._replace = replace
        self._today = today(project)
        self._results: dict[tuple[Path, str], SheetResult] = {}
        """By file and talk; without a talk where the file has no sheet."""
        self._new: dict[str, Entries] = {}

    def read(self, path: Path) -> None:
        """Read one file, and judge each sheet in it by itself and beside what is known."""
        try:
            sheets = read_sheets(path)
        except UnreadableSheetError as error:
            self._refuse(path, None, Problem(error.message, error.hint))
            return
        except OSError as error:
            self._refuse(
                path,
                None,
                Problem(f"it cannot be read ({error.strerror})", "Open it to see what is wrong."),
            )
            return
        filled = [sheet for sheet in sheets if sheet.values]
        # of sheets that were put into one file, those of talks to come are empty
        for sheet in filled or sheets[:1]:
            self._judge(path, sheet)

    def _judge(self, path: Path, sheet: FilledSheet) -> None:
        entries = entries_of(sheet, today=self._today, order=_order(self._project))
        if entries.problems:
            self._refuse(path, entries, *entries.problems)
            return
        earlier = self._new.get(entries.talk)
        if earlier is not None:
            self._beside(path, entries, earlier)
            return
        content = self._known.content_of(entries.talk)
        if content == entries.content:
            self._note(_result(path, "known", entries))
        elif content is not None and not self._replace:
            day = self._day_of(entries.talk)
            problem = Problem(
                f"another version of this talk was already collected (held on {day})",
                "If this one is right, use --replace. If it is a second talk, make a review for "
                "that day and fill in its sheet.",
            )
            self._refuse(path, entries, problem)
        else:
            fate: Fate = "collected" if content is None else "replaced"
            self._new[entries.talk] = entries
            self._note(_result(path, fate, entries))

    def hold_to_contracts(self) -> None:
        """Take out of the new ones those whose rows break a contract."""
        if not self._new:
            return
        known = {table: [*rows] for table, rows in self._known.rows.items()}
        for entries in self._new.values():
            self._known.put(entries, _recorded(entries.sheet.path))
        fresh = {entries.content for entries in self._new.values()}
        rows = {
            table: [row for row in self._known.rows[table] if row[CONTENT] in fresh]
            for table in TABLES
        }
        problems = broken_rules(self._project, rows)
        self._known.rows = known
        for talk, found in problems.items():
            entries = self._new.pop(talk)
            self._refuse(entries.sheet.path, entries, *found)

    def results(self) -> list[SheetResult]:
        """Put the new ones into the tables, and give what became of every file."""
        for entries in self._new.values():
            self._known.put(entries, _recorded(entries.sheet.path))
        for entries in self._new.values():
            remark = self._outcome_of_last(entries)
            if remark:
                before = self._results[entries.sheet.path, entries.talk]
                self._note(SheetResult(**{**vars(before), "remarks": (*before.remarks, remark)}))
        return list(self._results.values())

    def _outcome_of_last(self, entries: Entries) -> str:
        """Say what became of the commitment before; in our own file, else to whoever keeps the log."""
        entry_id = entries.sheet.identity.last_entry
        if not entries.last_outcome or not entry_id:
            return ""
        if self._known.entry(entry_id) is not None:
            self._known.set_outcome(entry_id, entries.last_outcome)
            return ""
        return (
            f"the last commitment (entry {entry_id}) is marked '{entries.last_outcome}': set "
            "commitment_status of that entry in your coaching log"
        )

    def _beside(self, path: Path, entries: Entries, earlier: Entries) -> None:
        if entries.content == earlier.content:
            self._note(_result(path, "known", entries))
            return
        problem = Problem(
            f"{earlier.sheet.path.name} says something different about the same talk",
            "Collect only the one that is right.",
        )
        self._refuse(path, entries, problem)

    def _day_of(self, talk: str) -> str:
        entry = self._known.entry(talk)
        return "" if entry is None else entry["session_date"]

    def _refuse(self, path: Path, entries: Entries | None, *problems: Problem) -> None:
        self._note(_result(path, "refused", entries, problems))

    def _note(self, result: SheetResult) -> None:
        self._results[result.path, result.talk] = result


def _result(
    path: Path, fate: Fate, entries: Entries | None, problems: Sequence[Problem] = ()
) -> SheetResult:
    if entries is None:
        return SheetResult(path, fate, problems=tuple(problems))
    identity = entries.sheet.identity
    taken = fate in ("collected", "replaced")
    return SheetResult(
        path=path,
        fate=fate,
        rep_id=identity.rep_id,
        rep_name=identity.rep_name,
        talk=entries.talk,
        rows=sum(len(rows) for rows in entries.rows.values()) if taken else 0,
        problems=tuple(problems),
        remarks=entries.remarks if taken else (),
    )


def _recorded(path: Path) -> str:
    """Name of a file as it is recorded: with its folder, which is the rep's in a run, and no more."""
    return f"{path.parent.name}/{path.name}"


def _order(project: Project) -> DateOrder | None:
    source = project.config.sources.get(LOG)
    return None if source is None else source.date_order
