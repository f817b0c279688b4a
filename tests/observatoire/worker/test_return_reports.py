"""A landlord gets a report for what it sends, at once; its figures are for it alone."""

from typing import Any

import pytest

from observatoire.errors import NotFoundError
from observatoire.printing import render_html
from observatoire.returns import document
from observatoire.returns.document import print_return
from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries import returns
from observatoire.store.queries.asking import Asker, open_request
from tests.support.builders import an_occupation
from tests.support.deposits import COUNTS, MANAGER, OTHER, OWN, ask, send, signed

pytestmark = pytest.mark.usefixtures("stock")
A1, A2 = "A1;40;30;10;40;4;0\n", "A2;7;7;0;7;1;7\n"


def read_last(store: Store, asker: Asker) -> dict[str, Any]:
    with open_request(store, signed(store, asker)) as session:
        return returns.read_return(session, returns.list_returns(session)[0]["id"], asker)


def confirm(store: Store, settings: Settings, text: str = COUNTS + A1) -> None:
    sent = send(store, settings, text, kind="parc")
    assert ask(store, settings, sent.id, "soumission").state == "soumis"


def test_landlord_that_confirms_reads_at_once_what_its_stock_will_be_and_nothing_is_loaded(store, settings):
    confirm(store, settings)

    report = read_last(store, OWN)
    parc, occupation = report["content"]["sources"]
    figures = report["figures"]["sources"][0]

    assert (report["loaded"], report["bailleur"]) == (False, "Halpades")
    assert (parc["millesime"], parc["described"], parc["expected"]) == (2016, 1, 2)
    assert [each["code"] for each in parc["missing"]["residences"]] == ["A2"]
    assert (occupation["millesime"], occupation["missing"]["total"]) == (None, 2)
    assert [(each["code"], each["num"], each["den"]) for each in figures["indicators"]] == [
        ("att1", 4, 40),
        ("att2", 10, 40),
        ("att3", 0, 40),
    ]
    assert [(each["message"][:22], each["total"]) for each in figures["doubts"]] == [("Plus d’un logement sur", 1)]
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        assert session.connection().exec_driver_sql("select count(*) from source.parc").scalar() == 0


def test_small_residence_is_whole_for_its_landlord_and_no_figure_reaches_the_manager(store, settings):
    confirm(store, settings, COUNTS + A1 + A2)

    own = read_last(store, OWN)["figures"]["sources"][0]
    manager = read_last(store, MANAGER)

    assert [(row["code"], row["small"], row["shares"]["att3"]["num"]) for row in own["residences"]] == [
        ("A1", False, 0),
        ("A2", True, 7),
    ]
    assert (manager["figures"], manager["position"]) == (None, None)
    with open_request(store, signed(store, MANAGER)) as session:
        assert session.connection().exec_driver_sql("select count(*) from partner.return_figures").scalar() == 0


def test_other_landlord_finds_no_report(store, settings):
    confirm(store, settings)
    number = read_last(store, OWN)["id"]

    with open_request(store, signed(store, OTHER)) as session:
        assert returns.list_returns(session) == []
        with pytest.raises(NotFoundError):
            returns.read_return(session, number, OTHER)
        for table in ("return_report", "return_figures"):
            assert session.connection().exec_driver_sql(f"select count(*) from partner.{table}").scalar() == 0


def test_file_of_the_manager_gives_each_landlord_its_report(store, settings):
    sent = send(store, settings, COUNTS + A1 + A1.replace("A1", "B1"), kind="parc", asker=MANAGER)
    ask(store, settings, sent.id, "chargement", MANAGER)

    for asker in (OWN, OTHER):
        report = read_last(store, asker)
        assert (report["loaded"], report["bailleur_siren"]) == (True, asker.bailleur_siren)


def test_report_is_printed_with_figures_for_its_landlord_alone(store, settings):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        an_occupation(session, "A1", repondants=15, menages=40)
    confirm(store, settings)

    own = read_last(store, OWN)
    answers = own["figures"]["sources"][1]

    assert (answers["response"]["repondants"], answers["response"]["rate"]) == (15, 15 / 40)
    assert print_return(own).startswith(b"%PDF")
    assert len(print_return(read_last(store, MANAGER))) < len(print_return(own))


def test_report_of_thousands_of_residences_prints_the_first_ones_and_says_so(store, settings, monkeypatch):
    confirm(store, settings, COUNTS + A1 + A2)
    own = read_last(store, OWN)
    own["figures"]["sources"][0]["residences"] *= 2 * document.PRINTED
    monkeypatch.setattr(document, "render_pdf", render_html)

    printed = str(document.print_return(own))

    assert printed.count("A1)") + printed.count("A2)") <= document.PRINTED + 2
    assert "Les 300 premières, sur 1" in printed
