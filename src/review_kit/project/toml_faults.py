"""What is wrong with a TOML file, in words: file, line, what stands there, and what is usually meant."""

from __future__ import annotations

import re
import sys
import tomllib
from typing import Any

from review_kit.addresses import may_hold_secret
from review_kit.errors import ConfigurationError

_CAUSES = (
    (r"after a key", "a name is followed by '=' and its value: name = value"),
    (
        r"Unterminated string|Expected .*\"|Expected .*'",
        "a quote is missing at the end of the text",
    ),
    (r"Illegal character", "a text must end on the same line, with the quote that it began with"),
    (
        r"Unescaped '\\\\'|Invalid hex|escape",
        "a backslash has a special meaning in \"…\": write paths with / or put them between '…'",
    ),
    (
        r"Cannot overwrite|Cannot declare|already|Duplicate inline",
        "this name appears twice: each name and each [section] may appear only once",
    ),
    (r"Unclosed array|Expected .*\]", "a list needs ']' at its end, and commas between its parts"),
    (r"Unclosed inline|Expected .*\}", "a group in { … } needs '}' at its end, on the same line"),
    (
        r"Expected newline|Invalid statement|Invalid initial",
        "each line has one name = value; texts are in quotes",
    ),
    (
        r"Invalid value",
        'a value is a text in quotes ("…"), a number, true or false, a day such as 2026-09-30, or a list '
        "in [ ]",
    ),
)
_MOST_DOTS = 2_000
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_toml(text: str, shown: str) -> dict[str, Any]:
    """Read a TOML file.

    Parameters
    ----------
    text
        What is in it.
    shown
        How it is called in messages.

    Raises
    ------
    ConfigurationError
        It cannot be read: the message names the line, what stands there, and what is usually meant.
    """
    for number, line in enumerate(text.splitlines(), start=1):
        if line.count(".") > _MOST_DOTS:
            # the parser's time grows with their square
            raise ConfigurationError(
                f"{shown}: line {number} has more than {_MOST_DOTS:,} dots",
                "A name in TOML has few parts: look whether the line belongs into this file.",
            )
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _fault(text, shown, str(error)) from error
    except RecursionError:
        raise ConfigurationError(
            f"{shown}: lists or groups are nested too deep",
            "Look for a line with many brackets; one of them is probably not closed.",
        ) from None
    except ValueError:
        # what TOML takes and Python does not is a number of thousands of digits
        longest = sys.get_int_max_str_digits()
        lines = enumerate(text.splitlines(), start=1)
        places = [at for at, line in lines if re.search(rf"[\d_]{{{longest},}}", line)]
        where = f"line {places[0]} has " if places else ""
        raise ConfigurationError(
            f"{shown}: {where}a number of more than {longest:,} digits",
            "If it is an identifier, put quotes around it; else look whether a line break is missing.",
        ) from None


def _fault(text: str, shown: str, said: str) -> ConfigurationError:
    place = _PLACE.search(said)
    what = said[: place.start()] if place else said
    lines = text.splitlines()
    number = int(place[1]) if place and place[1] else len(lines)
    meant = next((words for pattern, words in _CAUSES if re.search(pattern, what)), "")
    # a quote or bracket that is not closed is noticed at the end, or a line later
    line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    there = f": {line}" if line and not may_hold_secret(line) else ""
    return ConfigurationError(
        f"{shown}: not valid TOML, line {number}{there}",
        f"{meant[:1].upper()}{meant[1:]} ({what}). The fault may be a line above."
        if meant
        else f"{what}.",
    )
