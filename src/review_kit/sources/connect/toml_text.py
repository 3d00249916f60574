"""The text of a profile and of ``[sources.<table>]``, with what was decided as comments."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from review_kit.sources.connect.proposal import Draft
from review_kit.sources.connect.telling import unmatched_words
from review_kit.words import say

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WIDTH = 100
_COLUMNS = "#: columns "
_ANSWERS = "#: answers "
_DIGEST = "#: written "


class BareDay(str):
    """A day, which TOML writes without quotes."""

    __slots__ = ()


def value_text(value: Any) -> str:
    """Write one value of TOML on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, BareDay):
        return str(value)
    if isinstance(value, str):
        # the escapes of JSON are those of TOML, but for the sign of deletion
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Mapping):
        inner = ", ".join(f"{key_text(key)} = {value_text(each)}" for key, each in value.items())
        return f"{{ {inner} }}"
    return f"[{', '.join(value_text(each) for each in value)}]"


def key_text(key: str) -> str:
    """Write a key, in quotes where it needs them."""
    return key if _BARE.fullmatch(key) else value_text(key)


def profile_text(draft: Draft, answers: Mapping[str, str]) -> str:
    """Write a draft as a profile file, which names its own digest so that later changes are seen."""
    lines = _wrapped([say("connect-profile-head", files=", ".join(draft.files))])
    lines += _wrapped([say("connect-profile-how")])
    lines += _wrapped([one.says for one in draft.decisions if not one.section])
    lines.append(_COLUMNS + json.dumps([h for h in draft.grid.header if h], ensure_ascii=False))
    given = {key: value for key, value in answers.items() if key.startswith(f"{draft.table}.")}
    if given:
        lines.append(_ANSWERS + json.dumps(given, ensure_ascii=False, sort_keys=True))
    lines += [
        "",
        f"table = {value_text(draft.table)}",
        f"description = {value_text(draft.description)}",
    ]
    if draft.base:
        lines.append(f"extends = {value_text(draft.base)}")
    for section, content in (
        ("read", draft.read),
        ("dates", draft.dates),
        ("numbers", draft.numbers),
        ("columns", draft.columns),
        ("unpivot", draft.unpivot),
    ):
        lines += _section(draft, section, content)
    for rule in draft.leave_out:
        lines += ["", *_wrapped(_says(draft, "leave_out", rule["reason"])), "[[leave_out]]"]
        lines += [f"{key_text(key)} = {value_text(value)}" for key, value in rule.items()]
    for name, lookup in draft.lookups.items():
        lines += ["", f"[lookups.{key_text(name)}]"]
        lines += [f"{key_text(key)} = {value_text(value)}" for key, value in lookup.items()]
    if draft.unused:
        listed = ", ".join(value_text(name) for name in draft.unused)
        lines += ["", *_wrapped([say("connect-unused", columns=listed)])]
    text = "\n".join(lines) + "\n"
    return text.replace(f"\n{_COLUMNS}", f"\n{_DIGEST}{_digest(text)}\n{_COLUMNS}", 1)


def _section(draft: Draft, section: str, content: Mapping[str, Any]) -> list[str]:
    told = [one for one in draft.decisions if one.section == section]
    if not content and not told:
        return []
    lines = ["", f"[{section}]"]
    written = set()
    for key, value in content.items():
        says = [one for one in told if one.key.partition(".")[0] == key]
        lines += _wrapped(one.says for one in says)
        written |= {one.key for one in says}
        lines += _unmatched(draft, section, key)
        lines.append(f"{key_text(key)} = {value_text(value)}")
    # what the profile that is extended does already is told as well
    for one in told:
        if one.key not in written:
            lines += _wrapped([f"{one.key}: {one.says}"])
            lines += _unmatched(draft, section, one.key)
    return lines


def _says(draft: Draft, section: str, key: str) -> list[str]:
    return [one.says for one in draft.decisions if (one.section, one.key) == (section, key)]


def _unmatched(draft: Draft, section: str, key: str) -> list[str]:
    """Texts of a column that are nobody's, ready to be given a meaning."""
    lines: list[str] = []
    for each in draft.matchings if section == "columns" else ():
        left = [one for one in each.unmatched if not one.settled and not one.nobody]
        if each.column != key or not left:
            continue
        text, identifier = say("connect-the-text"), say("connect-the-id")
        example = f"values = {{ {value_text(text)} = {value_text(identifier)} }}"
        lines += _wrapped([say("connect-not-known", group=each.group, example=example)])
        lines += [f"#   {unmatched_words(one)}" for one in left[:20]]
        if len(left) > 20:
            lines.append(f"#   {say('connect-more', n=len(left) - 20)}")
    return lines


def _wrapped(sentences: Any) -> list[str]:
    import textwrap

    lines = []
    for sentence in sentences:
        flat = " ".join(str(sentence).split())
        # an ID or a heading is never cut
        lines += textwrap.wrap(
            flat,
            _WIDTH,
            initial_indent="# ",
            subsequent_indent="#   ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines


def source_text(table: str, lines: Mapping[str, Any]) -> str:
    """Write ``[sources.<table>]``."""
    body = "\n".join(f"{key_text(key)} = {value_text(value)}" for key, value in lines.items())
    return f"[sources.{key_text(table)}]\n{body}\n"


def with_source(config: str, table: str, lines: Mapping[str, Any]) -> str:
    """Return the text of ``review_kit.toml`` with the lines of one source; the rest stays as it is.

    A source that stands there is replaced in its place, one that does not is written before the settings
    of the windows, or at the end.
    """
    wanted = source_text(table, lines)
    here = re.compile(rf"^\[sources\.(?:{re.escape(table)}|\"{re.escape(table)}\")\][^\n]*\n", re.M)
    found = here.search(config)
    if found is not None:
        following = re.compile(r"^\s*\[", re.M).search(config, found.end())
        end = following.start() if following else len(config)
        kept = config[found.end() : end]
        # comments and blank lines before the next heading belong to it
        tail = re.search(r"(?:^[ \t]*(?:#[^\n]*)?\n)*\Z", kept, re.M)
        rest = kept[tail.start() :] if tail else ""
        return config[: found.start()] + wanted + (rest or "\n") + config[end:]
    windows = re.search(r"^\[windows\]", config, re.M)
    if windows is not None:
        return config[: windows.start()] + wanted + "\n" + config[windows.start() :]
    return config.rstrip("\n") + "\n\n" + wanted


def with_setting(config: str, section: str, key: str, value: str) -> str:
    """Return the text of ``review_kit.toml`` with one setting of a section; a comment behind it stays."""
    start = re.search(rf"^\[{re.escape(section)}\][^\n]*\n", config, re.M)
    if start is None:
        return f"{config.rstrip()}\n\n[{section}]\n{key_text(key)} = {value_text(value)}\n"
    following = re.compile(r"^\s*\[", re.M).search(config, start.end())
    end = following.start() if following else len(config)
    line = re.compile(
        rf"^({re.escape(key)}\s*=\s*)(?:\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')", re.M
    ).search(config, start.end(), end)
    if line is None:
        return (
            f"{config[: start.end()]}{key_text(key)} = {value_text(value)}\n{config[start.end() :]}"
        )
    return f"{config[: line.start()]}{line[1]}{value_text(value)}{config[line.end() :]}"


@dataclass(frozen=True)
class Written:
    """A profile that ``connect`` wrote before."""

    text: str
    columns: tuple[str, ...]
    """Headings that the export had."""
    answers: Mapping[str, str] = field(default_factory=dict)
    edited: bool = False
    """It was changed by hand since."""


def read_written(text: str) -> Written | None:
    """Read what a profile says of itself; None where ``connect`` did not write it."""
    columns = _line(text, _COLUMNS)
    digest = re.search(rf"^{re.escape(_DIGEST)}(\w+)$", text, re.M)
    if columns is None or digest is None:
        return None
    whole = text.replace(f"{_DIGEST}{digest[1]}\n", "", 1)
    try:
        headings: Sequence[str] = json.loads(columns)
        answers: Mapping[str, str] = json.loads(_line(text, _ANSWERS) or "{}")
    except json.JSONDecodeError:
        return None
    return Written(text, tuple(map(str, headings)), answers, _digest(whole) != digest[1])


def without_digest(text: str) -> str:
    """The text of a profile without what only says whether it was changed."""
    return re.sub(rf"^{re.escape(_DIGEST)}\w+\n", "", text, flags=re.M)


def with_new_digest(text: str, columns: Sequence[str]) -> str:
    """Return a changed profile with the headings of now; it still counts as changed by hand."""
    named = _COLUMNS + json.dumps(list(columns), ensure_ascii=False)
    return re.sub(rf"^{re.escape(_COLUMNS)}.*$", lambda _: named, text, flags=re.M)


def _line(text: str, start: str) -> str | None:
    found = re.search(rf"^{re.escape(start)}(.*)$", text, re.M)
    return found[1] if found else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
