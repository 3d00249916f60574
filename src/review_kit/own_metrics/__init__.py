"""Metrics of one's own: files in the folder ``metrics/`` of a project, or of an installed package.

A file is one metric: Python (:mod:`.apart` calls its function ``rows``) or one query in SQL. It begins with a
declaration in a comment (:mod:`.declaration`). Each is computed in a process of its own that may fail, hang
or die without taking the run along; its numbers stand beside the package's in the tables ``*_metrics``.
"""
