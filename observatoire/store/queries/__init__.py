"""Statements on the store, one file a subject. They never commit: the caller owns the unit of work."""
