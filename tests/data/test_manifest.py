"""Every data file says where it comes from."""

import tomllib

from tests.data.demo_reader import DEMO

DATA = DEMO.parent
NOT_DATA = {".py", ".md", ".pyc"}
KEYS = {
    "fichiers", "titre", "producteur", "licence", "attribution", "millesime", "obtention", "transformation",
    "synthetique",
}  # fmt: skip


def read_manifest():
    return tomllib.loads((DATA / "sources.toml").read_text(encoding="utf-8"))["source"]


def test_manifest_names_every_data_file_once():
    named = [file for entry in read_manifest() for file in entry["fichiers"]]
    present = [
        path.relative_to(DATA).as_posix()
        for path in DATA.rglob("*")
        if path.is_file() and path.suffix not in NOT_DATA and not path.name.startswith(".") and path.parent != DATA
    ]
    assert sorted(named) == sorted(present)


def test_manifest_entries_are_complete():
    for entry in read_manifest():
        assert set(entry) == KEYS
        assert entry["producteur"]
        assert entry["licence"]
