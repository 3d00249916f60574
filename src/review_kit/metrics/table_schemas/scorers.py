"""Tables of who scored, how far scorers agree, and which scores are disputed."""

from __future__ import annotations

from review_kit.metrics.table_schemas.ownership import OF_REPS, SCOPED_AND_SHARED
from review_kit.metrics.table_schemas.table import MetricTable, count, day, flag, number, text

DISPUTED_SCORES = MetricTable(
    name="disputed_scores",
    row="One score of the window that a dispute is about",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "The rep."),
        text("dispute_id", "The dispute."),
        text("call_id", "The call."),
        day("call_on", "Day of the call in the project's time zone."),
        text("criterion_id", "The criterion, by its present identifier."),
        number("score", "percent", "The score that is disputed.", nullable=False),
        day("raised_on", "Day on which it was disputed."),
        text("raised_by", "Who disputed it: rep or manager."),
        text("status", "On the review day: open, upheld or overturned."),
        day("resolved_on", "Day on which it was resolved, by the review day.", nullable=True),
        number("score_after", "percent", "The score that stands in place of an overturned one."),
        flag(
            "left_out", "Whether no score stands: it is open, or overturned without another score."
        ),
    ),
    key=("dispute_id", "call_id", "criterion_id"),
    sort_by=("rep_id", "call_on", "dispute_id", "criterion_id"),
)

STATEMENTS = MetricTable(
    name="statements",
    row="One document that a rep acknowledged in the window",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "The rep."),
        text("document", "The document, by the name that the export gives it."),
        day("acknowledged_on", "Day on which the rep confirmed to have read it."),
        text("statement", "What the rep said to it, word for word.", nullable=True),
    ),
    key=("rep_id", "document"),
    sort_by=("rep_id", "acknowledged_on", "document"),
)

SCORERS = MetricTable(
    name="scorers",
    row="One number about scorers: a metric of a criterion, a scorer, or two of them",
    # who grades strictly is for leaders to know; a rep's document reads no row of it
    ownership=SCOPED_AND_SHARED,
    columns=(
        text("scope", "org: scorers are compared over everybody."),
        text("scope_id", "org."),
        text(
            "metric",
            "scorer_gap, scorer_agreement, scorer_correlation (ICC), scorer_leniency, scorer_drift, "
            "scorer_mix, dispute_rate or overturn_rate.",
        ),
        text("criterion_id", "The criterion; empty text for all together."),
        text("criterion", "Its name as printed.", nullable=True),
        text(
            "scorer",
            "Whose number it is: human for people together, human:<id> for one, ai:<id> <version> for an "
            "AI; empty text for all together.",
        ),
        text("other", "Whom the scorer is compared with; empty text for everybody else."),
        text(
            "measured_on",
            "both_scored: calls that both scored; same_rep_weeks: the same rep's calls of the same week.",
            nullable=True,
        ),
        text("statistic", "Of an agreement: kappa (two scorers) or alpha (more).", nullable=True),
        count("n", "calls", "Calls, rep-weeks, scores or resolved disputes that it rests on."),
        number(
            "value",
            "pp, share or none",
            "Gap and leniency in pp, scorer less other; drift: gap of the window less that before, in pp; "
            "agreement and correlation up to 1; mix: share of the current window's scores; rates as shares.",
        ),
        number("low", "value's", "Lower end of the 95 % interval."),
        number("high", "value's", "Upper end of the 95 % interval."),
        number(
            "earlier",
            "value's",
            "Drift: the gap before the window; mix: the share in the baseline; leniency: what is usual of "
            "people here.",
        ),
        text(
            "verdict",
            "unreliable: the criterion judges no person; lenient, strict: clearly apart from what is usual; "
            "changed: a drift that chance does not explain.",
            nullable=True,
        ),
    ),
    key=("metric", "criterion_id", "scorer", "other"),
    order="by metric, in the order of the rubric and of the scorers' first days",
)

SCORER_SHARES = MetricTable(
    name="scorer_shares",
    row="One instrument that scored a rep in the window: people together, or a version of an AI",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "The rep."),
        text("scorer", "human, or ai:<id> <version>."),
        count(
            "people",
            "people",
            "Different people, as far as the export tells them apart; 0 of an AI.",
        ),
        count("n", "scores", "Scores of the window that stand, on top-level criteria."),
        number("share", "share", "Share of all the rep's scores of the window.", nullable=False),
        number("share_baseline", "share", "Share of those of the baseline."),
        number("share_current", "share", "Share of those of the current window."),
    ),
    key=("rep_id", "scorer"),
    sort_by=("rep_id", "scorer"),
)

SCORER_TABLES = (DISPUTED_SCORES, STATEMENTS, SCORERS, SCORER_SHARES)
