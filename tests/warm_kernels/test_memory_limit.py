"""A notebook that allocates without end gets an error, however little is left to tell it with."""

from __future__ import annotations

import pytest
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError

from review_kit.execution.failures import CellTracker, NotebookFailedError

BLOCKS = "held = []\nwhile True:\n    held.append(bytearray(10**7))"
LIMIT_MB = 400


@pytest.mark.parametrize(
    ("cell", "error"),
    [
        (BLOCKS, "MemoryError"),
        # so many small objects that there is no room for the error's own
        (
            "def grow():\n    held = ()\n    while True:\n        held = (held,)\ngrow()",
            "MemoryError",
        ),
        # untouched pages count as well
        ("import numpy\nheld = [numpy.zeros(10**7) for _ in range(1000)]", "MemoryError"),
        (
            "import pyarrow\nheld = [pyarrow.allocate_buffer(10**7) for _ in range(1000)]",
            "ArrowMemoryError",
        ),
    ],
    ids=["blocks", "small objects", "NumPy", "Arrow"],
)
def test_a_notebook_that_allocates_without_end_fails_in_its_cell(execute, cell, error):
    with pytest.raises(PapermillExecutionError) as told:
        execute(["1", cell], memory_mb=LIMIT_MB)
    assert told.value.ename == error
    assert told.value.exec_count == 2


def test_a_library_that_fills_memory_from_threads_of_its_own_is_told_with_the_limit(execute):
    """Such threads may take even what the kernel's messages need, and then its process dies."""
    fills = "create table t as select md5(range::varchar) as d from range(100000000)"
    with pytest.raises((PapermillExecutionError, DeadKernelError)) as told:
        execute([f"import duckdb\nduckdb.sql({fills!r})"], memory_mb=LIMIT_MB)
    failure = NotebookFailedError.of(
        told.value, CellTracker(), timeout_seconds=60, memory_mb=LIMIT_MB
    ).failure
    assert failure.error in {"OutOfMemory", "DeadKernel"}
    assert "memory limit" in failure.message
    assert "400 MB" in failure.message


def test_a_plain_kernel_is_held_as_well(execute):
    with pytest.raises(PapermillExecutionError) as told:
        execute([BLOCKS], memory_mb=LIMIT_MB, warm=False)
    assert told.value.ename == "MemoryError"


def test_what_a_notebook_needs_it_gets(execute):
    held = "held = [bytearray(10**7) for _ in range(25)]\nprint(len(held))"
    notebook = execute([held], memory_mb=LIMIT_MB + 300)
    assert notebook.cells[0].outputs[0].text == "25\n"


def test_a_process_that_a_notebook_starts_is_held_too(execute):
    start = (
        "import subprocess, sys\n"
        f"child = subprocess.run([sys.executable, '-c', {BLOCKS!r}], capture_output=True)\n"
        "print(child.returncode, child.stderr.decode().splitlines()[-1])"
    )
    notebook = execute([start], memory_mb=LIMIT_MB)
    assert notebook.cells[0].outputs[0].text == "1 MemoryError\n"


def test_without_a_limit_there_is_none(execute):
    look = "import resource\nprint(resource.getrlimit(resource.RLIMIT_DATA))"
    assert execute([look]).cells[0].outputs[0].text == "(-1, -1)\n"
