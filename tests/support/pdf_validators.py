"""What validators of PDF/UA say of a file: outloud and pdfua, each on its own reading of it."""

from __future__ import annotations

from pathlib import Path

import outloud
import pdfua.rules.structure
import pytest
from pdfua import Severity, Validator
from pikepdf import Object

HEADINGS_AS_HEADS = "PAG-001"
"""In a binder each packet begins its pages with the same headings, at the same place."""
FIELDS_AS_GRID = "TBL-014"
"""On a sheet to fill the frames of the fields look like one table over the page."""


def faults(path: Path, *, allowed: frozenset[str] = frozenset()) -> list[str]:
    """Say what the validators find, warnings included, and which of their rules did not run.

    Parameters
    ----------
    allowed
        Rules of outloud whose warnings do not count.
    """
    said = outloud.check(str(path))
    assert said.error is None, said.error
    found = [
        f"outloud {one.rule} ({one.severity}), page {one.page}: {one.message}: {one.evidence}"
        for one in said.findings
        if not (one.severity == "warning" and one.rule in allowed)
    ]
    found += [f"outloud {run.rule}: {run.reason}" for run in said.runs if run.status == "crashed"]
    with pytest.MonkeyPatch.context() as patch:
        # 0.1.3 asks an array whether it is a number in a way that pikepdf 10 answers with an error
        known = pdfua.rules.structure.as_integer
        patch.setattr(
            pdfua.rules.structure,
            "as_integer",
            lambda value: None if isinstance(value, Object) else known(value),
        )
        report = Validator().validate(str(path))
    found += [
        f"pdfua {one.rule_id} ({one.severity.name}), {one.location}: {one.message}"
        for one in report.findings
        if one.severity != Severity.INFO
    ]
    found += [f"pdfua: {one} did not run" for one in report.skipped]
    return found


def errors(path: Path) -> list[str]:
    """Say what the validators find, but for what they only warn of."""
    return [one for one in faults(path) if "(warning)" not in one and "(WARNING)" not in one]
