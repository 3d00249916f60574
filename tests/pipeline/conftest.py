"""Fixtures that this room shares with others."""

from small_project import small_project, write_report, write_template

__all__ = ["small_project", "write_report", "write_template"]
