"""What a notebook declares is read strictly, and a fault names its key."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from review_kit.errors import ConfigurationError
from review_kit.planning.template import read_template


def test_a_template_is_read_with_its_defaults(write_declaration):
    template = read_template(write_declaration("my_packet.ipynb"))
    assert (template.name, template.grain, template.output) == ("my_packet", "rep", "my_packet")
    assert template.formats == ("pdf", "html")
    assert (template.pages, template.shows) == (None, ())


def test_bounds_of_pages_and_what_page_one_shows_are_read(write_declaration):
    path = write_declaration(pages=[3, 14], shows=["focus_criteria"])
    template = read_template(path)
    assert (template.pages, template.shows) == ((3, 14), ("focus_criteria",))


def test_a_notebook_that_declares_nothing_is_no_template(tmp_path):
    path = tmp_path / "scratch.ipynb"
    nbformat.write(new_notebook(), path)
    assert read_template(path) is None


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"grain": "person"}, "grain"),
        ({"title": " "}, "title"),
        ({"formats": ["docx"]}, "formats"),
        ({"formats": []}, "formats"),
        ({"output": "../packet"}, "output"),
        ({"format": ["pdf"]}, "format"),
        ({"pages": [2, 1]}, "pages"),
        ({"pages": [0, 1]}, "pages"),
        ({"pages": 3}, "pages"),
        ({"pages": [1, True]}, "pages"),
        ({"shows": ["everything"]}, "shows"),
        ({"shows": ["focus_criteria"], "grain": "team"}, "shows"),
    ],
)
def test_a_wrong_value_names_file_and_key(write_declaration, wrong, key):
    path = write_declaration(**wrong)
    with pytest.raises(ConfigurationError, match=rf"packet\.ipynb: metadata\.review_kit\.{key}: "):
        read_template(path)


def test_the_parameters_cell_is_needed_once(tmp_path):
    notebook = new_notebook()
    notebook.metadata.review_kit = {"grain": "org", "title": "t", "audience": "a"}
    path = tmp_path / "t.ipynb"
    nbformat.write(notebook, path)
    with pytest.raises(ConfigurationError, match="0 cells are tagged 'parameters'"):
        read_template(path)


def test_a_parameter_that_is_missing_is_named(tmp_path):
    notebook = new_notebook()
    notebook.metadata.review_kit = {"grain": "team", "title": "t", "audience": "a"}
    cell = new_code_cell('run = ""\nevidence = ""')
    cell.metadata.tags = ["parameters"]
    notebook.cells = [cell]
    path = tmp_path / "t.ipynb"
    nbformat.write(notebook, path)
    with pytest.raises(ConfigurationError, match="does not set 'team'"):
        read_template(path)


def test_a_broken_file_is_one_message(tmp_path):
    path = tmp_path / "t.ipynb"
    path.write_text("{not json", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="not a Jupyter notebook"):
        read_template(path)


def test_every_shipped_notebook_is_a_template():
    from review_kit.project import template_folder

    templates = [
        read_template(p) for p in sorted((template_folder() / "notebooks").glob("*.ipynb"))
    ]
    assert [t.output for t in templates if t] == [
        "cover",
        "conversation",
        "summary",
        "packet",
        "roi",
    ]
