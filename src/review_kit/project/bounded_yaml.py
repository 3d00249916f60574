"""YAML that is read within bounds: a few lines of aliases can stand for more than any memory holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from yaml import SafeLoader as _Fast
    from yaml import SafeLoader as _Loader
else:
    _Loader = object
    # libyaml where the installed package has it: ten times as fast
    _Fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MOST_SIGNS = 2_000_000
"""Length of a file."""
MOST_SIGNS_OF_A_SHORT_FILE = 100_000
"""Length of a file that people write by hand."""
MOST_VALUES = 200_000
"""Values of a file, those counted again that an alias repeats."""
MOST_LEVELS = 100
"""Levels of lists and sections within each other."""
MOST_SHOWN = 40
"""Signs of a value that are repeated in a message."""

_MANY_DASHES = re.compile(rf"(?:[-?:][ \t]+){{{MOST_LEVELS}}}")


class _Bounds(_Loader):
    """Plain values only, and no more of them than a person would write."""

    most_signs = MOST_SIGNS

    def __init__(self, text: str) -> None:
        if len(text) > self.most_signs:
            raise yaml.YAMLError(f"the file has more than {self.most_signs:,} characters")
        # the parser descends once for each level
        if _brackets(text) > MOST_LEVELS or _MANY_DASHES.search(text):
            raise _too_deep()
        super().__init__(text)

    def construct_document(self, node: Any) -> Any:
        """Make the values of a document, if there are not too many."""
        _measure(node)
        return super().construct_document(node)

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        """Make one value; one that looks like a day or a number and is none is a fault of the text."""
        try:
            return super().construct_object(node, deep)
        # what Python says of 31 February, of five thousand digits, and of tags on a text without them
        except (ArithmeticError, AttributeError, LookupError, ValueError) as error:
            raise yaml.constructor.ConstructorError(
                None, None, f"{_start_of(node)} is no value that can be read", node.start_mark
            ) from error


class BoundedLoader(_Bounds, _Fast):
    """For files of any length."""


class BoundedShortLoader(_Bounds, yaml.SafeLoader):
    """For short files: it tells where exactly a fault is, and takes ten times as long."""

    most_signs = MOST_SIGNS_OF_A_SHORT_FILE


def _brackets(text: str) -> int:
    depth = most = 0
    for sign in re.findall(r"[\[\]{}]", text):
        depth = max(0, depth + (1 if sign in "[{" else -1))
        most = max(most, depth)
    return most


def _measure(root: yaml.Node) -> None:
    """Refuse a document that is too large or too deep once its aliases are followed."""
    sizes: dict[int, tuple[int, int]] = {}
    path: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting[-1]
        if id(node) in sizes:
            waiting.pop()
            continue
        below = _below(node)
        if id(node) not in path:
            path.add(id(node))
            if len(path) > MOST_SIGNS:
                raise _too_deep()
            if any(id(each) in path for each in below):
                raise yaml.YAMLError("an alias (*name) stands within what it repeats")
            waiting += below
            continue
        waiting.pop()
        path.discard(id(node))
        known = [sizes[id(each)] for each in below]
        size, depth = 1 + sum(s for s, _ in known), 1 + max((d for _, d in known), default=0)
        if size > MOST_VALUES:
            raise yaml.YAMLError(
                f"with all that its aliases (*name) repeat, the file has more than {MOST_VALUES:,} values"
            )
        if depth > MOST_LEVELS:
            raise _too_deep()
        sizes[id(node)] = (size, depth)


def _below(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [each for pair in node.value for each in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _start_of(node: yaml.Node) -> str:
    text = str(node.value)
    return repr(text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…")


def _too_deep() -> yaml.YAMLError:
    return yaml.YAMLError(f"lists and sections are nested more than {MOST_LEVELS} levels deep")
