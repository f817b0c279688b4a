"""Pure calculation: counts in, numbers out. No database, file, clock, web or logging."""

from indices.compute import compute
from indices.errors import IndexInputError, MethodError, TooFewObservationsError
from indices.method import Method, parse_method
from indices.results import Results

__all__ = [
    "IndexInputError",
    "Method",
    "MethodError",
    "Results",
    "TooFewObservationsError",
    "compute",
    "parse_method",
]
