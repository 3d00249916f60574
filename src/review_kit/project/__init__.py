"""A project: the folder, its settings, and the parts that come with the package."""

from review_kit.project.assets import data_contracts_folder, template_folder
from review_kit.project.config import CANONICAL_TABLES, REQUIRED_TABLES, Config, Source
from review_kit.project.load import CONFIG_NAME, Project, load_project
from review_kit.project.logo import Logo

__all__ = [
    "CANONICAL_TABLES",
    "CONFIG_NAME",
    "REQUIRED_TABLES",
    "Config",
    "Logo",
    "Project",
    "Source",
    "data_contracts_folder",
    "load_project",
    "template_folder",
]
