"""A document made on another machine: what it needs goes there with the task, its files come back.

The worker needs no folder of the project and keeps nothing. It gets the rows that the document may
print (other reps' rows stay here), names for the check, the template as it was planned, and what lies
beside the templates; it returns files as bytes, and the batch puts them in place.
"""

from __future__ import annotations

import json
import pickle
import platform
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from review_kit import __version__
from review_kit.access import Viewers, rows_for
from review_kit.errors import ReviewKitError
from review_kit.execution.build_context import BuildContext
from review_kit.execution.install import install_files
from review_kit.planning.digests import PRINTS, code_digest, template_digest
from review_kit.planning.plan import Task
from review_kit.planning.qmd import SUFFIX as QMD
from review_kit.records.folder import RunFolder
from review_kit.records.record import Failure, Record

if TYPE_CHECKING:
    import pyarrow as pa

    from review_kit.execution.owned_table import OwnedTable

Make = Callable[[Task, BuildContext], Record]
"""Makes a document in the run folder of a build."""

MAKES = (*PRINTS, "warm_kernels", "records", "planning", "execution")
"""Parts of the package that work on a document."""
_LEFT_BEHIND = {"__pycache__", ".ipynb_checkpoints"}
_one_at_a_time = threading.Lock()


class UnfitWorkerError(ReviewKitError):
    """A worker would make other documents than this machine: other code, or another template."""


@dataclass(frozen=True)
class TaskBundle:
    """What travels with a task: metric tables by their path in the run folder."""

    run: Mapping[str, bytes]


@dataclass(frozen=True)
class CommonBundle:
    """What is the same for all tasks of a run, and travels once to each worker.

    Parameters
    ----------
    run
        Files by their path in the run folder: context, names.
    templates
        Every template as it was planned, by its path in the run folder. With their outputs they are larger
        than the rows of a rep.
    beside
        Files by their path in the folder of notebooks: modules and data that templates use.
    brand
        Files of the brand by their name.
    """

    run: Mapping[str, bytes]
    templates: Mapping[str, bytes]
    beside: Mapping[str, bytes]
    brand: Mapping[str, bytes]


@dataclass(frozen=True)
class TaskResult:
    """What a worker sends back of a document."""

    files: Mapping[str, bytes]
    """By name, as they are to be installed in the document's folder."""
    pages: int | None
    failure: Failure | None
    seconds: float
    warnings: tuple[str, ...] = ()


def code_identity() -> str:
    """Identify this machine's code: version, and a digest of every part that makes documents."""
    python = ".".join(platform.python_version_tuple()[:2])
    return f"{__version__}, code {code_digest(*MAKES)}, Python {python}"


class TaskBundler:
    """Makes the task bundles of one run; its tables are looked through once.

    Parameters
    ----------
    build
        Of the run. Tables are laid out in its working folder until :meth:`close`.
    """

    def __init__(self, build: BuildContext) -> None:
        self._build = build
        self._run = build.run
        self._run.work.mkdir(parents=True, exist_ok=True)
        self._laid_out = tempfile.TemporaryDirectory(dir=self._run.work, prefix="tables-")

    def close(self) -> None:
        """Remove what was laid out."""
        self._laid_out.cleanup()

    def bundle(self, task: Task) -> TaskBundle:
        """Collect what a document needs beside :attr:`common`."""
        return TaskBundle(self._metrics(task))

    @cached_property
    def common(self) -> CommonBundle:
        """Collect what every document of the run needs."""
        return CommonBundle(
            {
                self._in_run(self._run.context): self._run.context.read_bytes(),
                self._in_run(self._run.roster): self._names,
                self._in_run(self._run.managers): self._managers,
            },
            {
                self._in_run(path): path.read_bytes()
                for path in sorted(self._build.templates.iterdir())
            },
            self._beside,
            {path.name: path.read_bytes() for path in self._build.brand.files},
        )

    def _in_run(self, path: Path) -> str:
        return path.relative_to(self._run.path).as_posix()

    def _metrics(self, task: Task) -> dict[str, bytes]:
        """Every metric table with the rows that the document may see; one without any is empty."""
        viewer = self._viewers.of(task.entity.grain, task.entity.identifier)
        files = {}
        for name, table in self._tables.items():
            rows = rows_for(viewer, name, table.schema)
            path = f"{self._run.metrics.name}/{name}.parquet"
            files[path] = (
                table.path.read_bytes() if rows.is_all else _parquet(table.rows_of(viewer))
            )
        return files

    @cached_property
    def _viewers(self) -> Viewers:
        from review_kit.execution.owned_table import viewers_of

        return viewers_of(self._run)

    @cached_property
    def _tables(self) -> dict[str, OwnedTable]:
        from review_kit.execution.owned_table import OwnedTable

        folder = Path(self._laid_out.name)
        return {
            path.stem: OwnedTable(path, folder, self._viewers.numbers)
            for path in sorted(self._run.metrics.glob("*.parquet"))
        }

    @cached_property
    def _names(self) -> bytes:
        """Names of everybody, for the check; the table of reps goes without most of them."""
        from review_kit.check import read_people

        names = read_people(self._run.metrics, self._run.roster).names
        return json.dumps(dict(names), ensure_ascii=False).encode("utf-8")

    @cached_property
    def _managers(self) -> bytes:
        """Names of all managers, for the same check."""
        managers = self._run.managers
        return managers.read_bytes() if managers.is_file() else b'{"names": []}'

    @cached_property
    def _beside(self) -> dict[str, bytes]:
        folder = self._build.notebooks
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
            and path.suffix not in {".ipynb", QMD}
            and not _LEFT_BEHIND & {*path.parts}
        }


def make_from_bundle(
    made_by: str, make: Make, pickled: bytes, common: bytes, folder: str | None = None
) -> TaskResult:
    """Make a document from a bundle; this runs on a worker.

    Documents are made one at a time in a process, whatever number of threads it has: neither
    rendering nor the notebooks' kernels are made for threads.

    Parameters
    ----------
    made_by
        :func:`code_identity` of the batch.
    make
        How: :func:`review_kit.execution.make_document.make_document`.
    pickled
        Task, build context and :class:`TaskBundle`: what other code has pickled is not even opened.
    common
        The run's :class:`CommonBundle`, pickled.
    folder
        Where the bundle is written out; by default in the folder of the Dask worker, which is removed
        even after the worker's death.

    Raises
    ------
    UnfitWorkerError
        This is not the code that the batch was planned with.
    """
    here = code_identity()
    if here != made_by:
        raise UnfitWorkerError(f"review-kit is {here} there, and {made_by} here")
    with _one_at_a_time:
        task, build, bundle = pickle.loads(pickled)
        base = Path(folder or _folder_of_worker())
        with tempfile.TemporaryDirectory(dir=base, prefix="document-") as name:
            there = _write_bundle(task, bundle, pickle.loads(common), build, Path(name), base)
            copy = json.loads(there.template_copy(task.template).read_text(encoding="utf-8"))
            if template_digest(copy) != task.inputs["template"]:
                raise UnfitWorkerError(
                    f"{task.template.name} was changed after the run was planned"
                )
            return _result_of(make(task, there), there, build)


def install_outputs(result: TaskResult, task: Task, build: BuildContext) -> Record:
    """Install the files that a worker sent back, and write the document's record."""
    build.run.work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=build.run.work, prefix="arrived-") as name:
        paths = [Path(name) / file for file in result.files]
        for path in paths:
            path.write_bytes(result.files[path.name])
        return install_files(
            task,
            build,
            paths,
            pages=result.pages,
            failure=result.failure,
            started=time.monotonic() - result.seconds,
            warnings=result.warnings,
        )


def _write_bundle(
    task: Task,
    bundle: TaskBundle,
    common: CommonBundle,
    build: BuildContext,
    folder: Path,
    base: Path,
) -> BuildContext:
    """Write bundles into a folder of the worker and return the build context there.

    Run and notebooks lie to each other as they do in the project, because executed notebooks tell how.
    """
    run = RunFolder(_placed(build.run.path, build.project, folder))
    notebooks = _placed(build.notebooks, build.project, folder)
    notebooks.mkdir(parents=True)
    template = build.template_copy(task.template).relative_to(build.run.path).as_posix()
    for root, files in (
        (run.path, {**common.run, **bundle.run, template: common.templates[template]}),
        (notebooks, common.beside),
    ):
        for relative, content in files.items():
            path = root / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    for name, content in common.brand.items():
        (base / name).write_bytes(content)  # named after its content
    return replace(
        build,
        run=run,
        project=folder,
        notebooks=notebooks,
        cache=base / "review-kit",
        brand=build.brand.lying_in(base),
        scratch=None,
    )


def _placed(path: Path, project: Path, folder: Path) -> Path:
    return folder / (path.relative_to(project) if path.is_relative_to(project) else path.name)


def _result_of(record: Record, there: BuildContext, here: BuildContext) -> TaskResult:
    """Collect a document's files, with the folders in them named as on the machine they go to."""
    moved = [(there.run.path, here.run.path), (there.notebooks, here.notebooks)]

    def with_paths_here(text: str) -> str:
        for theirs, ours in moved:
            text = text.replace(str(theirs), str(ours))
        return text

    files = {}
    for file in record.files:
        path = there.run.path / file.path
        content = path.read_bytes()
        if path.suffix in {".ipynb", ".html"}:
            content = with_paths_here(content.decode("utf-8")).encode("utf-8")
        files[path.name] = content
    failure = record.failure
    if failure is not None:
        failure = replace(
            failure, message=with_paths_here(failure.message), trace=with_paths_here(failure.trace)
        )
    return TaskResult(files, record.pages, failure, record.seconds, record.warnings)


def _folder_of_worker() -> str:
    from distributed import get_worker

    return str(get_worker().local_directory)


def _parquet(table: pa.Table) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    return bytes(sink.getvalue())
