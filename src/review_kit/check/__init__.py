"""Every PDF is opened again before it is delivered, and checked by code that did not make it."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from review_kit.check.document import CheckFailedError, Subject, check_document
    from review_kit.check.finding import Finding
    from review_kit.check.people import People, read_people

_HOMES = {
    "CheckFailedError": "document",
    "Finding": "finding",
    "People": "people",
    "Subject": "document",
    "check_document": "document",
    "read_people": "people",
}

__all__ = [
    "CheckFailedError",
    "Finding",
    "People",
    "Subject",
    "check_document",
    "read_people",
]


def __getattr__(name: str) -> Any:
    # PDF readers are loaded by the workers that have a PDF to read.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"review_kit.check.{_HOMES[name]}"), name)
    raise AttributeError(name)
