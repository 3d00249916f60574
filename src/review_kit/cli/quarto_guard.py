"""``review-kit quarto-guard``, which Quarto calls before it renders."""

from __future__ import annotations

NAME = "quarto-guard"


def command() -> None:
    """Refuse 'quarto publish' of pages about people. Quarto calls this; see pre-render in _quarto.yml."""
    from review_kit.quarto.publishing import quarto_command, refuse_publishing

    refuse_publishing(quarto_command())
