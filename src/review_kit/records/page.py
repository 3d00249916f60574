"""Pages about a run: self-contained HTML, one plain look, text from exports always escaped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from review_kit.control_characters import shown
from review_kit.records.folder import write_atomically
from review_kit.records.record import CHANGED, CHECK_FAILED, Record
from review_kit.screen import page_styles, with_regions

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )
    environment.filters["address"] = address
    environment.filters["kilobytes"] = lambda size: f"{max(1, round(size / 1000)):,} kB"
    environment.filters["duration"] = duration
    environment.globals["page_styles"] = Markup(page_styles())
    return environment


def write_page(path: Path, template: str, **values: Any) -> None:
    """Fill a template of ``records/templates`` and write the page, whole or not at all."""
    page = _environment().get_template(template).render(**values)
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
    write_page(path, "failed.html.j2", record=record, kind=kind, notebook=notebook)


def address(path: str) -> str:
    """Turn a relative path into a link: ``teams/a%2Fb/roi.pdf`` → ``teams/a%252Fb/roi.pdf``."""
    return quote(path, safe="/")


def duration(seconds: float) -> str:
    """Write a duration as people say it: ``0.4 s``, ``41 s``, ``3 min 20 s``, ``1 h 5 min``."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def counts_in_words(counts: Mapping[str, int]) -> str:
    """``48 made, 2 failed``; statuses that did not occur are left out."""
    return ", ".join(f"{count} {status}" for status, count in counts.items() if count) or "none"
