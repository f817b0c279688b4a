"""The yearly report: what the screen says, in a document and in a workbook, ready to be sent."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from observatoire.errors import NotFoundError
from observatoire.homogeneity import refresh_homogeneity
from observatoire.report import read_report, render_report, render_workbook
from observatoire.store.database import Tier, unit_of_work
from tests.observatoire.convention.seeds import CONVENTION
from tests.observatoire.test_homogeneity import attribute, publish_residences

TODAY = date(2019, 2, 1)


@pytest.fixture
def content(store):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        publish_residences(session, "A", "B", "C", "D")
        attribute(session, "A", 12, relogement_ru=2, prioritaire=3)
        attribute(session, "B", 60, quartile="2-4", reservataire="non_precise", date=date(2018, 12, 3))
    refresh_homogeneity(store)
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        yield read_report(session, CONVENTION, 2018, TODAY)


def plain(text):
    return text.replace("\u202f", " ").replace("\xa0", " ")


def test_document_says_what_is_missing_and_what_does_not_agree(content):
    text = plain(render_report(content, as_html=True).decode())

    assert "Suivi de la convention en 2018" in text
    assert "72 attributions sont enregistrées, dont 72 suivies d’un bail signé" in text
    assert "9 720 €" in text
    assert "<strong>6</strong> (12 sur 72, objectif 18)" in text
    assert "12 et 72" in text
    assert "plus concentré que la taille ne l’explique" in text
    assert "Données fictives" in text
    assert "Sans objet cette année" in text
    assert "None" not in text


def test_document_is_a_tagged_pdf_the_same_each_time(content):
    pdf = render_report(content)

    assert pdf.startswith(b"%PDF-")
    assert len(pdf) > 20_000
    assert render_report(content) == pdf


def test_workbook_holds_figures_and_empty_cells_where_there_is_none(content):
    book = openpyxl.load_workbook(BytesIO(render_workbook(content)))

    assert book.sheetnames == [
        "Lisez-moi", "Objectifs", "Prioritaires", "Équilibre", "Relogement", "Offre nouvelle", "Demande", "Flux", "Écarts",
    ]  # fmt: skip
    rows = {(row[0], row[2]): row for row in book["Objectifs"].iter_rows(min_row=2, values_only=True)}
    together = rows["Premier quartile ou relogés du renouvellement urbain, hors QPV", "Ensemble"]
    assert together[3:5] + together[6:10] == (12, 72, 0.25, 18, 6, "manque 6")
    assert together[5] == pytest.approx(12 / 72)
    nothing = rows["Autres que le premier quartile, en QPV (engagement de la convention)", "Ensemble"]
    assert nothing[3:6] == (None, None, None)
    assert [row[2] for row in book["Écarts"].iter_rows(min_row=2, values_only=True)] == [72]
    assert book["Flux"].max_row == 3


def test_year_without_attributions_is_refused(store):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        publish_residences(session, "A", "B")
        with pytest.raises(NotFoundError, match="Aucune attribution n’est enregistrée pour 2018"):
            read_report(session, CONVENTION, 2018, TODAY)
