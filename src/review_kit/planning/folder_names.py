"""Folder names of reps, teams and managers: safe on every file system, and never two the same.

An ordinary identifier is its own folder name: letters and digits of any script, inner blanks and
``- _ . + @``. In any other, each character that is not ordinary becomes ``%`` and two hexadecimal
digits for each of its UTF-8 bytes, as in a URL: ``a/b`` → ``a%2Fb``, ``..`` → ``%2E%2E``. ``%`` and
``~`` are never ordinary, so two identifiers cannot meet in one name. Where names differ in case or
in Unicode spelling only, which many file systems take for one, each carries ``~`` and a digest of
its identifier: ``Ana`` and ``ana`` → ``Ana~1a2b3c4d`` and ``ana~5e6f7a8b``. Very long names are cut and
carry a digest too.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable

_MARKS = frozenset("-_.+@")
_LONGEST = 100
"""UTF-8 bytes; file systems take 255, and a path is made of several names."""
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul"]
    + [f"com{digit}" for digit in range(1, 10)]
    + [f"lpt{digit}" for digit in range(1, 10)]
)
"""Names of devices on Windows, whatever follows the first dot."""


def folder_names(identifiers: Iterable[str]) -> dict[str, str]:
    """Give each identifier the name of its folder.

    Parameters
    ----------
    identifiers
        All identifiers that share a parent folder. They must all be given: whether a name needs its
        digest depends on the others.

    Returns
    -------
    dict
        Identifier → folder name; no two names are equal on any file system.
    """
    names = {identifier: _encoded(identifier) for identifier in identifiers}
    alike = Counter(_as_file_system_sees(name) for name in names.values())
    return {
        identifier: f"{name}~{_digest(identifier, 8)}"
        if alike[_as_file_system_sees(name)] > 1
        else name
        for identifier, name in names.items()
    }


def _encoded(identifier: str) -> str:
    last = len(identifier) - 1
    reserved = identifier.split(".", maxsplit=1)[0].rstrip().casefold() in _RESERVED
    normal = unicodedata.is_normalized("NFC", identifier)
    name = "".join(
        character
        if _is_ordinary(character, first=at == 0, last=at == last)
        and not (reserved and at == 0)
        and (normal or character.isascii())
        else _percent(character)
        for at, character in enumerate(identifier)
    )
    if not name:
        return "%"
    if len(name.encode()) > _LONGEST:
        start = name.encode()[: _LONGEST // 2].decode(errors="ignore").rstrip(". ")
        return f"{start}~{_digest(identifier, 16)}"
    return name


def _is_ordinary(character: str, *, first: bool, last: bool) -> bool:
    if character.isalnum():
        return True
    if character == " ":
        return not first and not last
    if character == ".":
        return not first and not last
    if character == "-":
        return not first  # a name that starts with a dash reads as an option
    return character in _MARKS or unicodedata.category(character) == "Mn"


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def _as_file_system_sees(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _digest(identifier: str, length: int) -> str:
    data = identifier.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:length]
