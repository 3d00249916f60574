"""The end of a run: what was made is what lies there, and the numbers are those it was made from.

Notebooks run as the user who started the run, so one that writes files can write into another
rep's folder. What such a notebook has written to is not handed out.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping

from review_kit.execution.build_context import BuildContext
from review_kit.execution.install import install_failure
from review_kit.planning.digests import digest_json
from review_kit.planning.plan import Task
from review_kit.records.folder import RunFolder
from review_kit.records.integrity import FileCheck
from review_kit.records.record import CHANGED, Failure, Record

_NEXT = "The next run will make it again."


def fail_changed(
    tasks: Mapping[str, Task],
    standing: Mapping[str, Record],
    files: FileCheck,
    build: BuildContext,
) -> Iterator[Record]:
    """Fail every document whose files are not as they were made, and give its new record.

    Parameters
    ----------
    tasks
        By document: all that there may be.
    standing
        By document: records that the files must agree with.
    """
    made = (r for r in standing.values() if r.status == "made" and r.document in tasks)
    for damage in files.damages(made):
        kept = ""
        if damage.changed:
            kept = (
                f" The changed files are kept in {build.run.changed.relative_to(build.run.path)}."
            )
        message = f"something else changed it after it was made: {damage}.{kept} {_NEXT}"
        yield install_failure(
            tasks[damage.record.document],
            build,
            Failure(CHANGED, message),
            started=time.monotonic(),
        )


def fail_made_of_other_numbers(
    tasks: Mapping[str, Task], made: Mapping[str, Record], build: BuildContext
) -> Iterator[Record]:
    """Fail what was made in a run whose metric tables were written to meanwhile."""
    message = (
        "the run's metric tables were changed while documents were being made, so its numbers "
        f"cannot be trusted. {_NEXT}"
    )
    for document, record in made.items():
        if record.status == "made" and document in tasks:
            yield install_failure(
                tasks[document], build, Failure(CHANGED, message), started=time.monotonic()
            )


def digest_of_numbers(run: RunFolder, files: FileCheck) -> str:
    """Digest everything that documents are made from: metric tables and context."""
    paths = sorted(path for path in run.metrics.rglob("*") if path.is_file())
    return digest_json([[path.name, files.digest(path)] for path in paths])
