"""Great Expectations is imported without libraries that no expectation here needs."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
from review_kit.contracts.kept_counts import KeptCounts
from review_kit.contracts.rule import ExportShape
from review_kit.contracts.rules.row_count import RowCount
from review_kit.contracts.suite import count_table_violations
from pathlib import Path

rule = RowCount(id="rows", sentence="", minimum=3)
shape = ExportShape(filled=frozenset(), names=(), rows=2)
found = count_table_violations("t", [rule], shape, {}, KeptCounts(Path(sys.argv[1])))
loaded = {"great_expectations", "scipy.stats._stats_py", "altair.vegalite", "boto3", "sqlalchemy"}
print(found["rows"].rows, *sorted(loaded & set(sys.modules)))

import sqlalchemy
from scipy import stats

print(sqlalchemy.__name__, stats.norm.cdf(0))
"""


def test_charts_statistics_and_databases_are_left_out_until_somebody_uses_them(tmp_path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", CODE, tmp_path], capture_output=True, text=True, check=True
    ).stdout
    assert told == "1 great_expectations\nsqlalchemy 0.5\n"
