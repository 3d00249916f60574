"""How templates of pages are filled: whatever comes from exports is data there, never markup."""

from __future__ import annotations

from jinja2 import BaseLoader, Environment, StrictUndefined
from markupsafe import Markup

from review_kit.control_characters import shown
from review_kit.screen import page_styles


def page_environment(loader: BaseLoader) -> Environment:
    """Return what fills the templates of self-contained pages: no script, no network, no other file.

    Everything that is filled in is escaped, signs that act are spelt out, and a name that is not given is an
    error. Templates have ``page_styles``.

    Parameters
    ----------
    loader
        Where the templates lie.
    """
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )
    environment.globals["page_styles"] = Markup(page_styles())
    return environment
