"""The tables of rules in ``docs/contracts.md``, written from the kinds of rules (``make docs``).

Every kind says of itself how a contract writes it and when it is kept (:mod:`review_kit.contracts.rules`).
"""

from __future__ import annotations

from typing import Literal, get_args, get_origin

from review_kit.contracts.rule import Specification
from review_kit.contracts.rules import kinds


def standard_table() -> str:
    """Return the table of rules that fields of the standard state."""
    rows = [f"| {form} | {holds} |" for kind in kinds() for form, holds in kind.standard.items()]
    return "\n".join(["| field | rule |", "|---|---|", *rows])


def custom_table() -> str:
    """Return the table of rules that only review-kit has."""
    models = [kind.specification for kind in kinds() if kind.specification is not None]
    rows = [f"| `{_rule(model)}` | {_keys(model)} | {model.holds} |" for model in models]
    return "\n".join(["| `rule` | keys | holds when |", "|---|---|---|", *rows])


def with_rule_tables(page: str) -> str:
    """Return the page with both tables as the kinds state them now.

    Raises
    ------
    ValueError
        The marks around a table are not on the page.
    """
    for name, table in (("standard", standard_table()), ("review-kit", custom_table())):
        before, begin, rest = page.partition(f"<!-- rules: {name} -->\n")
        _, end, after = rest.partition("<!-- end of rules -->\n")
        if not end:
            raise ValueError(f"the page has no marks around the rules of '{name}'")
        page = f"{before}{begin}\n{table}\n\n{end}{after}"
    return page


def _rule(model: type[Specification]) -> str:
    return str(get_args(model.model_fields["rule"].annotation)[0])


def _keys(model: type[Specification]) -> str:
    keys = []
    for name, field in model.model_fields.items():
        if name == "rule":
            continue
        key = f"`{field.alias or name}`"
        if get_origin(field.annotation) is Literal:
            key += f" ({', '.join(f'`{value}`' for value in get_args(field.annotation))})"
        keys.append(key if field.is_required() else f"{key} (may be left out)")
    return ", ".join(keys)
