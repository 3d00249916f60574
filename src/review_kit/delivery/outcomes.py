"""How handing a parcel over can end, other than well."""

from __future__ import annotations


class NotSentError(Exception):
    """The recipient has nothing of the parcel; the text says why, without names or addresses."""


class UnknownOutcomeError(Exception):
    """Nobody can say whether the recipient has the parcel; the text says why."""
