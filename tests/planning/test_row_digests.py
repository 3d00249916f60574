"""Whose rows a document rests on: its own people's, nobody else's."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest

from review_kit.planning import row_digests
from review_kit.planning.row_digests import slice_digests
from review_kit.project.kept import Kept

hashes = row_digests._row_hashes
Digests = Mapping[str, Mapping[str, str]]
"""Grain → identifier → digest."""

REPS = pd.DataFrame(
    {
        "rep_id": ["R1", "R2", "R3"],
        "team": ["North", "North", "South"],
        "manager_id": ["M1", "M2", "M2"],
    }
)


def digests(folder, **tables: pd.DataFrame) -> Digests:
    folder.mkdir(exist_ok=True)
    for name, table in {"reps": REPS, **tables}.items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
    return slice_digests(folder, REPS)


def changed(before: Digests, after: Digests) -> set[str]:
    """Entities whose digest differs."""
    return {
        f"{grain}:{entity}".rstrip(":")
        for grain, digests in before.items()
        for entity, digest in digests.items()
        if after[grain][entity] != digest
    }


def scores(r1=50.0, r2=60.0, r3=70.0) -> pd.DataFrame:
    return pd.DataFrame({"rep_id": ["R1", "R2", "R3"], "score": [r1, r2, r3]})


def test_a_rep_row_counts_for_the_rep_the_team_the_manager_and_the_organisation(tmp_path):
    before = digests(tmp_path, weekly=scores())
    after = digests(tmp_path, weekly=scores(r2=61.0))
    assert changed(before, after) == {"rep:R2", "team:North", "manager:M2", "org"}


def test_a_missing_number_is_not_a_zero(tmp_path):
    before = digests(tmp_path, weekly=scores(r1=0.0))
    after = digests(tmp_path, weekly=scores(r1=np.nan))
    assert "rep:R1" in changed(before, after)


def test_a_team_row_counts_for_the_team_and_the_organisation_only(tmp_path):
    teams = pd.DataFrame({"team": ["North", "South"], "value": [1.0, 2.0]})
    before = digests(tmp_path, team_metrics=teams)
    after = digests(tmp_path, team_metrics=teams.assign(value=[1.0, 3.0]))
    assert changed(before, after) == {"team:South", "org"}


def test_a_manager_row_counts_for_the_manager_and_the_teams_with_reps_of_that_manager(tmp_path):
    managers = pd.DataFrame({"manager_id": ["M1", "M2"], "value": [1.0, 2.0]})
    before = digests(tmp_path, manager_metrics=managers)
    # M1 has a rep in North; M2 has one in North and one in South
    after = digests(tmp_path, manager_metrics=managers.assign(value=[5.0, 2.0]))
    assert changed(before, after) == {"manager:M1", "team:North", "org"}
    after = digests(tmp_path, manager_metrics=managers.assign(value=[1.0, 5.0]))
    assert changed(before, after) == {
        "manager:M2",
        "team:North",
        "team:South",
        "org",
    }


@pytest.mark.parametrize(
    ("row", "entities"),
    [
        (0, {"rep:R1", "team:North", "manager:M1", "org"}),
        (1, {"team:North", "org"}),
        (2, {"manager:M2", "team:North", "team:South", "org"}),
        (3, {"org"}),
    ],
)
def test_a_scoped_row_counts_where_its_scope_says(tmp_path, row, entities):
    completion = pd.DataFrame(
        {
            "scope": ["rep", "team", "manager", "org"],
            "scope_id": ["R1", "North", "M2", "org"],
            "value": [0.5, 0.6, 0.7, 0.8],
        }
    )
    before = digests(tmp_path, completion=completion)
    completion.loc[row, "value"] = 0.9
    assert changed(before, digests(tmp_path, completion=completion)) == entities


def test_a_new_column_counts_for_everybody_who_has_rows(tmp_path):
    before = digests(tmp_path, weekly=scores())
    after = digests(tmp_path, weekly=scores().assign(note=None))
    assert {"rep:R1", "rep:R2", "rep:R3"} <= changed(before, after)


def test_the_same_rows_give_the_same_digests(tmp_path):
    assert digests(tmp_path / "a", weekly=scores()) == digests(tmp_path / "b", weekly=scores())


def test_the_order_of_a_reps_rows_counts_but_not_who_stands_beside_them(tmp_path):
    two = pd.DataFrame({"rep_id": ["R1", "R1", "R3"], "score": [1.0, 2.0, 3.0]})
    before = digests(tmp_path, weekly=two)
    assert changed(before, digests(tmp_path, weekly=two.iloc[[2, 0, 1]])) == {"org"}
    assert "rep:R1" in changed(before, digests(tmp_path, weekly=two.iloc[[1, 0, 2]]))


def test_days_and_lists_of_text_are_digested(tmp_path):
    table = pd.DataFrame({"rep_id": ["R1"], "day": [pd.Timestamp("2026-09-01").date()]})
    before = digests(tmp_path, sessions=table)
    after = digests(tmp_path, sessions=table.assign(day=[pd.Timestamp("2026-09-02").date()]))
    assert "rep:R1" in changed(before, after)


def test_every_one_of_a_thousand_reps_has_a_digest_of_its_own(tmp_path):
    reps = pd.DataFrame({"rep_id": [f"R{n:04}" for n in range(1000)]}).assign(
        team="T", manager_id="M"
    )
    reps.to_parquet(tmp_path / "reps.parquet")
    calls = pd.DataFrame({"rep_id": np.repeat(reps["rep_id"], 3), "score": 1.0, "n": "text"})
    calls.to_parquet(tmp_path / "call_scores.parquet")
    assert len(set(slice_digests(tmp_path, reps)["rep"].values())) == 1000


def effects(whole=5.0, north=4.0, south=3.0, boss=2.0) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "scope": ["org", "team", "team", "manager"],
            "scope_id": ["org", "North", "South", "M1"],
            "estimate": [whole, north, south, boss],
        }
    )


def test_what_is_about_everybody_counts_for_every_group_and_for_no_rep(tmp_path):
    before = digests(tmp_path, effects=effects())
    groups = {"team:North", "team:South", "manager:M1", "manager:M2", "org"}
    assert changed(before, digests(tmp_path, effects=effects(whole=5.1))) == groups
    # a team's number is read by that team alone, a manager's by those who report there as well
    assert changed(before, digests(tmp_path, effects=effects(south=3.1))) == {
        "team:South",
        "org",
    }
    assert changed(before, digests(tmp_path, effects=effects(boss=2.1))) == {
        "team:North",
        "manager:M1",
        "org",
    }


def skills(gap: float, adjusted: float = 0.04) -> pd.DataFrame:
    return pd.DataFrame({"rep_id": ["R1"], "expected_gap": [gap], "delta_p_adjusted": [adjusted]})


def test_a_number_held_against_the_company_counts_as_it_is_printed(tmp_path):
    before = digests(tmp_path, rep_criteria=skills(5.26))
    # another rep's new call moved it by hundredths
    assert not changed(before, digests(tmp_path, rep_criteria=skills(5.31, 0.0402)))
    assert "rep:R1" in changed(before, digests(tmp_path, rep_criteria=skills(5.51)))
    assert "rep:R1" in changed(before, digests(tmp_path, rep_criteria=skills(5.26, 0.06)))
    # plus and minus nothing print alike
    assert not changed(
        digests(tmp_path, rep_criteria=skills(0.2)), digests(tmp_path, rep_criteria=skills(-0.2))
    )


@pytest.mark.parametrize(
    ("table", "column"),
    [("rep_criteria", "verdict_points"), ("plans", "gain_per_session"), ("quadrants", "points")],
)
def test_a_session_of_somebody_else_moves_nothing_that_is_printed(tmp_path, table, column):
    def of(number: float) -> Digests:
        rows = pd.DataFrame({"rep_id": ["R1", "R2"], column: [number, np.nan]})
        return digests(tmp_path, **{table: rows})

    before = of(2.23387)
    assert not changed(before, of(2.23359))
    assert changed(before, of(2.251)) >= {"rep:R1"}
    # halves are printed away from zero
    assert changed(of(-2.2499), of(-2.25)) >= {"rep:R1"}


def test_a_rep_with_the_same_texts_is_the_same_whether_those_of_others_repeat(tmp_path):
    """However texts are looked at among many rows; one that is missing is not an empty one."""
    own = pd.DataFrame({"rep_id": "R1", "name": ["a", None, "", "nan"]})
    rows = [pd.Series([f"text {number % each}" for number in range(2000)]) for each in (10, 2000)]
    among = [
        pd.concat([own, pd.DataFrame({"rep_id": "R2", "name": names})], ignore_index=True)
        for names in (rows[0], rows[1], rows[1].tail(50))
    ]
    (repeating, others, few) = [digests(tmp_path, weekly=table)["rep"] for table in among]
    assert repeating["R1"] == others["R1"] == few["R1"]
    assert len({repeating["R2"], others["R2"], few["R2"]}) == 3
    filled = among[1].fillna({"name": ""})
    assert digests(tmp_path, weekly=filled)["rep"]["R1"] != others["R1"]


# kept from an earlier plan


def test_digests_of_files_that_are_the_same_are_taken_from_an_earlier_plan(tmp_path, monkeypatch):
    values = pd.DataFrame({"rep_id": ["R1", "R2"], "score": [1.0, 2.0]})
    asked = []
    monkeypatch.setattr(
        row_digests, "_row_hashes", lambda table, name: asked.append(name) or hashes(table, name)
    )

    def planned(values):
        digests(tmp_path / "metrics", call_scores=values)
        asked.clear()
        found = slice_digests(tmp_path / "metrics", REPS, Kept(tmp_path / "kept", "code"))
        tables = sorted(asked)
        assert found == slice_digests(tmp_path / "metrics", REPS)
        return tables

    assert planned(values) == ["call_scores", "reps"]
    assert planned(values) == []
    assert planned(values.assign(score=[1.0, 3.0])) == ["call_scores"]
    damaged = next((tmp_path / "kept" / row_digests.KIND / "reps").glob("*/facts.json"))
    damaged.write_text(damaged.read_text().replace("owned", "owner"))
    assert planned(values.assign(score=[1.0, 3.0])) == ["reps"]
