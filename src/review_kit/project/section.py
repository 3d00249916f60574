"""What all tables of ``review_kit.toml`` have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """One table of the TOML file: unknown keys are refused, values never change."""

    # what stands in the file may be a password in the wrong place: errors do not repeat it
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
