"""A notebook cannot tell a warm kernel from a plain one, except by the time it takes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from review_kit.batch import prepare
from review_kit.demo import DemoSettings, write_project
from review_kit.project import load_project

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def outputs(notebook) -> list[str]:
    return [json.dumps(cell.get("outputs"), sort_keys=True) for cell in notebook.cells]


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> Path:
    """Six invented reps, reviewed."""
    folder = write_project(tmp_path_factory.mktemp("project"), DemoSettings(reps=6, seed=3))
    return prepare(load_project(folder)).run.path


def test_every_shipped_notebook_is_known_here():
    assert {path.stem for path in NOTEBOOKS.glob("*.ipynb")} == {
        "binder_cover",
        "conversation_sheet",
        "org_summary",
        "rep_packet",
        "team_roi",
    }


@pytest.mark.parametrize(
    ("name", "parameter"),
    [
        ("binder_cover", "manager_id"),
        ("conversation_sheet", "rep_id"),
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


def test_a_notebook_finds_the_same_process_around_it(execute, tmp_path):
    look = (
        "import gc, os, random, signal, sys, tempfile, threading\n"
        "print(os.getcwd(), sys.executable, sys.path, sys.argv[0], sys.flags, __name__)\n"
        "print({k: v for k, v in sorted(os.environ.items())\n"
        "       if k not in ('JPY_PARENT_PID', 'REVIEW_KIT_WARM_KERNELS')})\n"
        "print([signal.getsignal(n) for n in (signal.SIGHUP, signal.SIGTERM, signal.SIGCHLD)])\n"
        "print(sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])), gc.isenabled())\n"
        "print(tempfile.gettempdir(), os.getsid(0) == os.getpgid(0) == os.getpid())\n"
        "print(sorted(t.name for t in threading.enumerate()), list({'a', 'b', 'c', 'd'}))\n"
        "print(os.read(0, 1))"
    )
    # the first forked kernel and a later one
    found = [outputs(execute([look], warm=warm))[0] for warm in (True, True, False)]
    assert found[0] == found[1] == found[2]
    assert str(tmp_path) in found[0]


def test_figures_of_pyplot_appear_though_matplotlib_was_there_before_the_shell(execute):
    cells = ["import matplotlib.pyplot as plt", "_ = plt.plot([1, 3, 2])"]
    warm, cold = (outputs(execute(cells, warm=warm)) for warm in (True, False))
    assert warm == cold
    assert '"image/png"' in warm[1]


def test_errors_and_both_streams_read_the_same(execute):
    cells = [
        "import sys\nprint('out')\nprint('err', file=sys.stderr)",
        "import warnings\nwarnings.warn('careful')",
        "import pandas, traceback\n"
        "try:\n    pandas.Series([1])['x']\nexcept KeyError:\n    print(traceback.format_exc())",
    ]
    warm, cold = (
        # the name of a cell's file carries the number of its process
        re.sub(r"ipykernel_\d+", "ipykernel_0", "".join(outputs(execute(cells, warm=warm))))
        for warm in (True, False)
    )
    assert warm == cold
    assert all(word in warm for word in ("out", "err", "careful", "KeyError"))
