"""Which criteria are new, ended, renamed or weigh another share, on the last day of each quarter."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from review_kit.quarter.findings import Finding
from review_kit.quarter.sides import Side

_COLUMNS = (
    "criterion_id",
    "criterion",
    "parent_criterion_id",
    "weight",
    "rubric_version",
    "valid_from",
    "valid_to",
    "replaces_criterion_id",
)


def in_force(side: Side) -> pd.DataFrame:
    """Return the criteria in force on the last day of a quarter, by ``criterion_id``."""
    rows = side.rows("criteria", _COLUMNS)
    day = pd.Timestamp(side.as_of)
    begun = pd.to_datetime(rows["valid_from"]) <= day
    ended = pd.to_datetime(rows["valid_to"]) < day
    rows = rows[begun & ~ended]
    replaced = set(rows["replaces_criterion_id"].dropna())
    return rows[~rows["criterion_id"].isin(replaced)].set_index("criterion_id")


def rubric(before: Side, now: Side) -> Iterator[Finding]:
    """Yield what is different about the rubric."""
    old, new = in_force(before), in_force(now)
    follows = {
        str(replaced): str(criterion)
        for criterion, replaced in new["replaces_criterion_id"].dropna().items()
    }
    for criterion in [each for each in new.index if each not in old.index]:
        row = new.loc[criterion]
        replaced = row["replaces_criterion_id"]
        if pd.notna(replaced) and replaced in old.index:
            facts = {
                "name": row["criterion"],
                "from": old["criterion"][replaced],
                "weight": _share(row["weight"]),
                "was": _share(old["weight"][replaced]),
            }
            yield Finding("rubric", "criterion-replaced", facts)
        else:
            facts = {"name": row["criterion"], "id": criterion, "weight": _share(row["weight"])}
            yield Finding("rubric", "criterion-new", facts)
    for criterion in [each for each in old.index if each not in new.index]:
        if str(criterion) not in follows:
            facts = {"name": old["criterion"][criterion], "id": criterion}
            yield Finding("rubric", "criterion-gone", facts, look=True)
    for criterion in [each for each in old.index if each in new.index]:
        was, is_ = old.loc[criterion], new.loc[criterion]
        if abs(float(was["weight"]) - float(is_["weight"])) > 1e-9:
            facts = {
                "name": is_["criterion"],
                "from": _share(was["weight"]),
                "to": _share(is_["weight"]),
            }
            # a new weight under the old version would change what was already printed
            silent = was["rubric_version"] == is_["rubric_version"]
            kind = "weight-silent" if silent else "weight"
            yield Finding("rubric", kind, facts, look=silent)
        if was["criterion"] != is_["criterion"]:
            facts = {"id": criterion, "from": was["criterion"], "to": is_["criterion"]}
            yield Finding("rubric", "criterion-renamed", facts)
    versions = [_versions(rows) for rows in (old, new)]
    if versions[0] != versions[1] and len(old) and len(new):
        yield Finding("rubric", "version", {"from": versions[0], "to": versions[1]})


def _versions(rows: pd.DataFrame) -> str:
    return ", ".join(sorted(map(str, rows["rubric_version"].dropna().unique())))


def _share(weight: float) -> str:
    return f"{float(weight):g} %"
