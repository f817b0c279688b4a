"""Brings the schema to its newest version, with Alembic, as the owner. Apart, because Alembic is slow to import."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from observatoire.settings import REPOSITORY


def alembic_config() -> Config:
    """Alembic's configuration, kept in pyproject.toml."""
    return Config(toml_file=REPOSITORY / "pyproject.toml")


def upgrade_schema(owner: Engine, revision: str = "head") -> None:
    """Run the migrations that are missing."""
    config = alembic_config()
    with owner.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def downgrade_schema(owner: Engine, revision: str = "base") -> None:
    """Undo migrations, with the data they held. Nothing in the product does it; the tests prove that one could."""
    config = alembic_config()
    with owner.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
