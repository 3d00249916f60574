"""What to make: report templates, and the plan of which of them for whom."""
