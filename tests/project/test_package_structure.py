"""How the package is built: one direction, small modules, light to start."""

from __future__ import annotations

import ast
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from review_kit.execution.task_bundle import MAKES
from review_kit.planning.digests import PRINTS, code_digest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "review_kit"

ORDER = (
    "control_characters",
    "windows",
    "addresses",
    "errors",
    "file_locks",
    "words",
    "number_format",
    "screen",
    "page_templates",
    "grains",
    "public_holidays",
    "project",
    "sources",
    "contracts",
    "snapshot",
    "metrics",
    "access",
    "figures",
    "documents",
    "api",
    "render",
    "check",
    "warm_kernels",
    "records",
    "collecting",
    "mending",
    "quarter",
    "planning",
    "own_metrics",
    "delivery",
    "site",
    "rights",
    "governance",
    "execution",
    "pipeline",
    "guard",
    "quarto",
    "cli",
)
"""Each may import those before it."""
BESIDE = {"demo": {"errors", "project"}}
"""Not on the way of the data: what it may import; only the command line imports it."""

LONG = 400
"""Lines after which a module is named in a warning; one subject may need them."""
SAYS_NOTHING = {"utils", "util", "helpers", "common", "misc"}

MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


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


def test_imports_go_one_way():
    against = []
    for path in MODULES:
        part = part_of(path)
        if part in {"__init__", "__main__"}:
            continue
        if part in BESIDE:
            allowed = BESIDE[part] | {part}
        else:
            allowed = set(ORDER[: ORDER.index(part) + 1])
            if part == "cli":
                allowed |= set(BESIDE)
        against += [f"{name_of(path)} imports {other}" for other in imported_parts(path) - allowed]
    assert against == []


def test_whatever_documents_import_counts_in_their_keys():
    # settings count by their values, which are part of every document's context
    compared = {"errors", "project"}
    # metrics are computed from tables, and documents rest on the rows; of the code they read thresholds
    printing = {*PRINTS} - {"metrics"}
    missing = {
        f"{name_of(path)} imports {other}"
        for path in MODULES
        if part_of(path) in printing
        for other in imported_parts(path) - {*PRINTS} - compared
    }
    assert missing == set()


def test_every_part_that_counts_in_a_key_is_there():
    assert {*PRINTS, *MAKES} <= {part_of(path) for path in MODULES}
    with pytest.raises(FileNotFoundError, match="no_such_part"):
        code_digest("no_such_part")


def test_modules_as_long_as_their_subject_are_named_where_they_are_long():
    long = [
        f"{name_of(path)} ({lines})"
        for path in MODULES
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONG
    ]
    if long:
        warnings.warn(f"modules of more than {LONG} lines: {', '.join(long)}", stacklevel=1)


def test_every_module_has_a_name_that_says_what_is_in_it():
    assert [name_of(path) for path in MODULES if path.stem in SAYS_NOTHING] == []


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("review_kit.words", ("babel", "fluent")),
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
