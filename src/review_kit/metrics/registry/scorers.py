"""Metrics of who scored: how far scorers are apart, how far they agree, what is disputed."""

from __future__ import annotations

from review_kit.metrics.registry.metric import GROUP_REPORTS, PACKET_AND_REPORTS, Grain, Metric

SCORER: tuple[Grain, ...] = ("scorer",)

SCORERS = (
    Metric(
        "scorer_mix",
        "share",
        "leading",
        "none",
        SCORER,
        "qa_scores",
        printed_in=PACKET_AND_REPORTS,
    ),
    Metric(
        "scorer_gap",
        "pp",
        "leading",
        "none",
        SCORER,
        "qa_scores",
        printed_in=GROUP_REPORTS,
    ),
    Metric(
        "scorer_agreement",
        "agreement",
        "leading",
        "up",
        SCORER,
        "qa_scores",
        printed_in=GROUP_REPORTS,
    ),
    Metric(
        "scorer_leniency",
        "pp",
        "leading",
        "none",
        SCORER,
        "qa_scores",
        printed_in=GROUP_REPORTS,
    ),
    Metric(
        "dispute_rate",
        "share",
        "leading",
        "none",
        SCORER,
        "disputes",
        printed_in=GROUP_REPORTS,
    ),
    Metric(
        "overturn_rate",
        "share",
        "leading",
        "down",
        SCORER,
        "disputes",
        printed_in=GROUP_REPORTS,
    ),
)
