"""Preloaded processes for tests that look at the life of processes, not at what is preloaded."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

LIGHT = """\
import sys
if "review_kit.warm_kernels.zygote" in sys.orig_argv:
    from review_kit.warm_kernels import preload
    preload.MODULES = ("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell")
"""
"""A ``sitecustomize`` that lets them import the kernel alone."""


def preload_light(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the preloaded processes to come import the kernel alone; ``folder`` is for this."""
    (folder / "sitecustomize.py").write_text(LIGHT)
    search_first(folder, monkeypatch)


def search_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the processes to come look for modules in a folder first."""
    path = os.environ.get("PYTHONPATH")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(folder), path])))
