"""``review-kit notice``."""

from __future__ import annotations

from review_kit.cli.console import print_json, say
from review_kit.cli.options import HERE, AsJson, ProjectFolder
from review_kit.cli.transparency_options import Languages, OutFolder

NAME = "notice"


def command(
    language: Languages = [],  # noqa: B006 - typer copies it
    out: OutFolder = None,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Make the notice for reps: what is processed, from where, why, who sees it, how long, how to object.

    One page each as PDF and HTML, from the project's settings, exports and templates. Needs a contact
    under [transparency] in review_kit.toml.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.governance.languages import languages_of
    from review_kit.governance.notice import left_open, write_notice

    loaded = open_project(project)
    folder = loaded.root / "transparency" if out is None else out
    files = [
        path for tag in languages_of(loaded, language) for path in write_notice(loaded, tag, folder)
    ]
    if as_json:
        print_json({"files": [str(path) for path in files], "left_open": [*left_open(loaded)]})
        return
    for path in files:
        say(str(path))
    for key in left_open(loaded):
        say(f"Not in the notice, because it is not set: {key}")
