"""Filled conversation sheets, read back: what was agreed in a talk is where the next one begins."""
