"""The glossary of a run."""
