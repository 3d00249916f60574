"""Damaged and hostile files, thousands of them: each is read, or refused in one clear message.

Valid files of every format are changed at random, from a seed: bytes are flipped, cut out, doubled, and
replaced by what parsers stumble over; in packed files also what is inside. Each is read as a run reads it, in
a watched process. A traceback, a process that dies, more than 30 seconds of work or more than 2 GB is
a fault.

    python -m benchmarks.fuzz --files 2000 --seed 1 --keep faulty/
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import random
import select
import shutil
import signal
import struct
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import ROOT

LONGEST_SECONDS = 30.0
"""Of processor time; a process that waits for something else is given ten times as long."""
MOST_BYTES = 2 << 30
AT_ONCE = 40
"""Files that one process reads before the next one is started."""

_SETTINGS = '[organisation]\nname = "Acme"\n'
_ROSTER = "rep_id,rep_name,manager_id,manager_name,team,hire_date,email\n" + "".join(
    f"r{n},Ana Ruiz {n},m{n % 3},Bo Chen,North,2020-01-{n % 28 + 1:02},a{n}@acme.example\n"
    for n in range(40)
)
_TOKENS = (
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"\r",
        b"\n\n",
        b'"',
        b"'",
        b",",
        b";",
        b"\\",
    ),
    *(
        b"[" * 50,
        b"{" * 50,
        b'{"a":' * 40,
        b"]",
        b"}",
        b"null",
        b"NaN",
        b"1e999",
        b"-0",
        b"9" * 5000,
    ),
    *(
        b"=cmd|' /C calc'!A0",
        b"\x1b]0;x\x07",
        b"\xe2\x80\xae",
        b"XFD1048576",
        b"A0",
        b"ZZZZ9",
        b"99999999999",
    ),
    *(
        b"2020-02-30",
        b"0000-00-00",
        b"99999-01-01",
        b"&a;",
        b"<!--",
        b"<![CDATA[",
        b"*a",
        b"&a ",
        b"- " * 150,
    ),
    *(b"a." * 300, b"%s%n", b"../../x", b"RRULE:FREQ=SECONDLY\r\n", b"DTSTART:00010101T000000\r\n"),
)


@dataclass(frozen=True)
class Case:
    """One changed file."""

    name: str
    """Where it lies in the project."""
    content: bytes
    settings: str = _SETTINGS


@dataclass(frozen=True)
class Outcome:
    """What became of it."""

    kind: str
    """``read``, ``refused``, ``traceback``, ``died``, ``hang`` or ``memory``."""
    seconds: float
    megabytes: float
    said: str = ""

    @property
    def is_fault(self) -> bool:
        """Whether it is none of a sound program."""
        return self.kind not in {"read", "refused"}


def valid_files() -> dict[str, Callable[[], bytes]]:
    """Name of each valid file → what makes it."""
    rows = [line.split(",") for line in _ROSTER.splitlines()]
    records = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]

    def table() -> object:
        import pyarrow as pa

        return pa.Table.from_pylist(records)

    def parquet() -> bytes:
        import pyarrow.parquet as pq

        content = io.BytesIO()
        pq.write_table(table(), content)
        return content.getvalue()

    def feather() -> bytes:
        from pyarrow import feather

        content = io.BytesIO()
        feather.write_feather(table(), content, compression="uncompressed")
        return content.getvalue()

    def workbook() -> bytes:
        import openpyxl

        book = openpyxl.Workbook()
        sheet = book.create_sheet(index=0)
        for row in rows:
            sheet.append(row)
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()

    def spreadsheet() -> bytes:
        cells = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
                for cell in row
            )
            + "</table:table-row>"
            for row in rows
        )
        names = " ".join(
            f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
            for name in ("office", "table", "text")
        )
        return zipped(
            {
                "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                "META-INF/manifest.xml": b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:'
                b'opendocument:xmlns:manifest:1.0"/>',
                "content.xml": (
                    f"<office:document-content {names}><office:body><office:spreadsheet>"
                    f'<table:table table:name="S">{cells}</table:table></office:spreadsheet>'
                    "</office:body></office:document-content>"
                ).encode(),
            }
        )

    def calendar() -> bytes:
        events = "".join(
            f"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART;TZID=Europe/Madrid:202601{n:02}T100000\r\nDURATION:PT30M\r\n"
            f"RRULE:FREQ=WEEKLY;COUNT=5\r\nSUMMARY:Talk\r\nATTENDEE;CN=Ana:mailto:a{n}@acme.example\r\n"
            "END:VEVENT\r\n"
            for n in range(1, 20)
        )
        return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n".encode()

    def contract() -> bytes:
        from review_kit.project.assets import data_contracts_folder

        return (data_contracts_folder(Path("/nowhere")) / "roster.yaml").read_bytes()

    def profile() -> bytes:
        from review_kit.sources.profiles.files import SHIPPED

        return (SHIPPED / "hr_roster.toml").read_bytes()

    return {
        "exports/roster.csv": _ROSTER.encode,
        "exports/roster.tsv": lambda: _ROSTER.replace(",", "\t").encode("utf-16"),
        "exports/roster.csv.gz": lambda: gzip.compress(_ROSTER.encode(), mtime=0),
        "exports/roster.json": lambda: json.dumps(records).encode(),
        "exports/roster.jsonl": lambda: "\n".join(map(json.dumps, records)).encode(),
        "exports/roster.parquet": parquet,
        "exports/roster.feather": feather,
        "exports/roster.xlsx": workbook,
        "exports/roster.ods": spreadsheet,
        "exports/roster.xlsb": lambda: binary_workbook(rows),
        # an older format that nothing here writes: this one was saved by LibreOffice
        "exports/log.xls": (ROOT / "tests" / "sources" / "workbooks" / "log.xls").read_bytes,
        "exports/roster.zip": lambda: zipped({"a.csv": _ROSTER.encode()}),
        "exports/sessions.ics": calendar,
        "profiles/own.toml": profile,
        "data_contracts/roster.yaml": contract,
        "review_kit.toml": (_SETTINGS + "[windows]\nwindow_days = 60\n").encode,
    }


def binary_workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """Write texts as an Excel binary workbook (.xlsb) of one sheet."""

    def record(kind: int, content: bytes = b"") -> bytes:
        # kind and size in seven bits a byte, the lowest first; a kind's higher byte is part of its number
        number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size, rest = b"", len(content)
        while rest > 127:
            size, rest = size + bytes([rest & 0x7F | 0x80]), rest >> 7
        return number + size + bytes([rest]) + content

    def text(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    def row(at: int, cells: Sequence[str]) -> bytes:
        head = struct.pack("<IIHHBI", at, 0, 300, 0, 0, 1) + struct.pack("<II", 0, len(cells) - 1)
        return record(0, head) + b"".join(
            record(6, struct.pack("<II", column, 0) + text(cell))
            for column, cell in enumerate(cells)
        )

    sheet = [record(129), record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, len(rows[0]) - 1))]
    sheet += [record(145), *(row(at, cells) for at, cells in enumerate(rows))]
    sheet += [record(146), record(130)]
    book = [record(131), record(143)]
    book += [record(156, struct.pack("<II", 0, 1) + text("rId1") + text("S"))]
    book += [record(144), record(132)]
    kinds, links = "application/vnd.ms-excel.", "http://schemas.openxmlformats.org/"
    office = f"{links}officeDocument/2006/relationships/"

    def relation(kind: str, target: str) -> bytes:
        return (
            f'<Relationships xmlns="{links}package/2006/relationships"><Relationship Id="rId1" '
            f'Type="{office}{kind}" Target="{target}"/></Relationships>'
        ).encode()

    return zipped(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{links}package/2006/content-types"><Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/xl/workbook.bin" ContentType="{kinds}sheet.binary.'
                'macroEnabled.main"/><Override PartName="/xl/worksheets/sheet1.bin" '
                f'ContentType="{kinds}worksheet"/></Types>'
            ).encode(),
            "_rels/.rels": relation("officeDocument", "xl/workbook.bin"),
            "xl/_rels/workbook.bin.rels": relation("worksheet", "worksheets/sheet1.bin"),
            "xl/workbook.bin": b"".join(book),
            "xl/worksheets/sheet1.bin": b"".join(sheet),
        }
    )


def zipped(members: dict[str, bytes]) -> bytes:
    """Pack files into an archive that is the same each time."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), member)
    return content.getvalue()


def cases(seed: int, files: int) -> Iterator[Case]:
    """Yield changed files, the formats in turn; the same for the same seed."""
    chance = random.Random(seed)
    sound = {name: make() for name, make in valid_files().items()}
    for number in range(files):
        name = [*sound][number % len(sound)]
        content = changed(sound[name], name, chance)
        if name == "exports/sessions.ics":
            yield Case(
                name,
                content,
                f'{_SETTINGS}[sources.scheduled_sessions]\npath = "{name}"\nprofile = "calendar"\n',
            )
        elif name == "exports/log.xls":
            yield Case(
                name,
                content,
                f'{_SETTINGS}[sources.coaching_log]\npath = "{name}"\n'
                'profile = "spreadsheet_coaching_log"\n',
            )
        elif name == "profiles/own.toml":
            yield Case(
                name,
                content,
                f'{_SETTINGS}[sources.roster]\npath = "exports/hr.csv"\nprofile = "own"\n',
            )
        else:
            yield Case(name, content)


def changed(content: bytes, name: str, chance: random.Random) -> bytes:
    """Change a file; of a packed one, half of the times what is inside."""
    if name.endswith(".gz") and chance.random() < 0.5:
        return gzip.compress(_changed(gzip.decompress(content), chance), mtime=0)
    if content.startswith(b"PK") and chance.random() < 0.7:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {each: archive.read(each) for each in archive.namelist()}
        chosen = chance.choice([*members])
        members[chosen] = _changed(members[chosen], chance)
        return zipped(members)
    return _changed(content, chance)


def _changed(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(data) + 1)
        length = chance.choice((1, 2, 8, 64, 512))
        match chance.randrange(6):
            case 0 if data:
                data[min(at, len(data) - 1)] ^= 1 << chance.randrange(8)
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = data[at : at + length] * chance.choice((1, 3, 200))
            case 3:
                data[at:at] = chance.choice(_TOKENS)
            case 4:
                data[at : at + length] = chance.choice(_TOKENS)
            case _:
                data[at : at + length] = chance.randbytes(length)
    if chance.random() < 0.1:
        del data[chance.randrange(len(data) + 1) :]
    return bytes(data)


def read(case: Case, root: Path) -> Outcome:
    """Read a file as a run does, in this process."""
    from review_kit.contracts import load_contracts
    from review_kit.errors import ReviewKitError
    from review_kit.pipeline.inputs import inputs_of
    from review_kit.project import load_project
    from review_kit.sources import stage
    from review_kit.sources.unread_files import unread_files

    shutil.rmtree(root, ignore_errors=True)
    files = {"exports/hr.csv": _ROSTER.encode(), "review_kit.toml": case.settings.encode()}
    for name, content in {**files, case.name: case.content}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    began = time.monotonic()
    kind, said = "read", ""
    try:
        project = load_project(root)
        load_contracts(root)
        inputs_of(project)
        stage(project, root / "staged")
        unread_files(project)
    except ReviewKitError as error:
        kind, said = "refused", str(error)
    except Exception as error:
        kind = "traceback"
        where = traceback.extract_tb(error.__traceback__)[-1]
        said = f"{type(error).__name__}: {str(error)[:200]} ({where.filename}:{where.lineno})"
    return Outcome(kind, time.monotonic() - began, resident_bytes(os.getpid()) / 2**20, said)


def resident_bytes(process: int) -> int:
    """Resident memory of a process and of those it has started; 0 where it is gone."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
        below = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(
        resident_bytes(int(one)) for one in below.split()
    )


def processor_seconds(process: int) -> float:
    """Processor time of a process and of those it has started; 0 where it is gone."""
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
        below = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return 0.0
    # behind the name, which may hold any sign: user and system time, of its own and of children that ended
    fields = text.rpartition(")")[2].split()
    ticks = sum(int(fields[at]) for at in (11, 12, 13, 14))
    return ticks / os.sysconf("SC_CLK_TCK") + sum(
        processor_seconds(int(one)) for one in below.split()
    )


class Watched:
    """A process that reads one file after the other, and is watched meanwhile."""

    def __init__(self, batch: Sequence[Case], root: Path) -> None:
        self._answers, answer = os.pipe()
        self._pid = os.fork()
        if not self._pid:
            os.close(self._answers)
            os.setsid()
            os.dup2(
                os.open(os.devnull, os.O_WRONLY), 2
            )  # what libraries say before they end the process
            with os.fdopen(answer, "w", encoding="utf-8") as told:
                for case in batch:
                    told.write(json.dumps(vars(read(case, root))) + "\n")
                    told.flush()
            os._exit(0)
        os.close(answer)
        self._text = b""

    def next(self) -> Outcome:
        """Return what became of the next file; a fault that ends the process ends this object's use."""
        began, most = time.monotonic(), 0
        used = processor_seconds(self._pid)
        while b"\n" not in self._text:
            ready, _, _ = select.select([self._answers], [], [], 0.1)
            if ready:
                more = os.read(self._answers, 1 << 16)
                if not more:
                    return self._ended("died", began, most)
                self._text += more
            most = max(most, resident_bytes(self._pid))
            if most > MOST_BYTES:
                return self._ended("memory", began, most)
            busy = processor_seconds(self._pid) - used
            if busy > LONGEST_SECONDS or time.monotonic() - began > 10 * LONGEST_SECONDS:
                return self._ended("hang", began, most)
        line, _, self._text = self._text.partition(b"\n")
        return Outcome(**json.loads(line))

    def close(self) -> None:
        """End the process, whatever it is doing."""
        with suppress(ProcessLookupError):
            os.killpg(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._answers)

    def _ended(self, kind: str, began: float, most: int) -> Outcome:
        return Outcome(kind, time.monotonic() - began, most / 2**20)


def outcomes(todo: Sequence[Case], root: Path) -> Iterator[tuple[Case, Outcome]]:
    """Yield what becomes of each file."""
    at = 0
    while at < len(todo):
        batch = todo[at : at + AT_ONCE]
        watched = Watched(batch, root)
        for case in batch:
            outcome = watched.next()
            at += 1
            yield case, outcome
            if outcome.kind in {"died", "memory", "hang"}:
                break
        watched.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Read changed files, print what became of them by format, and return how many faults there were."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for files that showed a fault")
    given = parser.parse_args(arguments)
    # imported once for all processes, before any of them has a thread
    import review_kit.pipeline.validate
    import review_kit.sources.staging
    import review_kit.sources.unread_files  # noqa: F401

    counts: dict[str, Counter[str]] = {}
    slowest = largest = 0.0
    faults = 0
    done = 0
    with (
        tempfile.TemporaryDirectory(prefix="review-kit-fuzz-", ignore_cleanup_errors=True) as name,
        suppress(KeyboardInterrupt),  # what was tried so far is told
    ):
        todo = [*cases(given.seed, given.files)]
        for number, (case, outcome) in enumerate(outcomes(todo, Path(name) / "project")):
            done = number + 1
            counts.setdefault(case.name, Counter())[outcome.kind] += 1
            slowest, largest = max(slowest, outcome.seconds), max(largest, outcome.megabytes)
            if outcome.is_fault:
                faults += 1
                print(f"{number} {case.name}: {outcome.kind} {outcome.said}", flush=True)
                if given.keep is not None:
                    given.keep.mkdir(parents=True, exist_ok=True)
                    kept = given.keep / f"{given.seed}-{number}-{Path(case.name).name}"
                    kept.write_bytes(case.content)
    for file, kinds in counts.items():
        print(f"{file:28} " + "  ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
    print(
        f"{done:,} files, {faults} faults; slowest {slowest:.1f} s, largest {largest:,.0f} MB "
        f"(seed {given.seed})"
    )
    return min(faults, 1)


if __name__ == "__main__":
    sys.exit(main())
