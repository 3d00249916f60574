"""Nothing is lost: what came in is what is there plus what was left out, reason by reason."""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review_kit.project import load_project
from review_kit.sources import stage
from review_kit.sources.staged import LeftOutRow

HEAD = '[organisation]\nname = "Acme"\n'
NULLS = {"", "NA", "N/A", "null", "-"}

LAW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def as_csv(header: list[str], rows: list[list[str]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        # the module quotes a lone empty cell, which no spreadsheet does
        buffer.write("\n") if not row else writer.writerow(row)
    return buffer.getvalue()


def staged_rows(table) -> list[tuple[str | None, ...]]:
    import pyarrow.parquet as pq

    return [tuple(row.values()) for row in pq.read_table(table.path).to_pylist()]


def cleaned(cell: str) -> str | None:
    return None if cell.strip() in NULLS else cell.strip()


PROFILE = """
table = "stage_history"
description = "Stages"
[read]
footer = ["^Total"]
[columns]
opportunity_id = "Deal"
stage = "Stage"
entered_at = "At"
[[leave_out]]
reason = "test deal"
when = { Deal = "test" }
[[leave_out]]
reason = "not engaged"
when = { Stage = "New", At = "" }
"""

DEALS = st.sampled_from(
    ["o1", "o2", "o2 ", "test", "TEST", "Total (3 records)", "", "NA", 'a"b', "x\ny"]
)
STAGES = st.sampled_from(["New", "Won", "", "-", " "])
DAYS = st.sampled_from(["2026-01-05T08:00:00+00:00", "", "N/A"])
ROWS = st.lists(st.one_of(st.tuples(DEALS, STAGES, DAYS).map(list), st.just([])), max_size=30)


def expected(rows: list[list[str]]) -> tuple[list[tuple[str | None, ...]], Counter[str]]:
    """The law of the profile above, told once more in plain Python."""
    kept: list[tuple[str | None, ...]] = []
    left_out: Counter[str] = Counter()
    seen = set()
    for at, row in enumerate(rows, start=2):
        cells = tuple(cleaned(cell) for cell in row)
        first = next((cell for cell in cells if cell is not None), None)
        if first is None:
            left_out["empty row"] += 1
        elif first.startswith("Total"):
            left_out["footer row"] += 1
        elif (cells[0] or "").lower() == "test":
            left_out["test deal"] += 1
        elif cells[1:] == ("New", None):
            left_out["not engaged"] += 1
        elif cells in seen:
            left_out["exact duplicate of another row"] += 1
        else:
            seen.add(cells)
            kept.append((*cells, at))
    return kept, left_out


@LAW
@given(rows=ROWS, packed=st.booleans(), parts=st.integers(min_value=1, max_value=3))
def test_every_row_is_kept_or_left_out_for_its_reason(tmp_path_factory, rows, packed, parts):
    root: Path = tmp_path_factory.mktemp("law")
    (root / "profiles").mkdir()
    (root / "profiles/p.toml").write_text(PROFILE, encoding="utf-8")
    (root / "review_kit.toml").write_text(
        HEAD + '[sources.stage_history]\npath = "part*"\nprofile = "p"\n', encoding="utf-8"
    )
    kept, left_out, seen = [], Counter(), set()
    for part in range(parts):
        some = rows[part::parts]
        text = as_csv(["Deal", "Stage", "At"], some)
        name = f"part{part}.csv"
        if packed:
            (root / f"{name}.gz").write_bytes(gzip.compress(text.encode()))
        else:
            (root / name).write_text(text, encoding="utf-8", newline="")
        # exports may overlap, so that a row comes again in another file
        kept_here, left_out_here = expected(some)
        left_out += left_out_here
        for row in kept_here:
            if row[:3] in seen:
                left_out["row that an earlier file has too"] += 1
            else:
                seen.add(row[:3])
                kept.append((*row[:3], name + ".gz" * packed, row[3]))
    table = stage(load_project(root), root / "staged")["stage_history"]
    assert staged_rows(table) == kept
    assert dict(table.left_out) == dict(left_out)
    assert table.rows_in == len(rows) == len(kept) + sum(left_out.values())
    assert sum(file.rows for file in table.inputs) == len(rows)
    places = [] if table.left_out_rows is None else pq.read_table(table.left_out_rows).to_pylist()
    # where an empty row stood is nobody's loss; every other one is named
    told = Counter(place["reason"] for place in places)
    assert told == Counter({r: n for r, n in left_out.items() if r != "empty row"})
    first = {reason: rows[0] for reason, rows in table.left_out_examples.items()}
    for place in places:
        where = LeftOutRow(place["_file"], place["_row"])
        assert first.setdefault(place["reason"], where) in table.left_out_examples[place["reason"]]
    assert table.doubtful == {"exact duplicate of another row"} & set(left_out)


ANSWERS = """
table = "qa_scores"
description = "Answers"
[columns]
evaluation_id = "Call"
call_id = "Call"
rep_id = { constant = "r1" }
call_at = { constant = "2026-03-01T10:00:00" }
criterion_id = "@column"
score = "@value"
max_score = { constant = 5 }
evaluator = { constant = "ai" }
[unpivot]
columns = ["Q*"]
numbers_only = true
"""


@LAW
@given(
    calls=st.lists(
        st.lists(st.sampled_from(["4", "2.5", "", "NA", "good"]), min_size=3, max_size=3),
        max_size=12,
    )
)
def test_every_answer_is_kept_or_left_out_for_its_reason(tmp_path_factory, calls):
    root: Path = tmp_path_factory.mktemp("answers")
    (root / "profiles").mkdir()
    (root / "profiles/p.toml").write_text(ANSWERS, encoding="utf-8")
    rows = [[f"c{at}", *answers] for at, answers in enumerate(calls)]
    (root / "x.csv").write_text(as_csv(["Call", "Q1", "Q2", "Q3"], rows), encoding="utf-8")
    (root / "review_kit.toml").write_text(
        HEAD + '[sources.qa_scores]\npath = "x.csv"\nprofile = "p"\n', encoding="utf-8"
    )
    table = stage(load_project(root), root / "staged")["qa_scores"]
    answers = [cell for row in calls for cell in row]
    assert table.rows_in == len(answers)
    assert [row[5] for row in staged_rows(table)] == [a for a in answers if a in {"4", "2.5"}]
    assert table.left_out.get("answer in words", 0) == answers.count("good")
    assert table.left_out.get("question without an answer", 0) == sum(
        answer in NULLS for answer in answers
    )


ENTRIES = """
table = "coaching_log"
description = "Log"
[columns]
entry_id = "Entry"
session_id = "Entry"
rep_id = { constant = "r1" }
manager_id = { constant = "m1" }
session_date = { constant = 2026-03-01 }
criterion_id = { from = "Skills", split = ";" }
"""


@LAW
@given(
    cells=st.lists(
        st.lists(st.sampled_from(["A", "B", "", " "]), min_size=1, max_size=4).map(";".join),
        max_size=12,
    )
)
def test_every_piece_is_a_row(tmp_path_factory, cells):
    root: Path = tmp_path_factory.mktemp("pieces")
    (root / "profiles").mkdir()
    (root / "profiles/p.toml").write_text(ENTRIES, encoding="utf-8")
    rows = [[f"e{at}", cell] for at, cell in enumerate(cells)]
    (root / "x.csv").write_text(as_csv(["Entry", "Skills"], rows), encoding="utf-8")
    (root / "review_kit.toml").write_text(
        HEAD + '[sources.coaching_log]\npath = "x.csv"\nprofile = "p"\n', encoding="utf-8"
    )
    table = stage(load_project(root), root / "staged")["coaching_log"]
    pieces = [[piece for piece in cell.split(";") if piece.strip()] or [None] for cell in cells]
    assert [row[5] for row in staged_rows(table)] == [piece for some in pieces for piece in some]
    assert table.rows_in == sum(len(some) for some in pieces)
    assert table.left_out == {}
    entries = [row[0] for row in staged_rows(table)]
    assert len(entries) == len(set(entries))
