"""Plans, runs and records: which document for whom, made by whom, current or not."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from review_kit.batch.find import find_run, run_state
    from review_kit.batch.folder import RunFolder
    from review_kit.batch.kernels import try_kernel
    from review_kit.batch.manifest import Manifest, read_manifest
    from review_kit.batch.new_template import write_template
    from review_kit.batch.planning import Plan, Task, plan
    from review_kit.batch.preparing import Prepared, prepare
    from review_kit.batch.progress import Progress
    from review_kit.batch.records import DocumentFile, Failure, Record
    from review_kit.batch.report_templates import find_templates
    from review_kit.batch.run import RunOptions, RunResult, run_project
    from review_kit.batch.selection import Only
    from review_kit.batch.site import write_site
    from review_kit.batch.validating import check_exports

_HOMES = {
    "DocumentFile": "records",
    "Failure": "records",
    "Manifest": "manifest",
    "Only": "selection",
    "Plan": "planning",
    "Prepared": "preparing",
    "Progress": "progress",
    "Record": "records",
    "RunFolder": "folder",
    "RunOptions": "run",
    "RunResult": "run",
    "Task": "planning",
    "check_exports": "validating",
    "find_run": "find",
    "find_templates": "report_templates",
    "plan": "planning",
    "prepare": "preparing",
    "read_manifest": "manifest",
    "run_project": "run",
    "run_state": "find",
    "try_kernel": "kernels",
    "write_site": "site",
    "write_template": "new_template",
}

__all__ = [
    "DocumentFile",
    "Failure",
    "Manifest",
    "Only",
    "Plan",
    "Prepared",
    "Progress",
    "Record",
    "RunFolder",
    "RunOptions",
    "RunResult",
    "Task",
    "check_exports",
    "find_run",
    "find_templates",
    "plan",
    "prepare",
    "read_manifest",
    "run_project",
    "run_state",
    "try_kernel",
    "write_site",
    "write_template",
]


def __getattr__(name: str) -> Any:
    # A kernel starts from a module of this package; it must not pay for pandas and nbformat.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"review_kit.batch.{_HOMES[name]}"), name)
    raise AttributeError(name)
