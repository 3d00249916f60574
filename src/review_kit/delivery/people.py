"""Who the tokens of the ledger stand for: kept apart from it, so that a person can be forgotten.

The ledger must stay as it was written, or it proves nothing. So it never names anybody: it bears tokens,
drawn at random, and what they stand for lies in a file of its own. Once a person is taken out of that
file, nothing leads from the ledger to the person any more.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from review_kit.errors import ReviewKitError
from review_kit.records.folder import read_object, write_json

PEOPLE = "deliveries.people.json"
"""In the project, beside the ledger."""
_TOKEN_BYTES = 9


@dataclass(frozen=True)
class Person:
    """Whom a token stands for.

    Parameters
    ----------
    kind
        ``rep``, ``manager``, ``team`` or ``org`` (their leaders), or ``user``: who gave a command.
    identifier
        Of the rep, manager or team; the name of a user.
    """

    kind: str
    identifier: str

    def __str__(self) -> str:
        """``rep 00107``."""
        return f"{self.kind} {self.identifier}".strip()


FORGOTTEN = Person("someone", "no longer on record")
"""Whom a token stands for that was taken out."""


class People:
    """The tokens of a project.

    Parameters
    ----------
    project
        Its folder.

    Raises
    ------
    ReviewKitError
        The file is there and cannot be read: a new one would make everybody a stranger.
    """

    def __init__(self, project: Path) -> None:
        self._path = project / PEOPLE
        kept = read_object(self._path)
        if self._path.exists() and not kept:
            raise ReviewKitError(
                f"{self._path}: cannot be read, so the ledger's recipients are unknown",
                "Restore it from a backup.",
            )
        self._by_token: dict[str, Person] = {
            token: Person(str(one["kind"]), str(one["identifier"]))
            for token, one in kept.get("people", {}).items()
        }
        self._by_person: dict[Person, str] = {
            person: token for token, person in self._by_token.items()
        }

    def token(self, person: Person) -> str:
        """Return the person's token; a new one is written before it is given."""
        known = self._by_person.get(person)
        if known is not None:
            return known
        token = str(secrets.token_hex(_TOKEN_BYTES))
        self._by_token[token] = person
        self._by_person[person] = token
        self._write()
        return token

    def known_token(self, person: Person) -> str | None:
        """Return the person's token; ``None`` where there is none."""
        return self._by_person.get(person)

    def person(self, token: str) -> Person:
        """Return whom a token stands for; :data:`FORGOTTEN` where nothing says so any more."""
        return self._by_token.get(token, FORGOTTEN)

    def forget(self, person: Person) -> bool:
        """Take a person out for good; ``False`` where there was no token."""
        token = self._by_person.pop(person, None)
        if token is None:
            return False
        del self._by_token[token]
        self._write()
        return True

    @property
    def tokens(self) -> tuple[str, ...]:
        """Every token that stands for somebody."""
        return tuple(self._by_token)

    def forget_tokens(self, tokens: Iterable[str]) -> None:
        """Take out whoever these tokens stand for."""
        for token in tokens:
            person = self._by_token.pop(token, None)
            if person is not None:
                del self._by_person[person]
        self._write()

    def _write(self) -> None:
        write_json(
            self._path,
            {
                "people": {
                    token: {"kind": person.kind, "identifier": person.identifier}
                    for token, person in self._by_token.items()
                }
            },
        )
        self._path.chmod(0o600)
