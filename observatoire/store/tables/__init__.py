"""Importing this package completes the metadata."""

from observatoire.store.tables import accounts, housing, public, results, territories

__all__ = ["accounts", "housing", "public", "results", "territories"]
