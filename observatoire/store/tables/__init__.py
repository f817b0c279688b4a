"""Importing this package completes the metadata."""

from observatoire.store.tables import accounts, attributions, designations, housing, public, results, territories

__all__ = ["accounts", "attributions", "designations", "housing", "public", "results", "territories"]
