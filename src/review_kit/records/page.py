"""Pages about a run: self-contained HTML, one plain look, text from exports always escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader

from review_kit.page_templates import page_environment
from review_kit.records.folder import write_atomically
from review_kit.records.record import CHANGED, CHECK_FAILED, Record
from review_kit.records.run_words import duration, kilobytes, place_in_template
from review_kit.screen import with_regions
from review_kit.words import say, spoken

_TEMPLATES = Path(__file__).parent / "templates"
_FAILED = {
    "checked": ("failed-made-not-checked", "failed-fix-and-repeat"),
    "changed": ("failed-changed-afterwards", "failed-who-wrote"),
}
"""What keeps a document that was made from being delivered → what is said of it, and what to do."""


@cache
def _environment() -> Environment:
    environment = page_environment(FileSystemLoader(_TEMPLATES))
    environment.filters["address"] = address
    environment.filters["kilobytes"] = kilobytes
    environment.filters["duration"] = duration
    environment.filters["place"] = place_in_template
    environment.globals["say"] = say
    return environment


def write_page(path: Path, template: str, **values: Any) -> None:
    """Fill a template of ``records/templates`` and write the page, whole or not at all.

    It is in the language that is being spoken: see :func:`~review_kit.records.run_words.words_of_pages`.
    """
    page = _environment().get_template(template).render(**values, language=spoken().tag)
    write_atomically(path, with_regions(page, fallback=path.stem))


def write_failure_page(path: Path, record: Record, *, notebook: str | None = None) -> None:
    """Write the page that stands where a document would.

    Parameters
    ----------
    record
        Of a document that failed.
    notebook
        Address of the executed notebook from the page, where there is one.
    """
    error = None if record.failure is None else record.failure.error
    kind = {CHECK_FAILED: "checked", CHANGED: "changed"}.get(str(error), "error")
    headline, advice = (
        map(say, _FAILED[kind]) if kind in _FAILED else (say("failed-not-made"), say("failed-look"))
    )
    write_page(
        path,
        "failed.html.j2",
        record=record,
        kind=kind,
        headline=headline,
        advice=advice,
        notebook=notebook,
    )


def address(path: str) -> str:
    """Turn a relative path into a link: ``teams/a%2Fb/roi.pdf`` → ``teams/a%252Fb/roi.pdf``."""
    return quote(path, safe="/")
