"""What is expected of landlords, and what is written to those who are late."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from observatoire.campaign.calendar import Dates, State, Waiting, list_due, list_emptied, list_expected, list_waiting
from observatoire.campaign.reminders import write_reminders

DATES = Dates(parc=(3, 31), occupation=(9, 30), occupation_every=2)
IN_TIME, LATE = date(2026, 3, 31), date(2026, 4, 1)
HALPADES, SEMCODA = "325720045", "779309063"


@dataclass(frozen=True)
class Sent:
    """What a landlord has sent."""

    bailleur_siren: str = HALPADES
    bailleur: str = "Halpades"
    expected: int = 12
    source: str | None = None
    millesime: int | None = None
    described: int = 0
    received_at: datetime | None = None


def state_of_parc(sent: Sent, *waiting: Waiting, today: date = LATE) -> tuple[State, bool]:
    first = list_expected([sent], waiting, list_due(2026, DATES), today)[0]
    return first.state, first.late


def test_survey_is_due_in_the_year_in_which_it_comes():
    due = [(each.source, each.millesime, each.on) for each in list_due(2027, DATES)]

    assert due == [("parc", 2027, date(2027, 3, 31)), ("occupation", 2026, date(2026, 9, 30))]


@pytest.mark.parametrize(
    ("sent", "today", "state"),
    [
        (Sent(), IN_TIME, (State.AWAITED, False)),
        (Sent(), LATE, (State.LATE, True)),
        (Sent(source="parc", millesime=2024, described=12), LATE, (State.LATE, True)),
        (Sent(source="parc", millesime=2026, described=9), LATE, (State.PARTIAL, True)),
        (Sent(source="parc", millesime=2026, described=12), LATE, (State.COMPLETE, False)),
    ],
)
def test_state_of_a_file_follows_what_came_and_the_day(sent, today, state):
    assert state_of_parc(sent, today=today) == state


@pytest.mark.parametrize(
    ("kind", "deposit", "state"),
    [
        ("parc", "soumis", (State.TO_LOAD, False)),
        ("rpls-bailleur", "controle", (State.TO_LOAD, False)),
        ("parc", "refuse", (State.TO_MEND, True)),
        ("parc", "abandonne", (State.LATE, True)),
        ("occupation", "soumis", (State.LATE, True)),
    ],
)
def test_file_deposited_and_not_loaded_is_said(kind, deposit, state):
    assert state_of_parc(Sent(), Waiting(HALPADES, kind, 2026, deposit)) == state


def test_file_of_the_manager_waits_for_each_landlord_that_it_is_about():
    many = SimpleNamespace(
        bailleur_siren=None, kind="parc", millesime=2026, state="controle", options={},
        report={"stock": {"landlords": [{"siren": HALPADES}, {"siren": SEMCODA}]}},
    )  # fmt: skip
    survey = SimpleNamespace(
        bailleur_siren=None, kind="ops", millesime=2026, state="controle", options={"bailleur": SEMCODA}, report=None
    )
    unread = SimpleNamespace(bailleur_siren=None, kind=None, millesime=None, state="recu", options={}, report=None)

    waiting = list_waiting([many, survey, unread])

    assert [(each.bailleur_siren, each.kind) for each in waiting] == [
        (HALPADES, "parc"),
        (SEMCODA, "parc"),
        (SEMCODA, "ops"),
    ]


def test_landlord_that_sold_everything_keeps_what_it_sent_and_owes_nothing_more():
    sold = Sent(expected=0, source="parc", millesime=2026, described=9)

    before = list_expected([sold], [], list_due(2026, DATES), LATE)
    after = list_expected([sold], [], list_due(2027, DATES), date(2027, 12, 31))

    assert [(each.source, each.state, each.described, each.expected) for each in before] == [
        ("parc", State.COMPLETE, 9, 9)
    ]
    assert (after, list_emptied([sold, Sent()])) == ([], ["Halpades"])


def test_reminder_names_files_years_and_dates_to_those_only_who_owe_something():
    sent = [
        Sent(source="parc", millesime=2026, described=9, received_at=datetime(2026, 3, 2, tzinfo=UTC)),
        Sent(SEMCODA, "Semcoda", 3, "parc", 2026, 3),
        Sent(SEMCODA, "Semcoda", 3, "occupation", 2026, 3),
    ]
    reminders = write_reminders(
        list_expected(sent, [], list_due(2026, DATES), LATE),
        sender="CC Faucigny-Glières",
        address="https://o.fr/donnees",
    )

    assert list(reminders) == [HALPADES]
    text = reminders[HALPADES]
    for words in (
        "données attendues : parc 2026 et occupation 2026",
        "le parc au 1er janvier 2026",
        "attendu depuis le 31\u00a0mars 2026 (il manque 3 résidences sur 12) ;",
        "l’enquête d’occupation 2026",
        "attendue pour le 30\u00a0septembre 2026.",
        "https://o.fr/donnees",
    ):
        assert words in text
    assert text.endswith("CC Faucigny-Glières")
