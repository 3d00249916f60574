"""Contract files: found, read as YAML, and checked against the standard's own JSON schema."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Hashable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft201909Validator
from jsonschema.exceptions import ValidationError, best_match

from review_kit.errors import ConfigurationError
from review_kit.project.assets import template_folder
from review_kit.project.bounded_yaml import BoundedLoader
from review_kit.project.data_model import TABLE_NAME, canonical_tables, packaged_names

API_VERSION = "v3.2.0"
"""The version of the Open Data Contract Standard that every contract is written in."""

_NEARLY_THE_SAME = 0.85
"""Likeness of two names, from 0 to 1, from which on one is taken for the other misspelt."""

DOCS_HINT = "docs/contracts.md lists what a contract may contain."


def contract_paths(root: Path) -> dict[str, Path]:
    """Return the contract file of every table of the project in ``root``.

    A file of the project's own ``data_contracts/`` wins over the package's, table by table; one that is
    called after no table of the package declares a table of the project.

    Raises
    ------
    ConfigurationError
        The project's folder has a YAML file whose name is no table's, or nearly one of the package's.
    """
    own = root / "data_contracts"
    found: dict[str, Path] = {}
    if own.is_dir():
        for path in sorted(own.iterdir()):
            if path.suffix.lower() not in {".yaml", ".yml"} or path.name.startswith("."):
                continue
            if path.stem not in packaged_names() or path.suffix != ".yaml":
                _check_name(path)
            found[path.stem] = path
    packaged = {table: packaged_contract_path(table) for table in canonical_tables()}
    return packaged | found


def _check_name(path: Path) -> None:
    """Refuse a contract whose name is no table's, or so near to one of the package's that it may be meant."""
    stem = path.stem.lower()
    near = difflib.get_close_matches(stem, canonical_tables(), n=1, cutoff=_NEARLY_THE_SAME)
    if near or path.suffix != ".yaml" or not TABLE_NAME.fullmatch(path.stem):
        near = near or difflib.get_close_matches(stem, canonical_tables(), n=1)
        meant = f" (did you mean '{near[0]}.yaml'?)" if near else ""
        raise ConfigurationError(
            f"{path}: there is no table with this name{meant}",
            "A contract is named TABLE.yaml, where TABLE is one of "
            f"{', '.join(canonical_tables())}, or a name of your own in lowercase letters, "
            "digits and '_' that cannot be mistaken for one of these.",
        )


def packaged_contract_path(table: str) -> Path:
    """Return the contract of ``table`` that comes with the package."""
    return template_folder() / "data_contracts" / f"{table}.yaml"


def read_document(path: Path) -> Mapping[str, Any]:
    """Read one contract and check it against the standard.

    Raises
    ------
    ConfigurationError
        No such file, not YAML, a key given twice, another version of the standard, or a violation
        of its JSON schema: with the file and the place in it.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ConfigurationError(f"{path}: this contract does not exist") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{path}: not UTF-8 text (byte {error.start})", "Save the file as UTF-8."
        ) from error
    try:
        return _checked(text)
    except _Refused as refused:
        raise ConfigurationError(f"{path}: {refused}", refused.hint) from refused


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    """What is wrong with the text of a contract, wherever it was read from."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@lru_cache(maxsize=64)
def _checked(text: str) -> Mapping[str, Any]:
    """Return the document that a text is, checked against the standard; a text is checked once.

    A project has copies of the package's contracts, and each of its own is compared with the package's.
    """
    try:
        document = yaml.load(text, Loader=_StrictLoader)
    except yaml.YAMLError as error:
        raise _Refused(f"not valid YAML: {error}") from error
    if not isinstance(document, dict):
        raise _Refused(f"not a contract: the file contains a {type(document).__name__}")
    if document.get("apiVersion") != API_VERSION:
        raise _Refused(
            f"apiVersion is {document.get('apiVersion')!r}; review-kit reads {API_VERSION}"
        )
    for column in _columns_without_type(document):
        # the standard allows it, and its schema then asks for a field of another type
        raise _Refused(f"column '{column}': logicalType is missing", DOCS_HINT)
    if text in _packaged_texts():
        # it was checked before it was packaged, and to check it takes longer than all else
        return document
    violation = best_match(_validator().iter_errors(document))
    if violation is not None:
        raise _Refused(f"{element_of(violation, document)}: {violation.message}", DOCS_HINT)
    return document


def digest_of(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what a contract says, whatever its comments and key order."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def element_of(violation: ValidationError, document: Mapping[str, Any]) -> str:
    """Return where a violation of the standard is, such as ``schema[roster].properties[team].required``.

    Elements of lists are named where they have a name, else counted from 0.
    """
    element = ""
    here: Any = document
    for part in violation.absolute_path:
        here = here[part]
        if isinstance(part, int):
            called = here.get("name") or here.get("id") if isinstance(here, dict) else None
            element += f"[{called or part}]"
        else:
            element += f".{part}"
    return element.lstrip(".") or "(file)"


def _columns_without_type(document: Mapping[str, Any]) -> Iterator[str]:
    for table in document.get("schema") or []:
        for column in (table.get("properties") or []) if isinstance(table, dict) else []:
            if isinstance(column, dict) and "logicalType" not in column:
                yield str(column.get("name"))


@cache
def _packaged_texts() -> frozenset[str]:
    folder = template_folder() / "data_contracts"
    return frozenset(path.read_text(encoding="utf-8") for path in folder.glob("*.yaml"))


@cache
def _validator() -> Draft201909Validator:
    schema = json.loads(
        files("open_data_contract_standard").joinpath("schema.json").read_text(encoding="utf-8")
    )
    return Draft201909Validator(schema)


class _StrictLoader(BoundedLoader):
    """YAML in which a key that stands twice is an error: the first would be ignored silently."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable):
                continue  # refused by the loader itself
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} appears twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)
