"""Tables of single deals, stages and levers; empty without an export of opportunities."""

from __future__ import annotations

from review_kit.metrics.table_schemas.ownership import OF_REPS
from review_kit.metrics.table_schemas.table import MetricTable, count, day, flag, number, text

LOSSES = MetricTable(
    name="losses",
    row="One reason, or one stage, of deals that a rep lost in the window",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "The rep."),
        text("by", "What value names: reason or stage."),
        text("value", "The reason of the loss, or the last stage before it; “not given” without."),
        count("n", "deals", "Deals lost."),
        number("amount", "money", "Sum of their amounts, as far as these are known."),
        number(
            "median_age_days",
            "days",
            "Median days from created to lost.",
            nullable=False,
        ),
    ),
    key=("rep_id", "by", "value"),
    order="reasons before stages; in each by rep_id, most deals first",
)

STALLED = MetricTable(
    name="stalled",
    row="One open deal that has been in its stage longer than three quarters of those it is compared with",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "Who owns the deal."),
        text("opportunity_id", "The deal."),
        text("account_name", "The customer, as the CRM calls it.", nullable=True),
        text("opportunity_name", "The deal, as the CRM calls it.", nullable=True),
        text("stage", "Its stage on the review day."),
        count("days_in_stage", "days", "Days since it entered the stage."),
        day("entered_on", "Day on which it entered the stage."),
        text(
            "entered_from",
            "Where that day comes from: stage history, or created where no history tells it.",
        ),
        number(
            "team_p75",
            "days",
            "75th percentile of the days that open deals have been in this stage.",
            nullable=False,
        ),
        text("team_scope", "Whose deals these are: team, or org where the team has too few reps."),
        number("amount", "money", "Worth of the deal."),
        day("created_date", "Day on which the deal was opened."),
    ),
    key=("opportunity_id",),
    order="by rep_id, the longest in its stage first",
)

STAGES = MetricTable(
    name="stages",
    row="One stage that deals of a rep left in the window",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "The rep."),
        text("stage", "The stage, by the name that the CRM uses."),
        count("stage_order", "rank", "Place among the stages, learned from the deals."),
        count("decided", "deals", "Deals that left it, onward or lost."),
        count("advanced", "deals", "Those of them that went on to a later stage or were won."),
        number("conversion", "share", "advanced ÷ decided."),
        number("low", "share", "Lower end of the 95 % interval of conversion (Wilson)."),
        number("high", "share", "Upper end of the same interval."),
        number("median_days", "days", "Median days in it, of all stays together."),
        number("team_conversion", "share", "conversion of all deals of the team."),
        number("team_median_days", "days", "median_days of all deals of the team."),
        text(
            "team_scope",
            "Whose deals these are: team, or org where the team has too few reps.",
            nullable=True,
        ),
        number("gap", "pp", "conversion minus team_conversion."),
        flag("is_choke_point", "Whether it is the rep's largest gap below the team."),
        flag("clear", "Whether the whole interval lies below team_conversion."),
    ),
    key=("rep_id", "stage"),
    order="by rep_id, stage_order",
)

WHAT_IF = MetricTable(
    name="what_if",
    row="One lever of a rep, moved by a tenth",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "The rep."),
        text(
            "lever",
            "starts, win_rate, average_deal_size, sales_cycle_days, or all of them together.",
        ),
        number("base", "the lever's", "Its value in the window; empty for all."),
        number("changed", "the lever's", "The moved value; empty for all."),
        count("open_deals", "deals", "Open deals that the formula counts with."),
        number("actual", "money", "Amount won in the window."),
        count("actual_days", "days", "Days of the window that the rep was there to win it."),
        number("gain", "money", "What the moved lever adds, by the formula in docs/metrics.md."),
        number("expected_revenue", "money", "actual plus gain."),
        number("quota", "money", "Quota of the next window; empty unless it covers all its days."),
        text("quota_note", "Why there is no quota.", nullable=True),
        number("difference", "money", "expected_revenue minus quota."),
    ),
    key=("rep_id", "lever"),
    order="by rep_id, then the levers as listed above",
)

DEALS = (LOSSES, STALLED, STAGES, WHAT_IF)
