"""Each recipient's password: read where a secret belongs, never from a file of the project, never printed."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Literal

from review_kit.delivery.people import Person
from review_kit.errors import ConfigurationError, ReviewKitError

Where = Literal["environment", "keyring"]
VARIABLE = "REVIEW_KIT_PASSWORD_"
MAIL_VARIABLE = "REVIEW_KIT_MAIL_PASSWORD"
SERVICE = "review-kit"
"""Name of the service in the keyring."""
LEAST = 8
"""Characters that a password must have at least."""


def variable_of(person: Person) -> str:
    """Return the variable of a recipient: ``REVIEW_KIT_PASSWORD_M07``; other signs become ``_``."""
    identifier = person.identifier or person.kind
    return VARIABLE + re.sub(r"\W", "_", identifier, flags=re.ASCII).upper()


def password_reader(where: Where | None) -> Callable[[Person], str | None]:
    """Return what gives each recipient's password; ``None`` for all where none are wanted.

    Raises
    ------
    ConfigurationError
        The keyring is wanted and its library is not installed.
    """
    if where is None:
        return lambda _: None
    if where == "environment":
        return lambda person: _checked(
            os.environ.get(variable_of(person)),
            person,
            f"set the environment variable {variable_of(person)}",
        )
    read = keyring_reader()
    return lambda person: _checked(
        read(f"{person.kind}:{person.identifier}"),
        person,
        f"set it with: keyring set {SERVICE} {person.kind}:{person.identifier}",
    )


def keyring_reader() -> Callable[[str], str | None]:
    """Return what reads from the system's keyring.

    Raises
    ------
    ConfigurationError
        The library is not installed.
    """
    try:
        import keyring
    except ImportError:
        raise ConfigurationError(
            "the keyring cannot be read: the package 'keyring' is not installed",
            "Install it with: pip install 'review-kit[deliver]'",
        ) from None

    def read(name: str) -> str | None:
        value: str | None = keyring.get_password(SERVICE, name)
        return value

    return read


def _checked(password: str | None, person: Person, remedy: str) -> str:
    if not password:
        # not capitalize(): it would write the variable in small letters
        raise ReviewKitError(
            f"there is no password for {person}", f"{remedy[0].upper()}{remedy[1:]}."
        )
    if len(password) < LEAST:
        raise ReviewKitError(
            f"the password for {person} is shorter than {LEAST} characters",
            f"Choose a longer one, and {remedy}.",
        )
    return password
