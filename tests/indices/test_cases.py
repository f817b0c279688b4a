"""The table of README.md names tests that exist."""

import ast
import re
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")


def list_functions(file: Path) -> set[str]:
    """Test functions that a file defines."""
    return {node.name for node in ast.parse(file.read_text(encoding="utf-8")).body if isinstance(node, ast.FunctionDef)}


def test_every_test_of_the_table_exists():
    named = NAMED.findall((HERE / "README.md").read_text(encoding="utf-8"))
    files = {name: (ROOT if name.startswith("tests/") else HERE) / name for name, _ in named}
    defined = {name: list_functions(path) for name, path in files.items()}

    assert [f"{name}::{test}" for name, test in named if test not in defined[name]] == []


def test_every_case_names_a_test():
    """A row without a test is said to be not built, in the last section."""
    cases, _ = (HERE / "README.md").read_text(encoding="utf-8").split("## Not built")
    rows = [line for line in cases.splitlines() if line.startswith("| ") and not line.startswith("| ---")]

    headers = {"| case | test |", "| vector | test |"}
    assert [line for line in rows if line not in headers and not NAMED.search(line)] == []
