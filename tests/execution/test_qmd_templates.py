"""A template that is text makes documents like a notebook, and what fails is named by its line."""

from __future__ import annotations

import nbformat

from review_kit.records.run_words import place_in_template

TEXT = """\
---
review_kit:
  grain: rep
  title: Deal review
  audience: the rep
  formats: [html]
---

```{python}
#| tags: [parameters]
run = ""
rep_id = ""
evidence = ""
```

<!-- for analysts -->

## Deals

```{python}
# R2 has none
{"R1": "three deals"}[rep_id]
```
"""


def test_each_rep_has_a_document_and_a_line_is_named_where_one_fails(small_project):
    path = small_project.notebooks / "deal_review.qmd"
    path.write_text(TEXT, encoding="utf-8")
    the_plan = small_project.plan(only=["rep:R1", "rep:R2"])
    chosen = [task for task in the_plan.tasks if task.document in the_plan.selected]
    assert len(chosen) == 2
    _, records = small_project.make(the_plan, workers=1)
    made, failed = sorted(records, key=lambda record: record.entity)
    assert (made.status, failed.status) == ("made", "failed")
    page = small_project.file("reps/R1/deal_review.html").read_text(encoding="utf-8")
    assert "three deals" in page
    assert "for analysts" not in page
    executed = small_project.file("notebooks/reps/R1/deal_review.ipynb")
    notebook = nbformat.read(executed, as_version=4)
    assert notebook.metadata.papermill.input_path == "notebooks/deal_review.qmd"
    assert failed.failure.where == 'line 22: {"R1": "three deals"}[rep_id]'
    assert failed.template_file == "deal_review.qmd"
    assert place_in_template(failed) == "deal_review.qmd, line 22"
    # the same text is the same template: nothing is made again
    _, again = small_project.make(small_project.plan(only=["rep:R1"]))
    assert again == []
