"""``docs/commands.md``, written from the commands themselves.

``make docs`` brings the page up to date; a test fails where it is not.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from review_kit.cli.main import app

_HEAD = """\
# Commands

Every command takes `--project DIR` (default: the current folder) and `--json`, which prints one
JSON object and nothing else. Progress is shown on a terminal, not in a pipe.

| exit code | |
|---|---|
| 0 | done |
| 1 | an option, an argument or a setting is wrong; no document was made |
| 2 | the exports have too many faults; no document was made |
| 3 | some documents failed; all others were made. Of `templates test`: some templates show something else |
| 70 | an error in review-kit itself; the message names a log, which has none of your data |
| 130 | stopped with Ctrl-C (143: by another program); finished documents are kept |
"""


def commands_page() -> str:
    """Return the page as Markdown."""
    parts = [_HEAD]
    for name, command in _commands(get_command(app)):
        usage = " ".join(["review-kit", name, *_arguments(command)])
        parts.append(f"## {name}\n\n```\n{usage} [OPTIONS]\n```\n\n{_prose(command.help)}\n")
        rows = [_row(parameter) for parameter in command.params if parameter.name != "help"]
        parts.append("| | |\n|---|---|\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def _commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        whole = f"{before} {name}".strip()
        if hasattr(command, "commands"):
            yield from _commands(command, whole)
        else:
            yield whole, command


def _arguments(command: Any) -> Iterator[str]:
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            yield parameter.metavar or parameter.name.upper()


def _row(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        names = parameter.metavar or parameter.name.upper()
    else:
        value = f" {parameter.metavar}" if parameter.metavar else ""
        names = ", ".join(parameter.opts) + value
    shown = names.replace("|", "\\|")
    return f"| `{shown}` | {parameter.help or ''}{_default(parameter)} |"


def _default(parameter: Any) -> str:
    default = parameter.default
    if isinstance(default, bool) or not isinstance(default, int | float):
        return ""
    return f" Default: {default:g}."


def _prose(text: str | None) -> str:
    """Paragraphs of a docstring, each on one line."""
    paragraphs = inspect.cleandoc(text or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
