"""Where the parts that come with the package are: contracts, notebooks, project files.

In an installed wheel they lie in ``project/template``; in a checkout they are the repository's own
folders, because the repository is itself a project.
"""

from __future__ import annotations

from pathlib import Path


def template_folder() -> Path:
    """Folder that holds ``review_kit.toml``, ``notebooks``, ``data_contracts``, ``_quarto.yml``."""
    packaged = Path(__file__).parent / "template"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[3]


def data_contracts_folder(root: Path) -> Path:
    """Contracts of the project in ``root``: its own where it has them, else the package's."""
    own = root / "data_contracts"
    return own if own.is_dir() else template_folder() / "data_contracts"
