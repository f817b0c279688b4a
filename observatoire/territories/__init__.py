"""Territories before any index: the facts of each, the one worth 100, and those that may be asked for."""
