"""What stands behind a key of the mapping language: names, patterns, days and scales, checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from review_kit.sources.duckdb_refusal import duckdb_refusal

DEFAULT_NULLS: tuple[str, ...] = (
    *("", "NA", "N/A", "n/a", "n.a.", "#N/A", "#NV", "#N/D", "<NA>", "\\N"),
    *("null", "NULL", "Null", "(null)", "<null>", "None", "NONE", "none", "(None)", "(none)"),
    *("NaN", "nan", "-", "--", "---", "–", "—"),
    *("(No value)", "(no value)", "(Blank)", "(blank)", "(Empty)", "(empty)", "(Leer)", "(leer)"),
)
"""Texts that mean "no value", unless a profile says otherwise or names them as values."""

PSEUDO_COLUMNS: frozenset[str] = frozenset(
    {"@file", "@sheet", "@row", "@column", "@value", "@maximum"}
)
"""What a ``from`` may name besides the export's own columns."""

PROJECT_CURRENCY = "@currency"
"""As a constant or default: the currency of the project."""

MANAGER_OF_RECORD = "@manager_of_record"
"""As a constant or default of ``manager_id``: the manager whom the roster gives the rep of the row."""

PERIODS = "@periods"
"""Among the columns of ``[unpivot]``: those that are headed by a month, a quarter or a year."""

ARROWS = "@arrows"
"""Among the columns to fill down: those by which a report is grouped, marked with an arrow."""

OWN_FILES = "@source"
"""As the path of a lookup: the very files that the table comes from."""

DURATIONS: frozenset[str] = frozenset({"minutes"})
"""Canonical columns that hold a length of time in minutes."""

DateOrder = Literal["day_first", "month_first"]
DecimalMark = Literal[".", ","]
DurationUnit = Literal["minutes", "hours", "seconds", "days"]

EPOCHS: Mapping[str, int] = {"epoch_s": 1, "epoch_ms": 1000}
"""Names among ``formats`` for a count since 1 January 1970 UTC → how many make a second."""


def as_tuple(value: Any) -> Any:
    """Return one text as a tuple; anything else as it is."""
    return (value,) if isinstance(value, str) else value


def _as_text(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    # dates and numbers of TOML print as they are written there
    return value if isinstance(value, str | dict | list) else str(value)


def _regex(pattern: str) -> str:
    if refusal := duckdb_refusal("regexp_matches('', ?)", pattern):
        raise ValueError(f"'{pattern}' is not a pattern: {refusal}")
    return pattern


def _date_format(text: str) -> str:
    if text in EPOCHS:
        return text
    if text.strip() == "%s":
        raise ValueError(
            f"'{text}' is not a date format; for a count since 1970 write 'epoch_s' (seconds) or "
            "'epoch_ms' (milliseconds)"
        )
    if refusal := duckdb_refusal("try_strptime('', ?)", text):
        raise ValueError(f"'{text}' is not a format: {refusal}")
    if "%" not in text:
        raise ValueError(f"'{text}' is not a format: it has no part such as %d, %m or %Y")
    return text


def _scale(text: str) -> str:
    if text in {"percent", "share", "mixed"}:
        return text
    head, _, top = text.partition(" ")
    try:
        fits = head == "of" and 0 < float(top) < float("inf")
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(f"'{text}' must be percent, share, mixed, or a scale such as 'of 5'")
    return text


Names = Annotated[tuple[str, ...], BeforeValidator(as_tuple)]
"""One name or a list of names."""
Text = Annotated[str, BeforeValidator(_as_text)]
"""A text, number, boolean or day of the TOML file, as text."""
Pattern = Annotated[str, AfterValidator(_regex)]
"""A regular expression (RE2 syntax), found anywhere in the text."""
DateFormat = Annotated[str, AfterValidator(_date_format)]
"""A ``strptime`` format, or one of :data:`EPOCHS`."""
Scale = Annotated[str, AfterValidator(_scale)]


class Part(BaseModel):
    """One table of the profile: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
