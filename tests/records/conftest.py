"""Fixtures that this room shares with others."""

from small_project import new_project, small_project, write_report, write_template

__all__ = ["new_project", "small_project", "write_report", "write_template"]
