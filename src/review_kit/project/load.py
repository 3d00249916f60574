"""From a folder to a :class:`Project`: read the TOML file, say every fault at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from review_kit.errors import ConfigurationError
from review_kit.project.assets import template_folder
from review_kit.project.brand_file import BRAND_NAME, read_brand_file
from review_kit.project.config import Config, Theme
from review_kit.project.data_model import DataModel, data_model, table_names
from review_kit.project.faults import fault_sentence
from review_kit.project.fonts import Font, check_fonts, read_fonts
from review_kit.project.logo import Logo, read_logo
from review_kit.project.own_styles import read_styles
from review_kit.project.toml_faults import read_toml
from review_kit.words.overlay import WORDS, Overlay, read_overlay
from review_kit.words.tags import base_of

CONFIG_NAME = "review_kit.toml"

STYLES = ("print.css", "screen.css")
"""Stylesheets of a project's ``theme/`` folder."""


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
        """Report templates: the project's own where it has them, else the package's."""
        own = self.root / "notebooks"
        return own if own.is_dir() else template_folder() / "notebooks"

    @property
    def data_model(self) -> DataModel:
        """Tables and columns: the package's, with what the project's own contracts add."""
        return data_model(self.root)

    @cached_property
    def words(self) -> Overlay:
        """The project's own words, which lie over the shipped ones."""
        return read_overlay(self.root)

    @property
    def logo(self) -> Logo | None:
        """The organisation's logo as its file is now; ``None`` where the project has none."""
        name = self.config.theme.logo
        return None if name is None else read_logo(self.root, name)

    @property
    def fonts(self) -> tuple[Font, ...]:
        """The type that text is set in, as its files are now; empty where it is the shipped one."""
        return read_fonts(self.root, self.config.theme.fonts)

    def own_styles(self, name: str) -> str:
        """Rules of ``theme/<name>``, which lie over the shipped stylesheet of that name."""
        return read_styles(self.root, name)

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
            "Make one with 'review-kit init DIR', or name one with '--project DIR'.",
        )
    try:
        raw = read_toml(path.read_text(encoding="utf-8"), str(path))
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{path}: not UTF-8 text (byte {error.start})", "Save the file as UTF-8."
        ) from error
    try:
        config = Config.model_validate(raw, context={"tables": table_names(root)})
    except ValidationError as error:
        lines = [fault_sentence(fault, Config) for fault in error.errors()]
        # the fault that pydantic found holds what stands in the file
        raise ConfigurationError("\n".join(f"{path}: {line}" for line in lines)) from None
    config = _with_brand_file(root, path, config)
    _check_paths(root, path, config)
    project = Project(root, config)
    for name in STYLES:
        project.own_styles(name)
    _check_words(path, project)
    return project


def _with_brand_file(root: Path, path: Path, config: Config) -> Config:
    """Take colour, logo and type from the brand file, where the project has one.

    Raises
    ------
    ConfigurationError
        The settings say something else than the brand file.
    """
    brand = read_brand_file(root)
    if brand is None:
        return config
    theme = config.theme
    said = {
        "accent": None if brand.accent is None else brand.accent.lower(),
        "logo": brand.logo,
        "fonts": brand.fonts or None,
    }
    faults = []
    for name, value in said.items():
        if value is None or name not in theme.model_fields_set:
            continue
        if getattr(theme, name) != value:
            shown = value if isinstance(value, str) else ", ".join(value)
            faults.append(f"{path}: theme.{name} is not what {BRAND_NAME} says: {shown}")
    if faults:
        raise ConfigurationError(
            "\n".join(faults),
            f"Remove the setting: where there is a {BRAND_NAME}, it is the source.",
        )
    given = {name: value for name, value in said.items() if value is not None}
    try:
        theme = Theme.model_validate({**theme.model_dump(), **given})
    except ValidationError as error:
        lines = [fault_sentence(fault, Theme) for fault in error.errors()]
        raise ConfigurationError(
            "\n".join(f"{root / BRAND_NAME}: {line}" for line in lines)
        ) from None
    return config.model_copy(update={"theme": theme})


def _check_words(path: Path, project: Project) -> None:
    """Refuse words that could not be said, and a language that there are no words in."""
    overlay = project.words
    if overlay.files:
        # Fluent's parser is loaded for projects that have words of their own
        from review_kit.words.check import check_overlay

        check_overlay(overlay)
    language = project.config.organisation.language
    if base_of(language) not in overlay.languages:
        known = ", ".join(sorted(overlay.languages))
        raise ConfigurationError(
            f"{path}: organisation.language: review-kit has no words in '{language}', only in "
            f"{known}",
            f"Put a translation into {project.root / WORDS / language}; docs/words.md says how.",
        )


def _check_paths(root: Path, path: Path, config: Config) -> None:
    faults = []
    for table, source in config.sources.items():
        patterns = [source.path] if isinstance(source.path, str) else source.path or []
        for pattern in patterns:
            # a path from the root of the disk may be a pattern, too
            start = Path(Path(pattern).anchor or root)
            below = pattern.removeprefix(Path(pattern).anchor)
            if not (root / pattern).exists() and not any(start.glob(below)):
                faults.append(f"sources.{table}.path: no file in {root} matches '{pattern}'")
    try:
        if config.theme.logo is not None:
            read_logo(root, config.theme.logo)
    except ConfigurationError as error:
        faults.append(f"{error.message}. {error.hint}")
    try:
        check_fonts(root, config.theme.fonts)
    except ConfigurationError as error:
        faults.append(f"{error.message}. {error.hint}")
    if faults:
        raise ConfigurationError("\n".join(f"{path}: {fault}" for fault in faults))
