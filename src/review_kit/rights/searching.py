"""Everything that files say, whatever their kind: what a person is looked for in.

Tables cell by cell, JSON text by text, PDFs by their pages and all other texts in them (form fields, titles,
metadata), archives and workbooks member by member, mails part by part. What cannot be read, such as an
encrypted file, is told as such: nobody may take it for searched.
"""

from __future__ import annotations

import bz2
import email
import email.policy
import gzip
import html
import io
import json
import lzma
import os
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq

from review_kit.rights.identity import Identity
from review_kit.rights.own_rows import PEOPLE_COLUMNS, text_columns
from review_kit.sources.files.protected import OLE, is_encrypted_workbook

NOT_SEARCHED = frozenset({".git", ".venv", "node_modules", "__pycache__"})
"""Folders that are none of the project's data; the history of a version control system has to be searched
with its own means."""
_TAG = re.compile(r"<[^>]*>")
_MARKUP = frozenset({".html", ".htm", ".xml", ".svg", ".rels", ".xhtml"})
DEEPEST = 3
"""Archives inside archives that are opened."""
_PACKED = (
    (b"\x1f\x8b", gzip.decompress),
    (b"BZh", bz2.decompress),
    (b"\xfd7zXZ\x00", lzma.decompress),
)
"""First bytes of a packed file, whatever it is called, and how it is unpacked."""
_CLOSED = {
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\x28\xb5\x2f\xfd": "packed with zstd",
    b"\x04\x22\x4d\x18": "packed with LZ4",
}
"""First bytes of files that nothing here can unpack."""
_ENDINGS = {".gz", ".bz2", ".xz"}
_MANIFEST = "META-INF/manifest.xml"
Kind = Literal["cell", "value", "text"]
"""``cell`` of a table, ``value`` that stands alone in a JSON file, or running ``text``."""


@dataclass(frozen=True)
class Place:
    """Where a person was found.

    Parameters
    ----------
    path
        File, relative to the folder that was searched.
    where
        In it: column, page or member; empty for a text file as a whole.
    unread
        Why the file could not be searched; empty where it was.
    """

    path: str
    where: str = ""
    unread: str = ""

    def __str__(self) -> str:
        """``reports/…/packet.pdf, page 2``."""
        return f"{self.path}, {self.where}" if self.where else self.path


class UnreadableError(Exception):
    """A file cannot be searched; the text says why."""


def search(
    folder: Path, people: Iterable[Identity], within: Iterable[Path] = ()
) -> Iterator[Place]:
    """Find people in all files of a folder, in the names of files too.

    Parameters
    ----------
    within
        Files and folders that are searched; the whole folder where none are given.
    """
    sought = [*people]
    starts = [*within] or [folder]
    for start in starts:
        for path in [start] if start.is_file() else files_in(start):
            yield from search_file(path, folder, sought)


def files_in(folder: Path) -> Iterator[Path]:
    """Give every file below a folder, links followed, in order."""
    seen: set[str] = set()
    for root, folders, files in os.walk(folder, followlinks=True):
        real = os.path.realpath(root)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if name not in NOT_SEARCHED)
        yield from (Path(root) / name for name in sorted(files))


def search_file(path: Path, folder: Path, people: Iterable[Identity]) -> Iterator[Place]:
    """Find people in one file and its path; each place once."""
    name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
    sought = [*people]
    if any(is_in_path(name, person) for person in sought):
        yield Place(name, "its name")
    told: set[str] = set()
    try:
        for where, text, kind in texts_of(path):
            if where not in told and any(_found(text, kind, where, one) for one in sought):
                told.add(where)
                yield Place(name, where)
    except UnreadableError as error:
        yield Place(name, unread=str(error))


def is_in_path(name: str, person: Identity) -> bool:
    """Say whether a path names a person: as a part of it, or in one."""
    parts = name.split("/")
    stems = [part.split(".")[0] for part in parts]
    return any(person.is_meant_by(part) for part in [*parts, *stems]) or any(
        person.is_named_in(part.replace("_", " ")) or person.is_named_in(part) for part in parts
    )


def _found(text: str, kind: Kind, where: str, person: Identity) -> bool:
    if person.is_named_in(text):
        return True
    if kind == "value":
        return person.is_meant_by(text)
    column = where.rsplit(" ", 1)[-1]
    return kind == "cell" and column in PEOPLE_COLUMNS and person.is_meant_by(text)


def texts_of(path: Path) -> Iterator[tuple[str, str, Kind]]:
    """Give every text of a file, with where it stands and of what kind it is.

    Raises
    ------
    UnreadableError
        The file cannot be read, or is encrypted.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(error.strerror or type(error).__name__) from error
    yield from _texts(content, path.name.lower(), "", 0)


def _texts(content: bytes, name: str, where: str, depth: int) -> Iterator[tuple[str, str, Kind]]:
    suffix = Path(name).suffix
    closed = [kind for beginning, kind in _CLOSED.items() if content.startswith(beginning)]
    unpack = next((unpack for start, unpack in _PACKED if content.startswith(start)), None)
    if closed:
        raise UnreadableError(closed[0])
    if suffix in _ENDINGS and unpack is None:
        raise UnreadableError("cannot be unpacked")
    if unpack is not None:
        inner = _unpacked(content, unpack)
        named = name.removesuffix(suffix) if suffix in _ENDINGS else name
        yield from _texts(inner, named, where, depth)
    elif content.startswith(OLE) and is_encrypted_workbook(content):
        raise UnreadableError("encrypted")
    elif content.startswith((b"PAR1", b"ARROW1")):
        yield from _of_table(content, where)
    elif content.startswith(b"%PDF"):
        yield from _of_pdf(content, where)
    elif content.startswith(b"PK\x03\x04"):
        if depth >= DEEPEST:
            raise UnreadableError(f"an archive inside {DEEPEST} others")
        yield from _of_zip(content, where, depth)
    elif content[257:262] == b"ustar":
        yield from _of_tar(content, where, depth)
    elif suffix == ".eml":
        yield from _of_mail(content, where, depth)
    elif suffix in (".json", ".ipynb", ".jsonl", ".ndjson"):
        yield from _of_json(content, where)
    else:
        yield from _of_text(content, suffix, where)


def _unpacked(content: bytes, unpack: Callable[[bytes], bytes]) -> bytes:
    try:
        return unpack(content)
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise UnreadableError("cannot be unpacked") from error


def _of_tar(content: bytes, where: str, depth: int) -> Iterator[tuple[str, str, Kind]]:
    if depth >= DEEPEST:
        raise UnreadableError(f"an archive inside {DEEPEST} others")
    try:
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            for member in archive.getmembers():
                inside = _in(where, member.name)
                yield inside, f"{member.name} {member.uname} {member.linkname}", "text"
                opened = archive.extractfile(member)
                if opened is not None:
                    yield from _texts(opened.read(), member.name.lower(), inside, depth + 1)
    except tarfile.TarError as error:
        raise UnreadableError("not an archive that can be read") from error


def _of_table(content: bytes, where: str) -> Iterator[tuple[str, str, Kind]]:
    try:
        if content.startswith(b"PAR1"):
            table = pq.read_table(pa.BufferReader(content))
        else:
            table = pa.ipc.open_file(pa.BufferReader(content)).read_all()
    except (pa.ArrowException, OSError) as error:
        raise UnreadableError("not a table that can be read") from error
    for name, cells in text_columns(table):
        for text in cells.unique().to_pylist():
            if text is not None:
                yield _in(where, f"column {name}"), text, "cell"
    for key, value in (table.schema.metadata or {}).items():
        yield _in(where, "metadata"), f"{key.decode()} {value.decode(errors='replace')}", "text"


def _of_json(content: bytes, where: str) -> Iterator[tuple[str, str, Kind]]:
    text = decoded(content)
    try:
        values = [json.loads(text)]
    except ValueError:
        values = []
        for line in text.splitlines():
            try:
                values.append(json.loads(line))
            except ValueError:
                yield where, line, "text"
    for value in values:
        for one in _strings(value):
            yield where, one, "value"
            if "<" in one:  # a page inside a notebook
                yield where, html.unescape(_TAG.sub("", one)), "text"


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _strings(inner)
    elif isinstance(value, list):
        texts = [one for one in value if isinstance(one, str)]
        if len(texts) == len(value):
            yield "".join(texts)  # lines of a cell
        for inner in value:
            yield from _strings(inner)


def _of_pdf(content: bytes, where: str) -> Iterator[tuple[str, str, Kind]]:
    import pikepdf
    import pypdfium2

    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            for entry in document.objects:
                yield from ((_in(where, "document"), text, "text") for text in _pdf_texts(entry))
            with suppress(Exception):
                yield _in(where, "metadata"), str(document.open_metadata()), "text"
            for attached in document.attachments.values():
                inner = attached.get_file()
                yield from _texts(
                    inner.read_bytes(), attached.filename.lower(), _in(where, attached.filename), 1
                )
    except pikepdf.PasswordError as error:
        raise UnreadableError("encrypted") from error
    except pikepdf.PdfError as error:
        raise UnreadableError("not a PDF that can be read") from error
    pages = pypdfium2.PdfDocument(content)
    try:
        for number, page in enumerate(pages, start=1):
            words = page.get_textpage()
            yield _in(where, f"page {number}"), words.get_text_bounded(), "text"
            words.close()
            page.close()
    finally:
        pages.close()


def _pdf_texts(entry: Any) -> Iterator[str]:
    import pikepdf

    if isinstance(entry, pikepdf.String):
        yield str(entry)
    elif isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
        keys = entry.keys()
        for key in keys:
            inner = entry.get(key)
            if not getattr(inner, "is_indirect", False):  # indirect ones come by themselves
                yield from _pdf_texts(inner)
    elif isinstance(entry, pikepdf.Array):
        for inner in entry:
            if not getattr(inner, "is_indirect", False):
                yield from _pdf_texts(inner)


def _of_zip(content: bytes, where: str, depth: int) -> Iterator[tuple[str, str, Kind]]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise UnreadableError("not an archive that can be read") from error
    encrypted = False
    with archive:
        for member in archive.infolist():
            inside = _in(where, member.filename)
            yield inside, member.filename, "text"
            if member.flag_bits & 1:
                encrypted = True
                continue
            try:
                inner = archive.read(member)
            # the second is what zipfile raises for a way of packing that it cannot unpack
            except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
                raise UnreadableError("not an archive that can be read") from error
            # OpenDocument encrypts what its members hold, and says so in one of them
            encrypted |= member.filename == _MANIFEST and b"encryption-data" in inner
            yield from _texts(inner, member.filename.lower(), inside, depth + 1)
    if encrypted:
        raise UnreadableError("encrypted")


def _of_mail(content: bytes, where: str, depth: int) -> Iterator[tuple[str, str, Kind]]:
    message = email.message_from_bytes(content, policy=email.policy.default)
    for name, value in message.items():
        yield _in(where, name), str(value), "text"
    for part in message.walk():
        if part.is_multipart():
            continue
        body = part.get_payload(decode=True)
        named = part.get_filename() or (
            "body.html" if "html" in part.get_content_type() else "body"
        )
        if named:
            yield _in(where, named), named, "text"
        if isinstance(body, bytes):
            yield from _texts(body, named.lower(), _in(where, named), depth + 1)


def _of_text(content: bytes, suffix: str, where: str) -> Iterator[tuple[str, str, Kind]]:
    text = decoded(content)
    if suffix in _MARKUP:
        yield where, html.unescape(_TAG.sub("", text)), "text"
        text = html.unescape(text)
    if suffix in (".csv", ".tsv", ".txt"):
        for cell in re.split(r"[,;\t\n|]", text):
            yield where, cell.strip().strip('"'), "value"
    yield where, text, "text"
    if b"\x00" in content:
        # texts of a file of some other kind lie one beside the other
        yield where, content.decode("utf-16-le", errors="replace"), "text"
        yield where, content[1:].decode("utf-16-le", errors="replace"), "text"


def decoded(content: bytes) -> str:
    """Read bytes as text, whatever their encoding."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _in(where: str, part: str) -> str:
    return f"{where}, {part}" if where else part
