"""Files, databases and stores to raw tables of text, whatever format they have."""
