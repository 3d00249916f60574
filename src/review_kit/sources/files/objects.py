"""Object storage: ``s3://``, ``gs://``, ``az://`` and whatever else fsspec opens."""

from __future__ import annotations

import importlib.util
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from review_kit.addresses import Address, without_secrets
from review_kit.errors import ConfigurationError, SourceError
from review_kit.sources.files.export import fresh_path
from review_kit.sources.files.formats import NO_EXPORTS, table_suffix
from review_kit.sources.files.resources import is_of_machine

DRIVERS = {
    "s3": "s3fs",
    "s3a": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "az": "adlfs",
    "abfs": "adlfs",
    "https": "aiohttp",
    "http": "aiohttp",
}
"""Scheme → package that fsspec opens it with."""


@dataclass(frozen=True)
class Fetched:
    """One object, copied to this machine."""

    path: Path
    name: str
    """Its URL without credentials."""
    modified: datetime | None
    beside: tuple[str, ...] = ()
    """Objects of the same folder from which no table can be read; named with the first only."""


def fetch(address: Address, work: Path) -> list[Fetched]:
    """Copy one object, or every one that a pattern or a folder URL means, in order of names.

    Credentials come from where the storage's own driver looks for them: environment, profile
    files, the machine's role.

    Raises
    ------
    ConfigurationError
        fsspec or the driver of this scheme is not installed, or nobody knows the scheme.
    SourceError
        The object is not there, or access is refused.
    """
    filesystem, target = _open(address)
    try:
        found, others = _objects(filesystem, target)
        if not found:
            there = ", ".join(PurePosixPath(name).name for name in others[:3])
            raise SourceError(
                f"{address.shown}: "
                + (f"no readable object, only {there}" if there else "this object does not exist")
            )
        beside = tuple(_shown_name(name, address.scheme) for name in others)
        fetched: list[Fetched] = []
        for name in found:
            path = fresh_path(work, ".fetched")
            with filesystem.open(name, "rb") as remote, path.open("wb") as local:
                shutil.copyfileobj(remote, local, 1 << 20)
            # a single object keeps the spelling of the setting; a pattern's get the storage's
            shown = _called(address) if name == target else _shown_name(name, address.scheme)
            fetched.append(Fetched(path, shown, _modified(filesystem, name), beside))
            beside = ()
    except SourceError:
        raise
    except Exception as error:
        if is_of_machine(error):
            raise
        # every storage driver has exceptions of its own; all of them mean that the object cannot
        # be had with what the environment gives
        raise SourceError(
            f"{address.shown}: cannot be read ({type(error).__name__}: {_first_line(error)})",
            "Check the address, and that its credentials are set in the environment.",
        ) from None
    return fetched


def _called(address: Address) -> str:
    """Name of a single object; what a sheet on the web is exported as ends it, as a file's name would.

    Google Sheets gives ``…/export?format=csv`` and ``…/pub?output=csv``.
    """
    asked = {name.lower(): value.lower() for name, value in address.parameters}
    suffix = f".{asked.get('format') or asked.get('output')}"
    named = table_suffix(address.shown) or not table_suffix(suffix)
    return address.shown if named else address.shown + suffix


def _shown_name(name: str, scheme: str) -> str:
    """Name of an object as the storage lists it, as an address."""
    if "://" in name:
        # the web names its objects whole, perhaps with a token behind
        return without_secrets(name)
    return f"{scheme}://{name if scheme == 'file' else name.lstrip('/')}"


def _open(address: Address) -> tuple[Any, str]:
    """The file system of an address and the path in it."""
    if importlib.util.find_spec("fsspec") is None:
        raise ConfigurationError(
            f"{address.shown}: object storage needs a package that is not installed",
            "Install it with: pip install 'review-kit[objects]'",
        )
    import fsspec

    scheme = address.scheme
    try:
        filesystem, target = fsspec.core.url_to_fs(address.url)
    except ImportError as error:
        driver = DRIVERS.get(scheme, "its fsspec driver")
        raise ConfigurationError(
            f"{address.shown}: '{scheme}://' needs {driver}, which is not installed",
            f"Install it with: pip install {driver}" if scheme in DRIVERS else str(error),
        ) from error
    except ValueError as error:
        raise ConfigurationError(
            f"{address.shown}: no installed package can open '{scheme}://'",
            "Use s3://, gs://, az:// or another address that fsspec knows; a database URL also "
            "needs 'table' or 'query'.",
        ) from error
    return filesystem, target


def _objects(filesystem: Any, target: str) -> tuple[list[str], list[str]]:
    """Objects that a URL means, and those of them from which no table can be read."""
    # of an address on the web, parameters follow after a question mark
    if any(sign in target for sign in ("*[" if "://" in target else "*?[")):
        names = sorted(filesystem.glob(target))
    elif filesystem.isdir(target):
        listed = filesystem.ls(target, detail=True)
        names = sorted(entry["name"] for entry in listed if entry["type"] == "file")
    else:
        return ([target] if filesystem.exists(target) else []), []
    return [name for name in names if table_suffix(name)], [
        name
        for name in names
        if not table_suffix(name) and not NO_EXPORTS.search(PurePosixPath(name).name)
    ]


def _modified(filesystem: Any, name: str) -> datetime | None:
    try:
        moment = filesystem.modified(name)
    except (NotImplementedError, FileNotFoundError):
        return None
    if not isinstance(moment, datetime):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _first_line(error: Exception) -> str:
    return without_secrets((str(error).splitlines() or [""])[0])
