"""Exports of any system to canonical tables: found, read, mapped by a profile, counted.

The way through it, each room using those before it only:

=============  ===============================================================================================
``profiles``   what a source profile can say, and the profiles that come with the package
``files``      finding and reading: files, databases and stores to raw tables of text
``columns``    which column of a file is which, by its heading
``matching``   ids, names and addresses to the ids of the roster and the rubric
``values``     texts to numbers, days and truth values in canonical spelling
``mapping``    a profile carried out on one file, as SQL
``staging``    the files of each table put together
=============  ===============================================================================================
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
