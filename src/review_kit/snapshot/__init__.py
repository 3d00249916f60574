"""Snapshots: validated tables in an immutable folder that is named after its content."""

import lazy_loader

# Who reads a snapshot must not pay for DuckDB, which writes it.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
