"""One displayable part of a document: HTML for the page, plain text for reading and checking."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Sized
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from review_kit.documents.parts import wording
from review_kit.documents.parts.halves import halves
from review_kit.documents.parts.plain_text import plain_text
from review_kit.documents.parts.titles import title_of
from review_kit.number_format import MINUS
from review_kit.words import say

TEMPLATES = Path(__file__).parents[1]
"""Where templates lie: each beside the code that fills it, and named with its room."""


@dataclass(frozen=True)
class Block:
    """A part of a page that a notebook cell returns.

    The HTML carries classes only; how it looks is the theme's business. Text from exports reaches it
    through an autoescaping template, so it is data, never markup.
    """

    html: Markup

    @property
    def text(self) -> str:
        """The words and numbers of the part, without drawing: what a terminal shows."""
        return plain_text(self.html)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {
            "text/html": f'<div class="review-kit">{self.html}</div>',
            "text/plain": self.text,
        }


EMPTY = Block(Markup())
"""A part with nothing to say; it leaves no trace on the page."""

_NEGATIVE = re.compile(rf"{MINUS}[^\s\d{MINUS}]\S*\d\S*?(?=[,.;)]?(\s|$))")
"""An amount in a sentence, without the mark that ends it."""

LONG_TABLE = 18
"""Rows from which a table may go on over the page; shorter ones stay whole on the next."""

_LONGEST_UNBROKEN = 24
"""Letters of a word that fit into a column of names on paper and on a phone."""


def long(rows: Sized) -> str:
    """Class of a table with so many rows: ``long`` where it may break between them."""
    return "long" if len(rows) > LONG_TABLE else ""


def has_long_word(text: str) -> bool:
    """Say whether a word is so long that a narrow column has to break inside it.

    A cell that may break anywhere is measured letter by letter to set its column, and most need not be.

    Examples
    --------
    >>> has_long_word("Fjord & Cormorant Ceramics AG"), has_long_word("x" * 25)
    (False, True)
    """
    return any(len(word) > _LONGEST_UNBROKEN for word in text.split())


def unbroken(text: str) -> Markup:
    """Keep negative amounts of a sentence whole: a line may otherwise end between minus and currency.

    Examples
    --------
    >>> unbroken("−€3 to €4")
    Markup('<span class="nowrap">−€3</span> to €4')
    """
    return Markup(_NEGATIVE.sub(r'<span class="nowrap">\g<0></span>', str(escape(text))))


def _halves(rows: Sequence[Mapping[str, Any]], *printed: str) -> Sequence[Sequence[Any]]:
    return halves(rows, [" ".join(str(row[name]) for name in printed) for row in rows])


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["unbroken"] = unbroken
    environment.filters["halves"] = _halves
    environment.globals["DASH"] = wording.DASH
    environment.globals["long"] = long
    environment.globals["has_long_word"] = has_long_word
    environment.globals["title_of"] = title_of
    environment.globals["say"] = say
    return environment


def compile_templates() -> None:
    """Compile every template now, for processes that are forked from this one."""
    environment = _environment()
    for name in environment.list_templates(extensions=["j2"]):
        environment.get_template(name)


def block(template: str, **values: Any) -> Block:
    """Fill a template, named ``room/name.html.j2``, and return it as a :class:`Block`."""
    return Block(Markup(_environment().get_template(template).render(**values).strip()))
