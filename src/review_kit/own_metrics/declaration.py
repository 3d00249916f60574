"""What a metric of one's own declares: TOML in the comment that its file begins with.

Nothing is executed to read it, so a file can be listed, refused and its key computed without being run.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast, get_args

from review_kit.contracts.emotion import emotion_in, same_name
from review_kit.metrics.registry.metric import Direction, Kind
from review_kit.project.privacy_settings import Emotion

Format = Literal["py", "sql"]
Pooling = Literal["average", "total", "none"]
Section = Literal["leading", "results"]
RowsOf = Literal["reps", "calls"]

COMMENT: Mapping[Format, str] = {"py": "#", "sql": "--"}
"""How a line of comment begins."""
KIND_OF_SECTION: Mapping[Section, Kind] = {"leading": "leading", "results": "lagging"}
NAME = re.compile(r"[a-z][a-z0-9_]{1,59}")
LONGEST_TITLE = 60
LONGEST_DEFINITION = 600
_LONGEST_WORD = 40
_UNIT = re.compile(r"[^\W_][^\n{}<>]{0,23}|%")
_NO_UNITS = frozenset({"rank"})
"""A rank needs to know among how many."""
_REQUIRED = ("title", "unit", "direction", "section", "definition", "counts", "minimum_n")
_OPTIONAL = ("pooling", "drivers", "rows_of", "effect_of", "counts_one", "words")
_WORDS = ("title", "definition", "counts")
_ONE = "counts_one"
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_DOCS = "'review-kit docs own-metrics' lists what is declared."
WHOLE_OF: Mapping[str, float] = {"share": 1.0, "percent": 100.0}
"""Unit of a metric whose effect can be estimated → the largest value of a call."""
_LONGEST_SKILL = 120
_HOW_EFFECT = (
    'Write rows_of = "calls" and effect_of = "…", the skill whose coaching is to move it, and let it give '
    "rep_id, call_id and value."
)


class DeclarationError(Exception):
    """A declaration cannot be used as written.

    Parameters
    ----------
    line
        Of the file; ``None`` where it is about all of it.
    """

    def __init__(self, problem: str, advice: str = _DOCS, line: int | None = None) -> None:
        super().__init__(problem)
        self.problem, self.advice, self.line = problem, advice, line


@dataclass(frozen=True)
class Said:
    """The words of a metric in one language.

    Parameters
    ----------
    title, definition
        As in print.
    counts
        What ``n`` counts, in the plural: ``calls``.
    counts_one
        The same of one: ``call``; empty where it is not declared.
    """

    title: str
    definition: str
    counts: str
    counts_one: str = ""


@dataclass(frozen=True)
class Declaration:
    """What a file declares of its metric.

    Parameters
    ----------
    said
        Its words.
    unit
        As in the registry (``share``, ``percent``, ``days``, ``money`` …), or a word that stands behind the
        number.
    direction
        Whether a larger value is better (``up``), worse (``down``) or neither (``none``).
    section
        Where documents print it: ``leading`` or ``results``.
    minimum_n
        Under so many cases no number is given.
    pooling
        How a group's number comes from its reps': ``average``, weighted by ``n``; ``total``; or ``none``.
    drivers
        Whether it is set against the criteria as a result, period by period.
    rows_of
        What it gives a row of: a rep in a window, or a single call.
    effect_of
        Skill whose coaching is to move it, as declared; empty where no effect is asked for.
    words
        Its words in other languages, by language.
    """

    said: Said
    unit: str
    direction: Direction
    section: Section
    minimum_n: int
    pooling: Pooling = "average"
    drivers: bool = False
    rows_of: RowsOf = "reps"
    effect_of: str = ""
    words: Mapping[str, Said] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """Whether it is a coaching signal or a result, in the registry's words."""
        return KIND_OF_SECTION[self.section]

    @property
    def largest(self) -> float | None:
        """What the value of a call may be at most, and 0 at least; ``None`` where it may be any number."""
        return WHOLE_OF.get(self.unit) if self.effect_of or self.unit == "share" else None

    def said_in(self, language: str) -> Said:
        """Give its words in a language, or as declared where there are none in it."""
        return self.words.get(language, self.said)


def declaration_of(text: str, kind: Format) -> Declaration:
    """Read the declaration that a file begins with.

    Parameters
    ----------
    text
        Of the file.
    kind
        Of its language.

    Raises
    ------
    DeclarationError
        There is none, or something in it is wrong or missing.

    Examples
    --------
    >>> declaration_of('-- title = "Calls"', "sql")
    Traceback (most recent call last):
    ...
    review_kit.own_metrics.declaration.DeclarationError: the declaration lacks unit, direction, section, ...
    """
    lines, first = _front(text, COMMENT[kind])
    if not lines:
        raise DeclarationError(
            f"does not begin with a declaration in comments ({COMMENT[kind]} title = …)", line=1
        )
    try:
        raw = tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        within = int(at.group(1)) if at and at.group(1) else len(lines)
        raise DeclarationError(
            f"the declaration is not TOML: {_AT_LINE.sub('', str(error)).strip()}",
            f"A line for readers begins with '{COMMENT[kind]} #' there. {_DOCS}",
            first + within - 1,
        ) from None
    return _Reading(raw, lines, first).declaration()


def _front(text: str, mark: str) -> tuple[list[str], int]:
    """Give the lines of the first comment, without its marks, and the number of its first line."""
    lines: list[str] = []
    first = 1
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if line.startswith("#!") or (not lines and not line.strip()):
            continue
        if not line.startswith(mark):
            break
        if not lines:
            first = number
        lines.append(line.removeprefix(mark).removeprefix(" "))
    return lines, first


class _Reading:
    """The values of one declaration, each with the line that it stands on."""

    def __init__(self, raw: Mapping[str, Any], lines: list[str], first: int) -> None:
        self._raw, self._lines, self._first = raw, lines, first

    def declaration(self) -> Declaration:
        raw = self._raw
        if raw.get("effect"):
            raise DeclarationError(
                "effect = true does not say on which skill the coaching is to move it",
                _HOW_EFFECT,
                self._line("effect"),
            )
        for key in raw:
            if key not in (*_REQUIRED, *_OPTIONAL, "effect"):
                known = ", ".join((*_REQUIRED, *_OPTIONAL))
                raise DeclarationError(
                    f"'{key}' is nothing that a metric declares",
                    f"There are {known}.",
                    self._line(key),
                )
        missing = [key for key in _REQUIRED if key not in raw]
        if missing:
            raise DeclarationError(f"the declaration lacks {', '.join(missing)}", line=self._first)
        declared = Declaration(
            said=Said(
                self._text("title", LONGEST_TITLE),
                self._text("definition", LONGEST_DEFINITION),
                self._text("counts", _LONGEST_WORD),
                self._one(self._raw),
            ),
            unit=self._unit(),
            direction=cast("Direction", self._one_of("direction", get_args(Direction))),
            section=cast("Section", self._one_of("section", get_args(Section))),
            minimum_n=self._minimum(),
            pooling=cast("Pooling", self._one_of("pooling", get_args(Pooling), "average")),
            drivers=self._flag("drivers"),
            rows_of=cast("RowsOf", self._one_of("rows_of", get_args(RowsOf), "reps")),
            effect_of=self._text("effect_of", _LONGEST_SKILL) if "effect_of" in raw else "",
            words=self._words(),
        )
        self._refuse_together(declared)
        return declared

    def _refuse_together(self, declared: Declaration) -> None:
        """Refuse what cannot be declared beside each other."""
        if declared.rows_of == "calls" and declared.pooling == "total":
            raise DeclarationError(
                'rows_of = "calls" gives means of calls, which cannot be added up',
                'Take pooling = "average" or "none".',
                self._line("pooling"),
            )
        if not declared.effect_of:
            return
        if declared.rows_of != "calls":
            raise DeclarationError(
                'effect_of needs rows_of = "calls": an effect of coaching is estimated on single calls',
                _HOW_EFFECT,
                self._line("effect_of"),
            )
        if declared.unit not in WHOLE_OF:
            raise DeclarationError(
                f'effect_of needs unit = "share" or "percent", and not \'{declared.unit}\': the limits '
                "that an effect must keep are in percentage points",
                "Say of each call how much of the whole it is: 0 to 1, or 0 to 100.",
                self._line("unit"),
            )
        if declared.direction != "up":
            raise DeclarationError(
                f"effect_of needs direction = \"up\", and not '{declared.direction}': coaching helps where "
                "the number rises",
                "Turn the number over: the share of the calls without it.",
                self._line("direction"),
            )

    def _line(self, key: str) -> int:
        begins = re.compile(rf'\s*"?{re.escape(key)}"?\s*=')
        at = next((at for at, line in enumerate(self._lines) if begins.match(line)), 0)
        return self._first + at

    def _text(self, key: str, longest: int) -> str:
        return self._said(self._raw[key], key, longest)

    def _one(self, raw: Mapping[str, Any]) -> str:
        return self._said(raw[_ONE], _ONE, _LONGEST_WORD) if _ONE in raw else ""

    def _said(self, value: Any, key: str, longest: int) -> str:
        text = " ".join(value.split()) if isinstance(value, str) else ""
        if not text or len(text) > longest or not text.isprintable():
            raise DeclarationError(
                f"'{key}' must be text of 1 to {longest} letters", line=self._line(key)
            )
        return text

    def _unit(self) -> str:
        value = self._raw["unit"]
        if not isinstance(value, str) or not _UNIT.fullmatch(value) or value in _NO_UNITS:
            raise DeclarationError(
                f"'unit' cannot be {value!r}",
                "Give a unit (share, percent, days, money, count …) or a word to stand behind the number.",
                self._line("unit"),
            )
        return "percent" if value == "%" else value

    def _one_of(self, key: str, choices: tuple[str, ...], default: str = "") -> str:
        value = self._raw.get(key, default)
        if value not in choices:
            raise DeclarationError(
                f"'{key}' cannot be {value!r}", f"Choose {' or '.join(choices)}.", self._line(key)
            )
        return str(value)

    def _minimum(self) -> int:
        value = self._raw["minimum_n"]
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 10_000:
            raise DeclarationError(
                "'minimum_n' must be a whole number from 0 on", line=self._line("minimum_n")
            )
        return value

    def _flag(self, key: str) -> bool:
        value = self._raw.get(key, False)
        if not isinstance(value, bool):
            raise DeclarationError(f"'{key}' must be true or false", line=self._line(key))
        return value

    def _words(self) -> dict[str, Said]:
        words = self._raw.get("words", {})
        entries = words.items() if isinstance(words, dict) else [("", None)]
        found = {}
        for language, said in entries:
            if not isinstance(said, dict) or {*said} - {_ONE} != {*_WORDS}:
                raise DeclarationError(
                    f"[words.{language}] must have {', '.join(_WORDS)}, may have {_ONE}, and nothing else",
                    line=self._line_of_table(f"words.{language}"),
                )
            title, definition, counts = (said[key] for key in _WORDS)
            found[str(language)] = Said(
                self._said(title, "title", LONGEST_TITLE),
                self._said(definition, "definition", LONGEST_DEFINITION),
                self._said(counts, "counts", _LONGEST_WORD),
                self._one(said),
            )
        return found

    def _line_of_table(self, name: str) -> int:
        at = (at for at, line in enumerate(self._lines) if line.strip() == f"[{name}]")
        return self._first + next(at, 0)


def refuse_emotion(name: str, declared: Declaration, permitted: Emotion | None) -> None:
    """Refuse a metric that says emotion of an employee (:mod:`review_kit.contracts.emotion`).

    Parameters
    ----------
    permitted
        The case that the settings permit, with the names that it is about.

    Raises
    ------
    DeclarationError
        Name, title or definition say so, in any language, and no permitted case names it.
    """
    said = (declared.said, *declared.words.values())
    names = [name, *(one.title for one in said), *(one.counts for one in said)]
    names += [one.counts_one for one in said if one.counts_one]
    if permitted is not None and any(same_name(one, permitted.names) for one in names):
        return
    word = _first(
        *(emotion_in(one) for one in names),
        *(emotion_in(one.definition, definition=True) for one in said),
    )
    if word:
        raise DeclarationError(
            f"measures an emotion of employees ('{word}'), which the EU AI Act forbids at work "
            "(Art. 5(1)(f))",
            "Take the file away; 'review-kit docs lawful-use' says which cases are permitted.",
        )


def _first(*words: str) -> str:
    return next((word for word in words if word), "")
