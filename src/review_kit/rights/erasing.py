"""A person taken out of a file: own rows emptied or removed, mentions in other rows replaced.

In exports a row is emptied and not removed, so that every other row keeps its number: corrections name rows
by their numbers. Bytes of other rows of a text file stay as they are.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from review_kit.rights.identity import Identity, plain
from review_kit.rights.open_document import without_rows_and_mentions
from review_kit.rights.own_rows import split
from review_kit.rights.searching import DEEPEST, decoded

REMOVED = "[removed]"
"""Stands where a person was named."""
_OF_OTHERS = re.compile(
    r"manager|coach|trainer|evaluator|reviewer|author|scorer|rater|rated|supervisor|lead|(?:^|_| )by$",
    re.IGNORECASE,
)
"""Heads of columns that name who did something with a rep: the row is the rep's, not theirs."""
_OF_PEOPLE = re.compile(
    r"\brep|rep_?id|agent|owner|user|employee|advisor|seller|staff|person|manager|evaluator|author",
    re.IGNORECASE,
)
_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Erased:
    """A file without a person.

    Parameters
    ----------
    content
        Its bytes.
    rows, cells
        How many rows were emptied or removed, and how many other cells were changed.
    """

    content: bytes
    rows: int
    cells: int

    @property
    def is_changed(self) -> bool:
        """Whether the person was in the file."""
        return bool(self.rows or self.cells)


def erased_export(path: Path, person: Identity) -> Erased | None:
    """Take a person out of an export; ``None`` for a kind of file that cannot be rewritten here."""
    return _erased(path.read_bytes(), path.name.lower(), person, 0)


def _erased(content: bytes, name: str, person: Identity, depth: int) -> Erased | None:
    kinds: Mapping[str, Callable[[bytes, Identity], Erased | None]] = {
        ".csv": _erased_csv,
        ".tsv": _erased_csv,
        ".txt": _erased_csv,
        ".jsonl": _erased_json_lines,
        ".ndjson": _erased_json_lines,
        ".json": _erased_json,
        ".parquet": _erased_parquet,
        ".xlsx": _erased_workbook,
        ".xlsm": partial(_erased_workbook, keeps_macros=True),
        ".ods": _erased_open_document,
    }
    suffix = Path(name).suffix
    if suffix in _PACKED:
        unpack, pack = _PACKED[suffix]
        try:
            inside = unpack(content)
        except (OSError, EOFError, lzma.LZMAError):
            return None
        inner = _erased(inside, name.removesuffix(suffix), person, depth)
        return inner and Erased(pack(inner.content), inner.rows, inner.cells)
    if suffix == ".zip":
        return _erased_archive(content, person, depth) if depth < DEEPEST else None
    erase = kinds.get(suffix)
    return None if erase is None else erase(content, person)


_PACKED: Mapping[str, tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]] = {
    # without a time, the same rows make the same bytes
    ".gz": (gzip.decompress, partial(gzip.compress, mtime=0)),
    ".bz2": (bz2.decompress, bz2.compress),
    ".xz": (lzma.decompress, lzma.compress),
}
"""End of a name → how such a file is unpacked, and packed again."""


def _erased_archive(content: bytes, person: Identity, depth: int) -> Erased | None:
    """Take a person out of the members of a zip file that can be rewritten; the others stay as they are."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = [(member, archive.read(member)) for member in archive.infolist()]
    # the second is what zipfile raises for a way of packing that it cannot unpack, the third for a password
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return None
    rows = cells = 0
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as told:
        told.comment = archive.comment
        for member, inside in members:
            erased = _erased(inside, member.filename.lower(), person, depth + 1)
            if erased is None:  # the proof looks at it
                erased = Erased(inside, 0, 0)
            rows, cells = rows + erased.rows, cells + erased.cells
            told.writestr(member, erased.content, compress_type=member.compress_type)
    return Erased(out.getvalue(), rows, cells) if rows or cells else Erased(content, 0, 0)


def replaced(text: str, person: Identity) -> str:
    """Replace every mention of a person in a text."""
    if person.is_meant_by(text):
        return REMOVED
    return person.pattern.sub(REMOVED, text) if person.is_named_in(text) else text


def without_person(value: Any, person: Identity) -> Any:
    """Replace mentions in a JSON value; entries under the person's identifier go."""
    if isinstance(value, str):
        return replaced(value, person)
    if isinstance(value, dict):
        return {
            replaced(key, person): without_person(inner, person)
            for key, inner in value.items()
            if not person.is_meant_by(key)
        }
    if isinstance(value, list):
        return [without_person(inner, person) for inner in value]
    return value


def erased_table(table: pa.Table, person: Identity) -> tuple[pa.Table, int, int]:
    """Remove a person's rows from a table of review-kit, and replace mentions in other rows."""
    found = split(table, person)
    rows = pc.sum(found.own).as_py() or 0
    cells = 0
    for name, mask in found.named.items():
        at = table.column_names.index(name)
        kind = table.schema.field(at)
        texts = [
            _without_identifier(text, person) if hit else text
            for hit, text in zip(mask.to_pylist(), table[name].to_pylist(), strict=True)
        ]
        cells += pc.sum(mask).as_py()
        column = pa.array(texts, pa.string()).cast(kind.type)
        table = table.set_column(at, kind, column)
    return table.filter(pc.invert(found.own)), rows, cells


def _without_identifier(text: str, person: Identity) -> str:
    """Replace mentions; the identifier too where it stands behind a colon (``human:M07``)."""
    told = replaced(text, person)
    if told != text:
        return told
    return " ".join(
        ":".join(REMOVED if part == person.identifier else part for part in word.split(":"))
        for word in text.split(" ")
    )


def _heads_of_own(heads: Sequence[str], person: Identity) -> list[bool]:
    """Say of each column whether the person in it makes the row the person's own."""
    return [
        person.is_rep
        and not _OF_OTHERS.search(head)
        and (person.is_distinctive or _OF_PEOPLE.search(head) is not None)
        for head in heads
    ]


def _is_own(cells: Sequence[str], may_own: Sequence[bool], person: Identity) -> bool:
    return any(
        cell.strip() in person.record_keys
        or (at < len(may_own) and may_own[at] and person.is_meant_by(cell))
        for at, cell in enumerate(cells)
        if cell
    )


def _erased_csv(content: bytes, person: Identity) -> Erased:
    text = decoded(content)
    mark, encoding = _encoding(content)
    records = [*_records(text)]
    if not records:
        return Erased(content, 0, 0)
    first = records[0]
    delimiter = max(_DELIMITERS, key=first.count)
    heads = next(csv.reader([first], delimiter=delimiter), [])
    may_own = _heads_of_own(heads, person)
    rows = cells = 0
    out = []
    for at, record in enumerate(records):
        end = record[len(record.rstrip("\r\n")) :]
        values = next(csv.reader(io.StringIO(record, newline=""), delimiter=delimiter), [])
        if at and _is_own(values, may_own, person):
            rows += 1
            out.append(delimiter * (len(values) - 1) + end)
            continue
        told = [_cell(value, may, person) for value, may in zip(values, _any(heads), strict=False)]
        told += [_cell(value, True, person) for value in values[len(told) :]]
        changed = sum(one != other for one, other in zip(values, told, strict=True))
        if changed:
            cells += changed
            line = io.StringIO()
            csv.writer(line, delimiter=delimiter, lineterminator=end).writerow(told)
            out.append(line.getvalue())
            continue
        out.append(record)
    if not rows and not cells:
        return Erased(content, 0, 0)
    return Erased(mark + "".join(out).encode(encoding), rows, cells)


def _any(heads: Sequence[str]) -> Iterator[bool]:
    return (_OF_PEOPLE.search(head) is not None for head in heads)


def _cell(text: str, of_people: bool, person: Identity) -> str:
    if of_people and person.is_meant_by(text):
        return REMOVED
    return person.pattern.sub(REMOVED, plain(text)) if person.is_named_in(text) else text


def _encoding(content: bytes) -> tuple[bytes, str]:
    """Give the mark that a text file begins with, and the encoding of what follows."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if content.startswith(mark):
            return mark, encoding
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return b"", "cp1252"
    return b"", "utf-8"


def _records(text: str) -> Iterator[str]:
    """Give the records of a CSV file as they stand there, those of several lines whole."""
    pending = ""
    for line in text.splitlines(keepends=True):
        pending += line
        if pending.count('"') % 2 == 0:
            yield pending
            pending = ""
    if pending:
        yield pending


def _erased_json_lines(content: bytes, person: Identity) -> Erased:
    rows = cells = 0
    out = []
    for line in decoded(content).splitlines():
        try:
            value = json.loads(line)
        except ValueError:
            out.append(replaced(line, person))
            continue
        if _is_own_record(value, person):
            rows += 1
            continue
        told = without_person(value, person)
        cells += told != value
        out.append(line if told == value else json.dumps(told, ensure_ascii=False))
    text = "".join(f"{line}\n" for line in out)
    return Erased(text.encode() if rows or cells else content, rows, cells)


def _erased_json(content: bytes, person: Identity) -> Erased:
    try:
        value = json.loads(decoded(content))
    except ValueError:
        return Erased(content, 0, 0)
    rows = 0

    def pruned(inner: Any) -> Any:
        nonlocal rows
        if isinstance(inner, list):
            kept = [one for one in inner if not _is_own_record(one, person)]
            rows += len(inner) - len(kept)
            return [pruned(one) for one in kept]
        if isinstance(inner, dict):
            return {key: pruned(one) for key, one in inner.items()}
        return inner

    kept = pruned(value)
    told = without_person(kept, person)
    cells = int(told != kept)
    if not rows and not cells:
        return Erased(content, 0, 0)
    return Erased(json.dumps(told, indent=1, ensure_ascii=False).encode(), rows, cells)


def _is_own_record(value: Any, person: Identity) -> bool:
    if not isinstance(value, dict):
        return False
    pairs = [*_leaves(value, "")]
    may_own = _heads_of_own([head for head, _ in pairs], person)
    return _is_own([text for _, text in pairs], may_own, person)


def _leaves(value: Mapping[str, Any], head: str) -> Iterator[tuple[str, str]]:
    for key, inner in value.items():
        name = f"{head} {key}".strip()
        if isinstance(inner, dict):
            yield from _leaves(inner, name)
        elif isinstance(inner, str):
            yield name, inner
        elif isinstance(inner, int) and not isinstance(inner, bool):
            yield name, str(inner)


def _erased_parquet(content: bytes, person: Identity) -> Erased:
    table = pq.read_table(pa.BufferReader(content))
    columns = {name: [*map(_text, table[name].to_pylist())] for name in table.column_names}
    may_own = _heads_of_own(table.column_names, person)
    rows = [_is_own(cells, may_own, person) for cells in zip(*columns.values(), strict=True)]
    changed = 0
    is_own = pa.array(rows, pa.bool_())
    for at, (name, texts) in enumerate(columns.items()):
        field = table.schema.field(at)
        column = table[name].combine_chunks()
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
            people = _OF_PEOPLE.search(name) is not None
            told = [_cell(text, people, person) if text else text for text in texts]
            hits = [
                one != other and not own for one, other, own in zip(texts, told, rows, strict=True)
            ]
            changed += sum(hits)
            column = pc.if_else(pa.array(hits), pa.array(told, field.type), column)
        column = pc.if_else(is_own, pa.scalar(None, field.type), column)
        table = table.set_column(at, field.with_nullable(True), column)
    if not any(rows) and not changed:
        return Erased(content, 0, 0)
    return Erased(parquet_bytes(table), sum(rows), changed)


def parquet_bytes(table: pa.Table) -> bytes:
    """Write a table as Parquet; what pandas noted of it, which repeats names of columns only, goes along."""
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _erased_open_document(content: bytes, person: Identity) -> Erased | None:
    heads: list[str] = []
    may_own: list[bool] = []

    def is_own(line: int, texts: Sequence[str]) -> bool:
        nonlocal heads, may_own
        if line == 0:
            heads, may_own = [*texts], _heads_of_own(texts, person)
            return False
        return _is_own(texts, may_own, person)

    def told(column: int, text: str) -> str:
        head = heads[column] if 0 <= column < len(heads) else ""
        return _cell(text, _OF_PEOPLE.search(head) is not None, person)

    found = without_rows_and_mentions(content, is_own, told)
    return found and Erased(*found)


def _erased_workbook(
    content: bytes, person: Identity, *, keeps_macros: bool = False
) -> Erased | None:
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), keep_vba=keeps_macros)
    except (zipfile.BadZipFile, ValueError, KeyError):  # encrypted, or damaged
        return None
    rows = cells = 0
    for sheet in book.worksheets:
        may_own: list[bool] = []
        heads: list[str] = []
        for line in sheet.iter_rows():
            texts = [_text(cell.value) for cell in line]
            if not heads and any(texts):
                heads = texts
                may_own = _heads_of_own(heads, person)
            elif _is_own(texts, may_own, person):
                rows += 1
                for cell in line:
                    cell.value = None
                continue
            for cell, text, head in zip(line, texts, [*heads, *texts], strict=False):
                people = _OF_PEOPLE.search(head) is not None
                if isinstance(cell.value, str) and (told := _cell(text, people, person)) != text:
                    cells += 1
                    cell.value = told
    if not rows and not cells:
        return Erased(content, 0, 0)
    out = io.BytesIO()
    book.save(out)
    return Erased(out.getvalue(), rows, cells)
