"""Who opens the core sees the product: packages, and a few modules that belong to none (docs/decisions/0030-the-core-in-packages.md)."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "observatoire"
OF_THE_WHOLE = {"__init__", "doctor", "errors", "publication", "settings", "surveys"}


def list_folders(folder: Path) -> set[str]:
    return {path.parent.name for path in folder.glob("*/*.py")}


def test_a_module_is_in_a_package_unless_it_is_of_the_whole():
    assert {path.stem for path in CORE.glob("*.py")} == OF_THE_WHOLE


def test_tests_are_in_the_folder_of_the_package_that_they_try():
    assert list_folders(ROOT / "tests" / "observatoire") - list_folders(CORE) == set()
