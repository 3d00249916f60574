"""``review-kit dossier``."""

from __future__ import annotations

from review_kit.cli.console import print_json, say
from review_kit.cli.options import HERE, AsJson, ProjectFolder
from review_kit.cli.transparency_options import Languages, OutFolder

NAME = "dossier"


def command(
    language: Languages = [],  # noqa: B006 - typer copies it
    out: OutFolder = None,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Make the dossier for a works council: fields, groups, readers, retention, scoring, oversight.

    As PDF and HTML, from the project's contracts, settings, templates and last validated exports.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.governance.dossier import write_dossier
    from review_kit.governance.languages import languages_of

    loaded = open_project(project)
    folder = loaded.root / "transparency" if out is None else out
    files = [
        path
        for tag in languages_of(loaded, language)
        for path in write_dossier(loaded, tag, folder)
    ]
    if as_json:
        print_json({"files": [str(path) for path in files]})
        return
    for path in files:
        say(str(path))
