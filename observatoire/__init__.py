"""The core of the observatory: settings, store, imports, computation, publication, accounts, command line."""

__version__ = "0.1.0"
