"""Typer speaks English: its help titles and its usage errors, said in French."""

import re
from typing import Any

from typer import rich_utils

# Typer re-exports neither the base context nor its errors.
from typer._click.core import Context
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    ClickException,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperCommand, TyperGroup, TyperOption

HELP = "Montrer cette aide."
EXPECTED = {
    "valid integer": "il faut un nombre entier",
    r"greater than or equal to (\d+)": "il faut au moins {}",
    r"less than or equal to (\d+)": "il faut au plus {}",
}
"""What a value should have been, by what Typer says of it."""


class FrenchCommand(TyperCommand):
    """A command whose `--help` is described in French."""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """The same option, described in French."""
        return _translate_help(super().get_help_option(ctx))


class FrenchGroup(TyperGroup):
    """A group whose `--help` is described in French."""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """The same option, described in French."""
        return _translate_help(super().get_help_option(ctx))


def translate_help_titles() -> None:
    """Give the panels of `--help` French titles."""
    rich_utils.ARGUMENTS_PANEL_TITLE = "Arguments"
    rich_utils.OPTIONS_PANEL_TITLE = "Options"
    rich_utils.COMMANDS_PANEL_TITLE = "Commandes"
    rich_utils.DEFAULT_STRING = "[par défaut : {}]"
    rich_utils.REQUIRED_LONG_STRING = "[obligatoire]"
    rich_utils.ENVVAR_STRING = "[variable : {}]"


def describe_usage_error(error: ClickException) -> str:
    """What is wrong with the command as it was typed."""
    match error:
        case NoSuchOption():
            close = f" Vouliez-vous dire {', '.join(sorted(error.possibilities))} ?" if error.possibilities else ""
            what = f"l’option « {error.option_name} » n’existe pas.{close}"
        case BadOptionUsage():
            what = f"l’option « {error.option_name} » attend une valeur."
        case MissingParameter():
            what = f"il manque {_name_parameter(error.param)}."
        case BadParameter():
            what = (
                f"la valeur donnée pour {_name_parameter(error.param)} ne convient pas{_say_expected(error.message)}."
            )
        case _:
            what = _translate_message(error.format_message())
    return what


def _say_expected(message: str) -> str:
    for pattern, expected in EXPECTED.items():
        if found := re.search(pattern, message):
            return f" : {expected.format(*found.groups())}"
    return ""


def _translate_message(message: str) -> str:
    """The messages that Typer gives without a class of their own."""
    if unknown := re.match(r"No such command '(?P<name>.*?)'", message):
        return f"la commande « {unknown['name']} » n’existe pas."
    if extra := re.match(r"Got unexpected extra argument\(s\) \((?P<words>.*)\)", message):
        return f"il y a des mots en trop : {extra['words']}."
    return "il manque une commande." if message == "Missing command." else message


def suggest_help(error: ClickException) -> str:
    """Where to read how to type it."""
    context = error.ctx if isinstance(error, UsageError) else None
    path = context.command_path if context else "observatoire"
    return f"« {path} --help » dit comment l’écrire."


def _translate_help(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        option.help = HELP
        option.metavar = ""
    return option


def _name_parameter(parameter: Any) -> str:
    if parameter is None:
        return "un argument"
    if parameter.param_type_name == "option":
        return f"l’option {parameter.opts[-1]}"
    return f"l’argument {(parameter.metavar or parameter.name).upper()}"
