"""Every PDF is opened again before it is delivered, and checked by code that did not make it."""

import lazy_loader

# PDF readers are loaded by the workers that have a PDF to read.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
