"""Only the edge of a unit of work commits (docs/decisions/0004-one-transaction-at-the-edge.md)."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EDGE = ROOT / "observatoire" / "store" / "database.py"


def calls_to_commit(path: Path) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    ]


def test_commit_is_called_at_the_edge_only():
    sources = [path for folder in ("api", "observatoire") for path in (ROOT / folder).rglob("*.py") if path != EDGE]

    offenders = {str(path.relative_to(ROOT)): lines for path in sources if (lines := calls_to_commit(path))}

    assert offenders == {}
