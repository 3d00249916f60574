"""What to make: report templates, and the plan of which of them for whom."""

from typing import Literal, get_args

FileFormat = Literal["ipynb", "qmd"]
FILE_FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)
"""What a template can be written in."""
