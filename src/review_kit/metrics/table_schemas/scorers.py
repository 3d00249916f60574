"""Tables of who scored, how far scorers agree, and which scores are disputed."""

from __future__ import annotations

from review_kit.metrics.table_schemas.ownership import OF_REPS
from review_kit.metrics.table_schemas.table import MetricTable, day, flag, number, text

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

SCORER_TABLES = (DISPUTED_SCORES, STATEMENTS)
