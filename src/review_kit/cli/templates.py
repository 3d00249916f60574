"""``review-kit templates``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from review_kit.cli.console import ConsoleProgress, EndedWith, complain, print_json, say
from review_kit.cli.options import HERE, AsJson, ProjectFolder, of_project
from review_kit.grains import GRAINS, Grain
from review_kit.planning import FILE_FORMATS, FileFormat

if TYPE_CHECKING:
    from review_kit.guard.pinned import CellFault, Pinned
    from review_kit.planning.find_templates import PlannedTemplate
    from review_kit.project import Project

DIFFERENT = 3
"""Exit code when a template does not run, or does not show what it did."""

app = typer.Typer(
    help="Report templates: the notebooks and .qmd files that documents are made from."
)


Name = Annotated[str, typer.Argument(metavar="NAME", help="File name without .ipynb or .qmd.")]
Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME]...", help="Only these templates; default: all."),
]
PinnedReps = Annotated[
    int, typer.Option("--reps", min=2, metavar="N", help="Number of invented reps in a new run.")
]
GrainChoice = Annotated[
    Grain,
    typer.Option("--grain", metavar="|".join(GRAINS), help="Make one document for each of these."),
]
FormatChoice = Annotated[
    FileFormat,
    typer.Option(
        "--format",
        metavar="|".join(FILE_FORMATS),
        help="A notebook, or text that Quarto and every editor open.",
    ),
]


@app.command("new")
def new(
    name: Name,
    grain: GrainChoice,
    file_format: FormatChoice = "ipynb",
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Write a new template that runs right away and that you can extend.

    If the project has a pinned run, what the template shows of it is saved for 'templates test'.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.guard.pinned import PINNED, Pinned, newest_run_in
    from review_kit.planning.new_template import write_template

    opened = open_project(project)
    had_none = not (opened.root / "notebooks").is_dir()
    path = write_template(opened, name, grain, file_format)
    guarded = newest_run_in(opened.root / PINNED) is not None
    stopped = _save(_chosen(opened, [name]), Pinned.of(opened)) if guarded else {}
    if as_json:
        print_json({"template": str(path), "guarded": guarded and not stopped})
    else:
        say(f"New template: {path}")
        if had_none:
            say(
                f"The shipped templates are in {path.parent} too: the project has its own copy of them now."
            )
        _complain_of(stopped)
        if guarded and not stopped:
            say(f"Saved what it shows of the pinned run: {Pinned.of(opened).saved(name)}")
        elif not guarded:
            say(
                f"Let later changes to it be noticed: {of_project('review-kit templates pin', project)}"
            )
        say(f"Try it: {of_project(f'review-kit run --template {name}', project)}")


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
                        "file": planned.template.path.name,
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
            f"{template.path.name:<30} {template.grain:<8} {template.title} "
            f"({template.output}: {formats})"
        )
    for note in notes:
        say(f"Note: {note}")


@app.command("pin")
def pin(
    names: Names = None,
    reps: PinnedReps = 6,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Make a small run of invented reps, and save what each template shows of it, for 'templates test'.

    The run is made with the settings, words and contracts of the project and lies in 'pinned/', for
    version control: nobody in it is real. With names, the run stays as it is, and what these templates
    show is saved anew: say so after a change that you meant. Exit code 3 if a template does not run.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.guard.pinned import Pinned

    opened = open_project(project)
    with ConsoleProgress(quiet=as_json) as progress:
        templates = _chosen(opened, names or [])
        pinned, left_out = (Pinned.of(opened), "") if names else _pin(opened, reps, progress)
        progress.step("Executing templates")
        stopped = _save(templates, pinned)
    saved = [one.template.name for one in templates if one.template.name not in stopped]
    if as_json:
        print_json(
            {
                "run": str(pinned.run),
                "saved": saved,
                "stopped": {name: fault.__dict__ for name, fault in stopped.items()},
                "contracts_left_out": left_out or None,
            }
        )
    else:
        say(f"Pinned run: {pinned.run}")
        if left_out:
            say(f"Note: made without the contracts of this project: {left_out}")
        say(f"Saved what these show: {', '.join(saved) or 'none'}")
        _complain_of(stopped)
    if stopped:
        raise EndedWith(DIFFERENT)


@app.command("test")
def compare_templates(
    names: Names = None, project: ProjectFolder = HERE, as_json: AsJson = False
) -> None:
    """Execute templates on the pinned run with nbval, and compare what they show with what was saved.

    Exit code 3 if a template does not run, shows something else, or has nothing saved.
    """
    from review_kit import __version__
    from review_kit.cli.open_project import open_project
    from review_kit.guard.compare import compare, require_nbval
    from review_kit.guard.pinned import Pinned

    require_nbval()
    opened = open_project(project)
    pinned = Pinned.of(opened)
    with ConsoleProgress(quiet=as_json) as progress:
        progress.step("Executing templates")
        found = compare(_chosen(opened, names or []), pinned)
    older = pinned.made_by != __version__
    if as_json:
        print_json(
            {
                "run": str(pinned.run),
                "run_made_by": pinned.made_by,
                "templates": [
                    {
                        "name": one.template,
                        "cells": one.cells,
                        "differing": [fault.__dict__ for fault in one.faults],
                    }
                    for one in found
                ],
            }
        )
    else:
        for one in found:
            if not one.cells:
                complain(f"{one.template}: nothing was saved to compare with")
            elif one.faults:
                complain(f"{one.template}: {len(one.faults)} of {one.cells} cells differ")
            else:
                say(f"{one.template}: all {one.cells} cells show what was saved")
            for fault in one.faults:
                _complain_of({one.template: fault})
    wrong = [one.template for one in found if one.faults or not one.cells]
    if not wrong:
        return
    if not as_json:
        if older:
            complain(
                f"The pinned run was made by review-kit {pinned.made_by}; this is {__version__}.",
                "Make it anew with: review-kit templates pin",
            )
        say(f"If you meant this, save it: review-kit templates pin {' '.join(wrong)}")
    raise EndedWith(DIFFERENT)


@app.command("strip")
def strip(
    names: Names = None,
    as_filter: Annotated[
        bool,
        typer.Option(
            "--as-filter",
            help="From standard input to standard output: git calls this for each notebook.",
        ),
    ] = False,
    activate: Annotated[
        bool,
        typer.Option("--activate", help="Let git take notebooks without outputs, in this clone."),
    ] = False,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Remove what was saved of executed cells from templates: it is about people.

    With --activate, git does it whenever a notebook is added; the files in your folder keep what they show.
    """
    from review_kit.project.notebook_outputs import activate_filter, stripped

    if as_filter:
        text = sys.stdin.buffer.read().decode("utf-8")
        sys.stdout.buffer.write(stripped(text).encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    from review_kit.cli.open_project import open_project
    from review_kit.project.notebook_outputs import notebooks_with_outputs
    from review_kit.records.folder import write_atomically

    opened = open_project(project)
    done = []
    if activate:
        activate_filter(opened.root)
    else:
        wanted = {one.template.path.name for one in _chosen(opened, names or [])}
        for name in notebooks_with_outputs(opened.root):
            path = opened.root / name
            if not names or path.name in wanted:
                write_atomically(path, stripped(path.read_text(encoding="utf-8")))
                done.append(name)
    if as_json:
        print_json({"stripped": done, "activated": activate})
    elif activate:
        say("From now on git takes the notebooks of this clone without outputs.")
        say("Notebooks that it has already taken with outputs: git add --renormalize .")
    else:
        say(f"Without outputs now: {', '.join(done) or 'nothing; no template has any'}")


def _chosen(project: Project, names: list[str]) -> list[PlannedTemplate]:
    from review_kit.guard.pinned import chosen
    from review_kit.planning.find_templates import find_templates

    found, _ = find_templates(project.notebooks)
    return list(chosen(found, names))


def _pin(project: Project, reps: int, progress: ConsoleProgress) -> tuple[Pinned, str]:
    from review_kit.cli.invented import write_invented
    from review_kit.guard.pinned import pin_run

    progress.step(f"Inventing exports for {reps} reps")
    with tempfile.TemporaryDirectory(prefix="rk-") as name:
        return pin_run(project, write_invented(project, Path(name) / "invented", reps), progress)


def _save(templates: list[PlannedTemplate], pinned: Pinned) -> dict[str, CellFault]:
    """Save what templates show of the pinned run; give the cell that stopped one, by its template."""
    from review_kit.guard.pinned import save_outputs

    found = {one.template.name: save_outputs(one, pinned) for one in templates}
    return {name: fault for name, fault in found.items() if fault is not None}


def _complain_of(faults: dict[str, CellFault]) -> None:
    for template, fault in faults.items():
        complain(f"{template}, {fault.place}: {fault.line}", fault.detail)
