"""The command line: one thin module for each command."""

from review_kit.windows import refuse_windows

refuse_windows()  # before a module is imported that Windows lacks

from review_kit.cli.main import main  # noqa: E402 - see above
from review_kit.cli.program import program  # noqa: E402

__all__ = ["main", "program"]
