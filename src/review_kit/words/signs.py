"""Signs of numbers in print."""

MINUS = "\u2212"
"""The minus sign; a hyphen in front of a number is read as a dash."""

NARROW = "\u202f"
"""Narrow no-break space: between a number and its unit."""
