"""``review-kit docs``."""

from __future__ import annotations

from typing import Annotated

import typer

from review_kit.cli.console import print_json, say, say_text
from review_kit.cli.options import AsJson

NAME = "docs"

Page = Annotated[
    str | None, typer.Argument(metavar="[PAGE]", help="Page to print; default: list all of them.")
]


def command(page: Page = None, as_json: AsJson = False) -> None:
    """Read the documentation of this version, without a network."""
    from review_kit.errors import UnknownNameError
    from review_kit.project import template_folder

    folder = template_folder() / "docs"
    pages = {path.stem: path for path in sorted(folder.glob("*.md"))}
    if page is not None:
        name = page.removesuffix(".md")
        if name not in pages:
            raise UnknownNameError(
                f"there is no page '{page}'", name, pages, "List them with: review-kit docs"
            )
        text = pages[name].read_text(encoding="utf-8")
        if as_json:
            print_json({"page": name, "file": str(pages[name]), "text": text})
        else:
            say_text(text)
        return
    titles = {
        name: path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        for name, path in pages.items()
    }
    if as_json:
        print_json({"folder": str(folder), "pages": titles})
        return
    for name, title in titles.items():
        say(f"{name:<16} {title}")
    say()
    say(f"Print one with 'review-kit docs NAME', or open it in {folder}")
