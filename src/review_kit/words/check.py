"""Whether catalogues can be said: looked at before any work, and of the shipped ones by a test.

The shipped English defines which messages there are, which attributes each has and which variables it is
given. Another catalogue may say a message with fewer of them; it cannot use what nobody gives.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from review_kit.errors import ConfigurationError
from review_kit.words.entries import Entry, cut
from review_kit.words.overlay import WORDS, Overlay
from review_kit.words.shipped import shipped_tags
from review_kit.words.speech import words_in
from review_kit.words.tags import REFERENCE, base_of, lookup_order, normal_tag

if TYPE_CHECKING:
    from fluent.syntax import ast

_SHOWN = 12
OWN = "own-"
"""Begins the names of messages that a project's own templates say."""


@dataclass(frozen=True)
class Needs:
    """What a message needs to be said.

    Parameters
    ----------
    variables
        Of its own text and, by name, of each attribute's (the text's own name is empty).
    references
        Messages and terms that it names.
    functions
        Functions that it calls.
    """

    variables: Mapping[str, frozenset[str]]
    references: frozenset[str]
    functions: frozenset[str]

    @property
    def attributes(self) -> frozenset[str]:
        """Names of its attributes."""
        return frozenset(self.variables) - {""}


@dataclass
class _Found:
    variables: dict[str, set[str]] = field(default_factory=dict)
    references: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)


def needs_of(entry: Entry) -> Needs:
    """Read from a message that parses what it needs."""
    message = entry.parsed
    if message is None:
        raise ValueError(f"{entry.place}: {entry.name} does not parse")
    found = _Found()
    parts: list[tuple[str, Any]] = [("", message.value)] if message.value is not None else []
    parts += [(attribute.id.name, attribute.value) for attribute in message.attributes]
    for name, pattern in parts:
        _collect(pattern, found, found.variables.setdefault(name, set()))
    return Needs(
        {name: frozenset(variables) for name, variables in found.variables.items()},
        frozenset(found.references),
        frozenset(found.functions),
    )


def _collect(pattern: ast.Pattern, found: _Found, variables: set[str]) -> None:
    from fluent.syntax import visitor

    class Collected(visitor.Visitor):
        def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
            variables.add(node.id.name)

        def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
            found.references.add(node.id.name)

        def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
            found.references.add(f"-{node.id.name}")
            self.generic_visit(node)

        def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802
            found.functions.add(node.id.name)
            self.generic_visit(node)

    Collected().visit(pattern)


@cache
def reference() -> Mapping[str, Needs]:
    """Needs of every message and term of the shipped English, by name.

    What a message is given, the messages that it names are given too; so their variables are its own.
    """
    entries = words_in(REFERENCE).entries
    own = {name: needs_of(entry) for name, entry in entries.items()}
    return {
        name: Needs(
            {
                part: frozenset(ordered_variables(f"{name}.{part}" if part else name))
                for part in needs.variables
            },
            needs.references,
            needs.functions,
        )
        for name, needs in own.items()
    }


@cache
def ordered_variables(name: str, tag: str = REFERENCE) -> tuple[str, ...]:
    """Name the variables of a message, and of those that it names, in their order, each once.

    Parameters
    ----------
    name
        Of a message, or with ``.attribute`` of one of its attributes; one that is not there has none.
    """
    from fluent.syntax import visitor

    message, _, attribute = name.partition(".")
    entry = words_in(tag).entries.get(message)
    if entry is None or entry.parsed is None:
        return ()
    parts = {"": entry.parsed.value, **{one.id.name: one.value for one in entry.parsed.attributes}}
    found: list[str] = []

    class Collected(visitor.Visitor):
        def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
            found.append(node.id.name)

        def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
            found.extend(ordered_variables(node.id.name, tag))

    pattern = parts.get(attribute)
    if pattern is not None:
        Collected().visit(pattern)
    return tuple(dict.fromkeys(found))


def check_overlay(overlay: Overlay) -> None:
    """Refuse a project's words that could not be said.

    Raises
    ------
    ConfigurationError
        All faults at once, each with file and line.
    """
    faults = [*_faults(overlay)]
    if faults:
        more = f"\nand {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        raise ConfigurationError(
            "\n".join(faults[:_SHOWN]) + more,
            "Fix these files, or take them away: the shipped words serve without them.",
        )


def _faults(overlay: Overlay) -> Iterator[str]:
    by_tag: dict[str, list[Entry]] = {tag: [] for tag in overlay.tags}
    for path, text in overlay.files:
        by_tag[path.partition("/")[0]] += cut(text, f"{WORDS}/{path}")
    for tag, entries in by_tag.items():
        if normal_tag(tag) != tag:
            meant = normal_tag(tag)
            hint = f"; did you mean {WORDS}/{meant}/?" if meant else ", such as en-GB or de"
            yield f"{WORDS}/{tag}/: '{tag}' is not a language tag{hint}"
            continue
        yield from entry_faults(entries)
        yield from _gaps(tag, overlay, entries)


def entry_faults(entries: Iterable[Entry]) -> Iterator[str]:
    """Say what is wrong with the messages of one folder."""
    known = reference()
    first: dict[str, Entry] = {}
    for entry in entries:
        fault = _syntax_fault(entry)
        if fault is not None:
            yield fault
            continue
        if entry.name in first:
            yield f"{entry.place}: '{entry.name}' stands in {first[entry.name].place} already"
            continue
        first[entry.name] = entry
        if entry.name not in known:
            if not entry.name.startswith(("-", OWN)):
                yield f"{entry.place}: nothing says '{entry.name}'{_near(entry.name, known)}"
            continue
        yield from _needs_faults(entry, known, {*known, *first})


def _syntax_fault(entry: Entry) -> str | None:
    """Say where a message does not parse."""
    if not entry.name:
        start = entry.text.splitlines()[0][:40]
        return f"{entry.place}: neither a message nor a comment: '{start}'"
    if entry.parsed is not None:
        return None
    from fluent.syntax import FluentParser, ast

    line, why = entry.line, ""
    for part in FluentParser().parse(entry.text).body:
        if isinstance(part, ast.Junk) and part.annotations:
            found = part.annotations[0]
            line += entry.text.count("\n", 0, found.span.start if found.span else 0)
            why = f": {found.message}"
            break
    return f"{entry.file}, line {line}: '{entry.name}' is not written in Fluent's syntax{why}"


def _needs_faults(entry: Entry, known: Mapping[str, Needs], names: Iterable[str]) -> Iterator[str]:
    here, there = needs_of(entry), known[entry.name]
    for part in sorted(set(here.variables) | set(there.variables)):
        label = f"{entry.name}.{part}" if part else entry.name
        if part not in there.variables:
            yield f"{entry.place}: nothing says '{label}'{_near(part, there.attributes)}"
        elif part not in here.variables:
            yield f"{entry.place}: '{label}' is missing"
        else:
            for name in sorted(here.variables[part] - there.variables[part]):
                has = ", ".join(f"${one}" for one in sorted(there.variables[part])) or "none"
                yield f"{entry.place}: {label} is not given ${name}; its variables: {has}"
    for name in sorted(here.references - set(names)):
        yield f"{entry.place}: {entry.name} names '{name}', which is not there"
    for name in sorted(here.functions - {"SPELLED"}):
        yield f"{entry.place}: {entry.name} calls {name}(), which is not there; SPELLED() is"


def _gaps(tag: str, overlay: Overlay, entries: Iterable[Entry]) -> Iterator[str]:
    """Name the messages that a language lacks; one that is shipped lacks none."""
    folders = {*lookup_order(tag)}
    if base_of(tag) in shipped_tags() or folders & ({*overlay.tags} - {tag}):
        return
    said = {entry.name for entry in entries}
    wanted = words_in(REFERENCE).entries
    lacking = [entry for name, entry in wanted.items() if name not in said and name[0] != "-"]
    if lacking:
        first = lacking[0]
        yield (
            f"{WORDS}/{tag}/: {len(lacking)} of {len(wanted)} messages are missing, the first of them "
            f"'{first.name}' (English: {first.place})"
        )


def _near(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f" (did you mean '{near[0]}'?)" if near else ""
