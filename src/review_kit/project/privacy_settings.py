"""``[privacy]`` and ``[transparency]`` of the settings: what others see of a person, and what is told."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, model_validator

from review_kit.project.section import Section


class Emotion(Section):
    """The permitted case for which emotions of employees are measured; without one, they are refused.

    Regulation (EU) 2024/1689 (AI Act), Art. 5(1)(f), permits medical and safety reasons alone.
    """

    case: Literal["medical", "safety"]
    reason: Annotated[str, Field(min_length=40)]
    """What it is for and who approved it, in a sentence or two; it stands in every verdict and dossier."""
    names: Annotated[list[str], Field(min_length=1)]
    """The criteria, metrics and columns that the case is about, as the export calls them."""


class Transparency(Section):
    """What the notice for reps and the dossier say that no other setting does."""

    contact: str | None = Field(default=None, min_length=3, max_length=200)
    """Whom a rep writes to: a name, a role, an address."""
    data_protection_officer: str | None = Field(default=None, min_length=3, max_length=200)
    legal_basis: str | None = Field(default=None, min_length=3, max_length=300)
    """Why the processing is lawful, such as a works agreement or Art. 6(1)(f) GDPR."""
    authority: str | None = Field(default=None, min_length=3, max_length=200)
    """The data protection authority to complain to."""


SAFE_GROUP = 5
"""Reps from which on a group's median gives nobody away by itself."""


class Privacy(Section):
    """How small a group may be before its median would give a person away."""

    minimum_group_size: Annotated[int, Field(ge=2)] = SAFE_GROUP
    emotion: Emotion | None = None
    allow_small_groups: bool = False
    """Whether ``minimum_group_size`` may be under 5; documents then say that values can be worked out."""

    @model_validator(mode="after")
    def _small_groups_are_meant(self, info: ValidationInfo) -> Self:
        # of settings that a run has read already, what was allowed then is what its documents say
        if info.context is not None and self.has_small_groups and not self.allow_small_groups:
            raise ValueError(
                f"minimum_group_size = {self.minimum_group_size}: in a group of fewer than {SAFE_GROUP} "
                "reps, people can work out each other's values. Set minimum_group_size to "
                f"{SAFE_GROUP} or more, or set allow_small_groups = true; documents then say so"
            )
        return self

    @property
    def has_small_groups(self) -> bool:
        """Whether medians may be of so few reps that people can work out each other's values."""
        return self.minimum_group_size < SAFE_GROUP
