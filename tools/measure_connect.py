"""Connect an export of each system's shape, and say whether `review-kit connect` alone makes the right rows.

python tools/measure_connect.py [NAME]

What it finds is in docs/sources.md as *lines after connect*; some of the shapes are a test.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from connected import connected
from system_shapes import SHAPES


def main() -> int:
    """Print a line for each shape; 1 where one needs more than the documentation says."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    wrong = 0
    for shape in SHAPES:
        if wanted not in shape.system:
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                table = connected(Path(folder), shape)
                found = pq.read_table(table.path).to_pylist()
                rows = [tuple(row[name] for name in shape.columns) for row in found]
                told = "as it should be" if rows == shape.rows else f"DIFFERENT: {rows}"
            except Exception as error:
                told = f"NOT CONNECTED: {type(error).__name__}: {error}"
        wrong += told != "as it should be"
        print(f"{shape.system}: {told}", flush=True)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
