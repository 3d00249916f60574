"""What a notebook declares is read strictly, and a fault names its key."""

import json
import re
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from review_kit.errors import ConfigurationError
from review_kit.planning.template import Declaration, read_template
from review_kit.project import template_folder


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
        ({"grain": None}, "grain"),
        ({"title": " "}, "title"),
        ({"formats": ["docx"]}, "formats"),
        ({"formats": []}, "formats"),
        ({"formats": "pdf"}, "formats"),
        ({"audience": 3}, "audience"),
        ({"output": "../packet"}, "output"),
        ({"format": ["pdf"]}, "format"),
        ({"pages": [2, 1]}, "pages"),
        ({"pages": [0, 1]}, "pages"),
        ({"pages": 3}, "pages"),
        ({"pages": [1, True]}, "pages"),
        ({"shows": ["everything"]}, "shows"),
        ({"shows": ["focus_criteria"], "grain": "team"}, "shows"),
        ({"binds": ["packet"]}, "binds"),
        ({"binds": "packet"}, "binds"),
        ({"binds": "packet", "grain": "manager", "formats": ["html"]}, "binds"),
        ({"behind": "conversation", "grain": "manager", "formats": ["pdf"]}, "behind"),
        ({"for_everybody": True}, "for_everybody"),
    ],
)
def test_a_wrong_value_names_file_and_key(write_declaration, wrong, key):
    path = write_declaration(**wrong)
    with pytest.raises(ConfigurationError, match=rf"packet\.ipynb: metadata\.review_kit\.{key}: "):
        read_template(path)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            {"grain": "desk"},
            "grain: input should be 'rep', 'team', 'manager' or 'org' (it is 'desk')",
        ),
        ({"format": ["pdf"]}, "format: unknown key (did you mean 'formats'?)"),
        ({"formats": ["docx"]}, "formats: must list one or more of pdf, html (it is ['docx'])"),
        (
            {"output": "../p"},
            "output: must be a plain file name without extension, such as 'packet' (it is '../p')",
        ),
        (
            {"pages": [2, 1]},
            "pages: must be two whole numbers, smallest and largest, such as [1, 1] (it is [2, 1])",
        ),
    ],
)
def test_a_fault_says_what_would_be_right_and_where_the_keys_are_listed(
    write_declaration, wrong, sentence
):
    path = write_declaration(**wrong)
    with pytest.raises(ConfigurationError) as raised:
        read_template(path)
    assert raised.value.message == f"{path}: metadata.review_kit.{sentence}"
    assert "docs/extending.md lists the keys" in raised.value.hint


def test_all_faults_are_named_at_once(write_declaration):
    path = write_declaration(grain="desk", pages=3, colour="red")
    with pytest.raises(ConfigurationError) as raised:
        read_template(path)
    assert len(raised.value.message.splitlines()) == 3


def test_the_docs_list_every_key_with_its_meaning():
    page = Path(__file__).resolve().parents[2] / "docs" / "extending.md"
    section = page.read_text(encoding="utf-8").split("## What a template declares")[1]
    section = section.split("\n## ")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", section, flags=re.MULTILINE))
    fields = Declaration.model_fields
    assert rows == {name: field.description for name, field in fields.items()}
    example = json.loads("{" + re.search(r"```json\n(.+?)```", section, flags=re.DOTALL)[1] + "}")
    Declaration.model_validate_json(json.dumps(example["review_kit"]))


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
    paths = sorted((template_folder() / "notebooks").glob("*.ipynb"))
    templates = [read_template(path) for path in paths]
    assert len(templates) >= 5
    assert None not in templates
    assert len({(template.grain, template.output) for template in templates}) == len(templates)
