"""Worker processes of most tests are forked from one process that has loaded what they need."""

from __future__ import annotations

import multiprocessing
from functools import cache
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from pathlib import Path

import pytest
from preloading import search_first

from review_kit.execution.workers import LocalWorkers


@cache
def forks() -> BaseContext:
    """Give the context that forks them; its process starts with the first call."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["worker_modules"])
    with pytest.MonkeyPatch.context() as patch:
        # it looks for the modules to load before anybody tells it where this process does
        search_first(Path(__file__).parent, patch)
        # a process with one thread can be forked safely
        patch.setenv("JE_ARROW_MALLOC_CONF", "background_thread:false")
        forkserver.ensure_running()
    return context


def forked_workers(count: int, scratch: Path, log: Path) -> LocalWorkers:
    """Give workers that are forked, to stand in the place of those that a run starts."""
    return LocalWorkers(count, scratch, log, context=forks())
