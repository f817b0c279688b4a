"""Preparing what comes next while what is ready is being written: PostgreSQL works on its own processor."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Raw = TypeVar("Raw")
Ready = TypeVar("Ready")


def run_ahead(prepare: Callable[[Raw], Ready], blocks: Iterable[tuple[Raw, float]]) -> Iterator[tuple[Ready, float]]:
    """Give the blocks prepared, in order, each with the share that it ends; one is prepared ahead and no more."""
    remaining = iter(blocks)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="prepare") as pool:

        def prepare_next() -> tuple[Ready, float] | None:
            block = next(remaining, None)
            return None if block is None else (prepare(block[0]), block[1])

        ahead = pool.submit(prepare_next)
        while (ready := ahead.result()) is not None:
            ahead = pool.submit(prepare_next)
            yield ready
