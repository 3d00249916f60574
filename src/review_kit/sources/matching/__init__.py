"""Ids, names and addresses in an export, matched to the ids of the roster and the rubric."""
