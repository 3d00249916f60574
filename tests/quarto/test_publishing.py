"""``quarto publish`` is noticed by the processes above, and refused."""

from __future__ import annotations

import subprocess
import sys

import pytest

from review_kit.errors import ReviewKitError
from review_kit.quarto.publishing import refuse_publishing

ASK = "from review_kit.quarto.publishing import quarto_command; print(quarto_command())"
STAND_IN = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {ASK!r}], check=True)"


@pytest.mark.parametrize("command", ["publish", "preview"])
def test_the_command_is_that_of_quarto_two_processes_up(tmp_path, command):
    """A shell stands between, as a wrapper of review-kit may."""
    program = tmp_path / "quarto.js"
    program.write_text(STAND_IN, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(program), "--quiet", command, "gh-pages"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{command}\n"


def test_publishing_is_refused_with_what_to_do_instead():
    refuse_publishing("preview")
    refuse_publishing("")
    with pytest.raises(ReviewKitError, match="nothing was published") as refused:
        refuse_publishing("publish")
    assert "review-kit site" in refused.value.hint
