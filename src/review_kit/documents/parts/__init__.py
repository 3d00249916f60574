"""What several documents are composed of."""
