"""What is recorded of an export is what was read: a file that changes meanwhile is refused."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from review_kit.errors import SourceError
from review_kit.project import load_project
from review_kit.sources.files.discovery import open_local
from review_kit.sources.files.raw import connect
from review_kit.sources.profiles.language import Reading
from review_kit.sources.reading import read_export

BEFORE, AFTER = b"id,stage\no1,Open\n", b"id,stage\no1,Won!\n"
"""Of one length, so that only bytes or the file itself can tell them apart."""


def _zip(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", content)
    return packed.getvalue()


def _parquet(content: bytes) -> bytes:
    packed = io.BytesIO()
    pq.write_table(pa.table({"id": [content.decode()]}), packed)
    return packed.getvalue()


def _as_it_is(content: bytes) -> bytes:
    return content


def _rewritten(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _replaced(path: Path, content: bytes) -> None:
    other = path.with_name("other")
    other.write_bytes(content)
    other.replace(path)


def _replaced_for_a_while(path: Path, _: bytes) -> None:
    aside = path.with_name("aside")
    path.rename(aside)
    path.write_bytes(b"id,stage\no9,Lost\n")
    aside.replace(path)


def _removed(path: Path, _: bytes) -> None:
    path.unlink()


class Reader:
    """Reads one export as staging does, and lets something happen to it on the way."""

    def __init__(self, workshop, name: str, content: bytes) -> None:
        workshop.write({name: content})
        workshop.configure()
        self.path = workshop.root / name
        self._project = load_project(workshop.root)
        self._work = workshop.root / "work"
        self._work.mkdir()

    def read(self, before: Callable[[], None] = lambda: None, after=lambda: None) -> str:
        """Hash it, ``before()``, read it, ``after()``, and look whether it is the same still."""
        exports = open_local(self._project, self.path, None, self._work)
        with connect(self._work) as connection:
            for export in exports:
                before()
                wanted = lambda header, _: frozenset(range(1, len(header) + 1))  # noqa: E731
                names = frozenset({"id", "stage"})
                read_export(export, Reading(), None, names, wanted, connection, self._work)
                after()
        return export.sha256


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("exports/x.csv", _as_it_is),
        ("exports/x.csv.gz", gzip.compress),
        ("exports/x.zip", _zip),
        ("exports/x.parquet", _parquet),
    ],
)
@pytest.mark.parametrize("change", [_rewritten, _replaced, _replaced_for_a_while, _removed])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_file_that_changes_after_it_was_hashed_is_refused(workshop, name, packed, change, when):
    reader = Reader(workshop, name, packed(BEFORE))
    with pytest.raises(SourceError, match=f"{name}: was changed while it was being read") as raised:
        reader.read(**{when: lambda: change(reader.path, packed(AFTER))})
    assert raised.value.hint.endswith("run the command again.")


def test_half_of_another_file_is_told_as_a_change_and_not_as_a_fault_of_the_file(workshop):
    reader = Reader(workshop, "exports/x.csv", BEFORE)
    with pytest.raises(SourceError, match="changed while it was being read"):
        reader.read(before=lambda: reader.path.write_bytes(b'id,stage\no1,"Open\n'))


def test_reading_alone_changes_nothing(workshop):
    reader = Reader(workshop, "exports/x.csv", BEFORE)
    assert reader.read() == reader.read()
