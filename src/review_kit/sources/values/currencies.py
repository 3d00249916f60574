"""The currency that stands in the cell of an amount, and the one that its row says.

A sign or code is taken off an amount only after it has been compared. It agrees with its row, or it
tells the currency of a row that says none; else the cell stays as it is, and the contract
quarantines the row. A sign such as ``$`` stands for several currencies: it agrees with each of
them, and tells none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
from babel.numbers import list_currencies

from review_kit.sources.columns.binding import Binding
from review_kit.sources.notice import Notice
from review_kit.sources.profiles.keys import PROJECT_CURRENCY
from review_kit.sources.sql import Steps, literal, literals
from review_kit.sources.values.amounts import BLANKS
from review_kit.words import say

MONEY: Mapping[str, Mapping[str, str | None]] = {
    "opportunities": {"amount": "currency"},
    "quotas": {"quota": "currency"},
    "outcomes": {"value": "unit"},
    "goals": {"baseline": None, "target": None},
}
"""Table → column that may hold money → column of the same row that says in which currency."""

CODES: frozenset[str] = frozenset(list_currencies())
"""ISO 4217, with the currencies that are gone."""

_DOLLARS = "USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP BBD BMD BSD BZD FJD GYD JMD KYD LRD NAD SRD TTD XCD"
_SIGNS: Mapping[str, frozenset[str]] = {
    sign: frozenset(codes.split())
    for signs, codes in {
        "$": _DOLLARS,
        "us$ $us": "USD",
        "c$ ca$ can$ $ca": "CAD",
        "a$ au$": "AUD",
        "nz$": "NZD",
        "hk$": "HKD",
        "s$ sg$": "SGD",
        "nt$": "TWD",
        "mx$ mex$": "MXN",
        "r$": "BRL",
        "€ euro euros": "EUR",
        "£": "GBP EGP FKP GIP LBP SHP SYP",
        "¥ ￥": "JPY CNY",
        "円": "JPY",
        "元": "CNY TWD",
        "₹ rs": "INR",
        "₩": "KRW KPW",
        "₽ руб": "RUB",
        "₺": "TRY",
        "₴": "UAH",
        "₪": "ILS",
        "₫": "VND",
        "฿": "THB",
        "₱": "PHP CUP",
        "₦": "NGN",
        "₡": "CRC",
        "zł": "PLN",
        "kč": "CZK",
        "ft": "HUF",
        "lei": "RON MDL",
        "лв": "BGN",
        "kr": "SEK NOK DKK ISK",
        "fr sfr": "CHF",
    }.items()
    for sign in signs.split()
}

_MINUS = "\\-\u2212\ufe63\uff0d\u2013"
_BLANK = "\\s\u00a0\u2009\u202f"
_MARK = f"[^0-9.,()+{_MINUS}'’{_BLANK}]+[.]?"
_BEFORE = f"^[(+{_MINUS}{_BLANK}]*({_MARK})"
_AFTER = f"({_MARK})[){_MINUS}{_BLANK}]*$"
_NUMBER = f"[0-9.,()+{_MINUS}'’{_BLANK}]*[0-9][0-9.,()+{_MINUS}'’{_BLANK}]*"
_IN_BRACKETS = f"^\\([{_BLANK}]*([^()+{_MINUS}]*?)[{_BLANK}]*\\)$"


@dataclass(frozen=True)
class Marking:
    """What stands around amounts of one kind, and what comes of it."""

    before: str
    after: str
    given: str | None
    """Currency that the row says; None where it says none."""
    rows: int
    row: int
    """First row."""

    @property
    def signs(self) -> str:
        """The marks as they stand."""
        return " ".join(mark for mark in (self.before, self.after) if mark)

    def candidates(self) -> frozenset[str]:
        """Currencies that the marks can stand for; none where one of them is no currency."""
        found = [currencies_of(mark) for mark in (self.before, self.after) if mark]
        return frozenset.intersection(*found) if found else frozenset()


def currencies_of(mark: str) -> frozenset[str]:
    """Currencies that a sign or code can stand for; none where it is neither."""
    bare = mark.removesuffix(".")
    if bare.upper() in CODES and len(bare) == 3:
        return frozenset({bare.upper()})
    return _SIGNS.get(bare.lower(), frozenset())


def settle_currencies(
    steps: Steps,
    table: str,
    binding: Binding,
    project_currency: str,
    file: str,
    connection: duckdb.DuckDBPyConnection,
) -> tuple[Steps, tuple[Notice, ...]]:
    """Take signs and codes off the amounts of a table, where they agree with their rows.

    Returns
    -------
    The steps with bare amounts and the currencies that stand in cells, and what was refused.
    """
    notices: list[Notice] = []
    for name, currency in MONEY.get(table, {}).items():
        if name not in binding.cells:
            continue
        column = binding.columns.get(currency) if currency else None
        usual = project_currency
        given, own = "CAST(NULL AS VARCHAR)", None
        if column is None or currency is None:
            given = literal(project_currency)
        elif column.constant is not None:
            given = literal(_of_project(column.constant, project_currency))
        else:
            given, own = f"r_{currency}", f"r_{currency}"
            usual = _of_project(column.default or PROJECT_CURRENCY, project_currency)
        value = f"r_{name}"
        steps = steps.then(f"marked_{name}", f"SELECT *, {_marks(value)} FROM {{last}}")
        found = connection.execute(
            steps.sql(
                f"SELECT m_before, m_after, {given}, count(*), min(_row) FROM {{last}} "
                f"WHERE reason IS NULL AND {_is_marked(value)} "
                "GROUP BY ALL ORDER BY min(_row), 1, 2, 3"
            )
        ).fetchall()
        markings = [Marking(*row) for row in found]
        settled = {each: _settled(each, usual) for each in markings}
        notices += _refusals(name, settled, usual, file, binding.shown.get(name, name))
        steps = steps.then(
            f"bare_{name}",
            f"SELECT * EXCLUDE (m_before, m_after) REPLACE "
            f"({_replaced(name, own, given, settled)}) FROM {{last}}",
        )
    return steps, tuple(notices)


def _of_project(text: str, project_currency: str) -> str:
    return project_currency if text == PROJECT_CURRENCY else text


def _marks(value: str) -> str:
    """SQL of the marks before and after an amount; empty around a plain number, and for null."""
    plain = f"{value} IS NULL OR try_cast({value} AS DOUBLE) IS NOT NULL"
    before = f"regexp_extract({value}, {literal(_BEFORE)}, 1)"
    after = f"regexp_extract({value}, {literal(_AFTER)}, 1)"
    return (
        f"CASE WHEN {plain} THEN '' ELSE {before} END AS m_before, "
        f"CASE WHEN {plain} THEN '' ELSE {after} END AS m_after"
    )


def _without(value: str) -> str:
    """SQL of an amount without its marks."""
    return f"replace(replace({value}, m_before, ''), m_after, '')"


def _in_brackets(amount: str) -> str:
    """SQL of −5 for ``(5)``; another amount as it is."""
    return f"regexp_replace({amount}, {literal(_IN_BRACKETS)}, '-\\1')"


def _is_marked(value: str) -> str:
    """SQL of whether there are marks, and a number with nothing else in it between them."""
    number = f"regexp_full_match({_without(value)}, {literal(_NUMBER)})"
    return f"((m_before <> '' OR m_after <> '') AND {number})"


def _settled(marking: Marking, usual: str) -> str | None:
    """The currency that an amount is in; None where its marks and its row leave that open."""
    candidates = marking.candidates()
    if marking.given is not None:
        said = marking.given.upper()
        return marking.given if said in candidates else None
    if usual in candidates:
        return usual
    return next(iter(candidates)) if len(candidates) == 1 else None


def _replaced(name: str, own: str | None, given: str, settled: Mapping[Marking, str | None]) -> str:
    """SQL of the amount without its marks, and of the currency that they tell."""
    value = f"r_{name}"
    key = f"concat_ws(chr(31), m_before, m_after, coalesce({given}, ''))"
    keys = {
        "\x1f".join((each.before, each.after, each.given or "")): currency
        for each, currency in settled.items()
        if currency is not None
    }
    bare = _in_brackets(value)
    if not keys:
        return f"CASE WHEN {_is_marked(value)} THEN {value} ELSE {bare} END AS {value}"
    unmarked = f"trim({_without(value)}, {literal(BLANKS)})"
    amount = (
        f"CASE WHEN NOT {_is_marked(value)} THEN {bare} WHEN {key} IN ({literals(keys)}) "
        f"THEN {_in_brackets(unmarked)} "
        f"ELSE {value} END AS {value}"
    )
    if own is None:
        return amount
    cases = " ".join(f"WHEN {literal(k)} THEN {literal(code)}" for k, code in keys.items())
    currency = f"CASE WHEN {_is_marked(value)} THEN CASE {key} {cases} END END"
    return f"{amount}, coalesce({own}, {currency}) AS {own}"


def _refusals(
    name: str, settled: Mapping[Marking, str | None], usual: str, file: str, shown: str
) -> list[Notice]:
    contradicted: Counter[str] = Counter()
    open_signs: Counter[str] = Counter()
    first: dict[str, int] = {}
    for each, currency in settled.items():
        if currency is not None or not each.candidates():
            continue
        if each.given is not None:
            text = say("found-currency-in-row", signs=each.signs, currency=each.given)
            contradicted[text] += each.rows
            first.setdefault("contradicted", each.row)
        else:
            open_signs[each.signs] += each.rows
            first.setdefault("open", each.row)
    notices = []
    if contradicted:
        notices.append(
            Notice(
                kind="currency_contradicted",
                message=say("found-currency-contradicted", column=name),
                hint=say("found-currency-contradicted.hint"),
                canonical=name,
                rows=contradicted.total(),
                file=file,
                row=first["contradicted"],
                column=shown,
                listed=contradicted,
            )
        )
    if open_signs:
        notices.append(
            Notice(
                kind="currency_unclear",
                message=say("found-currency-unclear", column=name, usual=usual),
                hint=say("found-currency-unclear.hint"),
                canonical=name,
                rows=open_signs.total(),
                file=file,
                row=first["open"],
                column=shown,
                listed=open_signs,
            )
        )
    return notices
