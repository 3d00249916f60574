"""The command finds the last quarter's run, and says what to do where there is none."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest
from shared_counts import share_counts

from review_kit.cli.main import main
from review_kit.records.manifest import Manifest

FILES = {
    "review_kit.toml": '[organisation]\nname = "Acme"\ntime_zone = "UTC"\n',
    "exports/roster.csv": "rep_id,rep_name,manager_id,manager_name,team,hire_date\n"
    "r1,Ana Ruiz,m1,Bo Chen,North,2020-01-07\n",
    "exports/criteria.csv": "criterion_id,criterion,weight,outcome_metric,rubric_version,valid_from\n"
    "OBJ,Objection handling,100,win_rate,v1,2024-01-01\n",
    "exports/qa_scores.csv": "evaluation_id,call_id,rep_id,call_at,criterion_id,score,max_score,evaluator\n"
    "E1,C1,r1,2025-06-30T09:00:00,OBJ,4,5,ai\nE2,C2,r1,2025-09-30T09:00:00,OBJ,4,5,ai\n",
    "exports/coaching_log.csv": "entry_id,session_id,rep_id,manager_id,session_date,commitment\n"
    "L1,S1,r1,m1,2025-09-01,Ask back\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    share_counts(tmp_path)
    return tmp_path


def give(capsys, root: Path, *arguments: str) -> tuple[int, str]:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit) as end:
        main(["quarter", "--project", str(root), *arguments])
    signal.signal(signal.SIGTERM, before)
    told = capsys.readouterr()
    return int(end.value.code or 0), told.out + told.err


def test_this_quarter_is_compared_with_the_run_of_the_last_one(root, capsys):
    code, told = give(capsys, root)
    assert code == 1
    assert "has no run that ended on or before 2025-08-16" in told

    known = json.loads((root / ".review_kit" / "validated.json").read_text())
    for day in ("2025-06-30", "2025-09-29"):
        run = root / "reports" / f"{day}-90d"
        run.mkdir()
        manifest = Manifest(
            run.name,
            "complete",
            "1",
            known["snapshot_id"],
            day,
            90,
            "2025-07-01T08:00:00+00:00",
            None,
            1.0,
            1,
            (),
            (),
            (),
            (),
        )
        (run / "manifest.json").write_text(json.dumps(manifest.to_json()))
    with (root / "exports" / "roster.csv").open("a") as roster:
        roster.write("r2,Fay Moss,m1,Bo Chen,North,2025-07-15\n")

    code, told = give(capsys, root)
    assert code == 0
    assert told.splitlines()[:4] == [
        "One thing differs from 2025-06-30-90d; none of it looks like a fault.",
        "",
        "People",
        "  · Fay Moss (r2) is new: North, with Bo Chen (m1)",
    ]
    code, told = give(capsys, root, "--against", "2025-09-29-90d", "--json")
    assert code == 0, told
    told = json.loads(told)
    assert told["against"] == "2025-09-29-90d"
    assert told["findings"][0]["kind"] == "rep-joined"
    assert Path(told["page"]).read_text().startswith("<!doctype html>")
