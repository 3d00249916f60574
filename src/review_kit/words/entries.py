"""A catalogue file cut into its messages, each with its line; parsed only when it is said.

Parsing all messages of a language takes ten times as long as cutting the files, and a document says a
tenth of them. In Fluent's syntax a message begins with its name at the start of a line, and nothing that
belongs to it does so again, unless somebody writes a placeable without indenting it: then what follows does
not parse, and the check of the catalogue says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fluent.syntax import FluentParser, ast

_START = re.compile(r"^(-?[A-Za-z][A-Za-z0-9_-]*)(?=[ \t]*=)|^(?=[^\s}\]*\[.])", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """One message or term of a catalogue file, as it is written there.

    Parameters
    ----------
    name
        ``packet-next``, ``-skill`` for a term; empty for text that is neither message nor comment.
    text
        The message's own lines.
    file
        For people: ``words/de/packet.ftl``.
    line
        Of its first line, from 1.
    """

    name: str
    text: str
    file: str
    line: int

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return f"{self.file}, line {self.line}"

    @cached_property
    def parsed(self) -> ast.Message | ast.Term | None:
        """Its syntax tree; ``None`` if it is broken."""
        from fluent.syntax import ast

        body = _parser().parse(self.text).body
        return body[0] if len(body) == 1 and isinstance(body[0], ast.Message | ast.Term) else None


@cache
def _parser() -> FluentParser:
    from fluent.syntax import FluentParser

    return FluentParser(with_spans=False)


def cut(text: str, file: str) -> Iterator[Entry]:
    r"""Cut a file into its entries, comments left out.

    Examples
    --------
    >>> [(e.name, e.line) for e in cut("# about\n-skill = skill\nnext =\n    Next: { $skill }\n", "x")]
    [('-skill', 2), ('next', 3)]
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    starts = [*_START.finditer(text)]
    line, seen = 1, 0
    for start, following in zip_longest(starts, starts[1:]):
        end = len(text) if following is None else following.start()
        line += text.count("\n", seen, start.start())
        seen = start.start()
        if text[seen] != "#":
            yield Entry(start.group(1) or "", text[seen:end], file, line)
