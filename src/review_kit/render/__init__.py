"""Executed notebook → HTML and PDF. WeasyPrint does the layout; the theme says how it looks."""

import lazy_loader

# WeasyPrint costs most of a second to import; only who renders pays for it.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
