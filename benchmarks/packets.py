"""Packets against the naive pipeline, and two workers against one.

    python -m benchmarks.packets --packets 40 --rounds 3

The naive pipeline is what one writes from the documentation of its parts: for one rep after the other
``papermill.execute_notebook`` with the plain kernel, nbconvert, WeasyPrint; same template, same
stylesheets, same run. Its documents must have the same words as ours, or the comparison means nothing.
Ours are checked and recorded besides. All of it counts: starting, importing, ending.

The floor is WeasyPrint's one pass over the finished pages, in a process that has imported everything:
nobody who prints them with WeasyPrint can pay less.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measuring import Figure, Spent, keep, median, run
from benchmarks.projects import make_project

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

TEMPLATE = "rep_packet"
TWO = "a loop that touches no memory, two processes ÷ one:"


def naive(root: Path, packets: int) -> None:
    """Make packets the naive way, into a folder beside the project's reports."""
    import nbformat
    import pandas as pd
    import papermill
    from nbconvert.exporters import HTMLExporter
    from weasyprint.text.fonts import FontConfiguration

    from review_kit import __version__
    from review_kit.project import load_project
    from review_kit.render.brand import PLAIN
    from review_kit.render.export import THEME, with_screen_stylesheet

    project = load_project(root)
    reports = next((root / "reports").glob("*d"))
    reps = pd.read_parquet(reports / "metrics" / "reps.parquet")
    for rep_id in sorted(reps["rep_id"])[:packets]:
        folder = root / "naive" / rep_id
        folder.mkdir(parents=True, exist_ok=True)
        papermill.execute_notebook(
            project.notebooks / f"{TEMPLATE}.ipynb",
            folder / "packet.ipynb",
            parameters={"run": str(reports), "rep_id": rep_id, "evidence": "0" * 16},
            cwd=project.notebooks,
            kernel_name="python3",
            progress_bar=False,
        )
        notebook = nbformat.read(folder / "packet.ipynb", as_version=4)  # type: ignore[no-untyped-call]
        exporter = HTMLExporter(  # type: ignore[no-untyped-call]
            template_name="review_kit",
            extra_template_basedirs=[str(THEME / "nbconvert")],
            exclude_input=True,
            exclude_input_prompt=True,
            exclude_output_prompt=True,
            exclude_raw=True,
            exclude_anchor_links=True,
        )
        labels = {
            "title": rep_id,
            "language": "en",
            "version": __version__,
            "grain": "rep",
            "output": "packet",
            "organisation": "",
            "logo": "",
        }
        html, _ = exporter.from_notebook_node(notebook, resources={"review_kit": labels})
        (folder / "print.html").write_text(html, encoding="utf-8")
        (folder / "packet.html").write_text(with_screen_stylesheet(html, PLAIN), encoding="utf-8")
        fonts = FontConfiguration()
        _print(html, folder / "packet.pdf", fonts, _sheets(fonts))
    print(json.dumps({"made": packets}))


def _sheets(fonts: FontConfiguration) -> list[CSS]:
    from weasyprint import CSS

    from review_kit.render.export import THEME

    return [
        CSS(filename=THEME / "print.css", font_config=fonts),
        CSS(string="@page { size: A4 }", font_config=fonts),
    ]


def _print(html: str, path: Path, fonts: FontConfiguration, sheets: list[CSS]) -> None:
    from weasyprint import HTML

    from review_kit.render.export import THEME

    HTML(string=html, base_url=str(THEME)).write_pdf(
        path, stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1"
    )


def floor(root: Path) -> None:
    """Print the naive pipeline's pages again, with everything loaded, and say what one pass takes."""
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    sheets = _sheets(fonts)
    pages = [
        path.read_text(encoding="utf-8") for path in sorted((root / "naive").glob("*/print.html"))
    ]
    _print(pages[0], root / "naive" / "again.pdf", fonts, sheets)
    began = time.process_time()
    for html in pages:
        _print(html, root / "naive" / "again.pdf", fonts, sheets)
    print(json.dumps({"cpu": (time.process_time() - began) / len(pages)}))


def assert_same_documents(root: Path, packets: int) -> None:
    """Hold each naive packet against ours: the same words, but for keys and page numbers.

    Not page by page: half of ours are set closer, so that the last page does not hold a few lines only.
    """
    from review_kit.check.document import read_pages

    compared = 0
    for path in sorted((root / "naive").glob("*/packet.pdf")):
        ours = next((root / "reports").glob(f"*d/reps/{path.parent.name}/packet.pdf"))
        pages = [read_pages(path), read_pages(ours)]
        numbers = {str(page) for page in range(1, max(map(len, pages)) + 1)}
        words = [
            {word for text in one for word in text.split() if not _is_key(word)} - numbers
            for one in pages
        ]
        assert words[0] == words[1], (path, words[0] ^ words[1])
        compared += 1
    assert compared == packets, (compared, packets)


def two_at_once() -> float:
    """Say how much more two processes get done than one where they share nothing but the machine."""
    loop = [sys.executable, "-c", "x = 0\nfor i in range(20_000_000): x += i * i % 7"]

    def seconds(count: int) -> float:
        begin = time.perf_counter()
        for process in [subprocess.Popen(loop) for _ in range(count)]:
            process.wait()
        return time.perf_counter() - begin

    return 2 * seconds(1) / seconds(2)


def kilobytes(root: Path) -> dict[str, float]:
    """Size of one packet: its PDF, and everything that is kept of it."""
    (run_folder,) = (root / "reports").glob("*d")
    made = [*run_folder.glob("reps/*/packet.*"), *run_folder.glob("notebooks/reps/*/packet.*")]
    size = {path: path.stat().st_size / 1000 for path in made}
    pdfs = [one for path, one in size.items() if path.suffix == ".pdf"]
    return {"pdf": sum(pdfs) / len(pdfs), "all": sum(size.values()) / len(pdfs)}


def _is_key(word: str) -> bool:
    return len(word) >= 12 and set(word.strip(",")) <= set("0123456789abcdef")


def fresh(root: Path) -> None:
    """Forget every document."""
    shutil.rmtree(root / "naive", ignore_errors=True)
    for run_folder in (root / "reports").glob("*d"):
        for name in ("reps", ".batch/records"):
            shutil.rmtree(run_folder / name, ignore_errors=True)


def main() -> None:
    """Measure all ways in turn, so that what disturbs one disturbs all, and keep the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packets", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--naive", type=Path, metavar="FOLDER", help=argparse.SUPPRESS)
    parser.add_argument("--floor", type=Path, metavar="FOLDER", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.naive:
        naive(asked.naive, asked.packets)
        return
    if asked.floor:
        floor(asked.floor)
        return
    spent: dict[str, list[Spent]] = {"naive": [], "one": [], "two": []}
    machine, passes = [], []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        root = make_project(Path(name), asked.packets)
        for number in range(asked.rounds):
            machine.append(two_at_once())
            fresh(root)
            for way, workers in (("two", 2), ("one", 1)):
                spent[way].append(run("benchmarks.projects", root, workers, TEMPLATE))
                assert spent[way][-1].said["made"] == asked.packets
                if way == "two":
                    fresh(root)
            spent["naive"].append(
                run("benchmarks.packets", "--naive", root, "--packets", asked.packets)
            )
            passes.append(run("benchmarks.packets", "--floor", root).said["cpu"])
            if number == 0:
                assert_same_documents(root, asked.packets)
        sizes = kilobytes(root)
    cpu = {way: median(one.cpu for one in found) / asked.packets for way, found in spent.items()}
    wall = {way: median(one.wall for one in found) / asked.packets for way, found in spent.items()}
    minute = {way: 60 / seconds for way, seconds in wall.items()}
    gained = f"two workers ÷ one {wall['one'] / wall['two']:.2f}; {TWO} {median(machine):.2f}"
    keep(
        "packets",
        "Packets",
        [
            Figure("cpu_naive", "a packet, naive: the yardstick", cpu["naive"], "CPU s"),
            Figure(
                "cpu", "a packet, two workers", cpu["two"], "CPU s", cpu["naive"], median(passes)
            ),
            Figure("minute_naive", "packets a minute, naive", minute["naive"], "a minute"),
            Figure("minute_one", "one worker", minute["one"], "a minute", minute["naive"]),
            Figure("minute_two", "two workers", minute["two"], "a minute", minute["naive"]),
            Figure("pdf", "a packet's PDF", sizes["pdf"], "kB"),
            Figure("all", "a packet with web page and notebook", sizes["all"], "kB"),
        ],
        [("of two cores", gained)],
        packets=asked.packets,
        rounds=asked.rounds,
    )


if __name__ == "__main__":
    main()
