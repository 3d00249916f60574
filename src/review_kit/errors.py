"""What can go wrong, each with the exit code it ends a command with.

Every error that a user can cause is one of these: a sentence that says what is wrong and where,
and, where there is one, what to do next. The command line prints them without a traceback.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from review_kit.addresses import without_secrets


class ReviewKitError(Exception):
    """A fault that the user can fix.

    Parameters
    ----------
    message
        What is wrong and where: file, row, column, key.
    hint
        What to do next, one sentence; empty where there is nothing to add.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class ConfigurationError(ReviewKitError):
    """``review_kit.toml``, a profile, a contract or a template cannot be used as written.

    Whatever of a setting the message repeats, no password in it is repeated.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(without_secrets(message), without_secrets(hint))


class UnknownNameError(ConfigurationError, KeyError):
    """Nothing has the name that was asked for; the hint gives the nearest names.

    It is a ``KeyError`` too: mappings that are asked for a name they do not have raise it.

    Parameters
    ----------
    message
        What was looked for, and where.
    name
        As it was asked for.
    known
        The names that there are.
    otherwise
        The hint where no name is near.
    """

    def __init__(
        self, message: str, name: str = "", known: Iterable[str] = (), otherwise: str = ""
    ) -> None:
        self.near = tuple(difflib.get_close_matches(name, list(known)))
        hint = f"Did you mean {' or '.join(self.near)}?" if self.near else otherwise
        super().__init__(message, hint)


class SourceError(ReviewKitError):
    """An export cannot be read, or cannot be read in one way only."""


class ContractGateError(ReviewKitError):
    """The exports break their contracts too badly to make documents from them."""

    exit_code = 2


class DocumentsFailedError(ReviewKitError):
    """Some documents could not be made; every other one was."""

    exit_code = 3
