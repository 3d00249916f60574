"""``[own_metrics]`` of ``review_kit.toml``: what a metric of one's own may take."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from review_kit.project.section import Section


class OwnMetricsLimits(Section):
    """What the process of one metric in ``metrics/`` may take; beyond it the metric is left out."""

    seconds: Annotated[int, Field(ge=1, le=3600)] = 60
    """How long it may take, for all windows together."""
    memory_mb: Annotated[int, Field(ge=256)] = 2048
    """Memory that it may take, in megabytes of 2²⁰ bytes. Linux only."""
