"""A new metric of one's own: a file that runs as it is and shows where to go on."""

from __future__ import annotations

from pathlib import Path

from review_kit.errors import ReviewKitError
from review_kit.own_metrics.declaration import Format
from review_kit.own_metrics.find import FOLDER, refusal_of_name
from review_kit.project import Project
from review_kit.records.folder import write_atomically

_DECLARED = """\
{mark} title = "{title}"
{mark} unit = "share"             # share, percent, pp, days, money, count … or a short word
{mark} direction = "up"           # up: more is better; down: less is; none
{mark} section = "leading"        # leading: a coaching signal; results: a result
{mark} counts = "calls"           # what n counts
{mark} counts_one = "call"        # the same of one
{mark} minimum_n = 5              # under so many, no number is shown
{mark} definition = "Share of the calls in the window with a mean score of 75 % or more."
{mark} # pooling = "average"      # a team's number: average (weighted by n), total or none
{mark} # drivers = true           # set it against the skills, as results are
{mark} # rows_of = "calls"        # give rep_id, call_id and value, a row for each call, and then perhaps:
{mark} # effect_of = "Discovery"  # estimate what coaching on that skill does to it
"""

_SQL = """\

-- One query over the tables of the exports ('review-kit docs data-model' shows their columns) and, as
-- metrics.NAME, of the run ('review-kit docs tables'). It gives rep_id, value and n, and low and high if
-- there is an interval.
WITH calls AS (
    SELECT rep_id, call_id, round(avg(score / max_score), 6) AS mean
    FROM qa_scores
    WHERE call_on BETWEEN $window_start AND $window_end
    GROUP BY rep_id, call_id
)
SELECT rep_id, avg((mean >= 0.75)::INTEGER) AS value, count(*) AS n
FROM calls
GROUP BY rep_id
"""

_PYTHON = '''\


def rows(tables, window):
    """Give a table with rep_id, value and n, and low and high if there is an interval.

    ``tables`` has the tables of the exports ('review-kit docs data-model' shows their columns) and, as
    ``metrics.NAME``, of the run ('review-kit docs tables'); read one with to_pandas(), to_arrow() or
    to_duckdb().
    """
    scores = tables["qa_scores"].to_pandas()
    scores = scores[window.contains(scores["call_on"])]
    share = scores["score"] / scores["max_score"]
    calls = share.groupby([scores["rep_id"], scores["call_id"]]).mean().round(6)
    at_target = (calls >= 0.75).groupby("rep_id")
    return at_target.agg(value="mean", n="size").reset_index()
'''


def write_metric(project: Project, name: str, kind: Format) -> Path:
    """Write ``metrics/<name>.<kind>``.

    Raises
    ------
    ReviewKitError
        The name is none for a metric, or taken.
    """
    refused = refusal_of_name(name)
    if refused is not None:
        raise ReviewKitError(refused, "Choose another name.")
    folder = project.root / FOLDER
    there = [path for path in sorted(folder.glob(f"{name}.*")) if path.suffix in {".py", ".sql"}]
    if there:
        raise ReviewKitError(
            f"{there[0]} already exists", "Choose another name for the new metric."
        )
    title = name.replace("_", " ").capitalize()
    head = _DECLARED.format(mark="--" if kind == "sql" else "#", title=title)
    path = folder / f"{name}.{kind}"
    folder.mkdir(exist_ok=True)
    write_atomically(path, head + (_SQL if kind == "sql" else _PYTHON))
    return path
