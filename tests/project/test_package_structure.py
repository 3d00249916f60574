"""How the package is built: one direction, small modules, light to start."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from review_kit.planning.digests import PRINTS

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "review_kit"

ORDER = (
    "control_characters",
    "addresses",
    "errors",
    "project",
    "sources",
    "contracts",
    "snapshot",
    "access",
    "metrics",
    "figures",
    "documents",
    "render",
    "check",
    "warm_kernels",
    "records",
    "planning",
    "execution",
    "pipeline",
    "cli",
)
"""Each may import those before it."""
BESIDE = {"demo": {"errors", "project"}}
"""Not on the way of the data: what it may import; only the command line imports it."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


def imported_parts(path: Path) -> set[str]:
    parts = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names = [node.module or ""]
            if node.module == "review_kit":
                names = [f"review_kit.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        parts |= {
            name.split(".")[1]
            for name in names
            if name.startswith("review_kit.") and not name.startswith("review_kit.__")
        }
    return parts


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path):
    part = part_of(path)
    if part in {"__init__", "__main__"}:
        return
    if part in BESIDE:
        allowed = BESIDE[part] | {part}
    else:
        allowed = set(ORDER[: ORDER.index(part) + 1])
        if part == "cli":
            allowed |= set(BESIDE)
    assert imported_parts(path) <= allowed


def test_whatever_documents_import_counts_in_their_keys():
    # what it means for a document is compared as values: its settings
    compared = {"errors", "project"}
    imported = set[str]().union(
        *(imported_parts(path) for path in MODULES if part_of(path) in {*PRINTS} - {"metrics"})
    )
    assert imported <= {*PRINTS} | compared


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_is_longer_than_four_hundred_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_has_a_name_that_says_what_is_in_it(path):
    assert path.stem not in {"utils", "util", "helpers", "common", "misc"}


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("review_kit.cli", ("pandas", "pydantic", "rich", "nbformat", "weasyprint", "duckdb")),
        ("review_kit.execution.kernel_process", ("pandas", "nbformat", "ipykernel")),
        ("review_kit.warm_kernels.zygote", ("pandas", "zmq", "ipykernel", "jupyter_client")),
        ("review_kit.render", ("weasyprint", "nbconvert", "matplotlib")),
        ("review_kit.check", ("pypdf", "pypdfium2", "pikepdf", "pyarrow", "weasyprint")),
        ("review_kit.contracts", ("great_expectations",)),
        ("review_kit.documents", ("great_expectations", "weasyprint", "papermill")),
        ("review_kit.records.find", ("great_expectations", "weasyprint", "papermill", "pandas")),
    ],
)
def test_importing_a_package_does_not_pay_for_what_it_may_never_need(module, heavy):
    script = f"import sys, {module}\nprint(*[name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
