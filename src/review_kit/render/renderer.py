"""HTML → PDF with WeasyPrint: fonts and stylesheets loaded once, nothing fetched from outside."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.urls import URLFetcher, URLFetcherResponse

from review_kit.errors import ReviewKitError
from review_kit.render.brand import PLAIN, Brand
from review_kit.render.export import THEME, export_html, with_screen_stylesheet
from review_kit.render.fit import fit, units_of
from review_kit.render.forms import complete_form, is_form
from review_kit.render.known_lines import Fonts
from review_kit.render.page import page_of
from review_kit.render.page_marks import with_page_numbers
from review_kit.render.tags import finish_tags
from review_kit.screen import without_explanations

_ASSETS = "https://theme.review-kit.invalid/"
"""Base address of the theme's files. No such host exists: what is not an asset cannot be reached."""
_OF_BRAND = f"{_ASSETS}brand/"


class ForeignAddressError(ReviewKitError):
    """A document points to an address outside the package's own assets."""


class AssetFetcher(URLFetcher):  # type: ignore[misc]
    """Serves the theme's own files and inline ``data:`` pictures; every other address is refused.

    Text from exports can hold markup that an analyst's template lets through; a page must then
    neither read the disk of the machine that renders it nor call anybody.

    Attributes
    ----------
    refused
        Addresses asked for and not served. WeasyPrint goes on without them, so the renderer looks
        here: a page with a hole in it is not a page.
    """

    def __init__(self, brand: Brand) -> None:
        super().__init__(allowed_protocols={"data", "https"})
        self._brand = brand
        self._of_brand = {_OF_BRAND + face.paper.name: face.paper for face in brand.faces}
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return the asset behind ``url``, or refuse."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        if url in self._of_brand:
            return URLFetcherResponse(url, body=self._of_brand[url].read_bytes())
        if url.startswith(_ASSETS):
            path = (THEME / url.removeprefix(_ASSETS)).resolve()
            if path.is_relative_to(THEME) and path.is_file():
                content = path.read_bytes()
                if path.suffix == ".css":
                    content = self._brand.of_css(content.decode("utf-8")).encode("utf-8")
                return URLFetcherResponse(url, body=content)
        self.refused.append(url[:200])
        raise ValueError(f"{url[:200]} is not part of the theme")


@dataclass(frozen=True)
class Rendered:
    """What one document became."""

    pages: int | None
    """Pages of the PDF; ``None`` where no PDF is made."""
    files: Mapping[str, Path]
    """Format → file."""


class Renderer:
    """Renders executed notebooks; one per worker, kept for all of its documents.

    Parameters
    ----------
    paper
        CSS page size, ``A4`` or ``Letter``.
    brand
        Whose accent, logo, type and own rules the documents carry.
    """

    def __init__(self, *, paper: str = "A4", brand: Brand = PLAIN) -> None:
        self._fonts = Fonts()
        self._brand = brand
        self._fetcher = AssetFetcher(brand)
        self._stylesheets = [
            self._css(brand.of_css((THEME / "print.css").read_text(encoding="utf-8"))),
            self._css(f"@page {{ size: {paper} }}"),
            self._css(brand.faces_on_paper(_OF_BRAND)),
        ]
        self._own_rules = ""
        if brand.print_styles is not None:
            self._own_rules = brand.print_styles.read_text(encoding="utf-8")
            self._stylesheets.append(self._css(self._own_rules))

    def _css(self, text: str) -> CSS:
        return CSS(
            string=text, base_url=_ASSETS, font_config=self._fonts, url_fetcher=self._fetcher
        )

    def render(
        self,
        executed: Path | NotebookNode,
        folder: Path,
        *,
        output: str,
        formats: Collection[str],
        grain: str,
        title: str,
        language: str = "en",
        binder_pages: Mapping[str, int] | None = None,
    ) -> Rendered:
        """Write ``<output>.html`` and ``<output>.pdf`` of an executed notebook into ``folder``.

        Parameters
        ----------
        executed
            The notebook, or where it lies.
        output
            Stem of the files.
        formats
            Which of ``pdf`` and ``html`` to write.
        grain
            What the document is about, ``rep`` for example; with ``output``, the theme's rules depend on
            it.
        title, language
            Of the document.
        binder_pages
            ``rep_id`` → page of the binder, where the document is the cover of one that is being bound.
        """
        files: dict[str, Path] = {}
        pages = None
        notebook = (
            nbformat.read(executed, as_version=4)  # type: ignore[no-untyped-call]
            if isinstance(executed, Path)
            else executed
        )
        with _few_collections():
            html = export_html(
                notebook,
                grain=grain,
                output=output,
                title=title,
                language=language,
                brand=self._brand,
            )
            html = with_page_numbers(html, binder_pages or {})
            if "html" in formats:
                files["html"] = folder / f"{output}.html"
                page = with_screen_stylesheet(html, self._brand)
                files["html"].write_text(page, encoding="utf-8")
            if "pdf" in formats:
                files["pdf"] = folder / f"{output}.pdf"
                pages = self.write_pdf(without_explanations(html), files["pdf"])
        return Rendered(pages=pages, files=files)

    def lay_out(self, html: str) -> Document:
        """Lay ``html`` out on pages.

        A page with room to write is filled with it.

        Raises
        ------
        ForeignAddressError
            It asks for something outside the theme.
        """
        self._fetcher.refused.clear()
        units = units_of(html)
        # parsed once, however often it is laid out
        forms = is_form(html)
        page = page_of(html, base_url=_ASSETS, fetcher=self._fetcher, own_rules=self._own_rules)
        document = (
            fit(
                lambda room: self._lay_out(
                    page, forms, self._css(f"html {{ font-size: {room}pt }}")
                ),
                units,
            )
            if units
            else self._lay_out(page, forms)
        )
        if self._fetcher.refused:
            raise ForeignAddressError(
                f"the document asks for {', '.join(sorted(set(self._fetcher.refused)))}, "
                "which is not part of the theme",
                "Put pictures into the notebook as output of a cell; nothing is fetched when a "
                "document is rendered.",
            )
        return document

    def _lay_out(self, page: HTML, forms: bool, *more: CSS) -> Document:
        return page.render(
            font_config=self._fonts, stylesheets=[*self._stylesheets, *more], pdf_forms=forms
        )

    def write_pdf(self, html: str, path: Path) -> int:
        """Lay ``html`` out on pages and write the tagged PDF, with fields where it has some.

        Returns
        -------
        int
            The number of pages.
        """
        document = self.lay_out(html)
        document.write_pdf(
            path, finisher=finish_tags, pdf_variant="pdf/ua-1", pdf_identifier=b"review-kit"
        )
        if is_form(html):
            complete_form(path, html)
        return len(document.pages)


@contextmanager
def _few_collections() -> Iterator[None]:
    """Let Python look for unreachable objects less often.

    A layout is a million objects that live until the PDF is written; looking through them again and
    again takes a tenth of the time. With these thresholds the layouts of some ten documents wait for
    being cleared away, about 200 MB.
    """
    before = gc.get_threshold()
    gc.set_threshold(50_000, 50, 6)
    try:
        yield
    finally:
        gc.set_threshold(*before)
