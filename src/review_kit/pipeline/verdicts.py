"""The verdict on the exports that a snapshot was made from, kept apart from that of any later validation.

``reports/validation.html`` shows the last validation, whatever exports it was of. A run has the verdict
on its own: the bytes are handed on with the snapshot, and sealed by their digests in between.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from review_kit.project import Project
from review_kit.project.owned import IN_SYSTEM, owned_folder
from review_kit.words import Words, speaking, words_in

if TYPE_CHECKING:
    from review_kit.contracts import Validation

VERDICT = ("validation.html", "validation.json")
"""Its files: for people and for machines."""

Verdict = Mapping[str, bytes]
"""The content of each of these files, by name."""


def write_verdict(project: Project, validation: Validation, folder: Path) -> Verdict:
    """Write the verdict of a validation into a folder, in the organisation's language, and return it."""
    from review_kit.contracts import write_validation_json, write_validation_page

    # not read back from the folder: another validation may write its own there
    with owned_folder(None, IN_SYSTEM) as made:
        write_validation_json(validation, made / "validation.json")
        with speaking(words_of_validation(project)):
            write_validation_page(validation, made / "validation.html")
        verdict = {name: (made / name).read_bytes() for name in VERDICT}
    _put(verdict, folder)
    return verdict


def words_of_validation(project: Project) -> Words:
    """Give the words that exports are judged in: the organisation's, or English where it has none for it."""
    words = words_in(project.config.organisation.language, project.words)
    return words.whole("validation-title")


def words_of_verdict(project: Project) -> str:
    """Name the words that the page is written in: a page in others is not the project's any more."""
    language = project.config.organisation.language
    return f"{language} {project.words.digest(language)}".strip()


def keep_verdict(project: Project, verdict: Verdict) -> None:
    """Keep the verdict on exports that passed, in place of the one before.

    To be called by the one process that holds the project's cache.
    """
    _put(verdict, _folder(project))


def _put(verdict: Verdict, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in verdict.items():
        (folder / name).write_bytes(content)


def kept_verdict(project: Project, digests: Mapping[str, str]) -> Verdict | None:
    """Return the verdict that was kept; ``None`` where it is not the one with these digests."""
    try:
        verdict = {name: (_folder(project) / name).read_bytes() for name in VERDICT}
    except OSError:
        return None
    return verdict if digests_of(verdict) == digests else None


def digests_of(verdict: Verdict) -> dict[str, str]:
    """SHA-256 of each file, by name."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in verdict.items()}


def _folder(project: Project) -> Path:
    return project.cache / "verdict"
