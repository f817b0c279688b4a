"""`serve`, `demo` and `worker`: the observatory on the network, and the process that works for it."""

from typing import Annotated

import typer

from observatoire.cli.context import settings_of
from observatoire.cli.french import FrenchCommand
from observatoire.cli.terminal import say, warn
from observatoire.settings import Settings

LOCAL = "127.0.0.1"

Port = Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="Port d’écoute ; 0 en prend un libre.")]
Host = Annotated[
    str, typer.Option(metavar="ADRESSE", help="Adresse d’écoute : cette machine seule, sauf avis contraire.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("demo", cls=FrenchCommand)(demo)
    app.command("serve", cls=FrenchCommand)(serve)
    app.command("worker", cls=FrenchCommand)(work)


def demo(
    context: typer.Context,
    port: Port = 8000,
    opened: Annotated[
        bool, typer.Option("--serve/--no-serve", metavar="", help="Ouvrir le service, ou seulement préparer.")
    ] = True,
) -> None:
    """Essayer l’observatoire sur un territoire fictif, avec sa propre base."""
    from observatoire.cli.server import listen
    from observatoire.demo.preparing import prepare_demo, read_demo_keys

    settings = settings_of(context)
    if opened:
        listen(LOCAL, port).close()  # said now rather than after all that follows
    key = prepare_demo(settings, say)
    trials = [f"  clé d’essai du rôle « {role} » : {of_role}" for role, of_role in read_demo_keys(settings).items()]
    if opened:
        _serve(settings, LOCAL, port, f"#cle={key}", trials)
    else:
        say("La démonstration est prête. « observatoire demo » l’ouvre.")


def serve(
    context: typer.Context,
    port: Port = 8000,
    host: Host = LOCAL,
    worker: Annotated[
        bool,
        typer.Option(
            "--worker/--no-worker", metavar="", help="Charger et calculer ici, ou dans « observatoire worker »."
        ),
    ] = True,
) -> None:
    """Servir les écrans et l’API, jusqu’à Ctrl-C."""
    _serve(settings_of(context), host, port, "", [], worker=worker)


def work(
    context: typer.Context,
    attached: Annotated[bool, typer.Option("--attached", hidden=True, help="S’arrêter avec le service.")] = False,
) -> None:
    """Faire ce que les écrans demandent : contrôler, charger, calculer, publier. « serve » le lance déjà."""
    from observatoire.cli.attachment import interrupt_on_stop, leave_with_parent
    from observatoire.worker.running import run_worker

    settings = settings_of(context)
    interrupt_on_stop()
    if attached:
        leave_with_parent()
    else:
        say("Prêt à travailler (Ctrl-C pour arrêter).")
    try:
        run_worker(settings)
    except KeyboardInterrupt:
        if not attached:
            say("Arrêté.")


def _serve(settings: Settings, host: str, port: int, key: str, trials: list[str], *, worker: bool = True) -> None:
    from contextlib import nullcontext

    from observatoire.cli.server import run_server
    from observatoire.cli.supervision import supervised_worker

    def announce(address: str) -> None:
        say("L’observatoire est ouvert (Ctrl-C pour arrêter) :")
        say(f"  {address}/  carte publique")
        say(f"  {address}/observatoire{key}  carte des partenaires")
        say(f"  {address}/territoires  comparaison des territoires")
        for line in trials:
            say(line)

    if not (settings.web_dist / "index.html").is_file():
        warn("Les écrans ne sont pas construits : seule l’API répond. « make demo » les construit.")
    try:
        with supervised_worker(settings.home) if worker else nullcontext():
            run_server(settings, host, port, announce)
    except KeyboardInterrupt:
        say("Service arrêté.")
