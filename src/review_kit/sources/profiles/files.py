"""From TOML files to profiles: the shipped ones, the project's own, and one that extends another."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from review_kit.errors import ConfigurationError
from review_kit.project import Project
from review_kit.project.faults import fault_sentence
from review_kit.project.toml_faults import read_toml
from review_kit.sources.canonical import columns_of_tables
from review_kit.sources.profiles.language import Profile

SHIPPED = Path(__file__).parent
"""Profiles that come with the package."""

STORES = frozenset(
    {"warehouse", "database", "db", "sql", "sqlite", "postgres", "postgresql", "mysql", "snowflake"}
    | {"bigquery", "redshift", "databricks", "s3", "gcs", "azure"}
)
"""What people call a source that needs a url rather than a profile."""

ORIGINS = ("from", "join", "constant", "id_of", "slug_of", "indented")
"""Where a column can come from; one that extends another column replaces its origin."""


def own_profiles_folder(project: Project) -> Path:
    """Folder of the project's own profiles; it need not exist."""
    return project.root / "profiles"


def available_profiles(project: Project) -> tuple[Profile, ...]:
    """Return every profile that ``review_kit.toml`` may name, own ones first in place of shipped.

    Raises
    ------
    ConfigurationError
        One of them is not valid.
    """
    names = _names(SHIPPED) | _names(own_profiles_folder(project))
    return tuple(load_profile(project, name) for name in sorted(names))


def profiles_of(project: Project, tables: Iterable[str]) -> dict[str, Profile]:
    """Return the profile that each table is read by, checked.

    Raises
    ------
    ConfigurationError
        One or several cannot be used: every fault of all of them, so that nobody learns of the second
        when the first is mended.
    """
    found: dict[str, Profile] = {}
    faults: dict[str, str] = {}
    for table in tables:
        source = project.config.sources.get(table)
        try:
            profile = load_profile(project, source.profile if source else "canonical")
            if profile.table not in (None, table):
                raise ConfigurationError(
                    f"{project.config_path}: sources.{table}.profile: '{profile.name}' makes the "
                    f"table '{profile.table}'"
                )
            found[table] = profile
        except ConfigurationError as error:
            # one profile may be that of several tables
            faults.setdefault(error.message, error.hint)
    if len(faults) == 1:
        ((message, hint),) = faults.items()
        raise ConfigurationError(message, hint)
    if faults:
        raise ConfigurationError(
            "\n".join(faults), " ".join(dict.fromkeys(filter(None, faults.values())))
        )
    return found


def load_profile(project: Project, name: str) -> Profile:
    """Read and check one profile; the project's own wins over a shipped one of the same name.

    Raises
    ------
    ConfigurationError
        There is none of that name, or it is not valid: every fault with file and key.
    """
    path = _path_of(project, name)
    raw = _merged(project, path, ())
    raw["name"] = name
    raw["own"] = path.parent != SHIPPED
    raw["tables"] = columns_of_tables(project.data_model)
    try:
        return _with_nulls(Profile.model_validate(raw))
    except ValidationError as error:
        lines = [fault_sentence(fault, Profile) for fault in error.errors()]
        shown = _shown(project, path)
        # a fault of the whole profile carries its key in its own sentence
        lines = [line.removeprefix("(file): ") for line in lines]
        raise ConfigurationError("\n".join(f"{shown}: {line}" for line in lines)) from None


def _with_nulls(profile: Profile) -> Profile:
    """Take the texts that the profile names from those that usually mean "no value"."""
    if "nulls" in profile.read.model_fields_set:
        return profile
    named = {text.strip().casefold() for text in profile.named_texts}
    nulls = tuple(text for text in profile.read.nulls if text.casefold() not in named)
    return profile.model_copy(update={"read": profile.read.model_copy(update={"nulls": nulls})})


def _names(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.toml")}


def _path_of(project: Project, name: str, *, shipped_only: bool = False) -> Path:
    own = own_profiles_folder(project) / f"{name}.toml"
    if own.is_file() and not shipped_only:
        return own
    shipped = SHIPPED / f"{name}.toml"
    if shipped.is_file():
        return shipped
    names = sorted(_names(SHIPPED) | _names(own_profiles_folder(project)))
    near = difflib.get_close_matches(name, names, n=1)
    meant = f"Did you mean '{near[0]}'? " if near else ""
    if name.lower() in STORES:
        meant = (
            "Name a database or object storage with url (and table or query), not with a "
            "profile; you need a profile only if its columns have other names. "
        )
    raise ConfigurationError(
        f"there is no source profile '{name}'",
        f"{meant}The profiles are: {', '.join(names)}; put your own into "
        f"{own_profiles_folder(project)}.",
    )


def _merged(project: Project, path: Path, seen: tuple[Path, ...]) -> dict[str, Any]:
    """Content of a profile file, laid over the profile that it extends."""
    shown = _shown(project, path)
    if path in seen:
        raise ConfigurationError(f"{shown}: extends: the profiles extend each other in a circle")
    try:
        raw = read_toml(path.read_text(encoding="utf-8"), shown)
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{shown}: not UTF-8 text (byte {error.start})", "Save the file as UTF-8."
        ) from error
    base = raw.get("extends")
    if not isinstance(base, str):
        return raw
    # a project's `salesforce` may extend the shipped one that it stands before, which never extends it
    shipped_only = base == path.stem or path.parent == SHIPPED
    base_path = _path_of(project, base, shipped_only=shipped_only)
    return _laid_over(_merged(project, base_path, (*seen, path)), raw)


def _laid_over(base: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    merged = {**base, **change}
    for key in ("read", "dates", "numbers", "unpivot", "lookups", "parents"):
        if isinstance(base.get(key), dict) and isinstance(change.get(key), dict):
            merged[key] = {**base[key], **change[key]}
    if isinstance(base.get("columns"), dict) and isinstance(change.get("columns"), dict):
        columns = dict(base["columns"])
        for name, column in change["columns"].items():
            columns[name] = _column_over(columns.get(name, {}), column)
        merged["columns"] = columns
    if isinstance(base.get("leave_out"), list) and isinstance(change.get("leave_out"), list):
        merged["leave_out"] = base["leave_out"] + change["leave_out"]
    return merged


def _column_over(base: Any, change: Any) -> Any:
    """Lay one column over another: a new name keeps the value map, a new origin starts afresh.

    Values and patterns are added to those that there are, and stand before them.
    """
    if isinstance(base, str | list):
        base = {"from": base}
    if isinstance(change, str | list):
        change = {"from": change}
    if not isinstance(base, dict) or not isinstance(change, dict):
        return change
    named = ("from", "join")
    if any(key in change for key in ORIGINS if key not in named) or (
        any(key in change for key in named) and not any(key in base for key in named)
    ):
        return change
    merged = {**base, **change}
    for key in ("values", "patterns"):
        if isinstance(base.get(key), dict) and isinstance(change.get(key), dict):
            changed = {str(name).casefold() for name in change[key]}
            kept = {name: to for name, to in base[key].items() if name.casefold() not in changed}
            merged[key] = {**change[key], **kept}
    return merged


def _shown(project: Project, path: Path) -> str:
    """Name of a profile file as messages give it."""
    if path.parent == SHIPPED:
        return f"shipped profile {path.name}"
    return path.relative_to(project.root).as_posix()
