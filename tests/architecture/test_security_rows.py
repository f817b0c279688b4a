"""Every requirement that docs/securite.md says is held names a test, or a check, that exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "securite.md").read_text(encoding="utf-8")
REQUIREMENTS = TEXT[TEXT.index("exigence par exigence") :].splitlines()
HELD = [line for line in REQUIREMENTS if re.match(r"\| \d+\.\d+", line) and "| tenu |" in line]
PROOF = re.compile(r"`((?:tests/[\w/]+/)?test_\w+\.py|tests/[\w/]+|scripts/check \w+|make check)`")
NAMED = re.compile(r"`((?:tests/[\w/]+/)?test_\w+\.py)`")


@pytest.mark.parametrize("line", HELD, ids=lambda line: line.split(" ")[1])
def test_held_requirement_names_its_test(line: str):
    assert PROOF.search(line), line


def test_every_test_that_is_named_exists():
    names = set(NAMED.findall(TEXT))
    known = {path.name for path in (ROOT / "tests").rglob("test_*.py")}

    assert names
    assert {name for name in names if not ((ROOT / name).is_file() if "/" in name else name in known)} == set()
