"""A small fake territory, computed and published by the product's own code: what the tests of the API read.

Two communes of one EPCI, two landlords, one secteur, one QPV and six residences: sound ones, one too small to be shown
(`PETITE`), one whose occupation was not transmitted (`MUETTE`), and one without a dwelling type (`SOBRE`). Years tell how
much is from before 1975, and `SOBRE` is what keeps `PETITE` from being deduced.
"""

from shapely import box

from observatoire.access.audience import Role
from observatoire.access.perimeters import Perimeter
from observatoire.accounts.register import add_account
from observatoire.computation import compute_draft
from observatoire.publication import publish
from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, unit_of_work
from tests.support.builders import (
    BONNEVILLE,
    FAUCIGNY_GLIERES,
    a_bailleur,
    a_commune,
    a_parc,
    a_qpv,
    a_residence,
    a_secteur,
    an_occupation,
    place_in,
)

MARIGNIER = "74164"
SEMCODA = "779309941"
SOUND, POLYGON, FRAGILE = "R1", "R2", "R3"
PETITE, MUETTE, SOBRE = "PETITE", "MUETTE", "SOBRE"
TYPES = {"t1": 4, "t2": 10, "t3": 14, "t4": 10, "t5": 2}


def load_territory(store: Store, *, mark: str = "") -> None:
    """Write the sources of the fake territory. `mark` is planted in every text that the public may not read."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        a_commune(session, BONNEVILLE, nom="Bonneville")
        a_commune(session, MARIGNIER, nom="Marignier")
        a_secteur(session, "S1", nom=f"Les Îles{mark}", code_insee=BONNEVILLE)
        a_qpv(session)
        a_bailleur(session, SEMCODA, "Semcoda")
        outline = box(*place_in(BONNEVILLE).buffer(50).bounds)
        a_residence(session, SOUND, code_insee=BONNEVILLE, secteur="S1", code_qp="QP074001", adresse="1 rue du Pont")
        a_residence(session, POLYGON, code_insee=BONNEVILLE, secteur="S1", mise_en_service=1987, geom=outline)
        a_residence(session, FRAGILE, code_insee=MARIGNIER, nom='Résidence « du \\ "Lac" »', mise_en_service=1970)
        for code in (PETITE, MUETTE, SOBRE):
            a_residence(session, code, code_insee=MARIGNIER, bailleur_siren=SEMCODA, mise_en_service=1995)
    load_millesime(store, 2016)


def load_millesime(store: Store, year: int) -> None:
    """Write what was observed one year."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        for code in (SOUND, POLYGON):
            a_parc(session, code, millesime=year, logements=40, vacants=2, avant_1975=20, **TYPES)
            an_occupation(session, code, millesime=year, repondants=40)
        a_parc(session, FRAGILE, millesime=year, logements=60, vacants=6, emmenages=12, avant_1975=60)
        an_occupation(session, FRAGILE, millesime=year, repondants=51, ress_inf_40=29, ress_inf_60=41)
        a_parc(session, PETITE, millesime=year, logements=7)
        an_occupation(session, PETITE, millesime=year, repondants=6)
        a_parc(session, MUETTE, millesime=year, logements=25, vacants=1)
        a_parc(session, SOBRE, millesime=year, logements=30, vacants=2)
        an_occupation(session, SOBRE, millesime=year, repondants=30)


def publish_edition(store: Store, settings: Settings, *, year: int = 2016, note: str = "") -> int:
    """Compute and publish one year, and return the number."""
    compute_draft(store, ops=year, rpls=year, reference=FAUCIGNY_GLIERES, settings=settings)
    return publish(store, note=note, settings=settings)


def publish_territory(store: Store, settings: Settings) -> None:
    """Write the fake territory and publish its first year."""
    load_territory(store)
    publish_edition(store, settings)


def open_accounts(store: Store) -> dict[str, str]:
    """An access key for each role: the commune is Bonneville, the landlord is Semcoda, whose stock is in Marignier."""
    perimeters = {Role.COMMUNE: Perimeter(communes=(BONNEVILLE,)), Role.BAILLEUR: Perimeter(bailleurs=(SEMCODA,))}
    return {
        str(role): add_account(store, f"Organisation {role}", role, perimeters.get(role, Perimeter())) for role in Role
    }
