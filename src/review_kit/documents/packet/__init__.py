"""The rep review packet, page by page."""
