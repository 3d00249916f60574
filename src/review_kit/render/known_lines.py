"""Lines of text that were set before, and need not be set again.

WeasyPrint asks Pango for each text three times and more: how wide it is at least, how wide at most, where its
line ends, and each time again when a table is laid out. Most words of a document stand in the next one too:
heads of tables, definitions, labels. What Pango answers depends on the text, its style and the width alone,
so an answer is kept and given again. Pages are the same to the byte.

This looks into WeasyPrint: where it has other insides, every line is set anew.
"""

from __future__ import annotations

import inspect
from copy import copy
from typing import Any, TypeAlias

from weasyprint.css.properties import INHERITED
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.fonts import FontConfiguration

Line: TypeAlias = tuple[Any, int, int | None, float, float, float]
"""What Pango has set, length, where the next line begins, width, height, baseline."""

_NOT_OF_LINES = {
    "border_collapse",
    "border_spacing",
    "caption_side",
    "color",
    "color_scheme",
    "empty_cells",
    "image_rendering",
    "image_resolution",
    "list_style_image",
    "list_style_position",
    "list_style_type",
    "orphans",
    "quotes",
    "text_align_all",
    "text_align_last",
    "text_indent",
    "text_underline_offset",
    "visibility",
    "widows",
}
_OF_LINES = (*sorted(INHERITED - _NOT_OF_LINES), "text_decoration_line")
"""Properties on which a line depends, perhaps: all that text takes from where it stands, and one more."""
_MOST = 12_000
"""Lines kept that were asked for lately, and as many from before: some 20 MB."""


class Fonts(FontConfiguration):  # type: ignore[misc]
    """Fonts of documents, with the lines that were set in them."""

    def __init__(self) -> None:
        super().__init__()
        self._kinds: dict[tuple[Any, ...], int] = {}
        self._lately: dict[tuple[Any, ...], Line] = {}
        self._before: dict[tuple[Any, ...], Line] = {}
        _know_lines()

    def add_font_face(self, rule_descriptors: Any, url_fetcher: Any) -> None:
        """Add a font; a line may look otherwise from now on."""
        self._lately.clear()
        self._before.clear()
        super().add_font_face(rule_descriptors, url_fetcher)

    def line(
        self,
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool,
        minimum: bool,
    ) -> Line:
        """Give the first line of a text; arguments are those of WeasyPrint's ``split_first_line``."""
        kind = style.__dict__.get("review_kit_kind") or self._kind_of(style)
        whole = (kind, text, justification_spacing)
        line = self._find(whole)
        # one that fits is the same in any place that is wide enough
        if line is None or (max_width is not None and line[3] > max_width):
            narrow = (*whole, max_width, is_line_start, minimum)
            line = self._find(narrow)
            if line is None:
                line = _set_line(
                    text, style, context, max_width, justification_spacing, is_line_start, minimum
                )
                self._keep(whole if _is_whole(line, text, max_width) else narrow, line)
        # a line may be justified, and is cut off where its place ends
        layout = copy(line[0])
        layout.max_width = max_width
        return (layout, *line[1:])

    def _kind_of(self, style: Any) -> int:
        """Number the styles that differ in what a line depends on, from 1."""
        values = [style[name] for name in _OF_LINES]
        told = tuple([str(value) if isinstance(value, list | set) else value for value in values])
        kind = style.review_kit_kind = self._kinds.setdefault(told, len(self._kinds) + 1)
        return kind

    def _find(self, key: tuple[Any, ...]) -> Line | None:
        line = self._lately.get(key)
        if line is None and (line := self._before.get(key)) is not None:
            self._keep(key, line)
        return line

    def _keep(self, key: tuple[Any, ...], line: Line) -> None:
        if len(self._lately) >= _MOST:
            self._before, self._lately = self._lately, {}
        self._lately[key] = line


def _is_whole(line: Line, text: str, max_width: float | None) -> bool:
    """Say whether the whole text fits, and nothing of it was broken, hyphenated or cut off."""
    layout, _, next_line, width, _, _ = line
    fits = max_width is None or width <= max_width
    return next_line is None and fits and layout.text == text and "\n" not in text


_set_line = line_break.split_first_line


def _line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Line:
    fonts = style.font_config
    set_line = fonts.line if isinstance(fonts, Fonts) else _set_line
    line: Line = set_line(
        text, style, context, max_width, justification_spacing, is_line_start, minimum
    )
    return line


def _know_lines() -> None:
    """Let WeasyPrint ask the fonts for a line, where its insides are those that are known here."""
    if [*inspect.signature(_set_line).parameters] == [*inspect.signature(_line).parameters]:
        for module in (inline, preferred):
            if module.split_first_line is _set_line:
                module.split_first_line = _line
