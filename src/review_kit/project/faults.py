"""One plain sentence for each fault that pydantic finds in a TOML file.

Settings and source profiles are checked the same way, so they complain in the same words.
"""

from __future__ import annotations

import difflib
import typing

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from review_kit.addresses import HIDDEN, may_hold_secret
from review_kit.project.data_model import canonical_tables


def fault_sentence(fault: ErrorDetails, model: type[BaseModel]) -> str:
    """One line for one pydantic fault of ``model``: the dotted key, then what is wrong with it."""
    location = [_key(str(part)) for part in fault["loc"] if part not in {"str", "list[str]"}]
    key = ".".join(location) or "(file)"
    kind = fault["type"]
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(location[-1], _allowed_keys(location[:-1], model), n=1)
        meant = f" (did you mean '{near[0]}'?)" if near else ""
        return f"{key}: unknown key{meant}"
    if kind == "missing":
        return f"{key}: missing; it has no default"
    message = fault["msg"].removeprefix("Value error, ")
    value = fault.get("input")
    shown = "" if isinstance(value, dict | list) or kind == "value_error" else f" (it is {value!r})"
    # our own rules may repeat what they found in their sentence
    for text in _texts(value):
        if may_hold_secret(text):
            message = message.replace(text, HIDDEN)
            shown = shown and " (its value looks like an address and is not shown)"
    return f"{key}: {message[0].lower()}{message[1:]}{shown}"


def _key(part: str) -> str:
    return HIDDEN if may_hold_secret(part) else part


def _texts(value: object) -> list[str]:
    """A text, the keys of a section or the items of a list."""
    parts = value if isinstance(value, dict | list) else [value]
    return [part for part in parts if isinstance(part, str)]


def _allowed_keys(location: list[str], model: type[BaseModel]) -> list[str]:
    """Keys of the section at ``location``, to suggest one for a misspelt key."""
    for part in location:
        field = model.model_fields.get(part)
        if field is None:
            # below sources.X the part is the name of a table, not a field
            continue
        model_below = _model_in(field.annotation)
        if model_below is None:
            return list(canonical_tables())
        model = model_below
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: object) -> type[BaseModel] | None:
    """Return the pydantic model inside an annotation such as ``dict[str, Source]``."""
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, BaseModel) else None
    for argument in typing.get_args(annotation):
        found = _model_in(argument)
        if found is not None:
            return found
    return None
