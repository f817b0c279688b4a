"""The command `observatoire`: its groups, and the one place where errors become messages and exit codes."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import InterfaceError, OperationalError
from typer._click.exceptions import ClickException, NoArgsIsHelpError

from observatoire.cli import (
    accounts,
    auditing,
    backups,
    calendar,
    database,
    editions,
    evaluations,
    exports,
    fetching,
    journal,
    loading,
    reconciling,
    reporting,
    returning,
    scenarios,
    service,
    successions,
)
from observatoire.cli.context import read_settings
from observatoire.cli.exit_codes import BAD_INPUT, DONE, INTERRUPTED, NOT_READY, REFUSED
from observatoire.cli.french import FrenchGroup, describe_usage_error, suggest_help, translate_help_titles
from observatoire.cli.terminal import say, show_error, warn
from observatoire.errors import (
    AccessDeniedError,
    ConflictError,
    InvalidInputError,
    NotFoundError,
    ObservatoireError,
    UnavailableError,
)

EXIT_CODES: tuple[tuple[type[ObservatoireError], int], ...] = (
    (InvalidInputError, BAD_INPUT),
    (NotFoundError, BAD_INPUT),
    (UnavailableError, NOT_READY),
    (ConflictError, REFUSED),
    (AccessDeniedError, REFUSED),
)

app = typer.Typer(
    cls=FrenchGroup,
    help="L’observatoire de la fragilité du parc social : charger, calculer, publier, servir.",
    epilog="Codes de sortie : 0 fait · 1 un contrôle dit non · 2 données refusées · 3 système pas prêt.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
service.register(app)
database.register(app)
loading.register(app)
reconciling.register(app)
successions.register(app)
editions.register(app)
auditing.register(app)
evaluations.register(app)
exports.register(app)
reporting.register(app)
calendar.register(app)
returning.register(app)
accounts.register(app)
journal.register(app)
backups.register(app)
fetching.register(app)
scenarios.register(app)


@app.callback()
def prepare_run(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(
            "--home",
            metavar="DOSSIER",
            help="Où vivent la base privée et tout ce qui est local. Deux dossiers ne se rencontrent jamais.",
            show_default="OBSERVATOIRE_HOME, sinon un dossier du compte",
        ),
    ] = None,
) -> None:
    """Read the settings before any command."""
    context.obj = read_settings(home)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code; only errors that nobody foresaw keep their traceback."""
    translate_help_titles()
    try:
        code = app(args=arguments, prog_name="observatoire", standalone_mode=False)
    except NoArgsIsHelpError as help_wanted:
        say(help_wanted.format_message())
        return BAD_INPUT
    except ClickException as error:
        warn(f"Commande refusée : {describe_usage_error(error)}")
        warn(suggest_help(error))
        return BAD_INPUT
    except ObservatoireError as error:
        show_error(error)
        return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), REFUSED)
    except (OperationalError, InterfaceError) as error:
        show_error(UnavailableError(f"La base de données ne répond plus : {str(error.orig).strip()}"))
        return NOT_READY
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    if code == INTERRUPTED:  # which Typer gives too, without a word, for a command that Ctrl-C stops
        warn("Interrompu.")
    return code if isinstance(code, int) else DONE


if __name__ == "__main__":
    sys.exit(main())
