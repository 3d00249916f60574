"""Numbers and booleans in canonical spelling, as SQL; and shares told from percents.

A text that is no number as the profile says numbers are written stays as it is, so that the
contract faults it with what the export said.
"""

from __future__ import annotations

from review_kit.sources.profile import Numbers
from review_kit.sources.raw import literal

_SIGNS = "\\p{Sc}"
_BLANKS = " \u00a0\u202f"
_GROUP_MARKS = {".": "[.]", ",": ",", " ": f"[{_BLANKS}]", "'": "['’]"}

TRUE_WORDS = ("true", "t", "yes", "y", "1")
FALSE_WORDS = ("false", "f", "no", "n", "0")


def number_sql(value: str, numbers: Numbers) -> str:
    """SQL of ``-1234.5`` from the text ``value``, else the text itself."""
    if numbers == Numbers():
        return value
    text = _without_money(value) if numbers.money else value
    decimal = "[.]" if numbers.decimal == "." else ","
    shapes = [rf"-?\d+({decimal}\d+)?"]
    bare = text
    if numbers.thousands:
        mark = _GROUP_MARKS[numbers.thousands]
        shapes.append(rf"-?\d{{1,3}}({mark}\d{{3}})+({decimal}\d+)?")
        bare = f"regexp_replace({text}, {literal(mark)}, '', 'g')"
    if numbers.decimal == ",":
        bare = f"replace({bare}, ',', '.')"
    shape = literal("|".join(shapes))
    return f"CASE WHEN regexp_full_match({text}, {shape}) THEN {bare} ELSE {value} END"


def percent_sql(value: str, numbers: Numbers, *, share: bool | str) -> str:
    """SQL of a score in percent: ``58`` from ``58%``, and from ``0.58`` where ``share`` is true.

    ``share`` may be SQL that decides it for each value; ``{number}`` in it stands for the number.
    """
    marked = f"ends_with({value}, '%')"
    bare = number_sql(f"trim(rtrim({value}, '%'), '{_BLANKS}')", numbers)
    hundredfold = f"(try_cast({bare} AS DECIMAL(38, 16)) * 100)"
    # a decimal prints all of its places, so that trailing zeros are always behind the point
    text = f"rtrim(rtrim(CAST({hundredfold} AS VARCHAR), '0'), '.')"
    unmarked = bare
    if share is True:
        unmarked = f"coalesce({text}, {value})"
    elif share:
        condition = str(share).format(number=f"try_cast({bare} AS DOUBLE)")
        unmarked = f"CASE WHEN {condition} THEN {text} ELSE {bare} END"
    fits = f"try_cast({bare} AS DOUBLE) IS NOT NULL"
    return (
        f"CASE WHEN NOT coalesce({fits}, false) THEN {value} "
        f"WHEN {marked} THEN {bare} ELSE {unmarked} END"
    )


def unmarked_number_sql(value: str, numbers: Numbers) -> str:
    """SQL of the number in ``value`` where it carries no percent sign, else null."""
    return (
        f"CASE WHEN NOT ends_with({value}, '%') "
        f"THEN try_cast({number_sql(value, numbers)} AS DOUBLE) END"
    )


def is_number_sql(value: str, numbers: Numbers) -> str:
    """SQL of whether ``value`` is a number, with or without a percent sign."""
    return (
        f"(try_cast({number_sql(f'''trim(rtrim({value}, '%'))''', numbers)} AS DOUBLE) IS NOT NULL)"
    )


def boolean_sql(value: str) -> str:
    """SQL of ``true`` or ``false`` from the text ``value``, else the text itself."""
    yes = ", ".join(literal(word) for word in TRUE_WORDS)
    no = ", ".join(literal(word) for word in FALSE_WORDS)
    return (
        f"CASE WHEN lower({value}) IN ({yes}) THEN 'true' "
        f"WHEN lower({value}) IN ({no}) THEN 'false' ELSE {value} END"
    )


def _without_money(value: str) -> str:
    """SQL of an amount without currency sign or code: ``($1,234.00)`` → ``-1,234.00``."""
    code = "[A-Z]{3}"
    bare = f"regexp_replace({value}, '^\\(([^-]*)\\)$', '-\\1')"
    bare = (
        f"regexp_replace({bare}, '^(-?)[{_BLANKS}]*({_SIGNS}|{code}[{_BLANKS}]?)"
        f"[{_BLANKS}]*(-?)[{_BLANKS}]*', '\\1\\3')"
    )
    return f"regexp_replace({bare}, '[{_BLANKS}]*({_SIGNS}|[{_BLANKS}]{code})$', '')"
