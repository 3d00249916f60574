"""The command line: one thin module for each command."""

from review_kit.cli.main import main

__all__ = ["main"]
