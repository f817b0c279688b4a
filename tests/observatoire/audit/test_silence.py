"""A publication that tells nothing of anybody is judged from few of its rows, and as if all were read."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from observatoire.audit import running, silence
from observatoire.audit.report import Audit
from observatoire.audit.running import audit_rows
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries import audited
from observatoire.store.tables.restricted import Respondents
from tests.observatoire.audit.rows import METHOD
from tests.support.builders import BONNEVILLE, HALPADES, a_component, a_publication, a_territory, a_value

AGES = {"numerateur": "avant_1975", "denominateur": ["logements"], "source": "RPLS"}
NOTHING: dict[str, Any] = dict.fromkeys(("num", "den", "rate", "ratio", "weight", "contribution", "coverage"))
NO_INDEX: dict[str, Any] = {"value": None, "classe": None, "coverage": None, "missing": ["occ1"]}


def write_ages(session: Session, number: int = 1, **beside: Any) -> None:
    """A stock of which the age alone is known, of one residence not even that."""
    method = METHOD | {"indicateurs": METHOD["indicateurs"] | {"att3": AGES}}
    a_publication(session, number, method=method)
    for code, level in (("A", "residence"), ("B", "residence"), (BONNEVILLE, "commune")):
        a_territory(session, code, level=level, publication=number, nom=f"Les {code}", bailleur_siren=HALPADES)
        told = NOTHING | {"status": "secret"} | beside if code == "B" else {"num": 10, "den": 40}
        a_component(session, code, level=level, publication=number, indicator="att3", **told)
    a_component(session, BONNEVILLE, level="commune", publication=number, **NOTHING | {"status": "non_transmis"})
    a_value(session, BONNEVILLE, level="commune", publication=number, status="non_transmis", **NO_INDEX)


def judge(store: Store) -> tuple[Audit, bool]:
    """The verdict on the latest publication, and whether its residences were left out."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        number = max(audited.list_linked_numbers(session, 1), default=1)
        audit = replace(audit_rows(session, number), seconds=0.0, made_at=datetime(2026, 11, 28, tzinfo=UTC))
        return audit, silence.read_to_attack(session, number).silent


@pytest.mark.parametrize("beside", [{}, {"coverage": 0.5}], ids=["clean", "number beside a secret"])
def test_verdict_on_a_silent_publication_is_that_of_the_whole_attack(
    store: Store, monkeypatch: pytest.MonkeyPatch, beside: dict[str, float]
) -> None:
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        write_ages(session)
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        write_ages(session, 2, **beside)

    at_once, silent = judge(store)
    monkeypatch.setattr(running, "read_to_attack", audited.read_published)
    whole, _ = judge(store)

    assert silent
    assert at_once == whole
    assert [("Les B" in each, "coverage" in each) for each in at_once.deductions] == [(True, True)] * len(beside)
    assert at_once.withheld[0].cells == 1
    assert at_once.ledger == (1,)


def test_residences_of_a_silent_publication_are_not_read(store: Store) -> None:
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        write_ages(session)
        rows = silence.read_to_attack(session, 1)

    assert set(rows.territories["level"]) == set(rows.components["level"]) == {"commune"}


SOMETHING: dict[str, Callable[[Session], object]] = {
    "a figure": lambda session: a_component(session, "A", num=3, den=40),
    "a figure of a commune": lambda session: a_component(session, BONNEVILLE, level="commune", indicator="att2"),
    "a secret figure": lambda session: a_component(session, "A", **NOTHING | {"status": "secret"}),
    "an index": lambda session: a_value(session, "A"),
    "a secret index": lambda session: a_value(session, "A", status="secret", **NO_INDEX),
    "answers": lambda session: session.add(Respondents(publication=1, level="commune", code=BONNEVILLE, repondants=30)),
}


@pytest.mark.parametrize("say", SOMETHING.values(), ids=SOMETHING)
def test_publication_that_says_something_is_read_whole_and_so_are_those_linked_to_it(
    store: Store, say: Callable[[Session], object]
) -> None:
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        write_ages(session)
        say(session)
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        write_ages(session, 2)

        assert not silence.read_to_attack(session, 1).silent
        assert not silence.read_to_attack(session, 2).silent
