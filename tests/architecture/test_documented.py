"""What a person can set or type is in the README."""

import re
from pathlib import Path

import typer

from observatoire.cli.main import app
from observatoire.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_each_setting_is_in_the_readme():
    names = [
        field.validation_alias if isinstance(field.validation_alias, str) else f"OBSERVATOIRE_{name.upper()}"
        for name, field in Settings.model_fields.items()
    ]

    assert [name for name in names if f"`{name}`" not in README] == []


def test_each_command_is_in_the_readme():
    commands = typer.main.get_group(app).commands

    assert [name for name in commands if f"`observatoire {name}" not in README] == []


def test_each_make_target_of_the_readme_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))

    assert set(re.findall(r"\bmake ([a-z-]+)", README)) <= targets


def test_each_decision_record_names_what_enforces_it():
    records = sorted((ROOT / "docs" / "decisions").glob("[0-9][0-9][0-9][0-9]-*.md"))
    sections = ["Context", "Decision", "Consequences", "Alternatives", "Enforced by"]

    incomplete = [
        record.name
        for record in records
        if re.findall(r"^## (.+)$", record.read_text(encoding="utf-8"), flags=re.MULTILINE) != sections
    ]

    assert records
    assert incomplete == []
