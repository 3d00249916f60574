"""A contract of a few lines cannot stand for more than memory holds."""

from __future__ import annotations

import pytest
import yaml

from review_kit.project.bounded_yaml import BoundedLoader, BoundedShortLoader

BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]\n" for n in range(9)
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BOMB, "more than 200,000 values"),
        ("a: &a [*a]", "stands within what it repeats"),
        ("a: " + "[" * 200_000, "levels deep"),
        ("- " * 200_000, "levels deep"),
        ("\n".join("  " * n + "- a:" for n in range(150)), "levels deep"),
        ("a: " + "x" * 2_000_001, "more than 2,000,000 characters"),
        ("a: !!python/object/apply:os.system ['true']", "could not determine a constructor"),
        ("a: 2026-02-31", "'2026-02-31' is no value that can be read"),
        ("a: " + "9" * 5000, "'9{40}…' is no value that can be read"),
        ("a: 2026-01-01T25:00:00Z", "is no value that can be read"),
        ("a: !!timestamp soon", "'soon' is no value that can be read"),
        ("a: !!int ''", "'' is no value that can be read"),
        ("a: !!bool x", "'x' is no value that can be read"),
    ],
    ids=[
        *("aliases", "loop", "brackets", "dashes", "indents", "length", "tag"),
        *("no day", "digits", "no time", "tag of a day", "tag of a number", "tag of yes"),
    ],
)
def test_what_is_too_much_is_refused(text, message):
    with pytest.raises(yaml.YAMLError, match=message):
        yaml.load(text, Loader=BoundedLoader)


def test_a_short_file_is_read_in_the_same_bounds_and_tells_the_place():
    for text, message in ((BOMB, "200,000 values"), ("a: " + "x" * 100_001, "100,000 characters")):
        with pytest.raises(yaml.YAMLError, match=message):
            yaml.load(text, Loader=BoundedShortLoader)
    with pytest.raises(yaml.MarkedYAMLError, match="2026-02-31") as refused:
        yaml.load("a: 1\nb: 2026-02-31\nc: 2", Loader=BoundedShortLoader)
    assert refused.value.problem_mark.line == 1


def test_aliases_of_a_usual_file_are_followed():
    text = "x: &x {a: [1]}\ny: *x\nz: [*x, *x]"
    part = {"a": [1]}
    assert yaml.load(text, Loader=BoundedLoader) == {"x": part, "y": part, "z": [part, part]}
