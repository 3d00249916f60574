"""The effect of coaching: sequential-trial ANCOVA, step by step.

In the order of the steps: ``panel`` (calls and first sessions as grids of days), ``rows`` (who is at risk
when), ``history`` (what the scores said before), ``fit`` (what is expected without coaching, on controls
only; ``absorb``: its sums; ``left_out``: the same without each unit), ``fits`` (both comparisons and the
curve), ``inference`` (jackknife), ``gates`` and ``verdicts`` (when nothing is said, and what), ``claims``
(what both comparisons carry),
``placebo`` (the same on coaching that never was), ``gaps`` (one rep), ``evidence`` and ``estimate`` (all of
it, for every scope), ``persistence`` (the same on later days), ``parts`` (for whom and when), ``pooling``
(best guesses), ``robustness`` (against unseen reasons), ``tables``.
"""
