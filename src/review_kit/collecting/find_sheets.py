"""From what was typed to the files that are meant: files, folders, patterns."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from review_kit.errors import ConfigurationError


def find_sheets(given: Iterable[str]) -> list[Path]:
    """List the PDFs that files, folders and patterns mean, each once, in the order of their names.

    Parameters
    ----------
    given
        A file is taken whatever it is called; of a folder every PDF in it and below; a pattern with ``*``
        or ``?`` is for shells that leave it to the program.

    Raises
    ------
    ConfigurationError
        One of them means nothing.
    """
    found: dict[Path, None] = {}
    for text in given:
        path = Path(text)
        if path.is_dir():
            paths = [one for one in path.rglob("*") if one.suffix.lower() == ".pdf"]
        elif path.is_file():
            paths = [path]
        else:
            anchor = Path(path.anchor)
            paths = [one for one in anchor.glob(str(path.relative_to(anchor))) if one.is_file()]
        if not paths:
            what = "there is no PDF in this folder" if path.is_dir() else "this file does not exist"
            raise ConfigurationError(
                f"{text}: {what}", "Give the filled sheets, or the folder they are in."
            )
        shown = [one for one in sorted(paths) if not one.name.startswith((".", "~$"))]
        found |= dict.fromkeys(one.resolve() for one in shown)
    return list(found)
