"""The project's accent and logo, laid out for the workers."""

from __future__ import annotations

import hashlib

from review_kit.planning.digests import SHOWN
from review_kit.project import Logo, Project
from review_kit.records.folder import RunFolder
from review_kit.render import Brand

_SUFFIXES = {"image/png": ".png", "image/svg+xml": ".svg"}


def logo_digest(logo: Logo | None) -> str | None:
    """Digest of a logo's bytes: another logo under the same name is another theme."""
    return None if logo is None else hashlib.sha256(logo.content).hexdigest()[:SHOWN]


def brand_for_workers(project: Project, run: RunFolder) -> Brand:
    """Copy the logo to where workers find it, named after its content, and return the brand.

    What is rendered is this copy, whatever becomes of the project's file meanwhile.
    """
    logo = project.logo
    copy = None
    if logo is not None:
        copy = run.work / "theme" / f"{logo_digest(logo)}{_SUFFIXES[logo.media_type]}"
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(logo.content)
    return Brand(project.config.organisation.name, project.config.theme.accent, copy)
