"""The fields of the sheet's form: what each is called, and what says whose sheet it is.

Names are stable: whoever reads a filled sheet finds a value under the same name in every quarter and in
every language. A name with dots is a name in a group, as PDF forms have them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

IDENTITY = "sheet"
"""Hidden field that says whose sheet it is: see :class:`SheetIdentity`."""

TALK_DATE = "talk.date"
LAST_OUTCOME = "last.outcome"
LAST_NOTES = "last.notes"
STEPS = ("goal", "reality", "options", "will")
COMMITMENT_SKILL = "commitment.skill"
COMMITMENT_WHAT = "commitment.what"
COMMITMENT_BY = "commitment.by_when"
COMMITMENT_CHECK = "commitment.how"
GOAL_TARGET = "commitment.target"
SIGNED_REP = "signed.rep"
SIGNED_MANAGER = "signed.manager"

OUTCOMES = ("done", "missed", "open")
"""What became of the last commitment, as ``coaching_log.commitment_status`` spells it."""

FORM = 1
"""Version of the form. It is raised when an older reader would misread a newer sheet."""

_DOT = "%2E"


def self_rating(criterion_id: str, what: str) -> str:
    """Name a field of the rep's own view: ``self.OBJ.score``, ``self.OBJ.well``, ``self.OBJ.hard``."""
    return f"self.{criterion_id.replace('%', '%25').replace('.', _DOT)}.{what}"


def step_notes(step: str) -> str:
    """Name the notes of a step of the talk: ``notes.goal``."""
    return f"notes.{step}"


@dataclass(frozen=True)
class SheetSkill:
    """A skill that stands on the sheet.

    Parameters
    ----------
    criterion_id, name
        Of the criterion.
    current
        Its score of the current window, from which a goal starts; ``None`` where there is none.
    rated
        Whether the rep rates it: a focus skill.
    """

    criterion_id: str
    name: str
    current: float | None
    rated: bool = True


class NotASheetError(ValueError):
    """A text is not the identity of a conversation sheet."""


@dataclass(frozen=True)
class SheetIdentity:
    """Whose sheet it is, and what the talk is about; travels in the file as a hidden field.

    The seal is a digest of the rest. It tells a sheet whose identity was damaged or put together from
    two sheets; it is no signature.
    """

    rep_id: str
    rep_name: str
    manager_id: str
    manager_name: str
    run_id: str
    as_of: date
    skills: tuple[SheetSkill, ...]
    last_entry: str = ""
    """``entry_id`` of the commitment that the talk comes back to; empty without one."""
    evidence: str = ""
    """Key of the evidence that the sheet rests on."""
    form: int = FORM

    @property
    def rated(self) -> tuple[SheetSkill, ...]:
        """The skills that the rep rates."""
        return tuple(skill for skill in self.skills if skill.rated)

    def skill(self, criterion_id: str) -> SheetSkill | None:
        """Find a skill of the sheet."""
        return next((one for one in self.skills if one.criterion_id == criterion_id), None)

    @property
    def seal(self) -> str:
        """Digest of everything else."""
        return _digest(self._plain())

    def to_text(self) -> str:
        """Write the identity with its seal, as the hidden field holds it."""
        return json.dumps({**self._plain(), "seal": self.seal}, ensure_ascii=True, sort_keys=True)

    @classmethod
    def from_text(cls, text: str) -> SheetIdentity:
        """Read an identity.

        Raises
        ------
        NotASheetError
            The text is none, is of a newer form, or its seal does not hold.
        """
        try:
            raw = json.loads(text)
            seal = raw.pop("seal")
            form = raw["form"]
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise NotASheetError("the hidden field is not one of a conversation sheet") from error
        if form != FORM:
            raise NotASheetError(f"it is form {form}; this version reads form {FORM}")
        if _digest(raw) != seal:
            raise NotASheetError("the hidden field that says whose sheet it is was changed")
        skills = tuple(SheetSkill(**skill) for skill in raw["skills"])
        return cls(**{**raw, "as_of": date.fromisoformat(raw["as_of"]), "skills": skills})

    def _plain(self) -> dict[str, Any]:
        return {**asdict(self), "as_of": self.as_of.isoformat(), "skills": _plain(self.skills)}


def _plain(skills: Sequence[SheetSkill]) -> list[dict[str, Any]]:
    return [asdict(skill) for skill in skills]


def _digest(plain: Mapping[str, Any]) -> str:
    text = json.dumps(plain, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
