"""Documents: what notebooks call. Each call returns one displayable part of a page."""

import lazy_loader

# A kernel imports what its document needs: a conversation sheet draws nothing, so it must not
# pay for matplotlib.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
