"""Synthetic exports with a known truth: see ``docs/demo-data.md``."""

from review_kit.demo.settings import DemoSettings, Person
from review_kit.demo.tables import DemoData, generate, generate_for_people
from review_kit.demo.write import write_project, write_scores_for_roster

__all__ = [
    "DemoData",
    "DemoSettings",
    "Person",
    "generate",
    "generate_for_people",
    "write_project",
    "write_scores_for_roster",
]
