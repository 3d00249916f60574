from .binder.cover import BinderCover as BinderCover
from .group_report.org_summary import OrgSummary as OrgSummary
from .group_report.team_roi import TeamRoi as TeamRoi
from .packet.packet import RepPacket as RepPacket
from .parts.block import Block as Block
from .parts.entity_data import open_entity as open_entity
from .parts.theme import theme as theme
from .sheet.sheet import ConversationSheet as ConversationSheet
