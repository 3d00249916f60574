"""The cover of a manager's binder."""
