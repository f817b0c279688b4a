"""What every command needs of the moment: the settings, with the home that the command line names."""

from pathlib import Path

import typer
from pydantic import ValidationError

from observatoire.errors import InvalidInputError, Problem
from observatoire.settings import Settings


def read_settings(home: Path | None) -> Settings:
    """Read the settings once; `--home` has the last word.

    Raises:
        InvalidInputError: a variable of the environment has a value that cannot be.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        problems = [
            Problem(
                f"Le réglage {_name_variable(str(each['loc'][0]))} ne convient pas ({each['msg']}).",
                "Corrigez cette variable d’environnement, ou retirez-la.",
            )
            for each in error.errors()
        ]
        raise InvalidInputError("Les réglages ne peuvent pas être lus.", problems) from error
    return settings if home is None else settings.model_copy(update={"home": home.expanduser().absolute()})


def settings_of(context: typer.Context) -> Settings:
    """The settings of this run, read by the main command."""
    settings = context.obj
    if not isinstance(settings, Settings):
        raise TypeError("the main command has not read the settings")
    return settings


def _name_variable(field: str) -> str:
    return field if field == "DATABASE_URL" else f"OBSERVATOIRE_{field.upper()}"
