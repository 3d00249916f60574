"""``review-kit quarto-guard``, which Quarto calls before it renders."""

from __future__ import annotations

from pathlib import Path

NAME = "quarto-guard"


def command() -> None:
    """Refuse 'quarto publish' of pages about people. Quarto calls this; see pre-render in _quarto.yml.

    What Quarto has kept of a page is asked for anew, so that each render is about whom you name.
    """
    from review_kit.quarto.filtered import project_of
    from review_kit.quarto.publishing import quarto_command, quarto_process, refuse_publishing
    from review_kit.quarto.renewed import renew_for

    refuse_publishing(quarto_command())
    root = project_of(Path.cwd())
    if root is not None:
        renew_for(root, quarto_process())
