"""Contracts: every rule a table is held to, the verdict, and the rows divided by it."""

import lazy_loader

# Who asks for a path or a name in a contract must not pay for DuckDB and the reading of exports.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
