"""Great Expectations imported without what no expectation here needs.

Its import takes as long as all else that a small project's validation does, and more than half of that are
libraries for what it can do besides: charts, statistics of distributions, tables in databases and in a cloud.
What it has as an extra is not there for it, as on a machine where the extra is not installed; what it needs
is loaded when something of it is used, which nothing here does.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType

EXTRAS = frozenset({"boto3", "botocore", "sqlalchemy"})
"""Libraries that Great Expectations does without where they are missing."""
LOADED_WHEN_USED = frozenset({"altair", "scipy.stats"})
"""Libraries that it has to have, for charts and for comparing distributions."""


class _Finder(MetaPathFinder):
    """Finds the modules of one thread's import, others not at all."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a module is; none where it is found as ever."""
        if threading.get_ident() != self._thread:
            return None
        if fullname in EXTRAS:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        if fullname not in LOADED_WHEN_USED:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and isinstance(spec.loader, Loader):
            spec.loader = LazyLoader(spec.loader)
        return spec


@contextmanager
def lean_import() -> Iterator[None]:
    """Let imports of this thread leave out what Great Expectations has for other purposes."""
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
