"""Settings inside definitions: ``$windows-baseline_days`` stands for ``windows.baseline_days``.

So a definition cannot name another number than the one that was used.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from review_kit.number_format import NARROW, decimal
from review_kit.project.config import Config
from review_kit.words.speech import Value

DEFAULTS = Config.model_validate({"organisation": {"name": "Defaults"}})
"""The settings of a project that has set none."""

_SECTIONS = ("windows", "evidence", "coaching", "privacy")
_SHARES = frozenset(
    {
        "coaching.completion_target",
        "coaching.completion_structured",
        "coaching.completion_floor",
        "coaching.ramp_attainment",
    }
)
"""Settings that are shares; people read them as percent."""


def setting_values(settings: Config) -> dict[str, Value]:
    """Give every setting that a definition may name, exactly as it is set, by the name of its variable.

    Whole numbers choose singular or plural; a share is written as percent, other numbers with their decimals.

    Examples
    --------
    >>> values = setting_values(DEFAULTS)
    >>> values["windows-baseline_days"], values["coaching-completion_target"]
    (30, '90\u202f%')
    """
    values: dict[str, Value] = {}
    for section in _SECTIONS:
        for name, value in getattr(settings, section):
            if not isinstance(value, int | float) or isinstance(value, bool):
                continue  # no definition names what is no number
            values[f"{section}-{name}"] = _value(f"{section}.{name}", value)
    return values


def _value(key: str, value: float) -> Value:
    if key in _SHARES:
        return f"{_exact(round(100 * value, 6))}{NARROW}%"
    return int(value) if float(value).is_integer() else _exact(value)


def _exact(value: float) -> str:
    written = f"{value:g}"
    return decimal(value, len(written.partition(".")[2]))


@lru_cache(maxsize=512)
def settings_in(*names: str) -> tuple[str, ...]:
    """Name the settings that stand in messages, in the order of the English text, each once."""
    from review_kit.words.check import ordered_variables

    found = (name for message in names for name in ordered_variables(message))
    return tuple(dict.fromkeys(name.replace("-", ".", 1) for name in found))


def written_value(key: str, settings: Config) -> str:
    """Give the value of a setting as it is written in ``review_kit.toml``.

    Examples
    --------
    >>> written_value("coaching.completion_target", DEFAULTS)
    '0.9'
    """
    section, _, name = key.partition(".")
    value: Any = getattr(getattr(settings, section), name)
    return f"{value:g}"
