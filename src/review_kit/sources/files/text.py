"""Text files: which encoding they are in, and the same text as UTF-8 for every reader."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from review_kit.errors import SourceError
from review_kit.sources.files.export import fresh_path

GUESSED = "cp1252"
"""Encoding that a text file is taken for where it is neither UTF-8 nor UTF-16."""

_CHUNK = 1 << 22
_OVERLAP = 64
# A quoted cell with blanks outside its quotes: readers disagree on what it holds.
_BLANK_BESIDE_QUOTE = re.compile(rb'" +[,;\t|\r\n]|[,;\t|\r\n] +"')


@dataclass(frozen=True)
class TextFile:
    """A file as UTF-8."""

    path: Path
    plain: bool
    """Every CSV reader sees the same in it: no empty lines, no line ends other than ``\\n`` and
    ``\\r\\n``, no blanks between a quote and a delimiter."""
    quoted: bool
    """There is a quotation mark in it."""
    encoding: str = ""
    """What the file was read as, where nobody named it and it is no Unicode; else empty."""


@dataclass(frozen=True)
class _Fault:
    """Where a file stops being UTF-8."""

    byte: int
    line: int
    after_letters: bool
    """Letters outside ASCII were read well before it."""


def as_utf8(
    path: Path, shown: str, work: Path, encoding: str | None = None, fallback: str | None = None
) -> TextFile:
    """Find the encoding of a text file; where it is not UTF-8, write it anew as UTF-8.

    UTF-8 (with or without mark), UTF-16 (with or without) and Windows-1252 are told apart; any
    other has to be named: as the one that every file has, or as the ``fallback`` of those that are no
    Unicode.

    Raises
    ------
    SourceError
        The bytes are no text in any of these, or in the encoding named.
    """
    named = encoding or _marked(path)
    guessed = named is None
    if named is None:
        fault = _utf8_fault(path)
        if fault is None:
            return TextFile(path, *_plain_and_quoted(path, shown))
        if fault.after_letters:
            raise SourceError(
                f"{shown}, line {fault.line}: byte {fault.byte} is not UTF-8, though the text "
                "before it is",
                "The file may be incomplete, or mix two encodings: save it as UTF-8.",
            )
        named = fallback or GUESSED
        guessed = fallback is None
    target = fresh_path(work, ".utf8")
    try:
        _transcode(path, target, named)
    except (UnicodeError, LookupError) as error:
        stated = encoding or (fallback if named == fallback else None)
        wrong = "in an unknown encoding" if stated is None else f"not in '{stated}'"
        raise SourceError(
            f"{shown}: the text is {wrong} ({error})",
            'Save it as UTF-8, or name its encoding in a profile: [read] encoding = "cp1250".',
        ) from error
    return TextFile(target, *_plain_and_quoted(target, shown), GUESSED if guessed else "")


def _marked(path: Path) -> str | None:
    """UTF-16, where a byte-order mark or the zero byte beside each ASCII letter gives it away."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 4:
        return "utf-16-be" if even > odd else "utf-16-le"
    return None


def _utf8_fault(path: Path) -> _Fault | None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    start, line, letters = 0, 1, False
    for chunk in chain(_chunks(path), [b""]):
        held = len(decoder.getstate()[0])
        if not held and chunk.isascii():
            start += len(chunk)
            line += chunk.count(b"\n")
            continue
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            good = error.object[: error.start]
            return _Fault(
                byte=start - held + error.start,
                line=line + good.count(b"\n"),
                after_letters=letters or not good.isascii(),
            )
        letters = letters or not chunk.isascii()
        start += len(chunk)
        line += chunk.count(b"\n")
    return None


def _transcode(path: Path, target: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    with target.open("wb") as file:
        for chunk in _chunks(path):
            file.write(decoder.decode(chunk).encode())
        file.write(decoder.decode(b"", final=True).encode())


def _plain_and_quoted(path: Path, shown: str) -> tuple[bool, bool]:
    plain, quoted = True, False
    before = b"\n"
    for chunk in _chunks(path):
        if b"\0" in chunk:
            raise SourceError(
                f"{shown}: it contains zero bytes, so it is not a text file",
                "Export it again; the file may be damaged.",
            )
        quoted = quoted or b'"' in chunk
        text = before + chunk
        plain = (
            plain
            and b"\n\n" not in text
            and not (b"\r" in text and _odd_returns(text))
            and not (b'"' in text and _blank_beside_quote(text))
        )
        before = text[-_OVERLAP:]
    plain = plain and not before.endswith(b"\r") and not _blank_beside_quote(before + b"\n")
    return plain, quoted


def _odd_returns(text: bytes) -> bool:
    """Say whether a line ends with a lone carriage return, or an empty one with both signs."""
    # a lone \r at the very end may be half of \r\n: it is counted with the next chunk
    returns = text.count(b"\r", 0, len(text) - 1)
    return b"\n\r\n" in text or returns != text.count(b"\r\n")


def _blank_beside_quote(text: bytes) -> bool:
    # the two searches for a fixed text spare nearly every file the slow one
    return (b'" ' in text or b' "' in text) and _BLANK_BESIDE_QUOTE.search(text) is not None


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
