"""Packets against the naive pipeline, and two workers against one.

    python -m benchmarks.packets --packets 40 --rounds 3

The naive pipeline is what one writes from the documentation of its parts: for one rep after the other
``papermill.execute_notebook`` with the plain kernel, nbconvert, WeasyPrint; same template, same
stylesheets, same run. Its documents must have the same words on the same pages as ours, or the comparison
means nothing. Ours are checked and recorded besides. All of it counts: starting, importing, ending.
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

from benchmarks.measuring import Spent, keep, median, run
from benchmarks.projects import make_project

TEMPLATE = "rep_packet"


def naive(root: Path, packets: int) -> None:
    """Make packets the naive way, into a folder beside the project's reports."""
    import nbformat
    import pandas as pd
    import papermill
    from nbconvert.exporters import HTMLExporter
    from weasyprint import CSS, HTML
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
        (folder / "packet.html").write_text(with_screen_stylesheet(html, PLAIN), encoding="utf-8")
        fonts = FontConfiguration()
        sheets = [
            CSS(filename=THEME / "print.css", font_config=fonts),
            CSS(string="@page { size: A4 }", font_config=fonts),
        ]
        HTML(string=html, base_url=str(THEME)).write_pdf(
            folder / "packet.pdf",
            stylesheets=sheets,
            font_config=fonts,
            pdf_variant="pdf/ua-1",
        )
    print(json.dumps({"made": packets}))


def assert_same_documents(root: Path, packets: int) -> None:
    """Hold each naive packet against ours: the same words, page by page, but for the keys."""
    from review_kit.check.document import read_pages

    compared = 0
    for path in sorted((root / "naive").glob("*/packet.pdf")):
        ours = next((root / "reports").glob(f"*d/reps/{path.parent.name}/packet.pdf"))
        for theirs_of_page, ours_of_page in zip(read_pages(path), read_pages(ours), strict=True):
            words = [
                {word for word in text.split() if not _is_key(word)}
                for text in (theirs_of_page, ours_of_page)
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
    parser.add_argument("--packets", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--naive", nargs=1, metavar="FOLDER", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.naive:
        naive(Path(asked.naive[0]), asked.packets)
        return
    spent: dict[str, list[Spent]] = {"naive": [], "one": [], "two": []}
    machine = []
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
            if number == 0:
                assert_same_documents(root, asked.packets)
    cpu = {way: median(one.cpu for one in found) / asked.packets for way, found in spent.items()}
    wall = {way: median(one.wall for one in found) / asked.packets for way, found in spent.items()}
    keep(
        "packets",
        "Packets against the naive pipeline",
        [
            ("CPU seconds of a packet, naive", f"{cpu['naive']:.2f}"),
            ("CPU seconds of a packet, two workers", f"{cpu['two']:.2f}"),
            ("**CPU, naive ÷ two workers**", f"**{cpu['naive'] / cpu['two']:.2f}**"),
            ("packets a minute, naive", f"{60 / wall['naive']:.1f}"),
            ("packets a minute, one worker", f"{60 / wall['one']:.1f}"),
            ("packets a minute, two workers", f"{60 / wall['two']:.1f}"),
            (
                "**packets a minute, two workers ÷ naive**",
                f"**{wall['naive'] / wall['two']:.2f}**",
            ),
            (
                "**packets a minute, two workers ÷ one**",
                f"**{wall['one'] / wall['two']:.2f}**",
            ),
            (
                "a loop that touches no memory, two processes ÷ one: what this machine gives",
                f"{median(machine):.2f}",
            ),
        ],
        packets=asked.packets,
        rounds=asked.rounds,
    )


if __name__ == "__main__":
    main()
