"""Names in place of names: one person has one pseudonym everywhere, and none leads back without the key.

A pseudonym is made with HMAC-SHA256 of what it stands for, under a key that is drawn at random and not part
of the copy. Numbers stay as they are: people who know the firm may still recognise someone by them.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Literal

from review_kit.errors import ConfigurationError

_LETTERS = 10
_KEY_BYTES = 32
_LEAST_WEEKS, _MOST_WEEKS = 13, 104
Kind = Literal["rep", "manager", "team", "scorer", "theme", "key"]


@dataclass(frozen=True)
class Pseudonyms:
    """Makes pseudonyms under one key.

    Parameters
    ----------
    key
        Secret bytes.
    shifts_days
        Whether all days move by one secret number of weeks into the past.
    """

    key: bytes
    shifts_days: bool = False

    def of(self, kind: Kind, text: str) -> str:
        """Return the pseudonym of an identifier: ``rep-k3xq…``; the empty text stays empty."""
        if not text:
            return text
        digest = hmac.new(self.key, f"{kind}:{text}".encode(), hashlib.sha256).digest()
        return f"{kind}-{base64.b32encode(digest).decode().lower()[:_LETTERS]}"

    def of_scorer(self, text: str) -> str:
        """Return a scorer's: ``human:M07`` becomes ``human:scorer-…``; an AI is nobody and stays."""
        who, colon, identifier = text.partition(":")
        return f"{who}:{self.of('scorer', identifier)}" if colon and who == "human" else text

    @cached_property
    def shift(self) -> timedelta:
        """How far days move: whole weeks, so that weekdays stay."""
        if not self.shifts_days:
            return timedelta()
        digest = hmac.new(self.key, b"days", hashlib.sha256).digest()
        weeks = _LEAST_WEEKS + int.from_bytes(digest[:4], "big") % (_MOST_WEEKS - _LEAST_WEEKS + 1)
        return timedelta(weeks=-weeks)

    def day(self, value: date) -> date:
        """Move a day."""
        return value + self.shift


def key_in(path: Path | None) -> bytes:
    """Read a key, or draw one and keep it in the file; without a file it is drawn and forgotten.

    Raises
    ------
    ConfigurationError
        The file holds something else.
    """
    if path is None:
        return secrets.token_bytes(_KEY_BYTES)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(_KEY_BYTES) + "\n", encoding="utf-8")
    try:
        key = bytes.fromhex(path.read_text(encoding="utf-8").strip())
    except (UnicodeDecodeError, ValueError):
        key = b""
    if len(key) != _KEY_BYTES:
        raise ConfigurationError(
            f"{path}: this is not a key of 'review-kit pseudonymise'",
            "Give the file of an earlier copy, or the name of a new file.",
        )
    return key
