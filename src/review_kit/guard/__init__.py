"""The guard of templates: a small pinned run of invented reps, and what each template shows of it."""
