"""From an adopted scenario to a method file: the manager's side of what planners propose."""

from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from observatoire.errors import ConflictError, InvalidInputError, NotFoundError, Problem
from observatoire.method.file import read_method_file
from observatoire.method.trial import Trial, apply_trial, parse_trial, write_toml
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.tables.results import Publication
from observatoire.store.tables.scenarios import Scenario, ScenarioSignature

SIGNATURES = 2


def write_scenario_method(store: Store, number: int, path: Path, *, version: str, day: date) -> Trial:
    """Write the method file of an adopted scenario; return what it changes.

    Nothing else happens: it is in force when a computation is made with it.

    Raises:
        NotFoundError: no such scenario.
        ConflictError: it is not adopted.
        InvalidInputError: the file is there already, cannot be written, or the version is empty.
    """
    if not version.strip():
        _refuse("La version est vide.", "Donnez une nouvelle version, comme 2027-1.", column="--version")
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        scenario = session.get(Scenario, number)
        if scenario is None:
            raise NotFoundError(f"Aucun scénario ne porte le numéro {number}.")
        signatures = select(func.count(), func.bool_or(ScenarioSignature.role == "epci")).where(
            ScenarioSignature.scenario == number
        )
        count, by_epci = session.execute(signatures).one()
        if count < SIGNATURES or not by_epci:
            raise ConflictError(
                f"Le scénario « {scenario.nom} » n’est pas adopté : il faut les signatures de deux personnes, dont une de "
                "l’intercommunalité, données sur la page des territoires."
            )
        base = session.scalars(select(Publication.method).where(Publication.number == scenario.publication)).one()
        trial = parse_trial(scenario.essai)
        document = apply_trial(base, trial, version=version.strip(), day=day, title=scenario.nom)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(write_toml(document))
    except FileExistsError:
        _refuse(f"« {path} » existe déjà.", "Donnez un autre nom : une méthode ne s’écrase pas.", column="--output")
    except OSError as error:
        _refuse(f"« {path} » ne s’écrit pas : {error.strerror}.", "Choisissez un autre dossier.", column="--output")
    read_method_file(path)
    return trial


def _refuse(message: str, remedy: str, *, column: str) -> None:
    raise InvalidInputError("La méthode n’a pas été écrite.", [Problem(message, remedy, column=column)])
