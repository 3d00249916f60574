"""Writing what was proposed: exports from elsewhere, made files, profiles, ``review_kit.toml``."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from review_kit.errors import ConfigurationError
from review_kit.project import Project
from review_kit.project.load import CONFIG_NAME
from review_kit.sources.connect.proposal import Proposal, TableProposal
from review_kit.sources.connect.toml_text import with_setting, with_source

BEFORE = ".before"
"""Suffix of a profile that was changed by hand and is replaced all the same."""


def write(project: Project, proposal: Proposal, *, replace: bool = False) -> list[Path]:
    """Write everything that is decided; a table with an open question is left as it is.

    Parameters
    ----------
    project
        Where it goes.
    proposal
        What is written.
    replace
        Write over profiles that were changed by hand as well; they are kept beside as ``.before``.

    Returns
    -------
    The files that were written or changed.

    Raises
    ------
    ConfigurationError
        ``review_kit.toml`` cannot take the lines; nothing was written.
    """
    settled = [each for each in proposal.tables if not each.open]
    config = project.config_path.read_text(encoding="utf-8")
    changed = config
    for key, value in proposal.organisation.items():
        changed = with_setting(changed, "organisation", key, value)
    for each in settled:
        if each.source and not _says_it(changed, each):
            changed = with_source(changed, each.table, each.source)
    _check(changed, settled)
    written: list[Path] = []
    for path, target in proposal.copied:
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            shutil.copystat(path, target)
            written.append(target)
    for made in proposal.made:
        if not made.path.exists():
            made.path.parent.mkdir(parents=True, exist_ok=True)
            made.path.write_text(made.content, encoding="utf-8")
            written.append(made.path)
    for each in settled:
        written += _profile(project, each, replace=replace)
    if changed != config:
        (project.root / CONFIG_NAME).write_text(changed, encoding="utf-8")
        written.append(project.config_path)
    return written


def _profile(project: Project, each: TableProposal, *, replace: bool) -> list[Path]:
    if not each.profile:
        return []
    path = project.root / "profiles" / f"{each.name}.toml"
    text = each.anew if replace and each.anew else each.profile
    if path.is_file():
        present = path.read_text(encoding="utf-8")
        if present == text:
            return []
        if each.state == "edited" and replace:
            shutil.copyfile(path, path.with_suffix(f".toml{BEFORE}"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return [path]


def _says_it(config: str, each: TableProposal) -> bool:
    present: Mapping[str, Any] = tomllib.loads(config).get("sources", {}).get(each.table, {})
    return {key: str(value) for key, value in present.items()} == {
        key: str(value) for key, value in each.source.items()
    }


def _check(config: str, settled: list[TableProposal]) -> None:
    """Refuse settings that would not say what was proposed: a layout that the editing cannot follow."""
    try:
        read = tomllib.loads(config).get("sources", {})
    except tomllib.TOMLDecodeError:
        read = {}
    for each in settled:
        if each.source and not _says_it_in(read, each):
            raise ConfigurationError(
                f"the lines of [sources.{each.table}] cannot be written into {CONFIG_NAME} "
                "automatically",
                "Remove that table's lines from it, then run the command again.",
            )


def _says_it_in(read: Mapping[str, Any], each: TableProposal) -> bool:
    present = read.get(each.table, {})
    return all(str(present.get(key)) == str(value) for key, value in each.source.items())
