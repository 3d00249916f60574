"""``review-kit deliver``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from review_kit.cli.console import ConsoleProgress, EndedWith, print_json, say
from review_kit.cli.options import HERE, AsJson, ProjectFolder, RunName

if TYPE_CHECKING:
    from review_kit.delivery.deliver import DeliveryResult, Sent

NAME = "deliver"
INCOMPLETE = 3

DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show who would get what; do not send or record anything.")
]
Again = Annotated[
    bool, typer.Option("--again", help="Also send what a recipient has already received.")
]


def command(
    run: RunName = None,
    dry_run: DryRun = False,
    again: Again = False,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Send a run's documents to managers and leaders, and to reps once they are released.

    Uses every channel under [delivery] in review_kit.toml, and records each parcel in
    deliveries.jsonl. Nothing is sent twice. Exit code 3 if a parcel was not delivered.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.delivery.deliver import deliver
    from review_kit.records.find import select_run

    loaded = open_project(project)
    folder = select_run(loaded, run)
    with ConsoleProgress(quiet=as_json) as progress:

        def on_parcel(sent: Sent) -> None:
            progress.step(f"{sent.channel}: {sent.parcel.name}")

        result = deliver(loaded, folder, dry_run=dry_run, again=again, on_parcel=on_parcel)
    if as_json:
        print_json(
            {
                "run": folder.run_id,
                "dry_run": dry_run,
                "parcels": [sent.to_json() for sent in result.sent],
                "counts": Counter(sent.fate for sent in result.sent),
                "waiting": [record.document for record in result.waiting],
                "notice": result.notice,
            }
        )
    else:
        _report(result, dry_run=dry_run)
    if result.incomplete and not dry_run:
        raise EndedWith(INCOMPLETE)


def _report(result: DeliveryResult, *, dry_run: bool) -> None:
    for sent in result.sent:
        if sent.fate == "already delivered":
            continue
        where = f" → {sent.destination}" if sent.destination else ""
        note = f" ({sent.note})" if sent.note else ""
        say(f"{sent.fate.capitalize()}: {sent.parcel.name}{where}{note}")
        if dry_run:
            for name in sent.parcel.files:
                say(f"    {name}")
    counts = Counter(sent.fate for sent in result.sent)
    say(", ".join(f"{number} {fate}" for fate, number in counts.items()) or "Nothing to deliver.")
    if counts["unknown"]:
        say("Ask these recipients; 'review-kit deliver --again' sends everything once more.")
    if result.waiting:
        people = len({record.entity for record in result.waiting})
        documents = len(result.waiting)
        say(
            f"{documents} document{'s' * (documents != 1)} of {people} rep{'s' * (people != 1)} "
            f"wait{'s' * (documents == 1)} for release: review-kit release --by NAME"
        )
    if result.notice:
        say(f"No notice was sent: {result.notice}")
    if dry_run:
        say("Nothing was sent (--dry-run).")
