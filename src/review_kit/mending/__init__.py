"""Rows that broke their contract, opened as a workbook and taken back in place of those of the export."""
