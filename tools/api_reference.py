"""Reference pages from signatures and docstrings, read by griffe.

The end of ``docs/api.md`` describes :mod:`review_kit.api`; ``docs/gallery.md`` describes every part that a
template can show. ``make docs`` brings both up to date; a test fails where they are behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import griffe

SOURCE = Path(__file__).resolve().parents[1] / "src"
HEADING = "## Reference\n"
PARTS = "## The parts\n"
NAMES = ("open_run", "Run", "Rows", "Tables", "Table", "Definitions", "Definition", "Comparison")
DOCUMENTS = {
    "RepPacket": "packet.packet",
    "ConversationSheet": "sheet.sheet",
    "BinderCover": "binder.cover",
    "TeamRoi": "group_report.team_roi",
    "OrgSummary": "group_report.org_summary",
    "Glossary": "glossary.glossary",
}
"""Class of a document → where it is, below ``review_kit.documents``."""
CALLED = {
    "RepPacket": ("packet", "run, rep_id, evidence"),
    "ConversationSheet": ("sheet", "run, rep_id, evidence"),
    "BinderCover": ("cover", "run, manager_id, evidence"),
    "TeamRoi": ("report", "run, team, evidence"),
    "OrgSummary": ("report", "run, evidence"),
    "Glossary": ("glossary", "run, evidence"),
}
"""Class of a document → what the shipped templates call it, and how they open it."""
_ROLE = re.compile(r":\w+:`~?(?:[\w.]*\.)?(\w+)`")


def with_reference(page: str) -> str:
    """Return ``docs/api.md`` with the reference as the docstrings have it now."""
    api = _package()["api"]
    parts = [part for name in NAMES for part in _entry(name, _target(api[name]))]
    return _above(page, HEADING) + "\n".join(parts)


def with_parts(page: str) -> str:
    """Return ``docs/gallery.md`` with every part that the documents have now."""
    written = []
    for name in DOCUMENTS:
        document = _class(name)
        variable, arguments = CALLED[name]
        written += [
            f"### {name}\n",
            _body(document),
            f"```python\n{variable} = {name}.open({arguments})\n```\n",
        ]
        for part in parts_of(name):
            described = document.members[part]
            assert isinstance(described, griffe.Function)
            written += [
                f"#### {name}.{part}\n",
                f"{marker(name, part)}\n",
                f"```python\n{variable}.{part}{_signature(described, call=True)}\n```\n",
                _body(described),
            ]
    return _above(page, PARTS) + "\n".join(written)


def marker(document: str, part: str) -> str:
    """Give the comment in ``docs/gallery.md`` that the part's picture takes the place of."""
    return f"<!-- picture: {document}.{part} -->"


def parts_of(document: str) -> list[str]:
    """Name the parts of a document: its public methods that give a block."""
    return [
        name
        for name, member in _class(document).members.items()
        if isinstance(member, griffe.Function)
        and not name.startswith("_")
        and str(member.returns) == "Block"
    ]


@cache
def _package() -> griffe.Object:
    """Read the package's source, which takes seconds."""
    return _target(griffe.load("review_kit", search_paths=[SOURCE], docstring_parser="numpy"))


def _class(document: str) -> griffe.Class:
    found = _package()[f"documents.{DOCUMENTS[document]}.{document}"]
    assert isinstance(found, griffe.Class)
    return found


def _above(page: str, heading: str) -> str:
    before, found, _ = page.partition(heading)
    if not found:
        raise ValueError(f"the page has no heading '{heading.strip()}'")
    return f"{before}{heading}\n"


def _target(entry: Any) -> griffe.Object:
    found = entry.final_target if entry.is_alias else entry
    assert isinstance(found, griffe.Object)
    return found


def _entry(name: str, entry: griffe.Object) -> Iterator[str]:
    if isinstance(entry, griffe.Function):
        yield f"### {name}\n\n```python\nreview_kit.{name}{_signature(entry)}\n```\n"
        yield _body(entry)
        return
    yield f"### {name}\n"
    yield _body(entry)
    for member_name, member in entry.members.items():
        if member_name.startswith("_") or isinstance(member, griffe.Alias):
            continue
        if member.docstring is None:
            continue
        if isinstance(member, griffe.Function):
            yield f"#### {name}.{member_name}\n"
            yield f"```python\n{member_name}{_signature(member)}\n```\n"
            yield _body(member)
        elif "property" in member.labels:
            yield f"#### {name}.{member_name}\n"
            yield _body(member)


def _signature(function: griffe.Function, *, call: bool = False) -> str:
    """Give parameters and result as they are written, without ``self``; of a call no types."""
    written = []
    keyword_only = False
    for parameter in function.parameters:
        if parameter.name == "self":
            continue
        if parameter.kind is griffe.ParameterKind.keyword_only and not keyword_only:
            keyword_only = True
            if not call:
                written.append("*")
        text = parameter.name
        if not call:
            text += f": {parameter.annotation}" if parameter.annotation else ""
            text += f" = {parameter.default}" if parameter.default is not None else ""
        written.append(text)
    result = "" if call or function.returns is None else f" -> {function.returns}"
    return f"({', '.join(written)}){result}"


def _body(described: griffe.Object) -> str:
    """Give a docstring as Markdown."""
    if described.docstring is None:
        return ""
    parts = []
    for section in described.docstring.parsed:
        value: Any = section.value
        match section.kind:
            case griffe.DocstringSectionKind.text:
                parts.append(_prose(value))
            case griffe.DocstringSectionKind.examples:
                shown = "\n\n".join(str(text).strip() for _, text in value)
                parts.append(f"```python\n{shown}\n```")
            case griffe.DocstringSectionKind.returns | griffe.DocstringSectionKind.raises:
                title = section.kind.value.capitalize()
                told = [f"- `{each.annotation}`: {_line(each.description)}" for each in value]
                parts.append(f"{title}:\n\n" + "\n".join(told))
            case _:
                told = [f"| `{each.name}` | {_line(each.description)} |" for each in value]
                parts.append(f"| {section.kind.value} | |\n|---|---|\n" + "\n".join(told))
    return "\n\n".join(parts) + "\n"


def _line(text: str) -> str:
    return " ".join(_prose(text).split())


def _prose(text: str) -> str:
    """Give text in Markdown: what reStructuredText marks as code or as a link becomes code."""
    return _ROLE.sub(r"`\1`", text).replace("``", "`").strip()
