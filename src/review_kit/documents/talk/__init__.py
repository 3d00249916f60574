"""What the two people talk about: what to praise, what to ask, what is agreed."""
