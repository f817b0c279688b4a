"""The calendar of what landlords send: every year can be looked at, and a reminder says where landlords really go."""

from dataclasses import replace

from sqlalchemy import select, update

from observatoire.store.database import Tier, unit_of_work
from observatoire.store.tables.housing import Bailleur, Parc, Residence

CALENDAR = "/api/v1/data/calendar"


def test_year_of_which_nothing_came_can_be_looked_at_between_others(world):
    years = world.read(f"{CALENDAR}?year=2014", "epci")["years"]

    assert years == list(range(years[0], years[-1] - 1, -1))
    assert years[-1] <= 2014


def test_landlord_that_sold_everything_leaves_the_years_to_come_and_it_is_said(world):
    def read(year, role="epci"):
        answer = world.read(f"{CALENDAR}?year={year}", role)
        return {line["bailleur_siren"] for line in answer["lines"]}, answer["emptied"]

    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        told = session.execute(
            select(Parc.millesime, Residence.bailleur_siren).join(Residence, Residence.code == Parc.residence)
        )
        year, siren = told.first() or (0, "")
        name = session.execute(select(Bailleur.nom).where(Bailleur.siren == siren)).scalar_one()
        assert (siren in read(year + 1)[0], read(year + 1)[1]) == (True, [])
        session.execute(update(Residence).where(Residence.bailleur_siren == siren).values(statut="vendue"))
        session.commit()

    assert (siren in read(year)[0], read(year)[1]) == (True, [name]), "what it sent stays"
    assert siren not in read(year + 2)[0], "of the next millésimes, nothing"
    assert siren not in {
        each["bailleur_siren"] for each in world.read(f"{CALENDAR}?year={year + 1}", "epci")["reminders"]
    }


def test_reminder_gives_the_public_address_however_the_manager_reached_the_page(world, monkeypatch):
    known = world.settings.model_copy(update={"public_address": "https://observatoire.example/"})

    asked = world.read(CALENDAR, "epci")["reminders"][0]["text"]
    monkeypatch.setattr(world.app.state, "service", replace(world.service, settings=known))
    told = world.read(CALENDAR, "epci")["reminders"][0]["text"]

    assert "à l’adresse http://testserver/donnees, tels" in asked
    assert "à l’adresse https://observatoire.example/donnees, tels" in told
