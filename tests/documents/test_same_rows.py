"""A count in a sentence and the table beside it come from the same rows."""

import pytest

from review_kit.documents.packet.coaching_record import unshared_sentences
from review_kit.documents.packet.status import commitments_kept
from review_kit.documents.parts.entity_data import open_rep
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.talk.ask import ask
from review_kit.documents.talk.praise import praise


@pytest.fixture(scope="module")
def records(run):
    reps = run.table("reps")["rep_id"]
    return [RepRecord(open_rep(str(run.folder), rep)) for rep in reps]


def test_commitments_kept_are_those_of_the_list(records):
    for rep in records:
        due = [row for row in rep.commitments if row["due"]]
        done = sum(row["commitment_status"] == "done" for row in due)
        share = rep.metrics["commitment_completion"]
        assert (share.n, round((share.value or 0) * share.n)) == (len(due), done)
        fact = commitments_kept(rep)
        assert fact.value == (f"{done} of {len(due)} kept" if due else "none fell due")
        said = [point.text for point in (*praise(rep), *ask(rep)) if point.subject == "commitments"]
        counts = {f"{done} of {len(due)} commitments kept.", f"{len(due) - done} of {len(due)} "}
        assert all(text.startswith(tuple(counts)) for text in said)
    assert any(rep.metrics["commitment_completion"].n for rep in records)


def test_vague_commitments_are_those_of_the_list(records):
    for rep in records:
        made = [row for row in rep.commitments if row["made_in_window"]]
        counted = rep.metrics["vague_commitments"]
        vague = sum(row["commitment_vague"] for row in made)
        assert (counted.n, counted.value) == (len(made), vague)


def test_entries_not_shared_are_those_of_the_record(records):
    for rep in records:
        surprises = rep.metrics["surprises"]
        assert (surprises.n, surprises.value or 0) == (len(rep.sessions), len(rep.unseen))
        (said,) = [*unshared_sentences(len(rep.unseen), len(rep.sessions))] or [""]
        assert said.startswith(f"{len(rep.unseen)} of the {len(rep.sessions)}") or not said
    assert any(rep.unseen for rep in records)


def test_the_worst_completion_is_one_of_the_rolling_rates(run):
    rates = run.table("rep_metrics").query("metric == 'template_completion_worst'")
    rows = run.table("completion").query("scope == 'rep'")
    for _, worst in rates.dropna(subset="value").iterrows():
        own = rows[rows["scope_id"] == worst["rep_id"]]
        assert worst["value"] in own["template_completion_rate"].tolist()
