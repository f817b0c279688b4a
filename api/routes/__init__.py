"""The routes, one file an audience."""
