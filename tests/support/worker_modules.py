"""What every worker needs, loaded once in the process that the workers of tests are forked from."""

from __future__ import annotations

import importlib

NEEDED = (
    "papermill",
    "nbclient",
    "weasyprint",
    "review_kit.check.document",
    "review_kit.execution.kernels",
    "review_kit.execution.make_document",
    "review_kit.render.renderer",
)

for _name in NEEDED:
    importlib.import_module(_name)
# the words that a worker looks up before it delivers its first document
importlib.import_module("review_kit.check.words").ordinary_words()
