"""Real PDFs: pages laid out by the renderer, then broken in one way each."""

import pikepdf
import pytest

from review_kit import render

TITLE = "Review packet · Ann Lee · 2026-09-30"
HEADER = (
    '<header class="running" data-left="Ann Lee · 3 July – 30 September 2026" '
    'data-right="Review packet" data-footer="Confidential · run 2026-09-30-90d"></header>'
)


@pytest.fixture(scope="session")
def renderer():
    return render.Renderer()


@pytest.fixture
def write_pdf(renderer, tmp_path):
    """Lay out HTML as the batch does; return the path of the PDF."""

    def write(*parts, title=TITLE, language="en"):
        path = tmp_path / "packet.pdf"
        html = (
            f'<html lang="{language}"><head><title>{title}</title></head>'
            f'<body class="review-kit"><main>{HEADER}{"".join(parts)}</main></body></html>'
        )
        renderer.write_pdf(html, path)
        return path

    return write


@pytest.fixture
def change():
    """Change a PDF in place."""

    def change_pdf(path, how):
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            how(pdf)
            pdf.save(path)
        return path

    return change_pdf
