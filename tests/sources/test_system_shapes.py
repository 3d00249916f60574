"""Each shipped profile on a small file of its system's shape, from people and rubric to exact rows."""

from __future__ import annotations

import pytest
from system_shapes import CRITERIA, ROSTER, SHAPES, Shape


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.system)
def test_a_file_of_its_shape_makes_these_rows(workshop, rows_of, shape: Shape):
    files = {"exports/roster.csv": ROSTER, "exports/criteria.csv": CRITERIA, **shape.files}
    files = {name: text for name, text in files.items() if name != f"exports/{shape.table}.csv"}
    profile = shape.profile
    if shape.own:
        files["profiles/mine.toml"] = f'extends = "{profile}"\ndescription = "Ours"\n{shape.own}\n'
        profile = "mine"
    staged = workshop.stage(
        files,
        f'[sources.{shape.table}]\npath = "{shape.path}"\nprofile = "{profile}"\n{shape.settings}\n',
    )
    table = staged[shape.table]
    assert rows_of(table, *shape.columns) == shape.rows
    assert table.left_out == shape.left_out
    assert tuple(notice.kind for notice in table.notices) == shape.notices
