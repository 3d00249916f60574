"""What was made: a run's folder, the record of each document, the manifest, summary and site."""
