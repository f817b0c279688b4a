"""Importing this package completes the metadata."""

from observatoire.store.tables import accounts, attributions, housing, public, results, territories

__all__ = ["accounts", "attributions", "housing", "public", "results", "territories"]
