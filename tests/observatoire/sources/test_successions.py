"""What becomes of residences: recorded once, followed by later files."""

from datetime import date
from pathlib import Path

import pytest

from observatoire.errors import InvalidInputError, NotFoundError
from observatoire.sources.loading import load_file
from observatoire.sources.successions import Event, list_events, record_event
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import find_problem, parc, plain, refusal, rows_of, write_table

DAY = date(2015, 7, 1)


def test_counts_of_a_residence_merged_into_another_are_refused_after_the_day_and_taken_before(
    inhabited: Store, tmp_path: Path
):
    record_event(inhabited, Event("HAL-2", "fusionnee", DAY, ("HAL-1",), "une seule opération"))
    path = write_table(tmp_path / "p.csv", parc())

    error = refusal(inhabited, "parc", path, 2016)
    load_file(inhabited, "parc", path, millesime=2015)

    problem = find_problem(error, "est devenue « HAL-1 »")
    assert "additionnez leurs lignes" in plain(problem.remedy)
    assert rows_of(inhabited, "select count(*) from source.parc where millesime = 2015") == [(3,)]
    assert list_events(inhabited) == [Event("HAL-2", "fusionnee", DAY, ("HAL-1",), "une seule opération")]


def test_residence_demolished_leaves_the_active_stock(inhabited: Store):
    record_event(inhabited, Event("HAL-1", "demolie", DAY))

    assert rows_of(inhabited, "select statut from source.residence where code = 'HAL-1'") == [("demolition",)]


@pytest.mark.parametrize(
    ("event", "error", "words"),
    [
        (Event("HAL-1", "brulee", DAY), InvalidInputError, "n’est pas possible"),
        (Event("HAL-1", "scindee", DAY, ("HAL-2",)), InvalidInputError, "ne va pas avec 1 résidence suivante"),
        (Event("HAL-1", "vendue", DAY, ("HAL-2",)), InvalidInputError, "ne va pas avec 1 résidence suivante"),
        (Event("HAL-1", "renommee", DAY, ("HAL-1",)), InvalidInputError, "pas à elle-même"),
        (Event("HAL-1", "renommee", DAY, ("XXX",)), NotFoundError, "XXX"),
    ],
)
def test_event_that_makes_no_sense_is_refused(settled: Store, event: Event, error: type[Exception], words: str):
    with pytest.raises(error) as refused:
        record_event(settled, event)

    told = [problem.message for problem in getattr(refused.value, "problems", ())] or [str(refused.value)]
    assert words in told[0]
    assert rows_of(settled, "select count(*) from source.succession") == [(0,)]
