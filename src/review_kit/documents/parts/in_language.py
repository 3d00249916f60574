"""Each part of a document is said in the language that the document is in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import isfunction
from typing import Any, Protocol, TypeVar

from review_kit.documents.parts.entity_data import EntityData
from review_kit.words import speaking


class _HasData(Protocol):
    @property
    def data(self) -> EntityData: ...


Document = TypeVar("Document", bound=type[_HasData])


def in_its_language(document: Document) -> Document:
    """Make every public method of a document's class speak the language of the rows it is made of.

    So documents of two languages may be open in one process, and what composes a sentence far below need not
    be handed the language.
    """
    for name, value in [*vars(document).items()]:
        if isfunction(value) and not name.startswith("_"):
            setattr(document, name, _spoken(value))
    return document


def _spoken(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def part(self: _HasData, *args: Any, **kwargs: Any) -> Any:
        with speaking(self.data.words):
            return method(self, *args, **kwargs)

    return part
