"""The private PostGIS cluster of a home: created, started, adopted and stopped by the product itself.

Everything about processes, folders and locks of PostgreSQL is here; what is inside the database belongs to `store`.
"""

from observatoire.cluster.lifecycle import Cluster

__all__ = ["Cluster"]
