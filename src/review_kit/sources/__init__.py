"""Exports of any system to canonical tables: found, read, mapped by a profile, counted.

The way through it: ``discovery`` finds the files of a table, ``readers`` make raw tables of text
from them, a ``profile`` says what they mean and ``mapping`` carries it out, ``staging`` puts the
files of a table together.
"""

from review_kit.sources.canonical import CanonicalColumn
from review_kit.sources.profiles.files import available_profiles, load_profile
from review_kit.sources.profiles.language import Profile
from review_kit.sources.staged import InputFile, StagedTable
from review_kit.sources.staging import stage

__all__ = [
    "CanonicalColumn",
    "InputFile",
    "Profile",
    "StagedTable",
    "available_profiles",
    "load_profile",
    "stage",
]
