"""Brings the schema to its newest version, with Alembic, as the owner. Apart, because Alembic is slow to import."""

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from observatoire.settings import REPOSITORY


def alembic_config() -> Config:
    """Alembic's configuration, kept in pyproject.toml."""
    return Config(toml_file=REPOSITORY / "pyproject.toml")


def list_revisions() -> set[str]:
    """Every version of the schema that the migrations know."""
    return {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}


def upgrade_schema(owner: Engine, revision: str = "head") -> None:
    """Run the migrations that are missing."""
    config = alembic_config()
    with owner.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def downgrade_schema(owner: Engine, revision: str = "base") -> None:
    """Undo migrations, with the data they held: only ever in an empty store, to restore an older backup."""
    config = alembic_config()
    with owner.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
