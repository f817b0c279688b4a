"""The fictitious territory, brought in by the same loaders, computation and publication as a real one."""

from collections.abc import Callable, Sequence

from observatoire.computation import compute_draft
from observatoire.demo.commission import decide_for_the_demo
from observatoire.errors import ConflictError
from observatoire.evaluation.homogeneity import refresh_homogeneity
from observatoire.evaluation.measure import evaluate_measure
from observatoire.publication import publish
from observatoire.settings import REPOSITORY, Settings
from observatoire.sources.loading import load_file
from observatoire.store.bootstrap import prepare
from observatoire.store.database import Store, Tier, open_store, unit_of_work
from observatoire.store.queries.observations import has_residences, is_fictif, mark_fictif
from observatoire.store.queries.publications import list_fictitious_millesimes

FILES = REPOSITORY / "data" / "demo"
TERRITORY = (
    ("communes", "communes.geojson"),
    ("secteurs", "secteurs.geojson"),
    ("qpv", "qpv.geojson"),
    ("residences", "residences.csv"),
    ("guichets", "guichets.csv"),
)
MEASURE = ("mesure-2015.csv", "Attribution travaillée en quartier prioritaire, depuis 2015")
ATTRIBUTIONS = (2017, 2018)
RELOCATIONS = (2018, 2021)
DEMAND = 2016
NOTES = {
    2014: "Données fictives : situation de départ",
    2016: "Données fictives : le diagnostic de la convention",
}


def build_territory(settings: Settings, millesimes: Sequence[int], say: Callable[[str], None]) -> None:
    """Load and publish the millésimes that are not published yet.

    Raises:
        ConflictError: the store holds a real territory.
    """
    prepare(settings)
    with open_store(settings) as store:
        _claim_store(store)
        with unit_of_work(store.engine(Tier.ADMIN)) as session:
            published = list_fictitious_millesimes(session)
        waiting = [year for year in millesimes if (year, year) not in published]
        if waiting:
            _load(store, TERRITORY, None, say)
            _load(store, (("demande", f"demande-{DEMAND}.csv"),), DEMAND, say)
        for year in waiting:
            _load(store, (("parc", f"parc-{year}.csv"), ("occupation", f"occupation-{year}.csv")), year, say)
            compute_draft(store, ops=year, rpls=year, settings=settings)
            number = publish(store, note=NOTES[year], settings=settings)
            say(f"Publication {number} : millésime {year}.")
        if waiting:
            file, nom = MEASURE
            evaluate_measure(store, FILES / file, nom=nom)
            say(f"{file} : effets de la mesure évalués.")
            decide_for_the_demo(store)
            say("Décisions, liste REPMS et séances fictives.")
            _load(store, (("programmes", "programmes.csv"),), None, say)
            for year in RELOCATIONS:
                _load(store, (("relogements", f"relogements-{year}.csv"),), year, say)
            for year in ATTRIBUTIONS:
                _load(store, (("attributions", f"attributions-{year}.csv"),), year, say)
            refresh_homogeneity(store)


def _claim_store(store: Store) -> None:
    """Stamp an empty store as fictitious; never a store where someone works."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        if is_fictif(session):
            return
        if has_residences(session):
            raise ConflictError(
                "Cette base contient un vrai territoire : la démonstration n’y entre pas. Essayez-la ailleurs, avec "
                "« observatoire --home UN_AUTRE_DOSSIER demo »."
            )
        mark_fictif(session)


def _load(store: Store, files: Sequence[tuple[str, str]], millesime: int | None, say: Callable[[str], None]) -> None:
    for kind, name in files:
        report = load_file(store, kind, FILES / name, millesime=millesime)
        say(f"{name} : {report.rows} ligne{'s' if report.rows > 1 else ''}.")
