"""Rows that people fix in a spreadsheet: nothing in them runs, and they come back as they were."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review_kit.contracts import export_quarantine
from review_kit.project import load_project
from review_kit.sources import stage
from review_kit.sources.profiles.keys import DEFAULT_NULLS


def _exported(folder: Path, texts: list[str]) -> Path:
    """File of rows to fix with these texts as stages, in rows 2, 3, …"""
    quarantined = folder / "quarantined"
    quarantined.mkdir(parents=True)
    count = len(texts)
    table = pa.table(
        {
            "opportunity_id": [f"o{at}" for at in range(count)],
            "stage": texts,
            "entered_at": ["2026-01-05T08:00:00+00:00"] * count,
            "_file": ["exports/stage_history.csv"] * count,
            "_row": list(range(2, count + 2)),
            "reasons": [["stage is not known"]] * count,
            "rules": [["stage.known"]] * count,
        }
    )
    pq.write_table(table, quarantined / "stage_history.parquet")
    return export_quarantine(folder, folder / "to fix")["stage_history"]


def _cells(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row["stage"] for row in csv.DictReader(file)]


def _staged(root: Path, export: Path) -> list[str]:
    (root / "exports").mkdir(parents=True)
    shutil.copy(export, root / "exports" / f"stage_history{export.suffix}")
    (root / "review_kit.toml").write_text('[organisation]\nname = "Acme"\n', encoding="utf-8")
    staged = stage(load_project(root), root / "staged")["stage_history"]
    return pq.read_table(staged.path, columns=["stage"])["stage"].to_pylist()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("@SUM(A1:A9)", "'@SUM(A1:A9)"),
        ("+1+1", "'+1+1"),
        ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("+49 170 1234", "'+49 170 1234"),
        ("-", "'-"),
        ("\t=1+1", "'\t=1+1"),
        ("\r=1+1", "'\r=1+1"),
        ("＝1+1", "'＝1+1"),
        ("'=1+1", "''=1+1"),
        ("''quoted''", "'''quoted''"),
        ("-5", "-5"),
        ("+5", "+5"),
        ("-1,234.50", "-1,234.50"),
        ("-5e3", "-5e3"),
        ("-5%", "-5%"),
        ("'tis", "'tis"),
        ("Won", "Won"),
        ("a=b", "a=b"),
    ],
)
def test_a_cell_that_begins_like_a_formula_is_text(tmp_path, text, written):
    assert _cells(_exported(tmp_path, [text])) == [written]


TEXTS = st.text(alphabet="=+-@'\t\r＝1,.5e% aé\"\n;|", min_size=1, max_size=6)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(TEXTS, min_size=1, max_size=60))
def test_what_was_exported_comes_back_as_it_was(tmp_path_factory, texts):
    """Blanks at the ends of a cell count for nothing in any export, and an empty one is no value."""
    root = tmp_path_factory.mktemp("mended")
    export = _exported(root, texts)
    for cell, text in zip(_cells(export), texts, strict=True):
        assert cell[0] not in "=@\t\r\n＝" or cell == text == ""
        assert cell[0] not in "+-" or cell[1:2].isdigit()
    nulls = {"", *DEFAULT_NULLS}
    assert _staged(root / "project", export) == [
        None if text.strip(" \t\r\n") in nulls else text.strip(" \t\r\n") for text in texts
    ]


def test_rows_saved_as_a_workbook_come_back_as_they_were(tmp_path):
    texts = ["=1+1", "'=1+1", "-5", "Won"]
    export = _exported(tmp_path, texts)
    book = openpyxl.Workbook()
    with export.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            # a spreadsheet keeps the apostrophe of a CSV cell as part of the text
            book.active.append(row)
    saved = tmp_path / "mended.xlsx"
    book.save(saved)
    assert _staged(tmp_path / "project", saved) == texts


def test_an_apostrophe_in_any_other_export_is_part_of_the_text(tmp_path):
    export = tmp_path / "x.csv"
    export.write_text("opportunity_id,stage,entered_at\no1,'=1+1,2026-01-05\n", encoding="utf-8")
    assert _staged(tmp_path / "project", export) == ["'=1+1"]
