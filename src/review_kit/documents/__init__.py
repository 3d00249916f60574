"""Documents: what notebooks call. Each call returns one displayable part of a page."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from review_kit.documents.block import Block
from review_kit.documents.theme import theme

if TYPE_CHECKING:
    from review_kit.documents.binder import BinderCover
    from review_kit.documents.conversation import ConversationSheet
    from review_kit.documents.org_summary import OrgSummary
    from review_kit.documents.rep_packet import RepPacket
    from review_kit.documents.team_roi import TeamRoi

_HOMES = {
    "BinderCover": "binder",
    "ConversationSheet": "conversation",
    "OrgSummary": "org_summary",
    "RepPacket": "rep_packet",
    "TeamRoi": "team_roi",
}

__all__ = [
    "BinderCover",
    "Block",
    "ConversationSheet",
    "OrgSummary",
    "RepPacket",
    "TeamRoi",
    "theme",
]


def __getattr__(name: str) -> Any:
    # A kernel imports what its document needs: a conversation sheet draws nothing, so it must not
    # pay for matplotlib.
    if name in _HOMES:
        return getattr(import_module(f"review_kit.documents.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
