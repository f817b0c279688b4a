"""Write the contract of the API, as the code states it, to the file named on the command line."""

import json
import sys
from pathlib import Path

from api.app import create_app
from observatoire.settings import Settings


def write_openapi(path: Path) -> None:
    """Sorted and indented, so that a change of the contract reads as a short diff."""
    document = create_app(Settings()).openapi()
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_openapi(Path(sys.argv[1]))
