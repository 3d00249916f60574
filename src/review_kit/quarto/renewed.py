"""When Quarto asks for a page that it has kept: it does not know that somebody else is asked for."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

from review_kit.documents.parts.context import RUN_VARIABLE
from review_kit.project.init import renew_previews
from review_kit.quarto.shown import SCOPE_VARIABLE
from review_kit.records.folder import write_bytes_atomically

_RECORD = Path(".review_kit", "quarto", "asked.json")
_REMEMBERED = 20
"""Questions that are told apart; a preview asks its own again and again."""


def renew_for(root: Path, process: str) -> None:
    """Let Quarto ask for the pages of a project anew if this is another question than those it has asked.

    Quarto keeps what the filters of a template gave until one of these files has another date: neither the
    person or run that the environment names, nor ``_quarto.yml``, nor what the page is made with counts. A
    preview renders anew as soon as a filter has another date, so that of one preview is left alone.

    Parameters
    ----------
    process
        Tells this run of Quarto from every other; empty where it is not known.
    """
    question = _digest(root, process)
    record = root / _RECORD
    asked = _asked(record)
    if question in (asked if process else asked[-1:]):
        return
    with suppress(OSError):
        record.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps([*asked, question][-_REMEMBERED:], indent=1)
        write_bytes_atomically(record, text.encode("utf-8"))
    renew_previews(root)


def _asked(record: Path) -> list[str]:
    try:
        found = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _digest(root: Path, process: str) -> str:
    try:
        settings = hashlib.sha256((root / "_quarto.yml").read_bytes()).hexdigest()
    except OSError:
        settings = ""
    named = (os.environ.get(one, "") for one in (SCOPE_VARIABLE, RUN_VARIABLE))
    return hashlib.sha256(json.dumps([process, settings, *named]).encode("utf-8")).hexdigest()
