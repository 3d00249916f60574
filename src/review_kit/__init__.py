"""Review packets and coaching-ROI reports from validated exports.

>>> import review_kit
>>> run = review_kit.open_run()  # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from review_kit.api import Run, open_run

__version__ = "0.1.0"
__all__ = ["Run", "__version__", "open_run"]


# every command imports this package first, and most need nothing of what these load
def __getattr__(name: str) -> Any:
    if name in {"Run", "open_run"}:
        from review_kit import api

        return getattr(api, name)
    raise AttributeError(f"module 'review_kit' has no attribute '{name}'")
