"""What every worker needs, loaded once in the process that they are forked from.

A library that cannot be loaded is no fault yet: the document that needs it says what is lacking.
"""

from __future__ import annotations

import contextlib
import importlib

NEEDED = (
    "papermill",
    "nbclient",
    "review_kit.batch.make",
    "review_kit.batch.kernels",
    "review_kit.check",
    "review_kit.render",
    "weasyprint",
)

for _name in NEEDED:
    with contextlib.suppress(Exception):
        importlib.import_module(_name)
