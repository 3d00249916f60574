"""Documents: what notebooks call. Each call returns one displayable part of a page."""

from review_kit.documents.binder import BinderCover
from review_kit.documents.block import Block
from review_kit.documents.conversation import ConversationSheet
from review_kit.documents.org_summary import OrgSummary
from review_kit.documents.rep_packet import RepPacket
from review_kit.documents.team_roi import TeamRoi
from review_kit.documents.theme import theme

__all__ = [
    "BinderCover",
    "Block",
    "ConversationSheet",
    "OrgSummary",
    "RepPacket",
    "TeamRoi",
    "theme",
]
