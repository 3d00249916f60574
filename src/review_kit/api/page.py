"""The reference of ``docs/api.md``, written from signatures and docstrings.

``make docs`` brings it up to date; a test fails where it is not. What stands above it is written by hand.
"""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from review_kit import api

_HEADING = "## Reference\n"
_SECTION = re.compile(r"^(\w+)\n-{3,}\n", re.MULTILINE)
_ROLE = re.compile(r":\w+:`~?(?:[\w.]*\.)?(\w+)`")
_ORDER = ("open_run", "Run", "Rows", "Tables", "Table", "Definitions", "Definition", "Comparison")


def with_reference(page: str) -> str:
    """Return the page with the reference as the docstrings have it now.

    Raises
    ------
    ValueError
        The page has no such heading.
    """
    before, heading, _ = page.partition(_HEADING)
    if not heading:
        raise ValueError(f"the page has no heading '{_HEADING.strip()}'")
    parts = [part for name in _ORDER for part in _entry(name, getattr(api, name))]
    return f"{before}{heading}\n" + "\n".join(parts)


def _entry(name: str, entry: Any) -> Iterator[str]:
    if not inspect.isclass(entry):
        yield f"### {name}\n\n```python\nreview_kit.{name}{_signature(entry)}\n```\n"
        yield _body(entry)
        return
    yield f"### {name}\n"
    yield _body(entry)
    for member_name, member in vars(entry).items():
        if member_name.startswith("_") or not getattr(member, "__doc__", None):
            continue
        called = inspect.isfunction(member)
        if called or isinstance(member, property) or hasattr(member, "func"):
            shown = f"{member_name}{_signature(member)}" if called else member_name
            yield f"#### {name}.{member_name}\n"
            if called:
                yield f"```python\n{shown}\n```\n"
            yield _body(member)


def _signature(function: Callable[..., Any]) -> str:
    """Give parameters and result as they are written, without ``self``."""
    signature = inspect.signature(function)
    parameters = [p for name, p in signature.parameters.items() if name != "self"]
    written = str(signature.replace(parameters=parameters))
    # annotations are text, and so they are quoted
    return re.sub(r"'([^']*)'", r"\1", written)


def _body(described: Any) -> str:
    """Give a docstring of numpy's form as Markdown."""
    first, *rest = _SECTION.split(inspect.getdoc(described) or "")
    parts = [_prose(first)]
    for title, text in zip(rest[::2], rest[1::2], strict=True):
        match title:
            case "Examples":
                parts.append(f"```python\n{text.strip()}\n```")
            case "Returns" | "Raises":
                told = [f"`{name}`: {meaning}" for name, meaning in _items(text)]
                parts.append(f"{title}:\n\n" + "\n".join(f"- {line}" for line in told))
            case _:
                told = [f"| `{name}` | {meaning} |" for name, meaning in _items(text)]
                parts.append(f"| {title.lower()} | |\n|---|---|\n" + "\n".join(told))
    return "\n\n".join(parts) + "\n"


def _items(text: str) -> Iterator[tuple[str, str]]:
    """Give the entries of a section: a name at the margin, and what is indented below it."""
    for name, meaning in re.findall(r"^(\S.*)\n((?:(?: +.*)?(?:\n|\Z))*)", text, re.MULTILINE):
        yield name, " ".join(_prose(textwrap.dedent(meaning)).split())


def _prose(text: str) -> str:
    """Give text in Markdown: what reStructuredText marks as code or as a link becomes code."""
    return _ROLE.sub(r"`\1`", text).replace("``", "`").strip()
