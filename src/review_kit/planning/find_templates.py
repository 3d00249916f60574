"""The report templates of a project: every notebook and ``.qmd`` file that declares what it makes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from review_kit.errors import ConfigurationError
from review_kit.planning.digests import template_digest
from review_kit.planning.qmd import SUFFIX as QMD
from review_kit.planning.template import Template, read_notebook, template_of
from review_kit.words import say

BINDER_OUTPUT = "binder"
"""Stem of the PDF in which a manager's cover and packets are bound."""


@dataclass(frozen=True)
class PlannedTemplate:
    """A template as it was read: what is executed is this text, whatever is saved meanwhile.

    Parameters
    ----------
    source
        A notebook's JSON: the file itself, or what a ``.qmd`` file stands for.
    """

    template: Template
    source: str
    digest: str


def find_templates(notebooks: Path) -> tuple[tuple[PlannedTemplate, ...], tuple[str, ...]]:
    """Read every report template of a project; files that declare none are noted.

    Raises
    ------
    ConfigurationError
        A file cannot be read, or two templates have the same name or would write the same files.
    """
    found: list[PlannedTemplate] = []
    notes = []
    for path in template_paths(notebooks):
        planned = read_planned(path)
        if planned is None:
            notes.append(say("run-note-no-template", file=path.name))
        else:
            found.append(planned)
    _check_names([planned.template for planned in found])
    owners: dict[tuple[str, str], str] = {}
    workbooks: dict[tuple[str, str], str] = {}
    calendars: dict[str, str] = {}
    for planned in found:
        template = planned.template
        target = (template.grain, template.output.casefold())
        if target in owners:
            raise ConfigurationError(
                f"{template.path}: {template.declared_in}.output: '{template.output}' is also the "
                f"output of {owners[target]}, for the same grain '{template.grain}'",
                "Change the 'output' of one of them.",
            )
        owners[target] = template.path.name
        if template.workbook is not None:
            _own_workbook(template, workbooks)
        if template.calendar is not None:
            _own_calendar(template, calendars)
    notes += _without_workbook(found)
    notes += _without_sheets([planned.template for planned in found])
    _check_binders([planned.template for planned in found], owners)
    return tuple(found), tuple(notes)


def template_paths(notebooks: Path) -> list[Path]:
    """Return every file of a folder that can be a template, by name."""
    return sorted([*notebooks.glob("*.ipynb"), *notebooks.glob(f"*{QMD}")])


def read_planned(path: Path) -> PlannedTemplate | None:
    """Read one file; ``None`` where it declares no template.

    Raises
    ------
    ConfigurationError
        It cannot be read, or its declaration is wrong.
    """
    if path.suffix == QMD:
        notebook = read_notebook(path)
        source = json.dumps(notebook, ensure_ascii=False)
        template = template_of(path, notebook)
    else:
        template = template_of(path, read_notebook(path))
        source = "" if template is None else path.read_text(encoding="utf-8")
    if template is None:
        return None
    return PlannedTemplate(template, source, template_digest(json.loads(source)))


def _check_names(templates: Sequence[Template]) -> None:
    """Refuse a name that a notebook and a ``.qmd`` file share: it could mean either."""
    named: dict[str, Path] = {}
    for template in templates:
        other = named.setdefault(template.name.casefold(), template.path)
        if other is not template.path and other.suffix != template.path.suffix:
            raise ConfigurationError(
                f"{template.path}: {other.name} is a template of the same name",
                "Rename or remove one of them.",
            )


_SHOWS_RETURN = "return_assumptions("


def _without_workbook(found: Sequence[PlannedTemplate]) -> list[str]:
    """Note templates that show the return and name its workbook, where no template of the grain makes it."""
    made = {one.template.grain for one in found if one.template.workbook is not None}
    return [
        say("run-note-no-workbook", file=one.template.path.name, grain=one.template.grain)
        for one in found
        if one.template.grain in {"team", "org"} - made and _SHOWS_RETURN in one.source
    ]


def _without_sheets(templates: Sequence[Template]) -> list[str]:
    """Note covers behind whose packets something should be bound that no template makes."""
    made = {one.output for one in templates if one.grain == "rep" and "pdf" in one.formats}
    return [
        say("run-note-nothing-behind", file=cover.path.name, behind=cover.behind)
        for cover in templates
        if cover.behind and cover.behind not in made
    ]


def no_templates(notebooks: Path) -> ConfigurationError:
    """Return what to say of a folder that there is nothing to make documents from in."""
    return ConfigurationError(
        f"{notebooks}: there is no report template in this folder",
        "A template is a notebook with metadata.review_kit, or a .qmd file; 'review-kit templates new NAME "
        "--grain rep' makes one.",
    )


def _own_workbook(template: Template, owners: dict[tuple[str, str], str]) -> None:
    """Note whose a workbook is; a second template of the grain would write the same file."""
    target = (template.grain, str(template.workbook))
    if target in owners:
        raise ConfigurationError(
            f"{template.path}: {template.declared_in}.workbook: {owners[target]} also makes "
            f"'{template.workbook}.xlsx', for the same grain '{template.grain}'",
            "Only one template of each grain can make it; remove 'workbook' from the other one.",
        )
    owners[target] = template.path.name


def _own_calendar(template: Template, owners: dict[str, str]) -> None:
    """Note whose a calendar is; a second template of the grain would write the same file."""
    if template.grain in owners:
        raise ConfigurationError(
            f"{template.path}: {template.declared_in}.calendar: {owners[template.grain]} also makes "
            f"'{template.calendar_file}', for the same grain '{template.grain}'",
            "Only one template of each grain can make it; remove 'calendar' from the other one.",
        )
    owners[template.grain] = template.path.name


def _check_binders(templates: Sequence[Template], owners: Mapping[tuple[str, str], str]) -> None:
    covers = [template for template in templates if template.binds]
    if not covers:
        return
    if len(covers) > 1 or ("manager", BINDER_OUTPUT) in owners:
        other = owners.get(("manager", BINDER_OUTPUT), covers[-1].path.name)
        raise ConfigurationError(
            f"{covers[0].path}: {covers[0].declared_in}.binds: {other} also makes "
            f"'{BINDER_OUTPUT}.pdf'",
            "Only one template of a project can make the binder; change the 'output' of the "
            "other one.",
        )
    (cover,) = covers
    if not any(
        template.grain == "rep" and template.output == cover.binds and "pdf" in template.formats
        for template in templates
    ):
        raise ConfigurationError(
            f"{cover.path}: {cover.declared_in}.binds: no template of grain 'rep' makes "
            f"'{cover.binds}.pdf'",
            "Name the output of an existing template, or remove the cover from notebooks/.",
        )
