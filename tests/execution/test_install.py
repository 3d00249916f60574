"""A document's record tells of what was made, whoever writes to its files once they are in their place."""

from __future__ import annotations

from pathlib import Path

from build_contexts import build_context_for

from review_kit.execution.install import install_files
from review_kit.planning.assessment import assess
from review_kit.records.record import digest_file, is_as_made


def test_what_is_written_as_soon_as_a_file_is_there_is_a_change(
    small_project, write_template, tmp_path, monkeypatch
):
    write_template("page", "rep", "print('page')")
    the_plan = small_project.plan(only=["rep:R1"])
    (task,) = assess(the_plan).to_make
    made = tmp_path / "page.html"
    made.write_text("made")
    digest = digest_file(made)
    replace = Path.replace

    def replace_and_be_overtaken(self, target):
        final = replace(self, target)
        if self == made:
            final.write_text("of another")
        return final

    monkeypatch.setattr(Path, "replace", replace_and_be_overtaken)
    build = build_context_for(small_project.run, small_project.root, scratch=tmp_path)
    record = install_files(task, build, [made], started=0.0)
    (file,) = record.files
    assert small_project.file(file.path).read_text() == "of another"
    assert (file.sha256, file.bytes) == (digest, len("made"))
    assert not is_as_made(small_project.run, file)
