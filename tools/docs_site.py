"""Build the documentation site into ``_docs/``: ``make docs-site``.

The pages of ``docs/`` are copied there, and each part in the gallery gets its picture, drawn from the newest
run of the demo project. Quarto then renders the site into ``_docs/_site``; where it is not installed, the
pages lie in ``_docs`` as they are.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops
from rich.progress import track

import review_kit
from review_kit import documents
from review_kit.documents import Block
from review_kit.render import Renderer

sys.path.insert(0, str(Path(__file__).parent))
from api_reference import DOCUMENTS, marker, parts_of

ROOT = Path(__file__).resolve().parents[1]
SCALE = 2.0
"""Pixels of a picture for a point."""
MARGIN = 8
"""Pixels of white around a part."""
MANY = 12
"""Reps, teams or managers that are tried until a part has something to show."""

LINK = re.compile(r"\]\(([^)#\s]+)")
EXECUTABLE = re.compile(r"^([\t >]*```+ *)\{([A-Za-z][\w-]*)\}", re.MULTILINE)
"""Where Quarto sees a cell, even within an example; it refuses such a page unless braces are doubled."""
_NOTHING = "*Nothing in the invented data calls for this part.*"
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Part</title>'
    "<style>@page {{ size: 190mm 900mm; margin: 4mm 6mm; @top-left {{ content: none }} "
    "@top-right {{ content: none }} @bottom-left {{ content: none }} @bottom-right {{ content: none }} }}"
    ".review-kit h2 {{ break-before: auto }}</style></head>"
    '<body class="review-kit grain-{grain} document-{output}"><main>'
    '<div class="review-kit">{html}</div></main></body></html>'
)
_WHOSE = {
    "RepPacket": "rep_id",
    "ConversationSheet": "rep_id",
    "BinderCover": "manager_id",
    "TeamRoi": "team",
}
"""Document → column of ``reps`` that tells whose it can be."""
_ARGUMENTS = {"section": ("results",)}
"""Part → what it is called with."""
_OUTPUT = {
    "RepPacket": ("rep", "packet"),
    "ConversationSheet": ("rep", "conversation"),
    "BinderCover": ("manager", "binder"),
    "TeamRoi": ("team", "roi"),
    "OrgSummary": ("org", "summary"),
    "Glossary": ("org", "glossary"),
}


def main() -> int:
    """Build the site and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--project", type=Path, default=ROOT / "demo", help="demo project")
    parser.add_argument("--out", type=Path, default=ROOT / "_docs")
    asked = parser.parse_args()
    site = copy_pages(asked.out)
    shown = draw_parts(review_kit.open_run(asked.project), site / "gallery")
    gallery = site / "gallery.md"
    gallery.write_text(with_pictures(gallery.read_text(encoding="utf-8"), shown), encoding="utf-8")
    quarto = shutil.which("quarto")
    if quarto is None:
        print(
            f"{site}: pages and {sum(shown.values())} pictures. Quarto is not installed, so no site is made."
        )
        return 0
    code = subprocess.run([quarto, "render", str(site)], check=False).returncode
    print(site / "_site" / "index.html")
    return code


def copy_pages(out: Path) -> Path:
    """Copy the pages to ``out``; what they link to outside of ``docs/`` is copied beside them."""
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(ROOT / "docs", out)
    for page in out.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        for link in set(LINK.findall(text)):
            text = text.replace(f"]({link}", f"]({_within(link, page, out)}")
        page.write_text(EXECUTABLE.sub(r"\1{{\2}}", text), encoding="utf-8")
    return out


def _within(link: str, page: Path, out: Path) -> str:
    """Give a link as it has to be in ``out``: a file from elsewhere is brought along, a folder is not."""
    if "://" in link or not link.startswith("../"):
        return link
    source = (ROOT / "docs" / page.relative_to(out).parent / link).resolve()
    if source.is_relative_to(ROOT / "docs") or not source.exists():
        return link
    up = "../" * len(page.relative_to(out).parent.parts)
    if source.is_dir():
        return f"{up}index.md"
    target = out / "files" / source.name
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(source, target)
    return f"{up}files/{source.name}"


def draw_parts(run: review_kit.api.Run, folder: Path) -> dict[str, bool]:
    """Draw each part of each document; tell which of them had anything to show."""
    folder.mkdir(parents=True)
    renderer = Renderer()
    shown = {}
    parts = [(document, part) for document in DOCUMENTS for part in parts_of(document)]
    for document, part in track(parts, "Drawing parts"):
        block = _first_with_something(document, part, run)
        if block is not None:
            grain, output = _OUTPUT[document]
            html = PAGE.format(grain=grain, output=output, html=block.html)
            picture(renderer, html).save(folder / f"{document}.{part}.png", optimize=True)
        shown[f"{document}.{part}"] = block is not None
    return shown


def _first_with_something(document: str, part: str, run: review_kit.api.Run) -> Block | None:
    made = getattr(documents, document)
    key = _WHOSE.get(document)
    reps = run.tables["reps"].to_pandas()
    whose = [{}] if key is None else [{key: name} for name in reps[key].dropna().unique()[:MANY]]
    for arguments in whose:
        opened = made.open(run=str(run.path), evidence="", **arguments)
        block = getattr(opened, part)(*_ARGUMENTS.get(part, ()))
        assert isinstance(block, Block)
        if re.sub(r"<style.*?</style>|<[^>]*>|\s", "", str(block.html)):
            return block
    return None


def picture(renderer: Renderer, html: str) -> Image.Image:
    """Lay a part out, and return it without the white around it."""
    written = io.BytesIO(renderer.lay_out(html).write_pdf())
    with pypdfium2.PdfDocument(written) as pdf:
        page: Image.Image = pdf[0].render(scale=SCALE).to_pil().convert("RGB")
    box = ImageChops.difference(page, Image.new("RGB", page.size, "white")).getbbox()
    if box is None:
        return page.crop((0, 0, page.width, 1))
    left, top, right, bottom = box
    return page.crop(
        (
            max(left - MARGIN, 0),
            max(top - MARGIN, 0),
            min(right + MARGIN, page.width),
            min(bottom + MARGIN, page.height),
        )
    )


def with_pictures(page: str, shown: dict[str, bool]) -> str:
    """Put pictures into the gallery in place of the comments that mark them."""
    for name, there in shown.items():
        document, part = name.split(".")
        image = f"![`{name}`, drawn from invented reps](gallery/{name}.png)" if there else _NOTHING
        page = page.replace(marker(document, part), image)
    return page


if __name__ == "__main__":
    sys.exit(main())
