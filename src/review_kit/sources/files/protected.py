"""Workbooks that a password protects: opened with the password of an environment variable, never shown."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import BinaryIO

from review_kit.errors import SourceError

OLE = b"\xd0\xcf\x11\xe0"
"""First bytes of a workbook of Excel 97 to 2003, and of a newer one that is encrypted."""


def is_encrypted(path: Path) -> bool:
    """Say whether a file is an encrypted workbook."""
    with path.open("rb") as file:
        return _is_encrypted(file)


def is_encrypted_workbook(content: bytes) -> bool:
    """Say whether the bytes of a file are those of an encrypted workbook."""
    return _is_encrypted(io.BytesIO(content))


def _is_encrypted(file: BinaryIO) -> bool:
    if file.read(len(OLE)) != OLE:
        return False
    import msoffcrypto

    file.seek(0)
    try:
        return bool(msoffcrypto.OfficeFile(file).is_encrypted())
    except (msoffcrypto.exceptions.FileFormatError, OSError, ValueError, KeyError):
        return False  # damaged, or no workbook: its reader says so


def decrypted(path: Path, name: str, target: Path, variable: str | None) -> Path:
    """Write an encrypted workbook without its password, and return where it is.

    Parameters
    ----------
    name
        Of the file, for messages.
    target
        Where it is written.
    variable
        Environment variable with the password, as the settings name it.

    Raises
    ------
    SourceError
        No variable is named, it is not set, or what it holds does not open the workbook.
    """
    import msoffcrypto

    if variable is None:
        raise SourceError(
            f"{name}: the workbook has a password",
            'Name an environment variable that holds it: password_variable = "LOG_PASSWORD" in its section '
            "of review_kit.toml; or save the workbook without a password.",
        )
    password = os.environ.get(variable)
    if not password:
        raise SourceError(
            f"{name}: the workbook has a password, and the environment variable {variable} is not set",
            f"Set {variable} before the command, as {variable}=… in the shell or the scheduler.",
        )
    with path.open("rb") as file, target.open("wb") as plain:
        try:
            workbook = msoffcrypto.OfficeFile(file)
            # a wrong password is noticed before anything is written, where the format allows it
            workbook.load_key(password=password)
            workbook.decrypt(plain)
        except Exception as error:
            # what the library raises may repeat the password, so that none of it is passed on
            raise SourceError(
                f"{name}: the password in {variable} does not open the workbook "
                f"({type(error).__name__})",
                f"Look whether {variable} holds the password of this file.",
            ) from None
    return target
