"""``review-kit connect``: looks at exports and proposes how each becomes a canonical table.

The way goes from cells (:mod:`~review_kit.sources.connect.grids`) over evidence about each column
(:mod:`~review_kit.sources.connect.evidence`) to a table (:mod:`~review_kit.sources.connect.placing`) and a
profile (:mod:`~review_kit.sources.connect.drafting`), which is tried with the reader itself
(:mod:`~review_kit.sources.connect.trial`) before it is shown and written.
"""
