"""Metrics: pure functions from canonical tables to tidy, typed results.

>>> from review_kit.metrics import METRICS
>>> METRICS["score_delta"].unit
'pp'
"""

import lazy_loader

# A notebook reads definitions and printed numbers; it must not pay for computing them (SciPy).
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
