"""Where the processor time of one rep's packet goes.

    python -m benchmarks.profile_packet --packets 8

Makes packets as one worker does, after two that pay for imports and caches, and prints CPU seconds of a
packet by stage. The kernel's process is measured from outside; what its cells do is measured by executing
the same cells here, with nothing else changed. Stages do not overlap: what a stage calls and has a line of
its own is counted there.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
from benchmarks.measuring import Figure, keep
from benchmarks.projects import make_project, packet_build

from review_kit.execution import make_document
from review_kit.planning.plan import Task
from review_kit.records.folder import RunFolder

IN_THE_WORKER = {
    "papermill and nbclient": [("review_kit.execution.make_document", "_execute")],
    "nbconvert": [("review_kit.render.renderer", "export_html")],
    "WeasyPrint: parse HTML": [("weasyprint", "HTML.__init__")],
    "WeasyPrint: match styles": [("weasyprint.document", "get_all_computed_styles")],
    "WeasyPrint: boxes": [("weasyprint.document", "build_formatting_structure")],
    "WeasyPrint: layout": [("weasyprint.document", "Document._render")],
    "WeasyPrint: paint": [("weasyprint.document", "generate_pdf")],
    "WeasyPrint: tags": [("weasyprint.pdf", "add_tags")],
    "WeasyPrint: fonts": [("weasyprint.pdf", "build_fonts_dictionary")],
    "WeasyPrint: write and compress": [("pydyf", "PDF.write")],
    "check: structure": [("review_kit.check.document", "check_structure")],
    "check: read the text back": [("review_kit.check.document", "read_pages")],
    "check: names and numbers": [("review_kit.execution.make_document", "_check")],
    "hash, move, record": [("review_kit.execution.make_document", "install_files")],
}
IN_THE_KERNEL = {
    "cells: read metrics": [
        ("review_kit.documents.parts.entity_data", "EntityData.table"),
        ("review_kit.documents.parts.entity_data", "open_entity"),
    ],
    "cells: draw figures": [("review_kit.figures.trajectory", "draw_trajectory")],
    "cells: figures to SVG": [("review_kit.figures.canvas", "to_svg")],
    "cells: tables": [("review_kit.documents.parts.tables", "table_block")],
}

PARTS = {
    "notebook": ("its notebook", ("kernel", "cells", "papermill")),
    "page": ("page and PDF", ("nbconvert", "WeasyPrint")),
    "check": ("the check", ("check",)),
}
"""What the table shows of it, and the stages that belong to each."""


class Clock:
    """Counts the processor time of functions, without that of counted functions that they call."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._under_way: list[float] = []

    def counted(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap a function of a stage."""

        @functools.wraps(function)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            self._under_way.append(0.0)
            begin = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                whole = time.process_time() - begin
                self.seconds[stage] += whole - self._under_way.pop()
                if self._under_way:
                    self._under_way[-1] += whole

        return wrapped

    def watch(self, stages: dict[str, list[tuple[str, str]]]) -> None:
        """Wrap functions where they are looked up, in every module that has imported them."""
        for stage, places in stages.items():
            for module_name, path in places:
                holder: Any = importlib.import_module(module_name)
                *outer, name = path.split(".")
                for part in outer:
                    holder = getattr(holder, part)
                original = getattr(holder, name)
                wrapped = self.counted(stage, original)
                setattr(holder, name, wrapped)
                if not outer:
                    _replace_imported(name, original, wrapped)


def _replace_imported(name: str, original: object, wrapped: object) -> None:
    import sys

    for module in list(sys.modules.values()):
        if getattr(module, "__dict__", {}).get(name) is original:
            setattr(module, name, wrapped)


def descendants_seconds() -> float:
    """Processor time of every process that this one has started, dead ones included."""
    total = 0.0
    for child in psutil.Process().children(recursive=True):
        times = child.cpu_times()
        total += times.user + times.system + times.children_user + times.children_system
    return total


def execute_cells(task: Task, run: RunFolder, notebooks: Path) -> None:
    """Execute a template's cells here and make the HTML of each value, as a kernel does."""
    import nbformat

    here = Path.cwd()
    os.chdir(notebooks)
    try:
        names: dict[str, Any] = {}
        cells = [
            c.source
            for c in nbformat.read(task.template.path, 4).cells  # type: ignore[no-untyped-call]
            if c.cell_type == "code"
        ]
        exec(cells[0], names)
        names |= {"run": str(run.path), **task.parameters, "evidence": task.key}
        for cell in cells[1:]:
            *head, last = cell.strip().split("\n")
            exec("\n".join(head), names)
            value = eval(last, names)
            getattr(value, "_repr_html_", lambda: None)()
    finally:
        os.chdir(here)


def profile(root: Path, packets: int, warm_up: int = 2) -> list[tuple[str, float]]:
    """Make packets and return CPU seconds of one by stage."""
    clock, cells = Clock(), Clock()
    whole_cells = 0.0
    with packet_build(root) as (packets_planned, build):
        tasks = packets_planned[: packets + warm_up]
        for number, task in enumerate(tasks):
            if number == warm_up:
                clock.watch(IN_THE_WORKER)
                clock.seconds.clear()
                begin, kernels = time.process_time(), descendants_seconds()
            record = make_document.make_document(task, build)
            assert record.status == "made", record.failure
        made = len(tasks) - warm_up
        worker = (time.process_time() - begin) / made
        kernel = (descendants_seconds() - kernels) / made
        for number, task in enumerate(tasks):
            if number == warm_up:
                cells.watch(IN_THE_KERNEL)
                cells.seconds.clear()
                begin = time.process_time()
            execute_cells(task, build.run, build.notebooks)
        whole_cells = (time.process_time() - begin) / made
    inside = {stage: seconds / made for stage, seconds in cells.seconds.items()}
    stages = {stage: seconds / made for stage, seconds in clock.seconds.items()}
    lines = [("kernel: start, messages, end", max(0.0, kernel - whole_cells))]
    lines += [(stage, inside.get(stage, 0.0)) for stage in IN_THE_KERNEL]
    lines.append(("cells: everything else", whole_cells - sum(inside.values())))
    lines += [(stage, stages.get(stage, 0.0)) for stage in IN_THE_WORKER]
    lines.append(("everything else in the worker", worker - sum(stages.values())))
    return [*lines, ("whole", worker + kernel)]


def main() -> None:
    """Profile packets and keep the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packets", type=int, default=8)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        lines = profile(make_project(Path(name), asked.packets + 4), asked.packets)
    whole = lines[-1][1]
    rows = [(stage, f"{seconds:.3f} CPU s, {seconds / whole:.0%}") for stage, seconds in lines]
    parts = [
        Figure(
            key,
            what,
            sum(seconds for stage, seconds in lines if stage.startswith(stages)),
            "CPU s",
        )
        for key, (what, stages) in PARTS.items()
    ]
    whole_packet = Figure("whole", "a packet in a worker that runs", whole, "CPU s")
    keep(
        "profile_packet",
        "Where a packet's time goes",
        [whole_packet, *parts],
        rows,
        packets=asked.packets,
    )


if __name__ == "__main__":
    main()
