"""A project's own words: ``words/<language>/<file>.ftl`` beside ``review_kit.toml``."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from review_kit.errors import ConfigurationError
from review_kit.words.shipped import SUFFIX, shipped_tags
from review_kit.words.tags import base_of, lookup_order

WORDS = "words"
"""Name of the folder in a project."""


@dataclass(frozen=True)
class Overlay:
    """What a project says in its own words.

    Parameters
    ----------
    files
        Path below ``words/`` and text of every file, by path.
    """

    files: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, files: Mapping[str, str]) -> Overlay:
        """Make it from texts by path: ``{"de/packet.ftl": "packet-next = …"}``."""
        return cls(tuple(sorted(files.items())))

    @property
    def tags(self) -> tuple[str, ...]:
        """Languages and variants that have a folder in it."""
        return tuple(dict.fromkeys(path.partition("/")[0] for path, _ in self.files))

    @property
    def languages(self) -> frozenset[str]:
        """Languages, without regions, that there are words for: shipped ones and the project's."""
        return frozenset(base_of(tag) for tag in (*shipped_tags(), *self.tags))

    def digest(self, tag: str) -> str:
        """Digest the texts that a document in a language may print; empty where there are none."""
        folders = {*lookup_order(tag)}
        said = [(path, text) for path, text in self.files if path.partition("/")[0] in folders]
        if not said:
            return ""
        return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]


NO_OVERLAY = Overlay()
"""Of a project that has no words of its own."""


def read_overlay(project: Path) -> Overlay:
    """Read a project's own words; without a folder there are none.

    Raises
    ------
    ConfigurationError
        A file is not UTF-8 text, or does not lie in the folder of a language.
    """
    folder = project / WORDS
    files, faults = {}, []
    for path in sorted(folder.rglob(f"*{SUFFIX}")):
        name = path.relative_to(folder).as_posix()
        if name.count("/") != 1:
            faults.append(
                f"{WORDS}/{name}: a catalogue lies in a language's folder, as in words/en/"
            )
            continue
        try:
            files[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            faults.append(f"{WORDS}/{name}: not UTF-8 text (byte {error.start})")
    if faults:
        raise ConfigurationError("\n".join(faults), "Fix the files, or take them away.")
    return Overlay.of(files)
