"""`init`, `doctor`, `db start`, `db stop`: the store itself."""

import typer

from observatoire.cli.context import settings_of
from observatoire.cli.exit_codes import NOT_READY
from observatoire.cli.french import FrenchCommand, FrenchGroup
from observatoire.cli.terminal import say
from observatoire.cluster import Cluster
from observatoire.errors import ConflictError
from observatoire.settings import Settings

group = typer.Typer(cls=FrenchGroup, help="La base privée de l’observatoire.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("init", cls=FrenchCommand)(initialise)
    app.command("doctor", cls=FrenchCommand)(diagnose)
    app.add_typer(group, name="db")


def initialise(context: typer.Context) -> None:
    """Créer la base ou la mettre à niveau, sans risque pour les données."""
    from observatoire.store.bootstrap import prepare

    settings = settings_of(context)
    prepare(settings)
    where = "celle de DATABASE_URL" if settings.database_url else f"privée, dans « {settings.home} »"
    say(f"La base est prête ({where}).")


def diagnose(context: typer.Context) -> None:
    """Examiner l’installation : ce qui va, ce qui manque, quoi faire."""
    from observatoire.doctor import Verdict, examine

    marks = {Verdict.GOOD: "✓", Verdict.REMARK: "•", Verdict.FAILURE: "✗"}
    checks = examine(settings_of(context))
    for check in checks:
        say(f"{marks[check.verdict]} {check.subject} : {check.finding}")
        if check.hint:
            say(f"    → {check.hint}")
    if any(check.verdict is Verdict.FAILURE for check in checks):
        raise typer.Exit(NOT_READY)


@group.command("start", cls=FrenchCommand)
def start(context: typer.Context) -> None:
    """Démarrer la base privée et la garder ouverte."""
    cluster = _own_cluster(settings_of(context))
    cluster.start()
    say(f"La base est ouverte. Dossier de connexion : {cluster.socket_dir}")


@group.command("stop", cls=FrenchCommand)
def stop(context: typer.Context) -> None:
    """Arrêter la base privée."""
    if _own_cluster(settings_of(context)).stop():
        say("La base est arrêtée.")
    else:
        say("D’autres commandes s’en servent encore : la base s’arrêtera avec la dernière.")


def _own_cluster(settings: Settings) -> Cluster:
    if settings.database_url is not None:
        raise ConflictError(
            "La base est celle de DATABASE_URL, que l’observatoire ne démarre ni n’arrête. Retirez cette variable pour "
            "la base privée."
        )
    return Cluster(settings.home)
