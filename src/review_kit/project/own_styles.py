"""Stylesheets of the project that lie over the shipped ones: ``theme/print.css`` and ``theme/screen.css``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import review_kit
from review_kit.errors import ConfigurationError

_SHIPPED = Path(review_kit.__file__).parent / "render" / "theme"
LARGEST_STYLES = 200_000
"""Bytes."""
_COPY_OF_OURS = (
    "/* The printed page. Read by WeasyPrint from the batch and from Quarto alike. */\n@import",
    "/* The same document on a screen: fluid, self-contained, readable on a phone, by day and by night. */",
)
"""How copies of the shipped stylesheets begin, which earlier versions put into new projects. One that was
changed must not do nothing without a word, and one that was not must not lie over a newer one."""


def read_styles(root: Path, name: str) -> str:
    """Read ``theme/<name>`` of the project; empty where there is none, and where it is the shipped one.

    Raises
    ------
    ConfigurationError
        It is not CSS, or it would fetch something: documents fetch nothing.
    """
    path = root / "theme" / name
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}") from error
    if content == _SHIPPED.joinpath(name).read_bytes():
        return ""  # projects of earlier releases have a copy there
    if len(content) > LARGEST_STYLES:
        raise ConfigurationError(
            f"{path}: {len(content) / 1000:,.0f} kB; the limit is 200 kB",
            "Leave pictures out of it: the logo is theme.logo, type is theme.fonts.",
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{path}: not UTF-8 text (byte {error.start})", "Save the file as UTF-8."
        ) from error
    if text.startswith(_COPY_OF_OURS):
        raise ConfigurationError(
            f"{path}: this is a copy of an earlier or a changed shipped stylesheet, and rules here lie "
            "over the shipped one",
            "Remove the file; if you changed it, keep only the rules that you changed.",
        )
    faults = [f"{path}, line {line}: {problem}" for line, problem in _faults(text)]
    if faults:
        raise ConfigurationError(
            "\n".join(faults), "Mend these lines, or remove the file to have the shipped look."
        )
    return text


def _faults(text: str) -> Iterable[tuple[int, str]]:
    """Yield line and words of what is no CSS and of what would be fetched."""
    import tinycss2  # most projects have no stylesheet of their own

    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type == "error":
            yield rule.source_line, f"this is not CSS ({rule.message})"
        elif rule.type == "at-rule" and rule.lower_at_keyword == "import":
            yield rule.source_line, "@import would fetch another file; put its rules here"
        elif rule.type in {"qualified-rule", "at-rule"} and rule.content is not None:
            yield from _fetched(rule.content)
            if rule.type == "qualified-rule" or rule.lower_at_keyword in {"page", "font-face"}:
                for declaration in tinycss2.parse_blocks_contents(rule.content):
                    if declaration.type == "error":
                        yield declaration.source_line, f"this is not CSS ({declaration.message})"
    if "</style" in text.lower():
        line = text.lower()[: text.lower().index("</style")].count("\n") + 1
        yield line, "'</style' would end the stylesheet of a page"


def _fetched(tokens: Iterable[Any]) -> Iterable[tuple[int, str]]:
    for token in tokens:
        address = None
        if token.type == "url":
            address = token.value
        elif token.type == "function" and token.lower_name in {"url", "src"}:
            address = next((part.value for part in token.arguments if part.type == "string"), "")
        if address is not None and not address.startswith(("data:", "#")):
            yield (
                token.source_line,
                f"'{address[:80]}' would be fetched; write pictures as data: addresses, and type "
                "goes into theme.fonts",
            )
        for inner in (getattr(token, "content", None), getattr(token, "arguments", None)):
            if isinstance(inner, list):
                yield from _fetched(inner)
