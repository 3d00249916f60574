"""A project: the folder, its settings, and the parts that come with the package."""

from review_kit.project.assets import data_contracts_folder, template_folder
from review_kit.project.config import Config, Source
from review_kit.project.data_model import (
    DataModel,
    ModelColumn,
    ModelTable,
    canonical_model,
    canonical_tables,
    data_model,
    required_tables,
)
from review_kit.project.load import CONFIG_NAME, STYLES, Project, load_project
from review_kit.project.logo import Logo

__all__ = [
    "CONFIG_NAME",
    "STYLES",
    "Config",
    "DataModel",
    "Logo",
    "ModelColumn",
    "ModelTable",
    "Project",
    "Source",
    "canonical_model",
    "canonical_tables",
    "data_contracts_folder",
    "data_model",
    "load_project",
    "required_tables",
    "template_folder",
]
