"""How a long load says where it is: a stage in French, and the share of it done when it is known."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[str, float | None], None]


def say_nothing(_stage: str, _share: float | None) -> None:
    """Follow nothing."""
