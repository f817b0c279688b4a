"""The reports of a large delivery: in the order of its stock, and said while they are made."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from observatoire.returns.figures import list_residences
from observatoire.store.database import Tier, unit_of_work
from observatoire.store.tables.jobs import Deposit
from observatoire.worker.returning import Returning
from tests.support.builders import HALPADES
from tests.support.editions import SEMCODA

MANY = 6_000


def test_report_of_thousands_of_residences_has_the_figures_of_each_in_the_order_of_the_stock():
    codes = [f"R{rank}" for rank in range(MANY)]
    residences = pd.DataFrame({"nom": codes, "commune": "Bonneville"}, index=codes)
    counts = pd.DataFrame({"logements": 40}, index=codes[::-1])
    shares = {
        code: pd.DataFrame({"num": range(MANY), "den": 40.0}, index=codes[::-1]) for code in ("att1", "att2", "att3")
    }

    rows = list_residences(residences, counts, shares, "parc", 11)

    assert [row["code"] for row in rows] == codes
    assert (rows[0]["shares"]["att1"]["num"], rows[0]["total"], rows[0]["small"]) == (MANY - 1, None, False)


@pytest.mark.usefixtures("stock")
def test_each_report_of_a_delivery_is_said_while_it_is_made(store, settings):
    landlords = [SimpleNamespace(siren=siren) for siren in (HALPADES, SEMCODA)]
    report: Any = SimpleNamespace(stock=SimpleNamespace(landlords=landlords))
    told: list[Any] = []
    returning = Returning(settings, Deposit(bailleur_siren=None), lambda *said: told.append(said))

    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        returning.look(session, report)

    assert [step for _, step in told] == ["Rapport de retour 1 sur 2", "Rapport de retour 2 sur 2"]
    assert [share for share, _ in told] == sorted(share for share, _ in told)
