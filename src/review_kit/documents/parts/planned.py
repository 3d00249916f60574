"""What the packet and the conversation sheet say alike of the plan of next quarter."""

from __future__ import annotations

from review_kit.documents.parts.entity_data import Row


def is_the_goal(plan: Row) -> bool:
    """Whether the number to reach is that of an open goal, and no other that is proposed.

    Parameters
    ----------
    plan
        Row of ``plans``: ``target_from``.
    """
    return bool(plan["target_from"] == "goal")
