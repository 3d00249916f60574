"""Metrics of who scored: how far scorers are apart, how far they agree, what is disputed."""

from __future__ import annotations

from review_kit.metrics.registry.metric import GROUP_REPORTS, PACKET_AND_REPORTS, Grain, Metric

SCORER: tuple[Grain, ...] = ("scorer",)

SCORERS = (
    Metric(
        "scorer_mix",
        "Who scored",
        "share",
        "leading",
        "none",
        SCORER,
        "Share of the scores that stand by who gave them: an AI, or people. Where a scorer's share changes "
        "by 10 points or more between two windows, the change of a score is computed on one scale: on what "
        "one scorer gave, or with the measured gap taken off; where neither can be had, there is no verdict.",
        "Given wherever more than one scored.",
        "qa_scores",
        printed_in=PACKET_AND_REPORTS,
    ),
    Metric(
        "scorer_gap",
        "Gap between scorers",
        "pp",
        "leading",
        "none",
        SCORER,
        "Mean difference of two scorers (people, an AI, a version of it) on calls that both scored, by "
        "criterion; where these are too few, on the same rep's calls of the same week, and marked.",
        "Needs 5 calls, or rep-weeks, and has a 95 % interval.",
        "qa_scores",
        printed_in=GROUP_REPORTS,
    ),
    Metric(
        "scorer_agreement",
        "Agreement of scorers",
        "agreement",
        "leading",
        "up",
        SCORER,
        "How far scorers agree on the same calls beyond chance, by criterion: kappa with squared weights for "
        "two scorers, Krippendorff's alpha for more; 1 is full agreement. Under 0.6 the criterion judges no "
        "person.",
        "Needs 20 calls that more than one scored, and has an interval by bootstrap.",
        "qa_scores",
        printed_in=GROUP_REPORTS,
    ),
    Metric(
        "scorer_leniency",
        "Leniency",
        "pp",
        "leading",
        "none",
        SCORER,
        "How far a person scores from all others on the same calls, or on the same rep's calls of the same "
        "week, drawn towards what is usual of people here as far as chance may explain it. Lenient or strict "
        "where the interval lies apart from what is usual.",
        "Needs 5 calls, or rep-weeks, and the export to say which person scored.",
        "qa_scores",
        printed_in=GROUP_REPORTS,
    ),
    Metric(
        "dispute_rate",
        "Disputed",
        "share",
        "leading",
        "none",
        SCORER,
        "Disputed scores of the window ÷ all its scores, by criterion and by who scored.",
        "Given from one score on, with a 95 % interval.",
        "disputes",
        printed_in=GROUP_REPORTS,
    ),
    Metric(
        "overturn_rate",
        "Overturned",
        "share",
        "leading",
        "down",
        SCORER,
        "Overturned disputes ÷ resolved ones, by criterion and by who scored.",
        "Given from one resolved dispute on, with a 95 % interval.",
        "disputes",
        printed_in=GROUP_REPORTS,
    ),
)
