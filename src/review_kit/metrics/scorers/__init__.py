"""Who scored: disputes about scores, scorers beside each other, and scores brought to one scale."""
