"""Small files, named for what they hold: a long one is two that have not been told apart yet."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 300


def test_no_source_file_is_longer_than_a_person_reads_at_once():
    folders = ("api", "indices", "observatoire", "scripts", "tests", "web/src")
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in {".py", ".ts"}]
    generated = {ROOT / "web" / "src" / "shared" / "schema.d.ts"}

    lengths = {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n")
        for path in paths
        if path not in generated
    }

    assert {path: lines for path, lines in lengths.items() if lines > LONGEST} == {}
