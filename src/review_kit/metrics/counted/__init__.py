"""Which rows each number of a rep was counted from: told by the same frames that the metrics count."""
