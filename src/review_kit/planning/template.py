"""Report templates: notebooks and ``.qmd`` files that declare what they make.

A notebook declares it in ``metadata.review_kit``, a ``.qmd`` file in its front matter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, cast, get_args

import nbformat
from nbformat import NotebookNode
from nbformat.reader import NotJSONError
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from review_kit.errors import ConfigurationError
from review_kit.grains import GRAINS, Grain
from review_kit.planning.qmd import SUFFIX as QMD
from review_kit.planning.qmd import read_qmd
from review_kit.project.faults import fault_sentence

Format = Literal["pdf", "html"]

FORMATS: tuple[Format, ...] = get_args(Format)
ENTITY_PARAMETER: Mapping[Grain, str | None] = {
    grain: declared.column or None for grain, declared in GRAINS.items()
}
"""Name of the notebook parameter that says for whom a document is."""


def _text(value: Any) -> Any:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"must be text (it is {value!r})")
    return value


def _file_stem(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", value):
        raise ValueError(
            f"must be a plain file name without extension, such as 'packet' (it is {value!r})"
        )
    return value


def _formats(value: Any) -> Any:
    if not isinstance(value, list | tuple) or any(one not in FORMATS for one in value) or not value:
        raise ValueError(f"must list one or more of {', '.join(FORMATS)} (it is {value!r})")
    return tuple(value)


def _bounds(value: Any) -> Any:
    """Check ``[least, greatest]``; JSON's ``true`` is no number here."""
    if value is None:
        return value
    if (
        not isinstance(value, list | tuple)
        or len(value) != 2
        or not all(type(number) is int for number in value)
        or not 1 <= value[0] <= value[1]
    ):
        raise ValueError(
            f"must be two whole numbers, smallest and largest, such as [1, 1] (it is {value!r})"
        )
    return tuple(value)


class Declaration(BaseModel):
    """What a notebook declares in ``metadata.review_kit``; the descriptions are those of the docs."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    grain: Grain = Field(
        description="`rep`, `team`, `manager` or `org`: who each document is about"
    )
    title: Annotated[str, BeforeValidator(_text)] = Field(
        description="the document's name, as people call it"
    )
    audience: Annotated[str, BeforeValidator(_text)] = Field(description="who may read it")
    formats: Annotated[tuple[Format, ...], BeforeValidator(_formats)] = Field(
        default=FORMATS,
        description="`pdf`, `html` or both (the default)",
    )
    output: Annotated[str, BeforeValidator(_file_stem)] = Field(
        description=(
            "file name without extension; default: the notebook's name. Two templates of one "
            "grain need different ones"
        ),
    )
    pages: Annotated[tuple[int, int] | None, BeforeValidator(_bounds)] = Field(
        default=None,
        description=(
            "smallest and largest number of pages of the PDF; a document with fewer or more is "
            "not delivered. Default: any number"
        ),
    )
    shows: tuple[Literal["focus_criteria"], ...] = Field(
        default=(),
        description=(
            '`["focus_criteria"]` if page one prints each focus criterion with its baseline, its '
            "current score and the number behind its verdict, as `rep_packet` does; each run "
            "then checks page one against the metric tables"
        ),
    )
    binds: str = Field(
        default="",
        description=(
            "on a manager's cover: the `output` of the reps' documents that are bound behind it, "
            "as `binder.pdf`. Only one template of a project can do this"
        ),
    )
    behind: str = Field(
        default="",
        description=(
            "on a manager's cover: the `output` of the reps' documents that are bound behind "
            "each of those, "
            "unless `binder.sheets` is false"
        ),
    )

    workbook: Literal["return"] | None = Field(
        default=None,
        description=(
            '`"return"` if `return.xlsx` belongs to the document: the return on coaching of its '
            "team, or of the organization, with live formulas. Only one template of each grain"
        ),
    )

    calendar: Literal["sessions"] | None = Field(
        default=None,
        description=(
            '`"sessions"` if `sessions.ics` belongs to the document: the sessions proposed to '
            "the rep, or to all reps of the manager, as a calendar. Only one template of each grain"
        ),
    )

    @field_validator("calendar")
    @classmethod
    def _of_people(cls, calendar: str | None, known: ValidationInfo) -> str | None:
        if calendar and known.data.get("grain", "rep") not in {"rep", "manager"}:
            raise ValueError("can only be used with grain 'rep' or 'manager'")
        return calendar

    for_everybody: bool = Field(
        default=False,
        description=(
            "`true` if a document of grain `org` is for everybody, reps included: it goes to all "
            "recipients and into every site, and it is not delivered if it names a rep"
        ),
    )

    @field_validator("for_everybody")
    @classmethod
    def _of_the_organisation(cls, for_everybody: bool, known: ValidationInfo) -> bool:
        if for_everybody and known.data.get("grain", "org") != "org":
            raise ValueError("can only be used with grain 'org'")
        return for_everybody

    @field_validator("workbook")
    @classmethod
    def _of_a_group(cls, workbook: str | None, known: ValidationInfo) -> str | None:
        if workbook and known.data.get("grain", "team") not in {"team", "org"}:
            raise ValueError("can only be used with grain 'team' or 'org'")
        return workbook

    @field_validator("shows")
    @classmethod
    def _of_a_rep(cls, shows: tuple[str, ...], known: ValidationInfo) -> tuple[str, ...]:
        if shows and known.data.get("grain", "rep") != "rep":
            raise ValueError("can only be used with grain 'rep'")
        return shows

    @field_validator("behind", mode="before")
    @classmethod
    def _behind_what_is_bound(cls, behind: Any, known: ValidationInfo) -> Any:
        if not isinstance(behind, str) or (behind and not known.data.get("binds")):
            raise ValueError(
                "must be the output of a rep's template, in a template that binds (it is "
                f"{behind!r})"
            )
        return behind

    @field_validator("binds", mode="before")
    @classmethod
    def _of_a_manager(cls, binds: Any, known: ValidationInfo) -> Any:
        goes = known.data.get("grain") == "manager" and "pdf" in known.data.get("formats", ())
        if not isinstance(binds, str) or (binds and not goes):
            raise ValueError(
                "must be the output of a rep's template, in a template of grain 'manager' that "
                "makes "
                f"a PDF (it is {binds!r})"
            )
        return binds


class Template(Declaration):
    """A notebook that a run executes once for every entity of its grain."""

    path: Path

    @property
    def files(self) -> tuple[str, ...]:
        """Names of a document's files: page and PDF, workbook, calendar, executed notebook."""
        workbook = () if self.workbook is None else (f"{self.workbook}.xlsx",)
        pages = (f"{self.output}.{suffix}" for suffix in self.formats)
        calendar = () if self.calendar_file is None else (self.calendar_file,)
        return (*pages, *workbook, *calendar, f"{self.output}.ipynb")

    @property
    def calendar_file(self) -> str | None:
        """Name of the calendar, where one belongs to the document; it is there if it has a session."""
        return None if self.calendar is None else f"{self.calendar}.ics"

    @property
    def name(self) -> str:
        """Stem of the notebook's file name; what ``--template`` takes."""
        return self.path.stem

    @property
    def declared_in(self) -> str:
        """Key under which the file declares what it makes, for messages."""
        return _declared_in(self.path)


def _declared_in(path: Path) -> str:
    return "review_kit" if path.suffix == QMD else "metadata.review_kit"


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook in the current format, or say what is wrong with the file.

    A ``.qmd`` file is read as the notebook that it stands for.
    """
    if path.suffix == QMD:
        return cast("NotebookNode", nbformat.from_dict(read_qmd(path)))  # type: ignore[no-untyped-call]
    try:
        return cast("NotebookNode", nbformat.read(path, as_version=4))  # type: ignore[no-untyped-call]
    except NotJSONError as error:
        raise ConfigurationError(
            f"{path}: not a Jupyter notebook (its JSON does not parse)"
        ) from error
    except (nbformat.ValidationError, AttributeError, KeyError) as error:
        raise ConfigurationError(f"{path}: not a valid Jupyter notebook: {error}") from error


def read_template(path: Path) -> Template | None:
    """Read what a template declares; ``None`` where it declares nothing.

    Raises
    ------
    ConfigurationError
        The file does not load, or a key of its declaration is missing or wrong.
    """
    return template_of(path, read_notebook(path))


def template_of(path: Path, notebook: NotebookNode) -> Template | None:
    """Read what a notebook declares, as :func:`read_template` does.

    Parameters
    ----------
    path
        Where it is from: its stem is the template's name.
    notebook
        As it was read, or as somebody else has read it.
    """
    declared = notebook.metadata.get("review_kit")
    if declared is None:
        return None
    at = _declared_in(path)
    if not isinstance(declared, dict):
        raise ConfigurationError(f"{path}: {at}: must be an object with keys and values")
    # without an output, the files are named after the notebook
    raw = {"output": path.stem, **declared}
    try:
        declaration = Declaration.model_validate_json(json.dumps(raw))
    except ValidationError as error:
        sentences = [
            fault_sentence({**fault, "loc": fault["loc"][:1]}, Declaration)
            for fault in error.errors()
        ]
        raise ConfigurationError(
            "\n".join(f"{path}: {at}.{sentence}" for sentence in sentences),
            "Edit the front matter; docs/extending.md lists the keys."
            if path.suffix == QMD
            else "Edit the notebook's metadata; docs/extending.md lists the keys.",
        ) from None
    _check_parameters(path, notebook, declaration.grain)
    return Template(path=path, **dict(declaration))


def _check_parameters(path: Path, notebook: NotebookNode, grain: Grain) -> None:
    """Without the tagged cell papermill puts the parameters first, and the defaults win."""
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(tagged) != 1:
        raise ConfigurationError(
            f"{path}: {len(tagged)} cells are tagged 'parameters'; there must be exactly one",
            "Begin the cell that sets the defaults with: #| tags: [parameters]"
            if path.suffix == QMD
            else "Tag the cell that sets the defaults (in JupyterLab: Property Inspector → Cell Tags).",
        )
    wanted = ["run", "evidence"]
    entity = ENTITY_PARAMETER[grain]
    if entity is not None:
        wanted.append(entity)
    for name in wanted:
        if not re.search(rf"^{name}\s*(:[^=]+)?=", tagged[0].source, flags=re.M):
            raise ConfigurationError(
                f"{path}: the cell tagged 'parameters' does not set '{name}'",
                f"A template of grain '{grain}' takes {', '.join(wanted)}; "
                'give each the default "".',
            )
