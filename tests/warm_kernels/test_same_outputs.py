"""A notebook cannot tell a warm kernel from a plain one, except by the time it takes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from prepared_run import prepared_run

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def outputs(notebook) -> list[str]:
    return [json.dumps(cell.get("outputs"), sort_keys=True) for cell in notebook.cells]


@pytest.fixture(scope="module")
def run() -> Path:
    """A run of invented reps."""
    return prepared_run()


def test_every_shipped_notebook_is_known_here():
    assert {path.stem for path in NOTEBOOKS.glob("*.ipynb")} == {
        "binder_cover",
        "conversation_sheet",
        "glossary",
        "org_summary",
        "rep_packet",
        "team_roi",
    }


@pytest.mark.parametrize(
    ("name", "parameter"),
    [
        ("binder_cover", "manager_id"),
        ("conversation_sheet", "rep_id"),
        ("glossary", None),
        ("org_summary", None),
        ("rep_packet", "rep_id"),
        ("team_roi", "team"),
    ],
)
def test_a_shipped_notebook_gives_the_same_bytes(execute, run, name, parameter):
    rep = pd.read_parquet(run / "metrics" / "reps.parquet").iloc[0]
    parameters = {"run": str(run), "evidence": "0123456789abcdef"}
    if parameter is not None:
        parameters[parameter] = str(rep[parameter])
    warm, cold = (
        outputs(execute(NOTEBOOKS / f"{name}.ipynb", parameters, warm=warm, cwd=NOTEBOOKS))
        for warm in (True, False)
    )
    assert warm == cold
    assert max(map(len, warm)) > 1_000


LOOK = (
    "import gc, os, random, resource, signal, sys, tempfile, threading\n"
    "print(os.getcwd(), sys.executable, sys.path, sys.argv[0], sys.flags, __name__)\n"
    "print({k: v for k, v in sorted(os.environ.items())\n"
    "       if k not in ('JPY_PARENT_PID', 'REVIEW_KIT_WARM_KERNELS', 'TMPDIR',\n"
    "                    'REVIEW_KIT_NOTEBOOK_WRITES')})\n"
    "print([signal.getsignal(n) for n in (signal.SIGHUP, signal.SIGTERM, signal.SIGCHLD)])\n"
    "print(sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])), gc.isenabled())\n"
    "print(tempfile.gettempdir() == os.environ['TMPDIR'], resource.getrlimit(resource.RLIMIT_DATA))\n"
    "print(os.getsid(0) == os.getpgid(0) == os.getpid())\n"
    "names = [t.name.rstrip('0123456789') for t in threading.enumerate()]\n"
    "print(sorted(n.partition('-')[0] for n in names), list({'a', 'b', 'c', 'd'}))\n"
    "print(os.read(0, 1))"
)
STREAMS = "import sys\nprint('out')\nprint('err', file=sys.stderr)"
WARNING = "import warnings\nwarnings.warn('careful')"
ERROR = (
    "import pandas, traceback\n"
    "try:\n    pandas.Series([1])['x']\nexcept KeyError:\n    print(traceback.format_exc())"
)
FIGURE = "import matplotlib.pyplot as plt\n_ = plt.plot([1, 3, 2])"


@pytest.fixture(scope="module")
def found(execute) -> list[dict[str, str]]:
    """Outputs by cell of the first forked kernel, of a later one, and of a plain one."""
    cells = (LOOK, STREAMS, WARNING, ERROR, FIGURE)
    return [
        # the name of a cell's file carries the temporary folder and the number of its process
        {
            cell: re.sub(r'(?<=[" ])/[^ "]*/ipykernel_\d+', "ipykernel", output)
            for cell, output in zip(
                cells, outputs(execute(cells, warm=warm, memory_mb=1024)), strict=True
            )
        }
        for warm in (True, True, False)
    ]


@pytest.mark.parametrize(
    ("cell", "holds"),
    [
        (LOOK, str(1024 << 20)),
        (STREAMS, "err"),
        (WARNING, "careful"),
        (ERROR, "KeyError"),
        # though Matplotlib was there before the shell
        (FIGURE, '"image/png"'),
    ],
    ids=["the process around it", "both streams", "a warning", "a traceback", "a pyplot figure"],
)
def test_a_notebook_reads_the_same(found, cell, holds):
    first, later, plain = (outputs_of[cell] for outputs_of in found)
    assert first == later == plain
    assert holds in plain
