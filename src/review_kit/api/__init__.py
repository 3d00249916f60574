"""Runs opened in Python, by analysts: :func:`open_run` and what it gives; see ``docs/api.md``.

The names here, and their public members, stay as they are within a major version.
"""

from review_kit.api.comparison import Comparison
from review_kit.api.definitions import Definition, Definitions
from review_kit.api.opening import open_run
from review_kit.api.rows import Rows
from review_kit.api.run import Run
from review_kit.api.tables import Table, Tables

__all__ = ["Comparison", "Definition", "Definitions", "Rows", "Run", "Table", "Tables", "open_run"]
