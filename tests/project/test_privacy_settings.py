"""Settings that decide what of one person others can see."""

from __future__ import annotations

import pytest

from review_kit.errors import ConfigurationError
from review_kit.project import load_project

HEAD = '[organisation]\nname = "Acme"\n[privacy]\n'


def settings(folder, text):
    (folder / "review_kit.toml").write_text(HEAD + text, encoding="utf-8")
    return load_project(folder).config.privacy


def test_a_group_that_gives_values_away_must_be_allowed(tmp_path):
    with pytest.raises(ConfigurationError, match=r"fewer than 5 reps.*allow_small_groups = true"):
        settings(tmp_path, "minimum_group_size = 4\n")
    allowed = settings(tmp_path, "minimum_group_size = 4\nallow_small_groups = true\n")
    assert allowed.has_small_groups
    assert not settings(tmp_path, "minimum_group_size = 5\n").has_small_groups
