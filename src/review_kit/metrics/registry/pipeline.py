"""Performance signals of the pipeline: what is in play, where it stops, and what is lost."""

from __future__ import annotations

from review_kit.metrics.registry.metric import (
    EVERY_GRAIN,
    TOTAL_RULE,
    Metric,
    deals_rule,
)

PIPELINE = (
    Metric(
        "self_created_share",
        "Self-created",
        "share",
        "lagging",
        "up",
        EVERY_GRAIN,
        "Opportunities created in the window with source “self” ÷ all created in it.",
        deals_rule("started deal"),
        "opportunities",
        counts="started deals",
    ),
    Metric(
        "contacts_per_opportunity",
        "Contacts per opportunity",
        "count",
        "lagging",
        "up",
        EVERY_GRAIN,
        "Mean number of people of the buyer on the opportunities created in the window: the behaviour's "
        "own number for multi-threading.",
        deals_rule("started deal", "with contacts"),
        "opportunities",
        counts="started deals with contacts",
    ),
    Metric(
        "open_opportunities",
        "Open opportunities",
        "count",
        "lagging",
        "none",
        EVERY_GRAIN,
        "Opportunities open at the end of the window's last day.",
        TOTAL_RULE,
        "opportunities",
        zero=True,
        whole_window=True,
    ),
    Metric(
        "velocity",
        "Sales velocity",
        "money_per_day",
        "lagging",
        "up",
        EVERY_GRAIN,
        "Open opportunities × win rate × average deal size ÷ sales cycle, in money per day.",
        "Given where win rate, deal size and cycle are.",
        "opportunities",
        whole_window=True,
    ),
    Metric(
        "losses",
        "Deals lost",
        "count",
        "lagging",
        "none",
        EVERY_GRAIN,
        "Deals lost in the window; by reason and by the last stage before they were closed.",
        TOTAL_RULE,
        "opportunities",
        zero=True,
        whole_window=True,
    ),
    Metric(
        "median_age_at_loss_days",
        "Age at loss",
        "days",
        "lagging",
        "down",
        EVERY_GRAIN,
        "Median days from created to closed of the deals lost in the window; losing early is good.",
        deals_rule("lost deal"),
        "opportunities",
        counts="lost deals",
    ),
    Metric(
        "late_losses",
        "Late losses",
        "count",
        "lagging",
        "down",
        EVERY_GRAIN,
        "Deals lost in the window that were older than the rep's median won deal, or the team's where "
        "the rep won too few.",
        "Needs {evidence.minimum_deals:won deal} of the rep, or of {privacy.minimum_group_size:rep} of the "
        "team; else of as many of the organisation.",
        "opportunities",
        zero=True,
        whole_window=True,
    ),
    Metric(
        "stalled_count",
        "Stalled deals",
        "count",
        "lagging",
        "down",
        EVERY_GRAIN,
        "Open opportunities that have been in their stage longer than three quarters of the team's "
        "open deals in it.",
        "The team's days need {privacy.minimum_group_size:rep} with open deals in the stage; else the "
        "organisation's are taken.",
        "opportunities",
        derived=True,
    ),
    Metric(
        "stalled_amount",
        "Amount stalled",
        "money",
        "lagging",
        "down",
        EVERY_GRAIN,
        "Sum of the amounts of the stalled deals.",
        "As for stalled deals.",
        "opportunities",
        derived=True,
    ),
    Metric(
        "stage_conversion",
        "Conversion by stage",
        "share",
        "lagging",
        "up",
        ("stage",),
        "Deals that left a stage in the window for a later one, or were won ÷ all that left it in the "
        "window, and the median days they were in it.",
        "Under {evidence.minimum_deals:deal} that left the stage no number is given, only how many there "
        "are.",
        "stage_history",
    ),
    Metric(
        "choke_point",
        "Choke point",
        "pp",
        "lagging",
        "up",
        ("stage",),
        "The stage whose conversion lies furthest below the team's, in percentage points; it is clear "
        "where the whole interval lies below.",
        "Needs {evidence.minimum_deals:deal} of the rep that left the stage, and "
        "{privacy.minimum_group_size:rep} of the team (else of the organisation) to compare with.",
        "stage_history",
    ),
    Metric(
        "what_if",
        "What if",
        "money",
        "lagging",
        "up",
        ("deal",),
        "What was won in the window, and what starts, win rate, deal size or cycle moved by a tenth would "
        "add to it, alone and together, against the quota of the next window; arithmetic on what was, no "
        "forecast.",
        "Given where win rate, deal size and cycle are; against a quota where the exports hold one for all "
        "days of the next window.",
        "opportunities",
    ),
)
