"""Templates written as text: a ``.qmd`` file as the notebook that a run executes.

Quarto's own form, as far as documents of a run go: front matter, Markdown, and cells in fences with
``{python}``, whose options stand in lines that begin with ``#|``. What would look otherwise in a document
than in Quarto is refused, with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from review_kit.errors import ConfigurationError
from review_kit.project.bounded_yaml import BoundedShortLoader

SUFFIX = ".qmd"
LINE = "qmd_line"
"""Key of a cell's metadata: the line of the file in which its source begins, counted from 1."""

_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})\s*(?P<rest>.*?)\s*$")
_CELL = re.compile(r"\{\s*(?P<language>[\w-]+)[^}]*\}$")
_RAW = re.compile(r"\{=[\w-]+\}$")
_OPTION = re.compile(r"#\|(?P<option>.*)$")
_HEADING = re.compile(r"(?P<heading>#{1,6}\s.*?)\s*\{(?P<attributes>[^{}]*)\}\s*$")
_ANY_HEADING = re.compile(r"#{1,6}\s")
_DIV = re.compile(r" {0,3}:{3,}")
_INLINE = re.compile(r"`\{\w+\}\s")


@dataclass
class _Cell:
    kind: str
    line: int
    lines: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


def read_qmd(path: Path) -> dict[str, Any]:
    """Read a ``.qmd`` file as a notebook in the current format, without outputs.

    Each cell says in which line of the file it begins (:data:`LINE`). A comment that stands alone,
    ``<!-- … -->``, is a note, and a heading with ``{.flow}`` starts no page.

    Raises
    ------
    ConfigurationError
        It is not UTF-8, its front matter or the options of a cell are not YAML, a fence is not closed, or it
        has something that no document of a run can show: with file and line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{path}: not UTF-8 text (byte {error.start})", "Save the file as UTF-8."
        ) from error
    lines = text.splitlines()
    head, begins = _front_matter(path, lines)
    cells = [cell for cell in _cells(path, lines, begins) if cell.kind == "code" or any(cell.lines)]
    metadata: dict[str, Any] = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    if "review_kit" in head:
        metadata["review_kit"] = head["review_kit"]
    return {
        "cells": [_as_json(cell, number) for number, cell in enumerate(cells, start=1)],
        "metadata": metadata,
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _as_json(cell: _Cell, number: int) -> dict[str, Any]:
    metadata: dict[str, Any] = {LINE: cell.line}
    if cell.tags:
        metadata["tags"] = cell.tags
    common = {
        "id": f"cell-{number}",
        "cell_type": cell.kind,
        "metadata": metadata,
        "source": "\n".join(cell.lines),
    }
    return {**common, "outputs": [], "execution_count": None} if cell.kind == "code" else common


def _front_matter(path: Path, lines: list[str]) -> tuple[Mapping[str, Any], int]:
    """Give the front matter and the number of lines that it takes."""
    if not lines or lines[0].rstrip() != "---":
        return {}, 0
    end = next(
        (at for at, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), None
    )
    if end is None:
        raise ConfigurationError(
            f"{path}, line 1: the front matter has no end", "End it with a line '---'."
        )
    head = _yaml(path, lines[1:end], 2)
    if head is None:
        head = {}
    if not isinstance(head, dict):
        raise ConfigurationError(f"{path}, line 2: the front matter must have keys and values")
    return head, end + 1


def _yaml(path: Path, lines: list[str], first: int) -> Any:
    try:
        return yaml.load("\n".join(lines), Loader=BoundedShortLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = first + (mark.line if mark else 0)
        problem = getattr(error, "problem", None) or error
        raise ConfigurationError(f"{path}, line {at}: this is not YAML: {problem}") from error


def _cells(path: Path, lines: list[str], begins: int) -> Iterator[_Cell]:
    text = _Cell("markdown", begins + 1)
    at = begins
    while at < len(lines):
        line = lines[at]
        fence = _FENCE.match(line)
        if fence is not None:
            end = _closing(path, lines, at, fence["fence"])
            if _is_executed(path, at, fence["rest"]):
                yield _trimmed(text)
                yield _code(path, lines, at, end)
                text = _Cell("markdown", end + 2)
            else:
                text.lines += lines[at : end + 1]
            at = end + 1
        elif line.lstrip().startswith("<!--"):
            yield _trimmed(text)
            end = _end_of_comment(path, lines, at)
            said = "\n".join(lines[at : end + 1]).strip().removeprefix("<!--").removesuffix("-->")
            yield _Cell("markdown", at + 1, said.strip().splitlines(), ["note"])
            text = _Cell("markdown", end + 2)
            at = end + 1
        else:
            _refuse(path, at, line)
            heading = _HEADING.match(line)
            flows = heading is not None and ".flow" in heading["attributes"].split()
            if flows or (text.tags and _ANY_HEADING.match(line)):
                # a heading that flows takes what is under it along, up to the next one
                yield _trimmed(text)
                text = _Cell("markdown", at + 1, tags=["flow"] if flows else [])
            text.lines.append(line if heading is None else heading["heading"])
            at += 1
    yield _trimmed(text)


def _trimmed(cell: _Cell) -> _Cell:
    """Leave out empty lines before and after a text."""
    while cell.lines and not cell.lines[0].strip():
        cell.lines.pop(0)
        cell.line += 1
    while cell.lines and not cell.lines[-1].strip():
        cell.lines.pop()
    return cell


def _end_of_comment(path: Path, lines: list[str], at: int) -> int:
    for end in range(at, len(lines)):
        if "-->" in lines[end]:
            return end
    raise ConfigurationError(f"{path}, line {at + 1}: the comment has no end", "End it with '-->'.")


def _closing(path: Path, lines: list[str], at: int, fence: str) -> int:
    closed = re.compile(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}\s*$")
    for end in range(at + 1, len(lines)):
        if closed.match(lines[end]):
            return end
    raise ConfigurationError(
        f"{path}, line {at + 1}: what begins here has no end", f"End it with a line '{fence}'."
    )


def _is_executed(path: Path, at: int, rest: str) -> bool:
    cell = _CELL.match(rest)
    if cell is None and not _RAW.match(rest):
        return False
    if cell is not None and cell["language"] == "python":
        return True
    raise ConfigurationError(
        f"{path}, line {at + 1}: {rest} cannot be printed: documents have Markdown and {{python}} cells",
        "Show it as the last value of a {python} cell.",
    )


def _code(path: Path, lines: list[str], at: int, end: int) -> _Cell:
    source = lines[at + 1 : end]
    options = []
    for line in source:
        option = _OPTION.match(line)
        if option is None:
            break
        options.append(option["option"].removeprefix(" "))
    said = _yaml(path, options, at + 2) or {}
    if not isinstance(said, dict):
        raise ConfigurationError(
            f"{path}, line {at + 2}: options of a cell must have keys and values",
            "For example: #| tags: [parameters]",
        )
    tags = said.get("tags") or []
    if isinstance(tags, str):
        tags = [tags]
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise ConfigurationError(
            f"{path}, line {at + 2}: 'tags' must be names", "For example: #| tags: [parameters]"
        )
    # options stay in the source: so a line of the cell is a line of the file
    return _Cell("code", at + 2, source, tags)


def _refuse(path: Path, at: int, line: str) -> None:
    if _DIV.match(line):
        raise ConfigurationError(
            f"{path}, line {at + 1}: ':::' cannot be printed: documents have Markdown and {{python}} cells",
            "Show a part of the page as the last value of a {python} cell; a note goes into <!-- -->.",
        )
    if _INLINE.search(line):
        raise ConfigurationError(
            f"{path}, line {at + 1}: code within a sentence is not executed",
            "Show the sentence as the last value of a {python} cell.",
        )
