"""A profile carried out: raw tables to mapped ones."""
