"""Report templates: notebooks that declare what they make in ``metadata.review_kit``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

import nbformat
from nbformat import NotebookNode
from nbformat.reader import NotJSONError

from review_kit.access import Grain
from review_kit.errors import ConfigurationError

Format = Literal["pdf", "html"]

GRAINS: tuple[Grain, ...] = get_args(Grain)
FORMATS: tuple[Format, ...] = get_args(Format)
ENTITY_PARAMETER: dict[Grain, str | None] = {
    "rep": "rep_id",
    "team": "team",
    "manager": "manager_id",
    "org": None,
}
"""Name of the notebook parameter that says for whom a document is."""

SHOWN_ON_PAGE_ONE = ("focus_criteria",)
"""What a template may declare in ``shows``: the batch compares page one with the metric tables."""

_KEYS = {"grain", "title", "audience", "formats", "output", "pages", "shows", "binds"}


@dataclass(frozen=True)
class Template:
    """A notebook that the batch executes once for every entity of its grain."""

    path: Path
    name: str
    """Stem of the notebook's file name; what ``--template`` takes."""
    grain: Grain
    title: str
    audience: str
    formats: tuple[Format, ...]
    output: str
    """Stem of the files it makes: ``packet`` → ``packet.pdf``, ``packet.html``."""
    pages: tuple[int, int] | None = None
    """Least and greatest number of pages of its PDF; ``None`` where any number is right."""
    shows: tuple[str, ...] = ()
    """What page one must show as it stands in the metric tables."""
    binds: str = ""
    """Output of the reps' documents that are bound behind it, of a manager's cover; else empty."""


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook in the current format, or say what is wrong with the file."""
    try:
        return cast("NotebookNode", nbformat.read(path, as_version=4))  # type: ignore[no-untyped-call]
    except NotJSONError as error:
        raise ConfigurationError(
            f"{path}: not a Jupyter notebook (its JSON does not parse)"
        ) from error
    except (nbformat.ValidationError, AttributeError, KeyError) as error:
        raise ConfigurationError(f"{path}: not a valid Jupyter notebook: {error}") from error


def read_template(path: Path) -> Template | None:
    """Read what a notebook declares; ``None`` where it has no ``metadata.review_kit``.

    Raises
    ------
    ConfigurationError
        The notebook does not load, or a key of ``metadata.review_kit`` is missing or wrong.
    """
    notebook = read_notebook(path)
    declared = notebook.metadata.get("review_kit")
    if declared is None:
        return None

    def fault(key: str, problem: str) -> ConfigurationError:
        return ConfigurationError(
            f"{path}: metadata.review_kit.{key}: {problem}",
            "Edit the notebook's metadata; docs/extending.md lists the keys.",
        )

    for key in declared:
        if key not in _KEYS:
            raise fault(key, f"unknown key; one of {', '.join(sorted(_KEYS))}")
    grain = declared.get("grain")
    if grain not in GRAINS:
        raise fault("grain", f"must be one of {', '.join(GRAINS)} (it is {grain!r})")
    for key in ("title", "audience"):
        if not isinstance(declared.get(key), str) or not declared[key].strip():
            raise fault(key, "must be a text")
    formats = declared.get("formats", ["pdf", "html"])
    if not isinstance(formats, list) or not formats or any(f not in FORMATS for f in formats):
        raise fault("formats", f"must list one or more of {', '.join(FORMATS)} (it is {formats!r})")
    output = declared.get("output", path.stem)
    if not isinstance(output, str) or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", output):
        raise fault("output", f"must be a plain file stem such as 'packet' (it is {output!r})")
    pages = declared.get("pages")
    if pages is not None and not _are_bounds(pages):
        raise fault(
            "pages",
            f"must be two whole numbers, least and greatest, such as [1, 1] (it is {pages!r})",
        )
    shows = declared.get("shows", [])
    if not isinstance(shows, list) or any(name not in SHOWN_ON_PAGE_ONE for name in shows):
        raise fault("shows", f"must list any of {', '.join(SHOWN_ON_PAGE_ONE)} (it is {shows!r})")
    if shows and grain != "rep":
        raise fault("shows", "goes with grain 'rep'")
    binds = declared.get("binds", "")
    if not isinstance(binds, str) or (binds and (grain != "manager" or "pdf" not in formats)):
        raise fault(
            "binds",
            "must be the output of a rep's template, in a template of grain 'manager' that makes a "
            f"PDF (it is {binds!r})",
        )
    _check_parameters(path, notebook, cast("Grain", grain))
    return Template(
        path=path,
        name=path.stem,
        grain=cast("Grain", grain),
        title=declared["title"],
        audience=declared["audience"],
        formats=tuple(formats),
        output=output,
        pages=None if pages is None else (pages[0], pages[1]),
        shows=tuple(shows),
        binds=binds,
    )


def _are_bounds(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(type(number) is int for number in value)
        and 1 <= value[0] <= value[1]
    )


def _check_parameters(path: Path, notebook: NotebookNode, grain: Grain) -> None:
    """Without the tagged cell papermill puts the parameters first, and the defaults win."""
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(tagged) != 1:
        raise ConfigurationError(
            f"{path}: {len(tagged)} cells are tagged 'parameters', there must be exactly one",
            "Tag the cell that holds the defaults (in JupyterLab: Property Inspector → Cell Tags).",
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
