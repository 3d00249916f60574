"""For all tests, those of the notebooks included (``pytest --nbval notebooks``)."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import hypothesis
import pytest

# a machine under load is no fault: times belong to benchmarks
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")
# pytest would compile the tests, and processes that they start the package, anew each time
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# as the command does: what is laid out or computed is a million objects that live until it is written
gc.set_threshold(50_000, 20, 20)
# the processes of ``pytest -n`` have a core each; more threads would only wait for each other
for _library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

SHARED = {
    "REVIEW_KIT_TEST_COUNTS": "counts",
    "REVIEW_KIT_TEST_SHARED": "prepared",
}
"""Variable → folder where the processes of a test run share what was counted of the same small exports,
and projects that have been prepared."""
LONGEST_FIRST = (
    "tests/cli/test_whole_way.py",
    "tests/cli/test_crm_sample.py",
    "tests/warm_kernels/test_same_outputs.py",
)
"""Files that a process should not begin with when the others are nearly done; no more than there are
processes, as each is handed two files at the start."""


def pytest_configure(config: pytest.Config) -> None:
    """Make the shared folders, in the first process only."""
    if SHARED.keys() & os.environ.keys():
        return
    folder = Path(tempfile.mkdtemp(prefix="review-kit-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    for variable, name in SHARED.items():
        (folder / name).mkdir()
        os.environ[variable] = str(folder / name)
        config.add_cleanup(lambda variable=variable: os.environ.pop(variable, None))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files, for ``--dist loadfile --no-loadscope-reorder``."""
    rank = {name: number for number, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: rank.get(item.nodeid.split("::")[0], len(rank)))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, None, None]:
    """Name the run that a notebook is shown on while its kernel starts."""
    if item.path.suffix != ".ipynb" or "REVIEW_KIT_RUN" in os.environ:
        return (yield)
    from prepared_run import prepared_run

    from review_kit.demo import DemoSettings

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVIEW_KIT_RUN", str(prepared_run(DemoSettings())))
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect without garbage collection, which would look again and again at what is kept."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_finish() -> None:
    """Take what collecting has made out of garbage collection for good."""
    gc.freeze()
    # so that libraries that count what is left at the end find nothing
    atexit.register(gc.unfreeze)
