"""Texts of an export as numbers, days and truth values, in canonical spelling."""
