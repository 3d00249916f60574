"""An export on this machine, ready for a reader: unpacked, hashed, dated."""

from __future__ import annotations

import gzip
import lzma
import os
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from review_kit.errors import SourceError
from review_kit.project.limits import Limits
from review_kit.sources.files.formats import (
    NO_EXPORTS,
    READABLE,
    Format,
    check_signature,
    format_of,
    table_suffix,
    unreadable,
)
from review_kit.sources.files.limits import Unpacking, raised
from review_kit.sources.files.protected import decrypted, is_encrypted
from review_kit.sources.files.resources import is_of_machine
from review_kit.sources.files.unchanged import HashedFile

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    ValueError,
    IndexError,
    struct.error,
)
"""What unpacking a damaged archive raises."""
NO_SETTINGS = Limits()
"""Limits of files that no project's settings speak of."""
_ENCRYPTED = 1


@dataclass(frozen=True)
class Export:
    """One file that holds records."""

    path: Path
    """Where its bytes can be read now; a temporary file where it was fetched or unpacked."""
    name: str
    """How it is called in messages, reports and ``_file``."""
    format: Format
    sha256: str
    """Of the bytes as they were found."""
    bytes: int
    exported_on: date
    found: HashedFile
    """The file as it was found, whole: what an archive's members came from."""
    beside: tuple[str, ...] = ()
    """Files of the same archive or folder of a store from which no table can be read; they are
    named with the first export that comes from there."""
    limits: Limits = NO_SETTINGS
    """What it may make of itself."""

    def part(self, label: str) -> Export:
        """Return the same export as one worksheet or member of it."""
        return replace(self, name=f"{self.name}#{label}")


def open_export(
    found: HashedFile,
    exported_on: date,
    work: Path,
    member: str | None = None,
    password_variable: str | None = None,
    limits: Limits = NO_SETTINGS,
) -> Iterator[Export]:
    """Unpack one file; a ZIP archive gives each table in it, or those that ``member`` means.

    Whoever takes the exports reads each before asking for the next: at the end the file must be
    what it was when it was hashed.

    Parameters
    ----------
    found
        The file.
    exported_on
        Day of the export.
    work
        Folder for what is unpacked.
    password_variable
        Environment variable with the password of a workbook that has one.
    limits
        What it may make of itself.

    Raises
    ------
    SourceError
        It is empty, broken, locked, too large when unpacked, or not what its name says; or it changed
        while it was read.
    """
    yield from _unpacked(found, exported_on, work, member, password_variable, limits)
    found.refuse_change()


def _unpacked(
    found: HashedFile,
    exported_on: date,
    work: Path,
    pattern: str | None,
    password_variable: str | None,
    limits: Limits,
) -> Iterator[Export]:
    path, name, size = found.path, found.name, found.state.size
    suffix = table_suffix(name)
    if suffix == ".zip":
        check_signature(path, "zip", name)
        beside = () if pattern else _no_tables(path, name)
        unpacking = Unpacking(name, size, limits)
        for member, unpacked in _members(path, name, work, pattern, unpacking, limits):
            kind = format_of(member)
            if kind is not None:
                label = f"{name}#{member}"
                inner = unpacked
                if table_suffix(member).endswith(".gz"):
                    inner = _gunzipped(unpacked, label, work, unpacking)
                inner = _opened(inner, label, kind, work, password_variable)
                check_signature(inner, kind, label)
                yield Export(
                    inner, label, kind, found.sha256, size, exported_on, found, beside, limits
                )
                beside = ()
        return
    kind = format_of(name)
    if kind is None:
        raise unreadable(path, name)
    if not _has_plain_name(path):
        path = Path(shutil.copyfile(path, fresh_path(work, ".copied")))
    if suffix.endswith(".gz"):
        check_signature(path, "gzip", name)
        path = _gunzipped(path, name, work, Unpacking(name, size, limits))
    path = _opened(path, name, kind, work, password_variable)
    check_signature(path, kind, name)
    yield Export(path, name, kind, found.sha256, size, exported_on, found, limits=limits)


def _has_plain_name(path: Path) -> bool:
    """Say whether every library can be told where a file is: its path is UTF-8."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def fresh_path(work: Path, suffix: str) -> Path:
    """Make an empty file of its own in ``work``."""
    handle, name = tempfile.mkstemp(suffix=suffix, dir=work)
    os.close(handle)
    return Path(name)


def _opened(path: Path, name: str, kind: Format, work: Path, variable: str | None) -> Path:
    """Return a file that a reader can open: of a workbook with a password, one without."""
    if kind != "workbook" or not is_encrypted(path):
        return path
    return decrypted(path, name, fresh_path(work, ".opened"), variable)


def _gunzipped(path: Path, name: str, work: Path, unpacking: Unpacking) -> Path:
    target = fresh_path(work, ".unpacked")
    try:
        with gzip.open(path, "rb") as packed, target.open("wb") as file:
            unpacking.copy(packed, file)
    except (OSError, EOFError, zlib.error) as error:
        if is_of_machine(error):
            raise
        raise SourceError(
            f"{name}: the gzip file is damaged or incomplete ({error})", "Export it again."
        ) from error
    return target


def _members(
    path: Path,
    name: str,
    work: Path,
    pattern: str | None,
    unpacking: Unpacking,
    limits: Limits,
) -> Iterator[tuple[str, Path]]:
    try:
        with zipfile.ZipFile(path) as archive:
            if len(archive.infolist()) > limits.archive_members:
                raise SourceError(
                    f"{name}: the archive has {len(archive.infolist()):,} files; up to "
                    f"{limits.archive_members:,} are read",
                    raised("archive_members"),
                )
            members = [
                info
                for info in sorted(archive.infolist(), key=lambda info: info.filename)
                if not info.is_dir() and format_of(info.filename) and not is_hidden(info.filename)
            ]
            if not members:
                there = ", ".join(info.filename for info in archive.infolist()[:3])
                raise SourceError(
                    f"{name}: the archive contains no table" + (f", only {there}" if there else ""),
                    f"review-kit reads {READABLE}.",
                )
            if pattern is not None:
                there = ", ".join(info.filename for info in members)
                members = [info for info in members if _is_meant(info.filename, pattern)]
                if not members:
                    raise SourceError(
                        f"{name}: no file in the archive matches '{pattern}'",
                        f"It holds: {there}.",
                    )
            for info in members:
                target = fresh_path(work, ".unpacked")
                _refuse_password(info, name)
                with archive.open(info) as packed, target.open("wb") as file:
                    unpacking.copy(packed, file)
                yield info.filename, target
    # what zipfile raises for a way of packing that it cannot unpack, such as an old or a split archive's
    except NotImplementedError as error:
        raise SourceError(
            f"{name}: the archive cannot be unpacked ({error})",
            "Make it again with an ordinary ZIP program.",
        ) from error
    except (*DAMAGED, OSError, RuntimeError) as error:
        if is_of_machine(error):
            raise
        raise SourceError(
            f"{name}: the archive is damaged ({error})", "Export it again."
        ) from error


def _refuse_password(info: zipfile.ZipInfo, name: str) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise SourceError(
            f"{name}: the archive has a password", "Make the archive without a password."
        )


def _is_meant(member: str, pattern: str) -> bool:
    """Say whether a pattern means a member, by its whole name or by the part behind its folder."""
    return any(
        fnmatchcase(text.lower(), pattern.lower()) for text in (member, PurePosixPath(member).name)
    )


def _no_tables(path: Path, name: str) -> tuple[str, ...]:
    """Members of an archive from which no table can be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            return tuple(
                f"{name}#{info.filename}"
                for info in sorted(archive.infolist(), key=lambda info: info.filename)
                if not info.is_dir()
                and format_of(info.filename) is None
                and not is_hidden(info.filename)
                and not NO_EXPORTS.search(PurePosixPath(info.filename).name)
            )
    except DAMAGED:
        return ()  # said when its members are unpacked


def is_hidden(member: str) -> bool:
    """Say whether an archive's member is a file of the packing system, not of the user."""
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(member).parts)
