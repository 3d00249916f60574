"""On which page each part of a binder begins, and how the cover comes to know it."""

import pytest
from pypdf import PdfReader

from review_kit.render.bind import Part, bind_pdfs
from review_kit.render.binder_pages import first_pages
from review_kit.render.page_marks import with_page_numbers

MARK = '<span class="binder-page" data-rep="{}" data-words="page {{page}}"></span>'


@pytest.mark.parametrize(
    ("lengths", "starts"), [([1, 6, 1, 5], [1, 3, 9, 11]), ([2, 2], [1, 3]), ([3], [1]), ([], [])]
)
def test_each_part_begins_on_an_odd_page(lengths, starts):
    assert first_pages(lengths) == starts


def test_marks_are_filled_by_rep_and_others_go():
    html = f"<b>{MARK.format('A&amp;1')}</b><i>{MARK.format('R2')}</i>"
    filled = with_page_numbers(html, {"A&1": 17})
    assert "page 17</a></b><i></i>" in filled
    assert with_page_numbers(html, {}) == "<b></b><i></i>"


def test_words_of_a_mark_are_words_and_no_markup():
    mark = '<span class="binder-page" data-rep="R1" data-words="p. {page} &lt;b&gt;"></span>'
    assert ">p. 3 &lt;b&gt;</a>" in with_page_numbers(mark, {"R1": 3})


def test_a_filled_mark_leads_to_the_page_that_it_names(renderer, tmp_path):
    def write(name, body):
        path = tmp_path / f"{name}.pdf"
        head = f"<html lang='en'><head><title>{name}</title></head>"
        renderer.write_pdf(f"{head}<body class='review-kit'>{body}</body></html>", path)
        return path

    cover = write(
        "cover", f"<h1>Cover</h1><p>{with_page_numbers(MARK.format('R1'), {'R1': 3})}</p>"
    )
    packet = write("packet", "<h1>Ana Ruiz</h1>")
    bind_pdfs([Part(cover, "Cover"), Part(packet, "Ana Ruiz")], tmp_path / "binder.pdf", title="T")
    reader = PdfReader(tmp_path / "binder.pdf")
    (link,) = (one.get_object() for one in reader.pages[0].annotations)
    assert reader.get_page_number(link["/Dest"][0].get_object()) == 2
    assert link["/Contents"] == "page 3"
    assert "/A" not in link


def test_a_number_in_letters_that_cannot_be_printed_is_a_bare_number(renderer, tmp_path):
    path = tmp_path / "one.pdf"
    renderer.write_pdf("<html lang='en'><head><title>T</title></head><h1>One</h1></html>", path)
    bind_pdfs([Part(path, "One")], tmp_path / "a.pdf", title="T", page_words=lambda n: f"第 {n} 頁")
    bind_pdfs(
        [Part(path, "One")], tmp_path / "b.pdf", title="T", page_words=lambda n: f"Mappe, S. {n} é"
    )
    texts = [PdfReader(tmp_path / name).pages[0].extract_text() for name in ("a.pdf", "b.pdf")]
    # what is on the page, the document's own number, and the binder's
    assert "".join(texts[0].split()) == "One" + "1/1" + "1"
    assert "Mappe, S. 1 é" in texts[1]
