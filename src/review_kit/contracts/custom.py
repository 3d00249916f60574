"""What ``quality: type: custom, engine: review-kit`` may say: one model for each rule.

The standard has fields of its own for types, required and unique columns, bounds, patterns, allowed
values and foreign keys; these are the rules it has none for.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from review_kit.contracts.rules import Operator


class _Specification(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class WhenSpecification(_Specification):
    """``when: {column: status, in: [held]}``."""

    column: str
    values: list[str | bool | float] = Field(alias="in", min_length=1)


class CompareSpecification(_Specification):
    """``left operator right``, where both are filled."""

    rule: Literal["compare"]
    left: str
    operator: Operator
    right: str


class RequiredWhenSpecification(_Specification):
    """``column`` is filled in the rows that ``when`` names."""

    rule: Literal["requiredWhen"]
    column: str
    when: WhenSpecification


class ValueWhenSpecification(_Specification):
    """``column`` has one of ``values`` in the rows that ``when`` names."""

    rule: Literal["valueWhen"]
    column: str
    values: list[str | bool | float] = Field(min_length=1)
    when: WhenSpecification


class NotAfterExportSpecification(_Specification):
    """``column`` is not after the export day, or ``as_of`` where that is later."""

    rule: Literal["notAfterExport"]
    column: str
    when: WhenSpecification | None = None


class ReferencesSpecification(_Specification):
    """``column`` is the key ``to`` of a kept row: a foreign key that may be a warning."""

    rule: Literal["references"]
    column: str
    to: str


class SumInForceSpecification(_Specification):
    """Values in force on any one day add up to ``mustBe`` within each group."""

    rule: Literal["sumInForce"]
    column: str
    group_by: str = Field(alias="groupBy")
    top_level_where_empty: str = Field(alias="topLevelWhereEmpty")
    valid_from: str = Field(alias="validFrom")
    valid_to: str = Field(alias="validTo")
    replaces: str
    must_be: float = Field(alias="mustBe")
    tolerance: float = Field(default=0, ge=0)


class ForbiddenColumnsSpecification(_Specification):
    """No column has a name that matches ``pattern``."""

    rule: Literal["forbiddenColumns"]
    pattern: str


Specification = Annotated[
    CompareSpecification
    | RequiredWhenSpecification
    | ValueWhenSpecification
    | NotAfterExportSpecification
    | ReferencesSpecification
    | SumInForceSpecification
    | ForbiddenColumnsSpecification,
    Field(discriminator="rule"),
]
_ADAPTER: TypeAdapter[Specification] = TypeAdapter(Specification)


def read_specification(implementation: object) -> Specification:
    """Return the rule that an ``implementation`` block describes.

    Raises
    ------
    ValueError
        It is no rule of this engine, or one with missing, unknown or wrong keys.
    """
    if not isinstance(implementation, dict):
        raise ValueError("'implementation' must be a block of keys, with 'rule' first")
    try:
        return _ADAPTER.validate_python(implementation)
    except ValidationError as error:
        faults = []
        for fault in error.errors():
            # the first part of the location is the name of the rule
            place = ".".join(str(part) for part in fault["loc"][1:])
            faults.append(f"{place}: {fault['msg']}" if place else fault["msg"])
        raise ValueError("; ".join(faults)) from error
