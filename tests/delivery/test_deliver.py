"""Who gets what, once, through folders and encrypted files."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter

import pikepdf
import pypdfium2
import pytest
import pyzipper

from review_kit.delivery.deliver import deliver
from review_kit.delivery.ledger import LEDGER, Ledger
from review_kit.delivery.release import release
from review_kit.errors import ConfigurationError, ReviewKitError

FOLDER = '[delivery.folder]\npath = "share"\n'


def fates(result) -> Counter:
    return Counter(one.fate for one in result.sent)


def files(project) -> set[str]:
    share = project.root / "share" / "2026-09-30-90d"
    return {str(path.relative_to(share)) for path in share.rglob("*") if path.is_file()}


def test_managers_and_leaders_get_theirs_and_reps_wait_for_the_release(delivered):
    one = delivered.configure(FOLDER)
    (ana, m1), (bo, m2) = one.roster.items()
    result = deliver(one.project, one.run)
    assert fates(result) == {"delivered": 3}
    assert {record.entity for record in result.waiting} == {ana, bo}
    names = {sent.parcel.recipient.identifier: sent.parcel.name for sent in result.sent}
    assert files(one.project) == {
        "Leaders/Leaders – Org/Org – summary 2026-09-30.pdf",
        f"Managers/{names[m1]} ({m1})/Manager {m1} – binder 2026-09-30.pdf",
        f"Managers/{names[m1]} ({m1})/Rep {ana} – review 2026-09-30.pdf",
        f"Managers/{names[m2]} ({m2})/Manager {m2} – binder 2026-09-30.pdf",
        f"Managers/{names[m2]} ({m2})/Rep {bo} – review 2026-09-30.pdf",
    }


def test_a_rep_gets_the_own_packet_alone_and_nothing_twice(delivered):
    one = delivered.configure(FOLDER)
    ana, bo = one.roster
    deliver(one.project, one.run)
    release(one.project, one.run, by="Maria")
    result = deliver(one.project, one.run)
    assert fates(result) == {"delivered": 2, "already delivered": 3}
    reps = {name for name in files(one.project) if name.startswith("Reps/")}
    assert reps == {
        f"Reps/Rep {rep} ({rep})/Rep {rep} – review 2026-09-30.pdf" for rep in (ana, bo)
    }
    assert fates(deliver(one.project, one.run)) == {"already delivered": 5}
    assert fates(deliver(one.project, one.run, again=True)) == {"delivered": 5}


def test_a_later_version_is_sent_beside_the_first_and_what_was_sent_stays(delivered):
    one = delivered.configure(FOLDER)
    ana, _ = one.roster
    release(one.project, one.run, by="Maria")
    deliver(one.project, one.run)
    own = one.project.root / f"share/2026-09-30-90d/Reps/Rep {ana} ({ana})"
    [first] = own.iterdir()
    before = first.read_bytes()
    one.make(f"reps/{ana}/packet", "made anew", slice_digest="other")
    waits = deliver(one.project, one.run)
    # the manager has the new one to read; the rep has it when it is released
    assert [record.entity for record in waits.waiting] == [ana]
    assert len(list(own.iterdir())) == 1
    release(one.project, one.run, by="Maria")
    deliver(one.project, one.run)
    assert {path.name for path in own.iterdir()} == {
        first.name,
        f"Rep {ana} – review 2026-09-30 (revision 2).pdf",
    }
    assert first.read_bytes() == before


def test_a_dry_run_shows_all_and_leaves_nothing(delivered):
    one = delivered.configure(FOLDER)
    result = deliver(one.project, one.run, dry_run=True)
    assert fates(result) == {"would be delivered": 3}
    assert not (one.project.root / "share").exists()
    assert not (one.project.root / LEDGER).exists()


def test_only_the_owner_reads_what_was_delivered(delivered):
    one = delivered.configure(FOLDER)
    deliver(one.project, one.run)
    for path in (one.project.root / "share").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0


def test_each_pdf_opens_with_its_recipients_password_only(delivered, monkeypatch):
    one = delivered.configure('[delivery]\npasswords = "environment"\n' + FOLDER)
    (_, m1), (_, m2) = one.roster.items()
    for who in (m1, m2, "org"):
        variable = "REVIEW_KIT_PASSWORD_" + "".join(c if c.isalnum() else "_" for c in who).upper()
        monkeypatch.setenv(variable, f"secret of {who}")
    deliver(one.project, one.run)
    [binder] = (one.project.root / "share").rglob(f"Manager {m1} – binder*.pdf")
    assert len(pypdfium2.PdfDocument(binder, password=f"secret of {m1}")) == 1
    with pytest.raises(pypdfium2.PdfiumError, match=r"(?i)password"):
        pypdfium2.PdfDocument(binder, password=f"secret of {m2}")
    with pikepdf.open(binder, password=f"secret of {m1}") as pdf:
        assert pdf.encryption.bits == 256
    assert "secret" not in (one.project.root / LEDGER).read_text()


def test_a_zip_holds_a_parcel_and_opens_with_the_password(delivered, monkeypatch):
    one = delivered.configure('[delivery]\npasswords = "environment"\nzip = true\n' + FOLDER)
    for who in (*one.roster.values(), "org"):
        variable = "REVIEW_KIT_PASSWORD_" + "".join(c if c.isalnum() else "_" for c in who).upper()
        monkeypatch.setenv(variable, "a long secret")
    deliver(one.project, one.run)
    [path] = (one.project.root / "share").rglob("Leaders – Org – reviews.zip")
    with pyzipper.AESZipFile(path) as archive:
        archive.setpassword(b"a long secret")
        assert archive.namelist() == ["Org – summary 2026-09-30.pdf"]
        made = (one.run.path / "org/summary.pdf").read_bytes()
        assert archive.read("Org – summary 2026-09-30.pdf") == made
        if another := shutil.which("7z"):
            said = {
                word: subprocess.run(
                    [another, "t", f"-p{word}", path], capture_output=True, text=True, check=False
                ).stdout
                for word in ("a long secret", "another")
            }
            assert "Everything is Ok" in said["a long secret"]
            assert "Everything is Ok" not in said["another"]
        archive.setpassword(b"another")
        with pytest.raises(RuntimeError, match="password"):
            archive.read("Org – summary 2026-09-30.pdf")


def test_a_missing_password_stops_everything_before_anything_is_sent(delivered, monkeypatch):
    one = delivered.configure('[delivery]\npasswords = "environment"\n' + FOLDER)
    monkeypatch.setenv("REVIEW_KIT_PASSWORD_ORG", "a long secret")
    with pytest.raises(ReviewKitError, match="there is no password for manager") as refused:
        deliver(one.project, one.run)
    assert refused.value.hint.startswith("Set the environment variable REVIEW_KIT_PASSWORD_")
    assert not (one.project.root / "share").exists()


def test_a_folder_that_cannot_be_written_is_told_and_tried_again(delivered):
    one = delivered.configure(FOLDER)
    (one.project.root / "share").write_text("a file in the way")
    result = deliver(one.project, one.run)
    assert fates(result) == {"failed": 3}
    assert [entry.event for entry in Ledger(one.project.root).entries] == ["sending", "failed"] * 3
    (one.project.root / "share").unlink()
    assert fates(deliver(one.project, one.run)) == {"delivered": 3}


def test_without_a_way_to_deliver_the_settings_are_named(delivered):
    one = delivered.configure("")
    with pytest.raises(ConfigurationError, match="has no way to deliver"):
        deliver(one.project, one.run)
