"""The same executed notebooks rendered by Quarto and by this package.

    python -m benchmarks.quarto --packets 5

Each packet becomes a web page and a PDF. Quarto does both without executing anything; its PDF goes through
WeasyPrint too. Where ``quarto`` is not on PATH, this says so and ends.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import Figure, keep, run
from benchmarks.projects import make_project

from review_kit.render.export import THEME

WORK = "benchmarks.quarto"


def with_quarto(folder: Path) -> None:
    """Render every notebook of a folder with Quarto."""
    path = Path(sys.executable).parent
    for notebook in sorted(folder.glob("*.ipynb")):
        for options in (
            ["html", "--no-execute"],
            ["pdf", "--no-execute", "-M", "pdf-engine:weasyprint", "-M", "fig-format:svg"],
        ):
            subprocess.run(
                [
                    *("quarto", "render", notebook.name, "--to", *options),
                    *("--quiet", "-M", f"css:{THEME / 'print.css'}"),
                ],
                cwd=folder,
                check=True,
                env={"PATH": f"{path}:/usr/local/bin:/usr/bin:/bin", "HOME": str(folder)},
            )
    print(json.dumps({"made": len(list(folder.glob("*.pdf")))}))


def with_review_kit(folder: Path) -> None:
    """Render every notebook of a folder with one renderer."""
    from review_kit.planning.template import read_template
    from review_kit.render import Renderer

    renderer = Renderer()
    notebooks = sorted(folder.glob("*.ipynb"))
    for notebook in notebooks:
        out = folder / notebook.stem
        out.mkdir(exist_ok=True)
        template = read_template(notebook)
        assert template is not None
        renderer.render(
            notebook,
            out,
            output=template.output,
            formats=template.formats,
            grain=template.grain,
            title=notebook.stem,
        )
    print(json.dumps({"made": len(notebooks)}))


def main() -> None:
    """Measure both and keep the ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packets", type=int, default=5)
    parser.add_argument("--work", nargs=2, metavar=("WAY", "FOLDER"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        way, folder = asked.work
        {"quarto": with_quarto, "review-kit": with_review_kit}[way](Path(folder))
        return
    if shutil.which("quarto") is None:
        print("quarto is not installed: nothing to compare with (pip install 'review-kit[quarto]')")
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        root = make_project(Path(name), asked.packets)
        run("benchmarks.projects", root, 2, "rep_packet")
        folder = Path(name) / "executed"
        folder.mkdir()
        for path in (root / "reports").glob("*d/notebooks/reps/*/packet.ipynb"):
            shutil.copyfile(path, folder / f"{path.parent.name}.ipynb")
        ours = run(WORK, "--work", "review-kit", folder)
        theirs = run(WORK, "--work", "quarto", folder)
        assert theirs.said["made"] == ours.said["made"] == asked.packets
    keep(
        "quarto",
        "Rendering against Quarto",
        [
            Figure(
                "cpu",
                "an executed notebook to page and PDF (naive: Quarto)",
                ours.cpu / asked.packets,
                "CPU s",
                theirs.cpu / asked.packets,
            )
        ],
        packets=asked.packets,
    )


if __name__ == "__main__":
    main()
