"""``review-kit run``."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated, Any

import typer

from review_kit.cli.console import ConsoleProgress, EndedWith, print_json, say
from review_kit.cli.options import HERE, AsJson, AsOf, ProjectFolder, WindowDays, Workers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from review_kit.pipeline.run import RunOptions, RunResult
    from review_kit.project import Project
    from review_kit.records.record import Record

NAME = "run"
FAILED = 3
_SHOWN_FAILURES = 20
_SHOWN_WARNINGS = 10

Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="rep:ID|team:ID|manager:ID",
        help="Only make these people's documents; a team or manager includes its reps. Can be "
        "repeated.",
    ),
]
Templates = Annotated[
    list[str] | None,
    typer.Option(
        "--template",
        metavar="NAME",
        help="Only make documents from this template. Can be repeated.",
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Make the documents on the workers of this Dask scheduler, e.g. tcp://host:8786.",
    ),
]
Timeout = Annotated[
    int,
    typer.Option("--timeout", min=1, metavar="SECONDS", help="Longest time a notebook may take."),
]


def command(
    as_of: AsOf = None,
    window: WindowDays = None,
    only: Only = None,
    template: Templates = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
    timeout: Timeout = 600,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Make all documents: validate, measure, execute, render.

    Documents that are up to date are left alone. After an interruption, the same command continues
    where it stopped.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.pipeline.run import RunOptions
    from review_kit.planning.selection import Only as Wish

    options = RunOptions(
        as_of=None if as_of is None else as_of.date(),
        window_days=window,
        only=tuple(Wish.parse(text) for text in only or ()),
        templates=tuple(template or ()),
        workers=workers,
        scheduler=scheduler,
        timeout_seconds=timeout,
    )
    run_and_report(open_project(project), options, as_json=as_json)


def run_and_report(project: Project, options: RunOptions, *, as_json: bool) -> None:
    """Run, report what came of it, and exit with 3 where documents failed."""
    from review_kit.pipeline.run import run_project

    with ConsoleProgress(quiet=as_json) as progress:
        result = run_project(project, options, progress)
    if as_json:
        print_json(describe(result))
    else:
        _report(result)
    if result.asked_failed:
        raise EndedWith(FAILED)


def describe(result: RunResult) -> dict[str, Any]:
    """Return what a run came to as plain values."""
    return {
        "run": result.run.run_id,
        "folder": str(result.run.path),
        "summary": str(result.run.summary),
        "counts": result.manifest.counts,
        "removed": list(result.manifest.removed),
        "notes": list(result.manifest.notes),
        "seconds": result.manifest.seconds,
        "failed": [
            {
                "document": record.document,
                "entity": record.entity,
                "entity_name": record.entity_name,
                "template": record.template,
                "failure": None if record.failure is None else vars(record.failure),
            }
            for record in result.asked_failed
        ],
    }


def _report(result: RunResult) -> None:
    from review_kit.records.run_words import duration

    manifest = result.manifest
    counts = manifest.counts
    made, unchanged = counts.get("made", 0), counts.get("unchanged", 0)
    if made or result.asked_failed:
        rest = [
            f"{unchanged} unchanged" if unchanged else "",
            f"{len(result.asked_failed)} failed" if result.asked_failed else "",
            f"{counts['outdated']} outdated (not part of this run)" if "outdated" in counts else "",
        ]
        parts = ", ".join([f"{made} made", *(part for part in rest if part)])
        say(f"{manifest.run_id}: {parts}, in {duration(manifest.seconds)}")
    else:
        say(f"{manifest.run_id}: nothing to do, all {unchanged} documents are up to date")
    if manifest.removed:
        say(
            f"Removed, because their rep, group or template no longer exists: "
            f"{_few(manifest.removed)}"
        )
    for note in manifest.notes:
        say(f"Note: {note}")
    for record in result.asked_failed[:_SHOWN_FAILURES]:
        failure = record.failure
        if failure is None:
            continue
        at = f", {failure.where}" if failure.where else ""
        say(f"Failed: {record.title} for {record.entity_name} ({record.template_file}{at})")
        say(
            f"        {failure.error}: {failure.message.splitlines()[0] if failure.message else ''}"
        )
    report_incomplete(manifest.documents)
    report_warnings(manifest.documents)
    if len(result.asked_failed) > _SHOWN_FAILURES:
        say(f"        and {len(result.asked_failed) - _SHOWN_FAILURES} more")
    say(f"Summary: {result.run.summary}")
    fresh = [one for one in manifest.documents if one.status == "made"]
    packets = where(
        [one for one in fresh or manifest.documents if one.document.endswith("/packet")]
    )
    for pattern in packets:
        say(f"Packets: {result.run.path}/{pattern}")
    for pattern in () if packets else where(fresh)[:_SHOWN_PATTERNS]:
        say(f"Documents: {result.run.path}/{pattern}")


_SHOWN_PATTERNS = 3


def where(documents: Sequence[Record]) -> list[str]:
    """Say where documents are: the file of one alone, else a pattern for those of the same name.

    Parameters
    ----------
    documents
        Those without a file are left out.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for record in documents:
        paths = [PurePosixPath(file.path) for file in record.files]
        for path in sorted(paths, key=lambda path: path.suffix != ".pdf")[:1]:
            found.setdefault((path.parts[0], path.name), []).append(str(path))
    return [
        paths[0] if len(paths) == 1 else f"{folder}/*/{name}"
        for (folder, name), paths in found.items()
    ]


def report_incomplete(documents: Sequence[Record]) -> None:
    """Name the binders that go without a document that belongs into them."""
    for record in documents:
        if record.without:
            say(f"{record.title} of {record.entity_name}: without {_few(record.without)}")


def report_warnings(documents: Sequence[Record]) -> None:
    """Name what should be looked at before documents are released."""
    warned = [(record, warning) for record in documents for warning in record.warnings]
    for record, warning in warned[:_SHOWN_WARNINGS]:
        say(f"Look at: {record.title} for {record.entity_name}: {warning}")
    if len(warned) > _SHOWN_WARNINGS:
        say(f"         and {len(warned) - _SHOWN_WARNINGS} more, in the summary")


def _few(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:5])
    return f"{shown} and {len(names) - 5} more" if len(names) > 5 else shown
