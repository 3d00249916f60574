"""The conversation sheet."""
