"""Languages in which a page for the people concerned is made."""

from __future__ import annotations

from collections.abc import Sequence

from review_kit.errors import ConfigurationError
from review_kit.governance.facts import ProjectFacts
from review_kit.project import Project
from review_kit.words.tags import base_of, normal_tag


def languages_of(project: Project, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the languages that are asked for, or those of the project's documents; each language once.

    Raises
    ------
    ConfigurationError
        There are no words in one that is asked for.
    """
    known = project.words.languages
    for tag in wanted:
        normal = normal_tag(tag)
        if normal is None or base_of(normal) not in known:
            raise ConfigurationError(
                f"--language {tag}: there are no words in it",
                f"There are words in {', '.join(sorted(known))}; docs/words.md says how to add a language.",
            )
    tags = [str(normal_tag(tag)) for tag in wanted] or ProjectFacts(project).languages
    return tuple({base_of(tag): tag for tag in reversed(tags)}.values())[::-1]
