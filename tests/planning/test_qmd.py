"""Templates as text: what a ``.qmd`` file stands for, and what is refused with its line."""

from __future__ import annotations

import json

import pytest

from review_kit.errors import ConfigurationError, ReviewKitError
from review_kit.planning.find_templates import find_templates
from review_kit.planning.new_template import write_template
from review_kit.planning.qmd import read_qmd
from review_kit.planning.template import read_template
from review_kit.project import load_project

WHOLE = """\
---
title: Deal review
review_kit:
  grain: rep
  title: Deal review
  audience: the rep
  formats: [html]
---

<!-- for those who
read this file -->

```{python}
#| tags: [parameters]
run = ""
rep_id = ""
evidence = ""
```

# Deals

As in `code`:

```sh
make
```

## What came of them {.flow}

Little.

## The end {#end}

```{python}
1 + 1
```
"""


def cells_of(tmp_path, text):
    path = tmp_path / "deal_review.qmd"
    path.write_text(text, encoding="utf-8")
    return [
        (
            cell["cell_type"],
            cell["metadata"]["qmd_line"],
            cell["metadata"].get("tags", []),
            cell["source"],
        )
        for cell in read_qmd(path)["cells"]
    ]


def test_cells_tags_notes_and_headings_that_flow_are_those_of_a_notebook(tmp_path):
    assert cells_of(tmp_path, WHOLE) == [
        ("markdown", 10, ["note"], "for those who\nread this file"),
        (
            "code",
            14,
            ["parameters"],
            '#| tags: [parameters]\nrun = ""\nrep_id = ""\nevidence = ""',
        ),
        ("markdown", 20, [], "# Deals\n\nAs in `code`:\n\n```sh\nmake\n```"),
        ("markdown", 28, ["flow"], "## What came of them\n\nLittle."),
        ("markdown", 32, [], "## The end"),
        ("code", 35, [], "1 + 1"),
    ]


def test_a_line_of_a_cell_is_a_line_of_the_file(tmp_path):
    lines = WHOLE.splitlines()
    for _, first, _, source in cells_of(tmp_path, WHOLE)[1:3]:
        assert lines[first - 1 : first - 1 + len(source.splitlines())] == source.splitlines()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("::: {.callout-note}", "line 1: ':::' cannot be printed"),
        ("```{r}\n```", "line 1: {r} cannot be printed"),
        ("```{=html}\n<p>\n```", "line 1: {=html} cannot be printed"),
        ("\nSo `{python} 1 + 1` it is", "line 2: code within a sentence is not executed"),
        ("text\n\n```{python}\n1", "line 3: what begins here has no end"),
        ("```{python}\n#| tags: [a\n1\n```", "line 2: this is not YAML"),
        ("```{python}\n#| tags: 3\n1\n```", "line 2: 'tags' must be names"),
        ("---\na: 1\nb: [\n---\n", "line 3: this is not YAML"),
        ("---\na: 1\n", "line 1: the front matter has no end"),
        ("<!-- open", "line 1: the comment has no end"),
    ],
)
def test_what_no_document_can_show_is_refused_with_its_line(tmp_path, line, told):
    path = tmp_path / "deal_review.qmd"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(ConfigurationError) as refused:
        read_qmd(path)
    assert f"deal_review.qmd, {told}" in str(refused.value)


def test_a_wrong_key_is_named_as_it_stands_in_the_file(tmp_path):
    path = tmp_path / "deal_review.qmd"
    path.write_text(WHOLE.replace("grain: rep", "grain: desk"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"deal_review\.qmd: review_kit\.grain") as refused:
        read_template(path)
    assert refused.value.hint == "Edit the front matter; docs/extending.md lists the keys."
    path.write_text(WHOLE.replace("#| tags: [parameters]\n", ""), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="0 cells are tagged 'parameters'") as refused:
        read_template(path)
    assert refused.value.hint == "Begin the cell that sets the defaults with: #| tags: [parameters]"


@pytest.fixture
def project(tmp_path):
    (tmp_path / "review_kit.toml").write_text('[organisation]\nname = "Acme"\n', encoding="utf-8")
    (tmp_path / "notebooks").mkdir()
    return load_project(tmp_path)


@pytest.mark.parametrize("grain", ["rep", "team", "manager", "org"])
def test_a_new_template_is_the_same_in_both_formats(project, grain):
    """But for the note, which says how notes are marked, and the options, which stay in the source."""
    write_template(project, "as_text", grain, "qmd")
    write_template(project, "as_notebook", grain)
    (notebook, text), notes = find_templates(project.notebooks)
    assert notes == ()
    assert (notebook.template.path.name, text.template.path.name) == (
        "as_notebook.ipynb",
        "as_text.qmd",
    )

    def told(planned):
        """Everything but notes and options; texts that follow each other are one in a ``.qmd`` file."""
        cells = [
            cell
            for cell in json.loads(planned.source)["cells"]
            if cell["metadata"].get("tags") != ["note"]
        ]
        sources = ("".join(cell["source"]) for cell in cells)
        lines = [line for text in sources for line in text.splitlines() if line[:2] != "#|"]
        code = [cell["metadata"].get("tags") for cell in cells if cell["cell_type"] == "code"]
        return [line.replace("As text", "As notebook") for line in lines if line], code

    assert told(notebook) == told(text)


def test_a_name_in_both_formats_is_refused(project):
    path = write_template(project, "deal_review", "rep", "qmd")
    with pytest.raises(ReviewKitError, match=r"deal_review\.qmd already exists"):
        write_template(project, "Deal_Review", "team")
    other = write_template(project, "other", "team")
    other.rename(other.with_stem("deal_review"))
    with pytest.raises(
        ConfigurationError, match=r"qmd: deal_review\.ipynb is a template of the same name"
    ):
        find_templates(project.notebooks)
    path.unlink()
    assert len(find_templates(project.notebooks)[0]) == 1
