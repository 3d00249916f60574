"""The report on adverse impact for HR: a page, its PDF and the numbers, in a folder of HR's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from review_kit.documents.parts.titles import title_of
from review_kit.documents.parts.wording import DASH, measure, percent
from review_kit.errors import ConfigurationError
from review_kit.governance.adverse_impact import (
    Comparison,
    GroupResult,
    compare_groups,
    least_group,
)
from review_kit.governance.demographics import read_demographics
from review_kit.governance.page import write_page
from review_kit.number_format import decimal, signed
from review_kit.project import Project
from review_kit.records.folder import RunFolder, write_json
from review_kit.words import Words, say, speaking, words_in


def write_impact_report(
    project: Project, run: RunFolder, demographics: Path, folder: Path
) -> tuple[Path, ...]:
    """Compare groups of people in a run, and write what was found for HR.

    Parameters
    ----------
    demographics
        File of the table, as HR has it.
    folder
        Of HR; nothing of the run, and nothing that is delivered or shown in a site.

    Returns
    -------
    tuple of Path
        ``adverse-impact-<run>.html``, ``.pdf`` and ``.json``.

    Raises
    ------
    ReviewKitError
        The file cannot be used, or the folder is one that others read.
    """
    refuse_shared_folder(project, folder)
    rep_metrics = pd.read_parquet(
        run.metrics / "rep_metrics.parquet", columns=["rep_id", "metric", "value", "unit"]
    )
    reps = {*rep_metrics["rep_id"].astype("str")}
    read = read_demographics(project, demographics, reps, folder)
    minimum = least_group(project.config.privacy.minimum_group_size)
    comparisons = tuple(compare_groups(read.rows, rep_metrics, minimum))
    words = words_in(project.config.organisation.language, project.words).whole("impact-title")
    stem = folder / f"adverse-impact-{run.run_id}"
    files, _ = write_page(
        "impact.html.j2",
        stem,
        project,
        words,
        impact_values(
            comparisons,
            words,
            run_id=run.run_id,
            currency=project.config.organisation.currency,
            minimum=minimum,
            unknown=read.unknown,
        ),
    )
    numbers = stem.with_name(f"{stem.name}.json")
    write_json(
        numbers,
        {
            "run": run.run_id,
            "least_group": minimum,
            "rows_about_nobody_of_the_run": read.unknown,
            "comparisons": [asdict(each) for each in comparisons],
        },
    )
    return (*files, numbers)


def refuse_shared_folder(project: Project, folder: Path) -> None:
    """Refuse folders from which documents of a run are read, delivered or published.

    Raises
    ------
    ConfigurationError
        It is the project's folder, or below one of its folders.
    """
    wanted = folder.resolve()
    if wanted.is_relative_to(project.root.resolve()):
        raise ConfigurationError(
            f"--out {folder}: this folder is in the project, where others than HR read",
            "Give a folder that only HR can open.",
        )


def impact_values(
    comparisons: Sequence[Comparison],
    words: Words,
    *,
    run_id: str,
    currency: str,
    minimum: int,
    unknown: int,
) -> dict[str, Any]:
    """Say what the page of the report shows, in words."""
    with speaking(words):
        groups = [group for each in comparisons for group in each.groups if not group.is_reference]
        under = [group for group in groups if group.under_four_fifths]
        return {
            "title": say("impact-title"),
            "kind": say("impact-kind"),
            "foot": say("impact-foot", run=run_id),
            "headline": say("impact-headline", n=len(groups), under=len(under))
            if groups
            else say("impact-headline-none"),
            "minimum": minimum,
            "unknown": say("impact-unknown", n=unknown) if unknown else "",
            "parts": [_part(each, currency, minimum) for each in comparisons],
        }


def _part(compared: Comparison, currency: str, minimum: int) -> dict[str, Any]:
    title = say("impact-part", attribute=compared.attribute, measure=title_of(compared.metric))
    note = say("impact-refused", minimum=minimum) if compared.refused else ""
    if not compared.groups:
        return {"title": title, "rows": [], "note": say("impact-too-few", minimum=minimum)}
    return {
        "title": title,
        "caption": say("impact-median", median=measure(compared.median, compared.unit, currency)),
        "rows": [_row(group, compared.unit, currency) for group in compared.groups],
        "note": note,
    }


def _row(group: GroupResult, unit: str, currency: str) -> dict[str, str]:
    share, low, high = group.above
    mark = say("impact-look") if group.under_four_fifths or group.is_clear else ""
    return {
        "group": group.value,
        "mark": mark,
        "n": str(group.n),
        "above": say("impact-range", value=percent(share), low=percent(low), high=percent(high)),
        "ratio": say("impact-reference")
        if group.is_reference
        else DASH
        if group.ratio is None
        else decimal(group.ratio, 2),
        "share_difference": _difference(group.share_difference, 100.0, 0),
        "p": DASH if group.p_value is None else decimal(group.p_value, 3),
        "mean": measure(group.mean, unit, currency),
        "mean_difference": _difference(
            group.mean_difference, *((100.0, 0) if unit == "share" else (1.0, 1))
        ),
    }


def _difference(ends: tuple[float, float, float] | None, scale: float, digits: int) -> str:
    if ends is None:
        return DASH
    value, low, high = (signed(scale * end, digits) for end in ends)
    return say("impact-range", value=value, low=low, high=high)
