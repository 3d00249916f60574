"""What every worker needs, loaded once in the process that the workers of tests are forked from."""

from __future__ import annotations

import importlib

NEEDED = (
    "papermill",
    "nbclient",
    "review_kit.execution.make_document",
    "review_kit.execution.kernels",
    "review_kit.check",
    "review_kit.render",
    "weasyprint",
)

for _name in NEEDED:
    importlib.import_module(_name)
