"""List what nothing of the product calls any more. Exits with 1 when there is something.

Fields are left aside: tables, schemas and typed dictionaries declare them for SQLAlchemy, pydantic or mypy to read. So are the
classes of tables, which migrations are compared with: some tables are only ever written and read by SQL.
`indices` is also a library for notebooks: to be tested is to be used.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from vulture import Vulture
from vulture.core import Item

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("api", "indices", "observatoire")
USERS = (*PACKAGES, "tests/indices")
TABLES = ROOT / "observatoire" / "store" / "tables"
CALLABLES = {"class", "function", "import", "method", "property", "unreachable_code"}
DECORATORS = [
    "@app.*",
    "@*.callback",
    "@*.command",
    "@*.exception_handler",
    "@router.*",
    "@*_validator",
    "@listens_for",
]

CALLED_FROM_OUTSIDE = {
    "downgrade_schema": "the tests of the migrations go down and up again",
    "is_running": "the tests of the private cluster ask it",
    "send_400_response": "uvicorn calls it when what came is not HTTP",
    "render": "Starlette calls it to make the bytes of an answer",
}
"""Names that only tests or frameworks use, each with its reason."""


def find_dead_code() -> Iterator[Item]:
    """What could be removed, in the order of the files."""
    vulture = Vulture(ignore_decorators=DECORATORS)
    vulture.scavenge([str(ROOT / folder) for folder in USERS])
    for item in vulture.get_unused_code(min_confidence=60):
        ours = item.filename.relative_to(ROOT).parts[0] in PACKAGES
        mapped = item.typ == "class" and item.filename.is_relative_to(TABLES)
        if ours and item.typ in CALLABLES and not mapped and item.name not in CALLED_FROM_OUTSIDE:
            yield item


if __name__ == "__main__":
    dead = list(find_dead_code())
    for found in dead:
        print(f"{found.filename.relative_to(ROOT)}:{found.first_lineno}: unused {found.typ} '{found.name}'")
    sys.exit(bool(dead))
