"""``[columns.X]`` of a profile: where one canonical column comes from."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from review_kit.sources.profiles.keys import (
    PROJECT_CURRENCY,
    PSEUDO_COLUMNS,
    DurationUnit,
    Names,
    Part,
    Pattern,
    Scale,
    Text,
    as_tuple,
)


class Column(Part):
    """``[columns.X]``: where one canonical column comes from.

    A text or a list of texts is short for ``{ from = … }``.
    """

    source: Names = Field(default=(), alias="from")
    """Accepted names in the export; the first that is there counts."""
    constant: Text | None = None
    """The same value in every row; ``@currency`` is the project's."""
    default: Text | None = None
    """Where the export has no value."""
    guess: Text | None = None
    """Like ``default``, or alone like ``constant``, but a guess: the verdict tells it."""
    values: dict[str, Text] = Field(default_factory=dict)
    """Value of the export → canonical value, without regard to case."""
    patterns: dict[Pattern, Text] = Field(default_factory=dict)
    """Pattern → canonical value, for values that ``values`` does not name; the first that fits."""
    otherwise: Text | None = None
    """For every value that neither ``values`` nor ``patterns`` names, told with counts; without it
    such a value stays as it is."""
    scale: Scale | None = None
    """Scores to percent: ``58`` or ``58%`` · ``0.58`` · both in one column · ``of 5``."""
    unit: DurationUnit | None = None
    """What a plain number counts in a column of minutes."""
    beside: dict[str, Names] = Field(default_factory=dict)
    """Where the export has this column → the names (or ``@currency``) that count in place of
    ``from`` and ``default``; the first that is there."""
    match: Literal["reps", "managers", "criteria"] | None = None
    """Ids, e-mails or names are matched to the roster (or the rubric) and become its ids."""
    lookup: str | None = None
    """A ``[lookups.X]`` table that the value is looked up in first."""
    gives: Names = ()
    """Column of the lookup that is the answer; the first that is filled counts."""
    split: Annotated[
        tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(as_tuple)
    ] = ()
    """A cell is cut at these texts, and makes one row for each piece."""
    id_of: Names = ()
    """An id made from these columns (canonical, or of the export): the same row, the same id."""
    slug_of: Names = ()
    """A readable id made from these canonical columns: ``Mei-Mei Johns`` → ``mei-mei-johns``."""

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        origins = [
            name
            for name, given in (
                ("from", self.source),
                ("constant", self.constant is not None),
                ("guess", self.guess is not None and not self.source),
                ("id_of", self.id_of),
                ("slug_of", self.slug_of),
            )
            if given
        ]
        if len(origins) != 1:
            found = " and ".join(origins) or "none of them"
            raise ValueError(
                f"give exactly one of from, constant, guess, id_of, slug_of ({found} given)"
            )
        if "from" not in origins:
            for key in (
                *("default", "values", "patterns", "otherwise", "scale", "unit", "match"),
                *("lookup", "split", "beside"),
            ):
                if getattr(self, key):
                    raise ValueError(f"'{key}' goes with 'from' only")
        if bool(self.lookup) != bool(self.gives):
            raise ValueError("'lookup' and 'gives' go together")
        if self.otherwise is not None and not self.values and not self.patterns:
            raise ValueError("'otherwise' goes with 'values'")
        for name in self.source:
            if name.startswith("@") and name not in PSEUDO_COLUMNS:
                raise ValueError(f"'{name}' is not one of {', '.join(sorted(PSEUDO_COLUMNS))}")
        for key, names in self.beside.items():
            for name in names:
                if name.startswith("@") and name != PROJECT_CURRENCY:
                    raise ValueError(f"beside.{key}: '{name}' is not {PROJECT_CURRENCY}")
        return self


def as_column(value: Any) -> Any:
    """Return what is short for ``{ from = … }`` written out."""
    return {"from": value} if isinstance(value, str | list) else value
