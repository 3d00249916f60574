"""What ``docs/api.md`` shows is what happens."""

import doctest
import re

import pytest

import review_kit


@pytest.fixture
def page(request):
    path = request.config.rootpath / "docs" / "api.md"
    return path.read_text(encoding="utf-8")


def test_every_example_of_the_page_gives_what_stands_below_it(page, run):
    blocks = re.findall(r"^```python\n(>>> .*?)^```", page, re.MULTILINE | re.DOTALL)
    parsed = [
        doctest.DocTestParser().get_examples(block, f"block {number}")
        for number, block in enumerate(blocks)
    ]
    examples = [example for block in parsed for example in block]
    assert len(blocks) >= 15
    told = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(doctest.DocTest(examples, {}, "api.md", None, 0, page), out=told.append)
    assert told == []


def test_every_name_that_is_offered_is_described(page):
    from review_kit import api

    described = re.findall(r"^### (\w+)$", page, re.MULTILINE)
    assert {*described} == {*api.__all__}
    assert {*review_kit.__all__} - {"__version__"} <= {*described}
    for name in api.__all__:
        members = [m for m in vars(getattr(api, name)) if not m.startswith("_")]
        for member in members:
            assert f"{name}.{member}\n" in page or f"| `{member}` |" in page, f"{name}.{member}"
