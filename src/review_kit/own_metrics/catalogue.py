"""The words of metrics of one's own, as catalogues that lie over the shipped ones and the project's.

A run keeps them with the project's own words, so documents say them as they say those of every other metric.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from review_kit.own_metrics.declaration import Declaration, Said
from review_kit.own_metrics.find import MetricFile
from review_kit.words import Overlay, say, speaking, words_in
from review_kit.words.overlay import NO_OVERLAY
from review_kit.words.tags import REFERENCE

FILE = "own_metrics.ftl"
_MARKS = re.compile(r"[{}]")


def catalogues(files: Sequence[MetricFile], overlay: Overlay) -> dict[str, str]:
    """Write the messages of metrics in every language that documents may be in.

    Parameters
    ----------
    files
        The metrics.
    overlay
        The project's own words.

    Returns
    -------
    dict
        Text by path, as in an :class:`~review_kit.words.Overlay`; nothing without metrics.
    """
    if not files:
        return {}
    return {
        f"{language}/{FILE}": "\n".join(
            _message(one.name, one.declared, language, overlay) for one in files
        )
        for language in sorted({REFERENCE, *overlay.languages})
    }


def words_of(files: Sequence[MetricFile], overlay: Overlay = NO_OVERLAY) -> Overlay:
    """Lay the messages of metrics over a project's own words."""
    return Overlay.of({**dict(overlay.files), **catalogues(files, overlay)})


def _message(name: str, declared: Declaration, language: str, overlay: Overlay) -> str:
    said = declared.said_in(language)
    with speaking(words_in(language, overlay)):
        evidence = say("own-metric-evidence", n=declared.minimum_n, counts=said.counts)
    lines = [
        f"metric-{name} = {_written(said.title)}",
        f"    .definition = {_written(_sentence(said.definition))}",
        f"    .evidence = {_written(evidence)}",
        "    .counted = { $n ->",
        f"        [1] {_one_counted(said)}",
        f"       *[other] {{ $n }} {_written(said.counts)}",
        "    }",
    ]
    return "\n".join(lines) + "\n"


def _one_counted(said: Said) -> str:
    """Write a count of one; without a word for it, so that the plural is no fault: ``calls: 1``."""
    if said.counts_one:
        return f"{{ $n }} {_written(said.counts_one)}"
    return f"{_written(said.counts)}: {{ $n }}"


def _sentence(text: str) -> str:
    """End a definition as all others end."""
    return text if text.endswith((".", "!", "?", "。")) else f"{text}."


def _written(text: str) -> str:
    """Write text as Fluent takes it for text."""
    return _MARKS.sub(lambda mark: f'{{"{mark.group()}"}}', text)
