"""``review-kit status``."""

from __future__ import annotations

from review_kit.cli.console import EndedWith, print_json, say
from review_kit.cli.options import HERE, AsJson, ProjectFolder, RunName
from review_kit.cli.run import FAILED, report_incomplete, report_warnings

NAME = "status"


def command(run: RunName = None, project: ProjectFolder = HERE, as_json: AsJson = False) -> None:
    """Show what became of every document of a run, and whether its files were changed since.

    Compares every file of every document with the record from when it was made. Exit code 3 if a
    document failed, or if files are missing or were changed.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.delivery.states import delivery_states
    from review_kit.records.find import run_state, select_run
    from review_kit.records.integrity import FileCheck
    from review_kit.records.run_words import counts_in_words

    project_of = open_project(project)
    folder = select_run(project_of, run)
    state, manifest = run_state(folder)
    damages = FileCheck(folder).damages(manifest.documents)
    states = delivery_states(project_of, folder, manifest)
    stands = "damaged" if state == "complete" and damages else state
    if as_json:
        print_json(
            {
                **manifest.to_json(),
                "state": stands,
                "folder": str(folder.path),
                "delivery": states,
                "damaged": [damage.to_json() for damage in damages],
            }
        )
    else:
        words = {
            "complete": "complete",
            "running": "running now",
            "interrupted": "interrupted; 'review-kit run' continues where it stopped",
            "damaged": "damaged; 'review-kit run' makes the damaged documents again",
        }
        say(f"{folder.run_id}: {words[stands]}")
        say(f"{len(manifest.documents)} documents: {counts_in_words(manifest.counts)}")
        if manifest.narrowed_to:
            say(f"The last run was only for {', '.join(manifest.narrowed_to)}")
        if states:
            say(
                "Documents for reps: "
                + ", ".join(f"{number} {state}" for state, number in states.items())
            )
        for note in manifest.notes:
            say(f"Note: {note}")
        for damage in damages:
            record = damage.record
            say(f"Damaged: {record.title} for {record.entity_name}: {damage} ({record.document})")
        for record in manifest.failed:
            where = f", {record.failure.where}" if record.failure and record.failure.where else ""
            say(f"Failed: {record.title} for {record.entity_name} ({record.template_file}{where})")
        report_incomplete(manifest.documents)
        report_warnings(manifest.documents)
        say(f"Summary: {folder.summary}")
    if damages or manifest.failed:
        raise EndedWith(FAILED)
