"""The yearly report: what the screen says, in a document and in a workbook, ready to be sent."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest

from observatoire.convention.gauges import Tally, gauge
from observatoire.convention.reconciliation import Disagreement
from observatoire.errors import NotFoundError
from observatoire.evaluation.homogeneity import refresh_homogeneity
from observatoire.report import read_report, render_report, render_workbook
from observatoire.report.wording import say_share
from observatoire.store.database import Tier, unit_of_work
from observatoire.store.queries.evaluations import add_evaluation
from tests.observatoire.convention.seeds import CONVENTION
from tests.support.attributions import attribute, publish_residences

TODAY = date(2019, 2, 1)
GROUPS = {
    "traitees": {"residences": 12, "moyennes": [140.0, 141.0, 130.0]},
    "autres": {"residences": 20, "moyennes": [95.0, 95.5, 94.5]},
}
FLOWS_TOLD = [(3, None), (0, None)]
MEASURED = {
    "debut": {"2015": 8, "2016": 4},
    "residences": 12,
    "base": {"ops": 2012, "rpls": 2012},
    "indices": {
        "occupation": {
            "millesimes": [2012, 2014, 2016],
            "trajectoires": GROUPS,
            "refus": None,
            "effet": {"effect": -9.5, "low": -14.0, "high": -5.0},
            "paralleles": True,
            "retour_a_la_moyenne": True,
            "annees": [
                {"depuis": -1, "effect": 0.5, "low": -2.0, "high": 3.0},
                {"depuis": 1, "effect": -9.5, "low": -14.0, "high": -5.0},
            ],
        }
    },
}
REFUSED = MEASURED | {
    "indices": {
        code: {"millesimes": [2012], "trajectoires": GROUPS | {"traitees": {"residences": 9, "moyennes": None}}} | why
        for code, why in (
            ("occupation", {"refus": "residences", "minimum": 10}),
            ("attractivite", {"refus": "annees"}),
        )
    }
}


@pytest.fixture
def content(store):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        publish_residences(session, "A", "B", "C", "D")
        attribute(session, "A", 12, relogement_ru=2, prioritaire=3)
        attribute(session, "B", 60, quartile="2-4", reservataire="non_precise", date=date(2018, 12, 3))
    refresh_homogeneity(store)
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        for nom, document in (("Réhabilitation", MEASURED), ("Charte", REFUSED)):
            add_evaluation(session, nom=nom, publication=1, document=document)
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        yield read_report(session, CONVENTION, 2018, TODAY)


def plain(text):
    return text.replace("\u202f", " ").replace("\xa0", " ")


def test_document_says_what_is_missing_and_what_does_not_agree(content):
    text = plain(render_report(content, as_html=True).decode())

    assert "Suivi de la convention en 2018" in text
    assert "Attributions enregistrées au 31 décembre 2018 : 72, dont 72 avec un bail signé." in text
    assert "Engagements tenus : 0 sur 4 mesurés" in text
    assert "L’année n’est pas finie" not in text
    assert "9 720 €" in text
    assert '12 sur 72</td><td class="figure">18</td><td class="figure missing">6</td>' in text
    assert "12 et 72" in text
    assert "publication n° 1 (" in text
    assert "Parts arrondies" not in text
    assert "plus concentré que la taille ne l’explique" in text
    assert "Données fictives" in text
    assert "Sans objet cette année" in text
    assert "None" not in text


def test_document_says_that_rounded_shares_do_not_add_up(content):
    rights = [
        {"reservataire": name, "attributions": 1, "prioritaires": 0} for name in ("État", "Communes", "Bailleurs")
    ]
    text = plain(render_report(replace(content, rights=rights), as_html=True).decode())

    assert "Parts arrondies : leur somme fait 99 %." in text


def test_document_says_the_minimum_of_each_and_that_a_convention_is_over(content):
    past = replace(content.statement, convention=replace(CONVENTION, last=2017))
    running, over = (
        plain(render_report(each, as_html=True).decode()) for each in (content, replace(content, statement=past))
    )

    assert "CIA, II, 2 · minimum 25 % (État : 100 %)" in running
    assert "CIA, II, 2 · suivi sans seuil" in running
    assert "s’achevait en" not in running
    assert "La convention s’achevait en 2017" in over


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (date(2018, 9, 28), "L’année n’est pas finie : 74 % en est écoulée."),
        (TODAY, "Les enregistrements de 2018 s’arrêtent"),
    ],
)
def test_document_tells_a_year_that_runs_from_one_whose_records_stop(content, written, said):
    statement = replace(content.statement, as_of=date(2018, 9, 28), elapsed=Fraction(271, 365))
    text = plain(render_report(replace(content, statement=statement, written=written), as_html=True).decode())

    assert said in text


def test_effects_of_measures_are_told_with_their_doubts_or_refused(content):
    text = plain(render_report(content, as_html=True).decode())

    assert "12 résidences touchées (8 depuis 2015, 4 depuis 2016)" in text
    assert "140,0 → 141,0 → 130,0 (12)" in text
    assert "−14,0 à −5,0</td><td>baisse</td>" in text
    assert "1 ans avant la mesure" not in text
    assert "1 an avant la mesure" in text
    assert "<td>pas d’écart établi</td>" in text
    assert "rien ne montre que les deux groupes évoluaient autrement" in text
    assert "Retour à la moyenne" in text
    assert "il faut au moins 10 résidences touchées" in text
    assert "il faut au moins un millésime publié avant" in text
    assert "trop peu pour une moyenne (9)" in text
    assert "différence de différences" in text


@pytest.mark.parametrize(
    ("realised", "base", "rate", "said"),
    [(31, 80, "0.39", "38,8 %"), (6, 39, "0.25", "15 %"), (10, 39, "0.25", "26 %"), (0, 0, "0.25", "")],
)
def test_share_that_misses_its_minimum_never_reads_as_reaching_it(realised, base, rate, said):
    assert plain(say_share(gauge(Tally(base, realised), Fraction(rate)))) == said


def test_report_of_who_reads_a_part_says_so(content):
    assert "Rapport partiel" not in render_report(content, as_html=True).decode()
    text = plain(render_report(replace(content, reader="Halpades"), as_html=True).decode())
    assert "que les attributions que lit le compte « Halpades »" in text


def test_document_is_a_tagged_pdf_the_same_each_time(content):
    pdf = render_report(content)

    assert pdf.startswith(b"%PDF-")
    assert len(pdf) > 20_000
    assert render_report(content) == pdf


def test_workbook_holds_figures_and_empty_cells_where_there_is_none(content):
    book = openpyxl.load_workbook(BytesIO(render_workbook(content)))

    assert book.sheetnames == [
        "Lisez-moi", "Objectifs", "Prioritaires", "Équilibre", "Effets", "Effets par année", "Relogement",
        "Offre nouvelle", "Demande", "Flux", "Écarts", "Méthode",
    ]  # fmt: skip
    rows = {(row[0], row[2]): row for row in book["Objectifs"].iter_rows(min_row=2, values_only=True)}
    together = rows["Premier quartile ou relogés du renouvellement urbain, hors QPV", "Ensemble"]
    assert together[3:5] + together[6:9] + together[10:] == (12, 72, 0.25, 18, 6, "manque 6")
    assert together[5] == pytest.approx(12 / 72)
    nothing = rows["Autres que le premier quartile, en QPV (engagement de la convention)", "Ensemble"]
    assert nothing[3:6] == (None, None, None)
    assert len(book["Objectifs"]._charts) == 1
    assert [row[2] for row in book["Écarts"].iter_rows(min_row=2, values_only=True)] == [72]
    assert book["Flux"].max_row == 3
    assert [row[7:] for row in book["Flux"].iter_rows(min_row=2, values_only=True)] == FLOWS_TOLD
    assert {row[5] for row in book["Prioritaires"].iter_rows(min_row=2, values_only=True)} == {"complet", "sans objet"}


def test_workbook_says_why_a_figure_of_the_demand_is_absent_and_never_mixes_shares_with_counts(content):
    row = {"commune": "Ayse", "typologie": "T1", "millesime": 2016, "pression": None, "attente_mois": None}
    told = [
        row | {"demandes": {"value": demandes}, "attributions": {"value": attributions}}
        for demandes, attributions in ((None, None), (40, None), (40, 12))
    ]
    share = Disagreement("taux", "Taux", Fraction(5, 7), Fraction(4, 5), "", is_share=True)
    statement = replace(content.statement, disagreements=(share,))
    changed = replace(content, demand=told, statement=statement)
    book = openpyxl.load_workbook(BytesIO(render_workbook(changed)))

    assert [line[6] for line in book["Demande"].iter_rows(min_row=2, values_only=True)] == [
        "demandes et attributions : secret, et ce qui en dépend",
        "attributions : secret, et ce qui en dépend",
        "attente : non transmise",
    ]
    (gap,) = book["Écarts"].iter_rows(min_row=2)
    assert [cell.value for cell in gap[1:4]] == [None, None, None]
    assert (round(gap[4].value, 4), gap[4].number_format) == (0.7143, "0.00%")


def test_year_without_attributions_is_refused(store):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        publish_residences(session, "A", "B")
        with pytest.raises(NotFoundError, match="Aucune attribution n’est enregistrée pour 2018"):
            read_report(session, CONVENTION, 2018, TODAY)
