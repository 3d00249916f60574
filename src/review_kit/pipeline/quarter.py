"""Exports of this quarter validated, and compared with those of an earlier run."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from review_kit.errors import ContractGateError
from review_kit.pipeline.progress import Progress, Silent
from review_kit.pipeline.validate import check_exports
from review_kit.project import Project

if TYPE_CHECKING:
    from review_kit.contracts import Validation
    from review_kit.quarter.compare import Comparison


def compare_with_last_quarter(
    project: Project,
    *,
    as_of: date | None = None,
    window_days: int | None = None,
    against: str | None = None,
    progress: Progress | None = None,
) -> tuple[Validation, Comparison]:
    """Validate the exports, and compare them with those of the last quarter's run.

    Parameters
    ----------
    as_of, window_days
        Of this quarter, as for a run.
    against
        Name of the run to compare with.

    Raises
    ------
    ReviewKitError
        There is no earlier run, or this quarter has no scored call to know its day by.
    """
    from review_kit.quarter.compare import compare, last_quarter
    from review_kit.quarter.sides import side_of_validation
    from review_kit.words.speech import speaking, words_in

    progress = progress or Silent()
    found: list[Comparison] = []

    def look(validation: Validation) -> None:
        length = window_days or project.config.windows.window_days
        now = side_of_validation(validation, as_of or _last_day(validation), length)
        progress.step("Comparing with the last quarter")
        name, before = last_quarter(project, now.as_of, length, against)
        with speaking(words_in(project.config.organisation.language, project.words)):
            found.append(compare(name, before, now))

    validation = check_exports(
        project, as_of=as_of, window_days=window_days, progress=progress, then=look
    )
    (comparison,) = found
    return validation, comparison


def _last_day(validation: Validation) -> date:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    path = validation.kept_path("qa_scores")
    day = None
    if path.is_file():
        day = pc.max(pq.read_table(path, columns=["call_on"])["call_on"]).as_py()
    if day is None:
        raise ContractGateError(
            "there is no scored call, so that the day of this quarter is not known",
            "Look at the export of the QA scores with 'review-kit validate', or give the day with --as-of.",
        )
    return date(day.year, day.month, day.day)
