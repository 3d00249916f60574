"""``review-kit status``."""

from __future__ import annotations

from review_kit.cli.console import print_json, say
from review_kit.cli.options import HERE, AsJson, ProjectFolder, RunName
from review_kit.cli.run import tell_incomplete

NAME = "status"


def command(run: RunName = None, project: ProjectFolder = HERE, as_json: AsJson = False) -> None:
    """Tell what a run made, kept and failed to make."""
    from review_kit.batch import find_run, run_state
    from review_kit.batch.page import counts_in_words
    from review_kit.project import load_project

    folder = find_run(load_project(project), run)
    state, manifest = run_state(folder)
    if as_json:
        print_json({**manifest.to_json(), "state": state, "folder": str(folder.path)})
        return
    words = {
        "complete": "complete",
        "running": "at work now",
        "interrupted": "interrupted; 'review-kit run' goes on where it was",
    }
    say(f"{folder.run_id}: {words[state]}")
    say(f"{len(manifest.documents)} documents: {counts_in_words(manifest.counts)}")
    if manifest.narrowed_to:
        say(f"The last run was asked for {', '.join(manifest.narrowed_to)} only")
    for note in manifest.notes:
        say(f"Note: {note}")
    for record in manifest.failed:
        where = f", {record.failure.where}" if record.failure and record.failure.where else ""
        say(f"Failed: {record.title} for {record.entity_name} ({record.template}.ipynb{where})")
    tell_incomplete(manifest.documents)
    say(f"Summary: {folder.summary}")
