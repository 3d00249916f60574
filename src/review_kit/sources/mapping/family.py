"""Rows that belong to another row of the same table: sub-criteria, by indentation or by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from review_kit.sources.columns.binding import Binding, Names, cell_number
from review_kit.sources.files.invisible import BLANKS
from review_kit.sources.profiles.language import Profile
from review_kit.sources.sql import Steps, literal

_NEXT_COLUMN = 1_000
"""Indentation that a column further right counts for."""
_BULLET = r"^([-–—•·*>▪◦]+\s+)"
_NUMBERING = r"^\d+(?:\.\d+)+[.)]?\s"
"""``1.2 Pain`` lies below ``1. Discovery``."""


def indented_columns(profile: Profile, names: Names) -> dict[str, list[int]]:
    """Canonical column that is the key of a row above → cells whose indentation says which.

    Of the columns that a profile names a file may have some; where it has none, no row has one above it.
    """
    return {
        name: [number for each in column.indented if (number := names.number([each])) is not None]
        for name, column in profile.columns.items()
        if column.indented
    }


def indents_sql(numbers: Sequence[int]) -> str:
    """SQL of how far the text of each raw cell stands from the left, by blanks, bullets or numbering."""
    return "".join(
        f", length(c{n}) - length(ltrim(c{n}, {literal(BLANKS)})) "
        f"+ length(regexp_extract(trim(c{n}), '{_BULLET}')) "
        f"+ length(replace(regexp_extract(trim(c{n}), '{_NUMBERING}'), '.', '..')) "
        f"- length(regexp_extract(trim(c{n}), '{_NUMBERING}')) AS indent_{n}"
        for n in numbers
    )


def without_bullet_sql(trimmed: str) -> str:
    """SQL of a text without the bullet in front of it."""
    return f"regexp_replace({trimmed}, '{_BULLET}', '')"


def parents_added(
    steps: Steps, profile: Profile, binding: Binding, names: Names, indented: Iterable[int]
) -> Steps:
    """Add a row above the first of each group that is named in a column and has no row of its own.

    It has what the first row of the group has, but for the columns further right in which its parts stand,
    and for the values that the profile says.
    """
    if profile.parents is None:
        return steps
    group = names.number(profile.parents.column)
    values = {
        cell_number(binding.cells.get(name)): names.number(accepted)
        for name, accepted in profile.parents.values.items()
    }
    if group is None or None in values or None in values.values():
        return steps
    numbers = list(indented)
    parts = numbers[numbers.index(group) + 1 :] if group in numbers else numbers
    replaced = {f"s{n}": "NULL" for n in parts if n != group}
    replaced |= {f"s{target}": f"s{source}" for target, source in values.items()}
    changes = ", ".join(f"{text} AS {cell}" for cell, text in replaced.items())
    is_part = " OR ".join(f"s{n} IS NOT NULL" for n in parts) or "true"
    first = f"row_number() OVER (PARTITION BY lower(s{group}) ORDER BY seq)"
    alone = f"bool_and({is_part}) OVER (PARTITION BY lower(s{group}))"
    return steps.then("spaced", "SELECT * REPLACE (seq * 2 AS seq) FROM {last}").then(
        "with_parents",
        "SELECT * FROM {last} UNION ALL BY NAME "
        f"SELECT * REPLACE (seq - 1 AS seq{', ' if changes else ''}{changes}) FROM {{last}} "
        f"WHERE reason IS NULL AND s{group} IS NOT NULL QUALIFY {first} = 1 AND {alone}",
    )


def parents_found(steps: Steps, columns: Mapping[str, Sequence[int]]) -> Steps:
    """Add, for each column of these, where the row above stands that is less indented."""
    for name, numbers in columns.items():
        if not numbers:
            steps = steps.then(f"under_{name}", f"SELECT *, NULL AS above_{name} FROM {{last}}")
            continue
        level = ", ".join(
            f"CASE WHEN s{n} IS NOT NULL THEN {at * _NEXT_COLUMN} + indent_{n} END"
            for at, n in enumerate(numbers)
        )
        steps = steps.then(f"levels_{name}", f"SELECT *, greatest({level}) AS level FROM {{last}}")
        above = (
            "SELECT max(above.seq) FROM {last} AS above "
            "WHERE above.reason IS NULL AND above.seq < below.seq AND above.level < below.level"
        )
        steps = steps.then(
            f"under_{name}",
            f"SELECT * EXCLUDE (level), ({above}) AS above_{name} FROM {{last}} AS below",
        )
    return steps


def keys_joined(steps: Steps, binding: Binding, key: str, outputs: Mapping[str, str]) -> Steps:
    """Add ``k_<column>``: the key of the row that a column means, by its place or by its name.

    Parameters
    ----------
    key
        SQL of the key of each row.
    outputs
        Canonical column → SQL of what it has, of the columns that rows are named by.
    """
    below = {
        name: column
        for name, column in binding.columns.items()
        if column.indented or column.of_row is not None
    }
    if not below:
        return steps
    named = {str(c.of_row) for c in below.values() if c.of_row is not None}
    called = "".join(f", {outputs[name]} AS called_{name}" for name in sorted(named))
    steps = steps.then("keyed", f"SELECT *, {key} AS key_of_row{called} FROM {{last}}")
    found = []
    for name, column in below.items():
        if column.indented:
            where = f"other.seq = own.above_{name}"
            answer = "any_value(other.key_of_row)"
        else:
            where = (
                f"other.reason IS NULL AND (other.key_of_row = own.f_{name} "
                f"OR lower(other.called_{column.of_row}) = lower(own.f_{name}))"
            )
            # a name of several rows names none of them
            answer = "CASE WHEN count(DISTINCT other.key_of_row) = 1 THEN any_value(other.key_of_row) END"
        one = f"(SELECT {answer} FROM {{last}} AS other WHERE {where})"
        text = f"coalesce({one}, own.f_{name})" if column.of_row is not None else one
        found.append(f"{text} AS k_{name}")
    return steps.then("family", f"SELECT *, {', '.join(found)} FROM {{last}} AS own")
