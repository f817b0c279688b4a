"""The calendar of what landlords send: every year can be looked at, and a reminder says where landlords really go."""

from dataclasses import replace

CALENDAR = "/api/v1/data/calendar"


def test_year_of_which_nothing_came_can_be_looked_at_between_others(world):
    years = world.read(f"{CALENDAR}?year=2014", "epci")["years"]

    assert years == list(range(years[0], years[-1] - 1, -1))
    assert years[-1] <= 2014


def test_reminder_gives_the_public_address_however_the_manager_reached_the_page(world, monkeypatch):
    known = world.settings.model_copy(update={"public_address": "https://observatoire.example/"})

    asked = world.read(CALENDAR, "epci")["reminders"][0]["text"]
    monkeypatch.setattr(world.app.state, "service", replace(world.service, settings=known))
    told = world.read(CALENDAR, "epci")["reminders"][0]["text"]

    assert "à l’adresse http://testserver/donnees, tels" in asked
    assert "à l’adresse https://observatoire.example/donnees, tels" in told
