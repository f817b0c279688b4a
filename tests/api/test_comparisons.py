"""The same quantity from several sources, on the screen of the manager: compared, explained, and no secret undone."""

from sqlalchemy import text

from observatoire.store.database import Tier, unit_of_work
from tests.api.test_jobs import ask, work
from tests.support.builders import BONNEVILLE, FAUCIGNY_GLIERES, a_parc
from tests.support.editions import SOUND

STOCK = {"mesure": "logements", "code": FAUCIGNY_GLIERES, "millesime": 2016}
LOADED = "vos chargements"


def read(world, **quantity):
    """The comparison, or what it says of one quantity."""
    answer = world.read("/api/v1/admin/comparisons", "epci")
    if not quantity:
        return answer
    return next(
        each for each in answer["content"]["quantites"] if all(each[name] == value for name, value in quantity.items())
    )


def note(world, valeur, source="Convention, page 48", **quantity):
    asked = ask(world, "/comparisons/totals", {"source": source, "valeur": valeur, **quantity})
    assert asked.status_code == 202, asked.text
    work(world.store, world.settings)


def values(found):
    return {each["source"]: each["valeur"] for each in found["sources"]}


def test_total_noted_is_compared_then_explained_by_somebody_and_nothing_is_corrected(world):
    assert read(world)["outdated"] is True
    note(world, 210, **STOCK)
    found = read(world, **STOCK)
    assert values(found)["Convention, page 48"] == 210
    assert values(found)[LOADED] == 202
    assert found["etat"] == "a_expliquer"

    asked = ask(world, "/comparisons/explanations", {**STOCK, "note": "La convention compte les 8 livrés en 2016."})
    assert ask(world, "/comparisons", None).status_code == 409, "one at a time"
    work(world.store, world.settings)

    explained = read(world, **STOCK)
    (said,) = explained["explications"]
    assert (asked.status_code, explained["etat"]) == (202, "explique")
    assert (said["note"], said["auteur"]) == ("La convention compte les 8 livrés en 2016.", "Organisation epci")
    assert values(explained) == values(found)
    assert read(world)["outdated"] is False

    note(world, 211, **STOCK)
    assert read(world, **STOCK)["etat"] == "a_revoir", "the convention was noted again, with another value"
    note(world, 210, **STOCK)
    assert read(world, **STOCK)["etat"] == "explique"

    note(world, 209, source="SDES", **STOCK)
    assert read(world, **STOCK)["etat"] == "a_expliquer", "nobody has said anything of this source"


def test_count_that_publications_protect_is_shown_as_published_and_never_otherwise(world):
    vacant = {"mesure": "vacants", "code": BONNEVILLE, "millesime": 2016}
    unpublished = {"mesure": "taux_vacance", "code": BONNEVILLE, "millesime": 2018}
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        a_parc(session, SOUND, millesime=2018, logements=40, vacants=3)

    note(world, 9, **vacant)
    note(world, 7.2, **unpublished)
    note(world, 41, mesure="logements", code=BONNEVILLE, millesime=2018)
    assert (values(read(world, **vacant))[LOADED], read(world, **vacant)["ecart"]) == (4, 5)
    hidden = read(world, **unpublished)
    assert (hidden["etat"], hidden["ecart"], values(hidden)[LOADED]) == ("non_montre", None, None)
    assert values(read(world, mesure="logements", code=BONNEVILLE, millesime=2018))[LOADED] == 40

    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        session.execute(
            text("update source.parc set vacants = 1, loues = loues + 1 where residence = :code"), {"code": SOUND}
        )
    note(world, 9, **vacant)
    assert values(read(world, **vacant))[LOADED] is None, "corrected since, and not yet published"


def test_what_cannot_be_compared_is_refused_with_the_reason(world):
    asked = ask(world, "/comparisons/explanations", {**STOCK, "millesime": 2011, "note": "Rien à comparer."})
    work(world.store, world.settings)

    job = world.read(f"/api/v1/data/jobs/{asked.json()['id']}", "epci")
    assert (job["state"], job["error"]["detail"][:16]) == ("refuse", "Aucune quantité ")
    assert ask(world, "/comparisons/totals", {**STOCK, "source": "x", "valeur": -1}).status_code == 422
