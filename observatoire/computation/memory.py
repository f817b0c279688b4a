"""What was freed, given back to the system: large arrays that come and go leave holes that the allocator keeps to itself."""

import ctypes

import pyarrow as pa


def give_back() -> None:
    """Give back what nobody uses; where the C library cannot, nothing happens."""
    pa.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
