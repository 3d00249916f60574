"""Our stylesheets within somebody else's page: every rule holds in one element, and wins there.

A page of Quarto may have Bootstrap in it, whose ``mark``, ``lead`` or ``figure`` are others than ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

PLACE = "review-kit"
"""``id`` of the element that holds a document. Its only child stands for the ``body`` of the document."""

RESET = f"#{PLACE}, #{PLACE} :where(:not(svg, svg *)) {{ all: revert }}\n"
"""Takes from the elements of a document what other stylesheets say of them; drawings keep their colours,
which stand in attributes that this would take as well."""

_ROOT = re.compile(r"(?:html|:root)(?![\w-])\s*", re.IGNORECASE)
_BODY = re.compile(r"body(?![\w-])", re.IGNORECASE)
_NESTING = {"media", "supports", "layer", "container"}
"""At-rules with rules of their own inside."""


def scoped(styles: str) -> str:
    r"""Return a stylesheet whose rules hold within the element :data:`PLACE` alone.

    ``html`` and ``:root`` become that element, ``body`` its child. What is about pages and type, ``@page``
    and ``@font-face``, stays as it is.

    Examples
    --------
    >>> scoped("body.review-kit { margin: 0 } .lead, mark { color: red }")
    '#review-kit > .review-kit { margin: 0 }\n#review-kit .lead, #review-kit mark { color: red }\n'
    """
    rules = tinycss2.parse_stylesheet(styles, skip_comments=True, skip_whitespace=True)
    return "".join(f"{_rule(rule)}\n" for rule in rules if rule.type != "error")


def _rule(rule: Any) -> str:
    if rule.type == "qualified-rule":
        selectors = ", ".join(_selector(one) for one in _selectors(rule.prelude))
        return f"{selectors} {{{tinycss2.serialize(rule.content)}}}"
    if rule.lower_at_keyword in _NESTING and rule.content is not None:
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        rules = " ".join(_rule(one) for one in inner if one.type != "error")
        return f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{ {rules} }}"
    return str(rule.serialize())


def _selectors(prelude: Iterable[Any]) -> Iterator[str]:
    """Split a list of selectors at its commas; those within brackets belong to a selector."""
    one: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield tinycss2.serialize(one).strip()
            one = []
        else:
            one.append(token)
    yield tinycss2.serialize(one).strip()


def _selector(selector: str) -> str:
    root = _ROOT.match(selector)
    if root is not None:
        selector = selector[root.end() :]
        if not selector:
            return f"#{PLACE}"
    body = _BODY.match(selector)
    if body is not None:
        own = selector[body.end() :]
        return f"#{PLACE} > {own if own.startswith(('.', '#', '[', ':')) else f'*{own}'}"
    return f"#{PLACE} {selector}"
