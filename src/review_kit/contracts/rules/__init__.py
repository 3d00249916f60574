"""The kinds of rules: a module for each, found by standing in this folder.

A module defines one class below :class:`~review_kit.contracts.rule.RowRule` or
:class:`~review_kit.contracts.rule.TableRule` with everything of the kind: its typed value, how a contract
states it, its mask, its expectation, its words and its row in the documentation. Nothing else has to
be changed for a new one; ``make docs`` then writes its row into docs/contracts.md.
"""

from __future__ import annotations

import inspect
import pkgutil
from functools import cache
from importlib import import_module

from review_kit.contracts.rule import RowRule, Rule


@cache
def kinds() -> tuple[type[Rule], ...]:
    """Return all kinds: those about the whole table first, then those about rows by their rank.

    Raises
    ------
    TypeError
        A module here defines no kind or several, or two kinds have one rank.
    """
    found = [_kind_in(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    ranks: dict[int, type[Rule]] = {}
    for kind in found:
        if issubclass(kind, RowRule) and ranks.setdefault(kind.rank, kind) is not kind:
            raise TypeError(f"{kind.__name__} has the rank of {ranks[kind.rank].__name__}")
    return tuple(sorted(found, key=rank))


def rank(kind: type[Rule]) -> int:
    """Return the place of a kind in the order of attribution; that of a table's rules is before all."""
    return kind.rank if issubclass(kind, RowRule) else -1


def _kind_in(module: str) -> type[Rule]:
    defined = [
        value
        for value in vars(import_module(module)).values()
        if isinstance(value, type)
        and issubclass(value, Rule)
        and value.__module__ == module
        and not inspect.isabstract(value)
    ]
    if len(defined) != 1:
        raise TypeError(f"{module} must define one kind of rule; it defines {len(defined)}")
    return defined[0]
