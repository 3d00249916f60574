"""Which document prints which metric; the one place to change when a document changes.

A document defines the metrics that are listed for it: neither one that it does not print nor one fewer.
The table in ``docs/metrics.md`` is written from here (:mod:`review_kit.metrics.registry.page`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PACKET, SHEET, TEAM_REPORT, ORG_REPORT = (
    "rep_packet",
    "conversation_sheet",
    "team_roi",
    "org_summary",
)
"""The shipped templates, as their notebooks are called."""

_RESULTS = (
    "quota_attainment",
    "win_rate",
    "average_deal_size",
    "sales_cycle_days",
    "deals_won",
    "won_amount",
    "opportunity_starts",
    "dollars_in_starts",
    "self_created_share",
    "contacts_per_opportunity",
    "open_opportunities",
    "velocity",
    "losses",
    "median_age_at_loss_days",
    "late_losses",
    "stalled_count",
    "stalled_amount",
    "net_revenue",
    "aht_seconds",
    "ramp_days",
    "csat",
    "resolution_rate",
)
"""What packets and reports print of performance, as far as there are exports."""

_RECORD = (
    "coaching_hours_per_week",
    "longest_gap_days",
    "sessions_moved",
    "sessions_cancelled",
    "template_completion_rate",
    "template_completion_worst",
    "commitment_completion",
)
"""What both print of the coaching record: how often, how complete, what was kept."""

_THEMES_AND_SKILLS = (
    "vague_commitments",
    "theme_recurrence",
    "coaching_gap",
    "self_assessment_gap",
    "matrix_level",
    "matrix_movement",
)
"""What both print of what came back, and of the skills matrix."""

_GROUP_REPORT = (
    "score_delta",
    "overall_score",
    "follow_up_measured",
    "log_mismatch",
    "shared_share",
    "surprises",
    "sessions_held",
    *_RECORD,
    "commitments_reopened",
    *_THEMES_AND_SKILLS,
    *_RESULTS,
    "coaching_hours",
    "coaching_cost",
    "dose",
    "quadrants",
    "role_play_groups",
    "reddest_competency",
    "exemplars",
    "drivers",
    "share_gained_typical",
    "coaching_effect",
    "coaching_return",
)
"""What a team's report prints and the organisation's as well."""

PRINTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        PACKET: (
            "baseline_score",
            "current_score",
            "score_delta",
            "overall_score",
            "trajectory",
            "expected_gap",
            "trend",
            "dip_and_recovery",
            "remaining_gap",
            "focus_criteria",
            "session_before",
            "session_next_call",
            "session_after",
            "session_delta",
            "follow_up_measured",
            "log_mismatch",
            "surprises",
            "sessions_held",
            "coaching_minutes",
            *_RECORD,
            *_THEMES_AND_SKILLS,
            "recommended_cadence",
            "progress_to_goal",
            "process_to_requirement",
            "willingness_to_change",
            "plan_skill",
            "plan_target",
            "sessions_to_book",
            *_RESULTS,
            "close_rate_rank",
            "stage_conversion",
            "choke_point",
            "what_if",
        ),
        SHEET: (
            "baseline_score",
            "current_score",
            "remaining_gap",
            "focus_criteria",
            "sessions_held",
            "commitment_completion",
            "plan_skill",
            "plan_target",
            "sessions_to_book",
        ),
        TEAM_REPORT: _GROUP_REPORT,
        ORG_REPORT: _GROUP_REPORT,
    }
)
"""Template → the metrics that it prints, in the glossary's order."""

OUTCOMES_PRINTED_IN: tuple[str, ...] = (PACKET, TEAM_REPORT, ORG_REPORT)
"""Templates that print whatever else the ``outcomes`` export holds, under its own name."""
