"""Settings inside definitions: a definition is a template that names them by their key.

``{windows.baseline_days:day}`` stands for the value of ``windows.baseline_days`` in ``review_kit.toml`` with
its noun, ``30 days``; ``{coaching.completion_target:%}`` for a share, ``90 %``;
``{coaching.log_mismatch_pp:pp}`` for points, ``5 pp``; without anything behind the key, the bare number
stands. So a definition cannot name another number than the one that was used.
"""

from __future__ import annotations

from string import Formatter
from typing import Any

from review_kit.project.config import Config

DEFAULTS = Config.model_validate({"organisation": {"name": "Defaults"}})
"""The settings of a project that has set none."""

_UNITS = frozenset({"pp"})
"""Units that have no plural."""


class _InWords(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        return value_in_words(value, format_spec)


def value_in_words(value: float, unit: str = "") -> str:
    """Write a setting exactly as it is set, with its unit.

    Parameters
    ----------
    unit
        ``%`` for a share, ``pp``, or a noun in the singular.

    Examples
    --------
    >>> value_in_words(30, "day"), value_in_words(1, "call"), value_in_words(0.925, "%")
    ('30 days', '1 call', '92.5 %')
    """
    if unit == "%":
        return f"{100 * value:g} %"
    if not unit or unit in _UNITS:
        return f"{value:g} {unit}".rstrip()
    return f"{value:g} {unit}" if value == 1 else f"{value:g} {unit}s"


def filled(template: str, settings: Config) -> str:
    """Put the values of the settings into a template."""
    sections = {name: getattr(settings, name) for name in type(settings).model_fields}
    return _InWords().vformat(template, (), sections)


def keys_in(*templates: str) -> tuple[str, ...]:
    """Name the settings that stand in templates, in their order, each once."""
    fields = (field for template in templates for _, field, _, _ in Formatter().parse(template))
    return tuple(dict.fromkeys(field for field in fields if field))


def value_of(key: str, settings: Config) -> str:
    """Give the value of a setting as it is written in ``review_kit.toml``.

    Examples
    --------
    >>> value_of("coaching.completion_target", DEFAULTS)
    '0.9'
    """
    value: float = Formatter().get_field(key, (), settings.__dict__)[0]
    return f"{value:g}"
