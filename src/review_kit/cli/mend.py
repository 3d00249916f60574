"""``review-kit mend``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from review_kit.cli.console import ConsoleProgress, print_json, say
from review_kit.cli.options import HERE, AsJson, AsOf, ProjectFolder

if TYPE_CHECKING:
    from review_kit.contracts import Validation
    from review_kit.mending.faulty_rows import FaultyRows
    from review_kit.mending.take import Taken
    from review_kit.project import Project

NAME = "mend"
_SHOWN = 10

Workbook = Annotated[
    Path | None,
    typer.Argument(
        metavar="[FILE]", help="Corrected workbook to read back; without it, a new one is written."
    ),
]
Out = Annotated[
    Path,
    typer.Option("--out", metavar="FILE", help="Where to write the workbook."),
]
By = Annotated[
    str | None,
    typer.Option(
        "--by", metavar="NAME", help="Who corrected the rows; default: whoever is logged in."
    ),
]
Forget = Annotated[
    str | None,
    typer.Option(
        "--forget",
        metavar="EXPORT",
        help="Undo the corrections to this file, e.g. exports/log.xlsx.",
    ),
]


def command(
    workbook: Workbook = None,
    out: Out = Path("to_mend.xlsx"),
    by: By = None,
    forget: Forget = None,
    as_of: AsOf = None,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Write faulty rows to a workbook, and read your corrections back.

    Without FILE, the rows that were quarantined or lost a cell are written to a workbook. With it,
    its rows replace those of the exports, which stay as they are; mended.jsonl records who
    corrected what and when.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.errors import ConfigurationError

    loaded = open_project(project)
    day = None if as_of is None else as_of.date()
    if forget is not None and workbook is not None:
        raise ConfigurationError("give either a workbook or --forget, not both")
    with ConsoleProgress(quiet=as_json) as progress:
        if forget is not None:
            result = _forget(loaded, forget)
        elif workbook is not None:
            result = _take(loaded, workbook, by, day, progress)
        else:
            result = _open(loaded, out, day, progress)
    lines = result.pop("lines")
    if as_json:
        print_json(result)
        return
    for line in lines:
        say(line)


def _open(project: Project, out: Path, day: Any, progress: ConsoleProgress) -> dict[str, Any]:
    from review_kit.errors import ConfigurationError
    from review_kit.mending.faulty_rows import FaultyRows, faulty_rows
    from review_kit.mending.workbook import write_workbook
    from review_kit.pipeline.validate import check_exports

    if out.suffix.lower() != ".xlsx":
        raise ConfigurationError(f"--out {out}: the file name must end in .xlsx")
    if out.resolve().is_relative_to(project.exports.resolve()):
        raise ConfigurationError(
            f"--out {out}: in this folder it would be read as an export",
            "Choose a file in another folder.",
        )
    found = FaultyRows()

    def keep(validation: Validation) -> None:
        found.files, found.elsewhere = vars(faulty_rows(project, validation)).values()

    check_exports(project, as_of=day, progress=progress, then=keep)
    if found.files:
        write_workbook(found.files, out)
    return {
        "workbook": str(out) if found.files else None,
        "files": [
            {"table": file.table, "file": file.file, "rows": [row.row for row in file.rows]}
            for file in found.files
        ],
        "elsewhere": dict(found.elsewhere),
        "lines": _opened_lines(found, out),
    }


def _opened_lines(found: FaultyRows, out: Path) -> list[str]:
    lines = [f"{file.table}: {_rows(len(file.rows))} of {file.file}" for file in found.files]
    lines += [
        f"Not included: {_rows(rows)} of {file}. Correct the sheets, and collect them again with "
        "--replace."
        for file, rows in found.elsewhere.items()
    ]
    if found.files:
        lines += [f"Workbook: {out}", f"Correct it, save it, then run: review-kit mend {out}"]
    elif not lines:
        lines.append("Nothing to correct: no row is quarantined and no cell was left out.")
    return lines


def _take(
    project: Project, workbook: Path, by: str | None, day: Any, progress: ConsoleProgress
) -> dict[str, Any]:
    from review_kit.errors import ConfigurationError
    from review_kit.mending.faulty_rows import faulty_rows
    from review_kit.mending.take import take
    from review_kit.pipeline.validate import check_exports

    if not workbook.is_file():
        raise ConfigurationError(f"{workbook}: this file does not exist")
    progress.step("Reading the workbook")
    taken = take(project, workbook, by)
    still: dict[tuple[str, int], list[str]] = {}

    def look(validation: Validation) -> None:
        for file in faulty_rows(project, validation).files:
            for row in file.rows:
                still[file.file, row.row] = [fault.sentence for fault in row.faults]

    if taken.mended:
        check_exports(project, as_of=day, progress=progress, then=look)
    faulty = {
        (row.file, row.row): still[row.file, row.row]
        for row in taken.mended
        if (row.file, row.row) in still
    }
    return {
        "mended": [row.to_json() for row in taken.mended],
        "as_they_were": taken.as_they_were,
        "taken_before": taken.known,
        "still_faulty": [
            {"file": file, "row": row, "faults": faults} for (file, row), faults in faulty.items()
        ],
        "lines": _taken_lines(taken, faulty),
    }


def _taken_lines(taken: Taken, faulty: dict[tuple[str, int], list[str]]) -> list[str]:
    lines = []
    if taken.mended:
        who = taken.mended[0].by
        lines.append(
            f"{_rows(len(taken.mended))} corrected by {who}: {len(taken.mended) - len(faulty)} "
            f"now right, {len(faulty)} still faulty"
        )
    if taken.known:
        lines.append(f"{_rows(taken.known)} already read back; nothing was done twice")
    if taken.as_they_were:
        lines.append(f"{_rows(taken.as_they_were)} left as they were")
    lines += [
        f"  {file} row {row}: {'; '.join(faults)}"
        for (file, row), faults in list(faulty.items())[:_SHOWN]
    ]
    if len(faulty) > _SHOWN:
        lines.append(f"  and {len(faulty) - _SHOWN} more")
    if taken.mended:
        lines.append("The exports were not changed; mended.jsonl records the corrections.")
    return lines or ["Nothing was changed in this workbook."]


def _forget(project: Project, file: str) -> dict[str, Any]:
    from review_kit.mending.take import forget

    rows = forget(project, file)
    return {
        "forgotten": rows,
        "file": file,
        "lines": [f"{_rows(rows)} of {file} are no longer corrected; the file is read as it is."],
    }


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
