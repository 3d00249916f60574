"""Customers and deals by name, as a CRM exports them beside its identifiers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from review_kit.demo.people import Rep
from review_kit.demo.settings import DemoSettings
from review_kit.demo.streams import chance, pick, stream, whole

_AGAIN_SHARE = 0.25
"""Share of deals with a customer whom the rep has sold to, or tried to."""
_TWO_WORDS_SHARE = 0.5
_NO_TRADE_SHARE = 0.15
_NO_ACCOUNT_SHARE = 0.03
_NO_NAME_SHARE = 0.04


@dataclass(frozen=True)
class _Words:
    first: tuple[str, ...]
    ending: tuple[str, ...]
    trade: tuple[str, ...]
    opening: tuple[str, ...]
    further: tuple[str, ...]
    forms: Mapping[str, tuple[str, ...]]


@cache
def _words() -> _Words:
    raw = tomllib.loads(
        files("review_kit.demo").joinpath("accounts.toml").read_text(encoding="utf-8")
    )
    forms = {country: tuple(names) for country, names in raw.pop("forms").items()}
    return _Words(**{key: tuple(words) for key, words in raw.items()}, forms=forms)


class Accounts:
    """One rep's customers: most deals are with a new one, some with one of before."""

    def __init__(self, rep: Rep, settings: DemoSettings) -> None:
        self._rng = stream(settings.seed, "accounts", rep.rep_id)
        self._forms = _words().forms.get(rep.country or "", ("Ltd.",))
        self._known: list[tuple[str, str]] = []

    def deal(self, created: date) -> tuple[str | None, str | None]:
        """Return the names of the next deal's customer and of the deal; now and then one is not filled in."""
        rng, words = self._rng, _words()
        again, which, seats = chance(rng, _AGAIN_SHARE), rng.random(), 5 * whole(rng, 2, 40)
        no_account, no_name = chance(rng, _NO_ACCOUNT_SHARE), chance(rng, _NO_NAME_SHARE)
        invented, what = self._invented(), pick(rng, range(len(words.opening)))
        if again and self._known:
            brand, account = self._known[int(which * len(self._known))]
            about = words.further[what % len(words.further)]
        else:
            brand, account = invented
            about = words.opening[what]
            self._known.append(invented)
        name = f"{brand}: {about.format(seats=seats, year=created.year)}"
        return None if no_account else account, None if no_name else name

    def _invented(self) -> tuple[str, str]:
        """Return what a company is called for short, and in full."""
        rng, words = self._rng, _words()
        first, second = pick(rng, words.first), pick(rng, words.first)
        ending, trade, form = (pick(rng, part) for part in (words.ending, words.trade, self._forms))
        two, bare = chance(rng, _TWO_WORDS_SHARE), chance(rng, _NO_TRADE_SHARE)
        brand = f"{first} & {second}" if two and first != second else f"{first}{ending}"
        return brand, f"{brand} {form}" if bare else f"{brand} {trade} {form}"
