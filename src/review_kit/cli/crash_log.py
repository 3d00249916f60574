"""Where review-kit failed, for those who mend it: no data, and in the project."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import review_kit


def write_crash_log(error: BaseException, arguments: Sequence[str]) -> Path:
    """Write which lines of which program were being worked on, and return the file.

    What an error says may repeat what stands in an export, and so may arguments: neither is written, only
    the names of errors, commands and options. The file lies in the project's ``.review_kit/crashes``; where
    there is no project, or it cannot be written to, in the system's folder for temporary files.
    """
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    text = "\n".join(
        [
            f"review-kit {review_kit.__version__}, Python {sys.version}",
            f"review-kit {' '.join(_names(arguments))}",
            "",
            *_trace(error),
            "",
        ]
    )
    for folder in (_in_project(arguments), Path(tempfile.gettempdir())):
        if folder is None:
            continue
        path = folder / f"review-kit-{moment}.log"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            path.chmod(0o600)
        except OSError:
            continue
        return path
    return Path("no file, because none could be written")


def _in_project(arguments: Sequence[str]) -> Path | None:
    from review_kit.project.load import CONFIG_NAME

    root = Path()
    for at, argument in enumerate(arguments):
        if argument == "--project" and at + 1 < len(arguments):
            root = Path(arguments[at + 1])
        elif argument.startswith("--project="):
            root = Path(argument.partition("=")[2])
    try:
        there = (root / CONFIG_NAME).is_file()
    except OSError:
        return None
    return root.resolve() / ".review_kit" / "crashes" if there else None


def _names(arguments: Sequence[str]) -> Iterator[str]:
    """Give the command and the names of options; values become ``…``."""
    for at, argument in enumerate(arguments):
        if argument.startswith("-"):
            name, given, _ = argument.partition("=")
            yield f"{name}=…" if given else name
        else:
            yield argument if at == 0 else "…"


def _trace(error: BaseException) -> Iterator[str]:
    """Give errors and the way to each, innermost last, without what they say."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _trace(cause)
        yield "which led to"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"{frame.filename}, line {frame.lineno}, in {frame.name}"
    yield f"{type(error).__module__}.{type(error).__qualname__}"
