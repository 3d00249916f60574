"""Fixtures that this room shares with others."""

from small_project import light_kernels, new_project, small_project, write_report, write_template

__all__ = ["light_kernels", "new_project", "small_project", "write_report", "write_template"]
