"""The core of the observatory: settings, store, imports, computation, publication, accounts, command line."""

import os

__version__ = "0.1.0"

# Read by the allocator of Polars when it is imported. By default it keeps for a second and a half the pages that nothing uses any more:
# a load of the country takes 200 MB more so, and no less time.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:100,muzzy_decay_ms:0")
