"""Whether the estimate of the effect of coaching keeps its promises, on invented companies."""
