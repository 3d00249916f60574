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

import lazy_loader

# Who asks whether an export has changed must not pay for all the ways of reading one.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
