"""``review-kit templates``."""

from __future__ import annotations

from typing import Annotated

import typer

from review_kit.cli.console import print_json, say
from review_kit.cli.options import HERE, AsJson, ProjectFolder
from review_kit.grains import GRAINS, Grain

app = typer.Typer(help="Report templates: the notebooks that documents are made from.")


Name = Annotated[str, typer.Argument(metavar="NAME", help="File name without .ipynb.")]
GrainChoice = Annotated[
    Grain,
    typer.Option("--grain", metavar="|".join(GRAINS), help="Make one document for each of these."),
]


@app.command("new")
def new(
    name: Name, grain: GrainChoice, project: ProjectFolder = HERE, as_json: AsJson = False
) -> None:
    """Write a new template that runs right away and that you can extend."""
    from review_kit.cli.open_project import open_project
    from review_kit.planning.new_template import write_template

    path = write_template(open_project(project), name, grain)
    if as_json:
        print_json({"template": str(path)})
    else:
        say(f"New template: {path}")
        say(f"Try it: review-kit run --template {name} --project {project}")


@app.command("list")
def list_templates(project: ProjectFolder = HERE, as_json: AsJson = False) -> None:
    """List the templates of the project."""
    from review_kit.cli.open_project import open_project
    from review_kit.planning.find_templates import find_templates

    found, notes = find_templates(open_project(project).notebooks)
    if as_json:
        print_json(
            {
                "templates": [
                    {
                        "name": planned.template.name,
                        "grain": planned.template.grain,
                        "title": planned.template.title,
                        "audience": planned.template.audience,
                        "formats": list(planned.template.formats),
                        "output": planned.template.output,
                    }
                    for planned in found
                ],
                "notes": list(notes),
            }
        )
        return
    for planned in found:
        template = planned.template
        formats = ", ".join(template.formats)
        say(
            f"{template.name:<24} {template.grain:<8} {template.title} "
            f"({template.output}: {formats})"
        )
    for note in notes:
        say(f"Note: {note}")
