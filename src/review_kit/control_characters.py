r"""Signs that act instead of being read: what a text from outside may not do to whoever sees it.

An escape sequence in a cell can change a terminal's title or clear it, a direction mark can turn the
order of what follows. On terminals, in logs and on the pages about a run such signs are shown as what
they are, ``\x1b`` or ``\u202e``, in one place each: here is the spelling.
"""

from __future__ import annotations

import json
import re
from typing import Any

_BEYOND = (
    "\x00-\x08\x0b\x0c\x0e-\x1f"  # controls, among them escape
    "\x7f-\x9f"  # delete, and the second set of controls
    "\u202a-\u202e\u2066-\u2069"  # direction of what follows
    "\u2028\u2029"  # line ends that look like none
    "\ufeff\ufff9-\ufffb"  # marks without a width
    "\ud800-\udfff"  # halves of a sign
    "\ufdd0-\ufdef\ufffe\uffff"  # no signs at all
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "\U000e0000-\U000e007f"  # an alphabet that nobody sees
)
_ACTING = _BEYOND + "\r\u061c\u200e\u200f"
"""With carriage return, and marks of direction for a single place."""
_TEXT = re.compile(f"[{_ACTING}]")
_LINE = re.compile(f"[{_ACTING}\t\n]")
_DOCUMENT = re.compile(f"[{_BEYOND}]")
_SPELT = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}


def visible(text: str) -> str:
    """Spell out every sign that acts; line ends and tabs stay."""
    return _TEXT.sub(_spelt, text)


def visible_line(text: str) -> str:
    """Spell out every sign that acts, line ends and tabs too: what was one line stays one."""
    return _LINE.sub(_spelt, text)


def visible_in_document(page: str) -> str:
    """Spell out every sign of a document's HTML that acts beyond its own place, or is none at all.

    Marks of direction for a single place stay: our own sentences have them around names.
    """
    # a page has few different signs, and nearly always none of these
    if _DOCUMENT.search("".join(set(page))) is None:
        return page
    return _DOCUMENT.sub(_spelt, page)


def shown(value: Any) -> Any:
    """What a page shows of a value: a text with every sign that acts spelt out."""
    # a text that is marked as HTML is our own
    return visible(value) if type(value) is str else value


def json_text(value: Any, *, indent: int | None = 2) -> str:
    """JSON that people may look at too: letters as they are, signs that act as escapes of JSON."""
    return _TEXT.sub(_json_spelt, json.dumps(value, ensure_ascii=False, indent=indent))


def _spelt(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in _SPELT:
        return _SPELT[sign]
    code = ord(sign)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _json_spelt(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]
