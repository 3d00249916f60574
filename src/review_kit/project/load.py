"""From a folder to a :class:`Project`: read the TOML file, say every fault at once."""

from __future__ import annotations

import difflib
import tomllib
import types
import typing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from review_kit.errors import ConfigurationError
from review_kit.project.config import CANONICAL_TABLES, Config

CONFIG_NAME = "review_kit.toml"


@dataclass(frozen=True)
class Project:
    """A folder with ``review_kit.toml`` in it, and where its parts are."""

    root: Path
    config: Config

    @property
    def config_path(self) -> Path:
        """The TOML file."""
        return self.root / CONFIG_NAME

    @property
    def exports(self) -> Path:
        """Where canonical exports are looked for."""
        return self.root / "exports"

    @property
    def notebooks(self) -> Path:
        """Report templates."""
        return self.root / "notebooks"

    @property
    def reports(self) -> Path:
        """What runs produce."""
        return self.root / "reports"

    @property
    def cache(self) -> Path:
        """Snapshots and work in progress; safe to delete."""
        return self.root / ".review_kit"


def load_project(root: Path) -> Project:
    """Read and check the project in ``root``.

    Raises
    ------
    ConfigurationError
        No project there, TOML that does not parse, or wrong keys, values or paths: all of them in
        one message, each with its key.
    """
    root = root.resolve()
    path = root / CONFIG_NAME
    if not path.is_file():
        raise ConfigurationError(
            f"{root} is not a review-kit project: it has no {CONFIG_NAME}",
            "Make one with 'review-kit init DIR', or point to one with '--project DIR'.",
        )
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: not valid TOML: {error}") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{path}: not UTF-8 text (byte {error.start})", "Save the file as UTF-8."
        ) from error
    try:
        config = Config.model_validate(raw)
    except ValidationError as error:
        lines = [_sentence(fault) for fault in error.errors()]
        raise ConfigurationError("\n".join(f"{path}: {line}" for line in lines)) from error
    _check_paths(root, path, config)
    return Project(root, config)


def _check_paths(root: Path, path: Path, config: Config) -> None:
    faults = []
    for table, source in config.sources.items():
        patterns = [source.path] if isinstance(source.path, str) else source.path or []
        for pattern in patterns:
            if "://" in pattern:
                faults.append(
                    f"sources.{table}.path: '{pattern}' is a URL; give it as 'url' instead"
                )
                continue
            target = Path(pattern)
            found = (
                target.exists()
                if target.is_absolute()
                else (root / target).exists() or any(root.glob(pattern))
            )
            if not found:
                faults.append(f"sources.{table}.path: no file matches '{pattern}' below {root}")
    if faults:
        raise ConfigurationError("\n".join(f"{path}: {fault}" for fault in faults))


def _sentence(fault: Any) -> str:
    """One line for one pydantic fault: the dotted key, then what is wrong with it."""
    location = [str(part) for part in fault["loc"] if part not in {"str", "list[str]"}]
    key = ".".join(location) or "(file)"
    kind = fault["type"]
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(location[-1], _allowed_keys(location[:-1]), n=1)
        meant = f" (did you mean '{near[0]}'?)" if near else ""
        return f"{key}: unknown key{meant}"
    if kind == "missing":
        return f"{key}: missing, and there is no default for it"
    message = fault["msg"].removeprefix("Value error, ")
    value = fault.get("input")
    shown = "" if isinstance(value, dict | list) or kind == "value_error" else f" (it is {value!r})"
    return f"{key}: {message[0].lower()}{message[1:]}{shown}"


def _allowed_keys(location: list[str]) -> list[str]:
    """Keys of the section at ``location``, to suggest one for a misspelt key."""
    model: type[BaseModel] = Config
    for part in location:
        field = model.model_fields.get(part)
        if field is None:
            # below sources.X the part is the name of a table, not a field
            continue
        model_below = _model_in(field.annotation)
        if model_below is None:
            return list(CANONICAL_TABLES)
        model = model_below
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The pydantic model inside an annotation such as ``dict[str, Source]``."""
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return annotation if issubclass(annotation, BaseModel) else None
    for argument in typing.get_args(annotation):
        found = _model_in(argument)
        if found is not None:
            return found
    return None
