"""Source profiles: the mapping language, and the files that are written in it."""
