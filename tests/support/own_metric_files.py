"""Files of metrics of one's own, for tests."""

from __future__ import annotations

from pathlib import Path

HEAD = """\
{mark} title = "{title}"
{mark} unit = "share"
{mark} direction = "up"
{mark} section = "{section}"
{mark} counts = "calls"
{mark} minimum_n = {minimum}
{mark} definition = "What the test asks for."
"""


def head(
    mark: str = "--",
    *,
    title: str = "Calls that were short",
    section: str = "leading",
    minimum: int = 5,
    more: str = "",
) -> str:
    """Declare a metric; seven lines, and one for each line of ``more``."""
    text = HEAD.format(mark=mark, title=title, section=section, minimum=minimum)
    return text + "".join(f"{mark} {line}\n" for line in more.splitlines())


def python(body: str, **declared: str) -> str:
    """Write a metric in Python; its function begins on line 8."""
    indented = "".join(f"    {line}\n" for line in body.splitlines())
    return f"{head('#', **declared)}def rows(tables, window):\n{indented}"


def write(project: Path, files: dict[str, str]) -> None:
    """Put files into ``metrics/`` of a project."""
    folder = project / "metrics"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
