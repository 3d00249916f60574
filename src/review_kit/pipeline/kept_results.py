"""Where results are kept between commands, and what all of them depend on."""

from __future__ import annotations

from review_kit.planning.digests import code_digest, digest_json
from review_kit.project import Project, data_contracts_folder
from review_kit.project.kept import FOLDER, Kept, version_of
from review_kit.sources.files.unchanged import sha256_of
from review_kit.sources.profiles.files import own_profiles_folder

_READING = (
    *("sources", "contracts", "snapshot", "project", "words", "addresses", "number_format"),
    "public_holidays",
)
_MEASURING = ("windows", "public_holidays", "number_format")
"""Parts of the package beside those that the key of a run's metrics names."""


def kept_tables(project: Project) -> Kept:
    """Return the tables and verdicts kept by earlier validations of a project.

    All of them depend on the code that reads and judges, on what tables are (contracts) and how exports are
    read (profiles), and on the words in which findings are told.
    """
    language = project.config.organisation.language
    definitions = [
        [path.name, sha256_of(path)]
        for folder, ending in (
            (data_contracts_folder(project.root), "*.yaml"),
            (own_profiles_folder(project), "*.toml"),
        )
        for path in sorted(folder.glob(ending))
    ]
    base = digest_json(
        {
            "code": code_digest(*_READING),
            "definitions": definitions,
            "words": [language, project.words.digest(language)],
        }
    )
    return Kept(project.cache / FOLDER, base)


def kept_metrics(project: Project, base: str) -> Kept:
    """Return the parts of metrics kept by earlier runs of a project.

    Parameters
    ----------
    base
        Digest of settings, windows, code and whatever else a run's metrics depend on beside the snapshot.
    """
    of_all = {"metrics": base, "code": code_digest(*_MEASURING), "libraries": _libraries()}
    return Kept(project.cache / FOLDER, digest_json(of_all))


def kept_row_digests(project: Project) -> Kept:
    """Return the digests of the rows of metric tables kept by earlier plans of a project.

    They depend on the code that digests and that says whose rows are whose.
    """
    code = code_digest("planning", "access", "grains", "metrics", "own_metrics")
    return Kept(project.cache / FOLDER, digest_json({"code": code, "libraries": _libraries()}))


def _libraries() -> dict[str, str]:
    return {name: version_of(name) for name in ("numpy", "pandas", "pyarrow", "scipy")}
