"""The command line as a person meets it: words in, texts and an exit code out."""

from dataclasses import dataclass

import pytest

from observatoire.cli.main import main


@dataclass(frozen=True)
class Outcome:
    """What a command left."""

    code: int
    output: str
    errors: str


@pytest.fixture
def bare(monkeypatch, capsys):
    """Run a command without any store: the environment of whoever runs the tests does not count."""
    for name in ("DATABASE_URL", "OBSERVATOIRE_HOME"):
        monkeypatch.delenv(name, raising=False)

    def command(*words) -> Outcome:
        code = main([str(word) for word in words])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return command


@pytest.fixture
def run(bare, monkeypatch, settings):
    """Run a command on a fresh store."""
    monkeypatch.setenv("DATABASE_URL", settings.database_url.get_secret_value())
    monkeypatch.setenv("OBSERVATOIRE_HOME", str(settings.home))
    return bare
