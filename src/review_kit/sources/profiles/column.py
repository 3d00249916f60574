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

AnswerPart = Literal["number", "maximum"]


class Column(Part):
    """``[columns.X]``: where one canonical column comes from.

    A text or a list of texts is short for ``{ from = … }``.
    """

    source: Names = Field(default=(), alias="from")
    """Accepted names in the export; the first that is there counts."""
    first_filled: bool = False
    """Of the names in ``from`` not the first that is there counts, but in each row the first that is
    filled."""
    join: tuple[Names, ...] = ()
    """Parts that are put together with a blank between them, where nothing of ``from`` is there:
    first and last name. Each is a name or a list of accepted names."""
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
    extract: Pattern | None = None
    """Pattern whose first group is the value; a text that it does not fit stays as it is."""
    part: AnswerPart | None = None
    """Of answers such as ``4 - Good`` and ``4/5``: their number, or what it is of."""
    period: Literal["start", "end"] | None = None
    """Of texts such as ``Jan 2026`` and ``Q1 FY26``: the first or the last day."""
    case: Literal["upper", "lower"] | None = None
    """The case that ids have in the project, whatever case the export gives them."""
    unit: DurationUnit | None = None
    """What a plain number counts in a column of minutes."""
    until: Names = ()
    """Accepted names of the column with the end, in a column of minutes whose ``from`` is the start."""
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
    take: Literal["first", "last", "known"] | None = None
    """Which pieces count: one of them, or those that ``match`` knows."""
    of_row: str | None = None
    """The value names another row of the same table by this canonical column: its key is meant."""
    indented: Names = ()
    """The key of the row above that is less indented in these columns."""
    id_of: Names = ()
    """An id made from these columns (canonical, or of the export): the same row, the same id."""
    slug_of: Names = ()
    """A readable id made from these canonical columns: ``Mei-Mei Johns`` → ``mei-mei-johns``."""

    @property
    def makes_rows(self) -> bool:
        """Whether a cell makes a row for each of its pieces."""
        return bool(self.split) and self.take not in ("first", "last")

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        origins = [
            name
            for name, given in (
                ("from", self.source or self.join),
                ("constant", self.constant is not None),
                ("guess", self.guess is not None and not self.source and not self.join),
                ("id_of", self.id_of),
                ("slug_of", self.slug_of),
                ("indented", self.indented),
            )
            if given
        ]
        if len(origins) != 1:
            found = " and ".join(origins) or "none of them"
            raise ValueError(
                "give exactly one of from (or join), constant, guess, id_of, slug_of, indented "
                f"({found} given)"
            )
        if "from" not in origins:
            for key in (
                *("default", "values", "patterns", "otherwise", "scale", "unit", "match"),
                *(
                    "lookup",
                    "split",
                    "beside",
                    "extract",
                    "part",
                    "period",
                    "case",
                    "until",
                    "of_row",
                ),
            ):
                if getattr(self, key):
                    raise ValueError(f"'{key}' can only be used with 'from'")
        return self

    @model_validator(mode="after")
    def _keys_agree(self) -> Self:
        if bool(self.lookup) != bool(self.gives):
            raise ValueError("'lookup' and 'gives' must be used together")
        if self.take is not None and not self.split:
            raise ValueError("'take' can only be used with 'split'")
        if self.take == "known" and self.match is None:
            raise ValueError("take = \"known\" can only be used with 'match'")
        if self.first_filled and len(self.source) < 2:
            raise ValueError("'first_filled' needs several names in 'from'")
        if self.until and not self.source:
            raise ValueError("'until' can only be used with 'from'")
        if self.otherwise is not None and not self.values and not self.patterns:
            raise ValueError("'otherwise' can only be used with 'values'")
        return self

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        for name in (*self.source, *(name for names in self.join for name in names)):
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
