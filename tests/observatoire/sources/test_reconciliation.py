"""The same quantity from several sources: shown side by side, explained by somebody, never settled in silence."""

from pathlib import Path

import pandas as pd
import pytest

from observatoire.errors import InvalidInputError, NotFoundError
from observatoire.reconciliation.differences import LOADED, compare_sources, explain, note_total
from observatoire.sources.loading import load_file
from observatoire.store.database import Store
from observatoire.store.queries.reconciliations import Quantity
from tests.observatoire.sources.incoming import fingerprint, parc, rows_of, write_table

CCFG = "200000172"
STOCK = Quantity(2016, CCFG, "logements")


def workbook(path: Path, *, communes: pd.DataFrame, epci: pd.DataFrame) -> Path:
    """The workbook of the SDES: titles, and the header on the sixth row of each sheet."""
    with pd.ExcelWriter(path, engine="xlsxwriter") as writer:
        for name, frame in (("COMMUNES", communes), ("EPCI", epci)):
            frame.to_excel(writer, sheet_name=name, startrow=5, index=False)
            writer.sheets[name].write(0, 0, "Résultats du RPLS")
    return path


def results() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two communes and an EPCI astride two departments, with the columns that come twice."""
    columns = ["DEPCOM_ARM", "LIBCOM", "nb_loues", "nb_vacants", "nb_ls", "nb_ls2015", "nb_ls2015", "tx_vac", "tx_mob"]
    communes = pd.DataFrame(
        [
            ["74042", "Bonneville", 1188, 32, 1240, 1230, 1230, 2.7, "NC"],
            ["74024", "Ayse", 12, 0, 14, 12, 12, 0.0, 8.5],
            ["01001", "L’Abergement-Clémenciat", 21, 1, 22, 22, 22, 4.5, 9.1],
        ],
        columns=columns,
    )
    epci = (
        communes.iloc[[0, 1]].rename(columns={"DEPCOM_ARM": "EPCI"}).assign(EPCI=[f"{CCFG} - (74)", f"{CCFG} - (73)"])
    )
    return communes, epci


@pytest.fixture
def counted(inhabited: Store, tmp_path: Path) -> Store:
    load_file(inhabited, "parc", write_table(tmp_path / "p.csv", parc()), millesime=2016)
    return inhabited


def test_workbook_of_results_is_compared_with_what_was_loaded(counted: Store, tmp_path: Path):
    communes, epci = results()
    path = workbook(tmp_path / "resultats.xlsx", communes=communes, epci=epci)

    report = load_file(counted, "auto", path, millesime=2016)
    again = load_file(counted, "rpls-resultats", path, millesime=2016)

    assert (again.inserted, again.updated, again.unchanged) == (0, 0, report.inserted)
    found = {(each.quantity.code, each.quantity.mesure): each for each in compare_sources(counted, millesime=2016)}
    assert dict(found["74042", "logements"].by_source) == {LOADED: 1240, "SDES, résultats du RPLS": 1240}
    assert found["74042", "logements"].agrees
    assert found["74024", "logements"].ecart == 2
    assert found["74024", "logements"].is_open
    assert found["74042", "taux_vacance"].by_source[LOADED] == pytest.approx(100 * 32 / 1220)
    assert found[CCFG, "logements"].by_source["SDES, résultats du RPLS"] == 1254
    assert (CCFG, "taux_vacance") not in found
    assert rows_of(counted, "select distinct millesime from source.total order by 1") == [(2015,), (2016,)]


def test_two_totals_of_the_convention_stay_side_by_side_until_explained(counted: Store):
    for source, value in (("Convention, page 12 (RPLS 2016)", 1624), ("Convention, page 48", 1632)):
        note_total(counted, source, STOCK, value)
    attributions = Quantity(2017, CCFG, "attributions")
    for source, value in (("par QPV et hors QPV", 112), ("par réservataire", 102)):
        note_total(counted, source, attributions, value)

    explain(counted, STOCK, "La page 48 compte les 8 logements livrés en 2016.", "EPCI, habitat")

    stock, given = compare_sources(counted)
    assert (stock.ecart, stock.is_open) == (1632 - 1252, False)
    assert stock.explanations[0].auteur == "EPCI, habitat"
    assert (given.ecart, given.is_open) == (10, True)
    assert rows_of(counted, "select sum(logements) from source.parc") == [(1252,)]


def test_value_that_moves_since_opens_the_difference_again(counted: Store, tmp_path: Path):
    note_total(counted, "Convention, page 48", STOCK, 1632)
    explain(counted, STOCK, "La page 48 compte les foyers.", "EPCI, habitat")
    (explained,) = compare_sources(counted)

    moved = parc()
    moved.loc[1, ["logements", "loues", "offerts_un_an"]] = ["41", "39", "41"]
    load_file(counted, "parc", write_table(tmp_path / "p2.csv", moved), millesime=2016)
    (again,) = compare_sources(counted)

    assert (explained.is_open, explained.is_outdated) == (False, False)
    assert (again.is_open, again.is_outdated, again.explanations[0].note) == (
        True,
        True,
        "La page 48 compte les foyers.",
    )
    explain(counted, STOCK, "Toujours les foyers.", "EPCI, habitat")
    assert not compare_sources(counted)[0].is_open


def test_what_cannot_be_noted_or_explained_is_refused_with_its_reason(counted: Store):
    before = fingerprint(counted)

    with pytest.raises(InvalidInputError, match="nommer la source"):
        note_total(counted, LOADED, STOCK, 1)
    with pytest.raises(NotFoundError, match="99999"):
        note_total(counted, "ailleurs", Quantity(2016, "99999", "logements"), 1)
    with pytest.raises(InvalidInputError) as empty:
        explain(counted, STOCK, " ", "")
    assert [problem.column for problem in empty.value.problems] == ["note", "auteur"]
    with pytest.raises(NotFoundError, match="deux sources"):
        explain(counted, STOCK, "rien à comparer", "EPCI")

    assert fingerprint(counted) == before
