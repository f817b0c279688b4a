"""Official files drawn with the defects of real ones, at a small size: each is read, and nothing that it says is lost."""

import zipfile
from pathlib import Path

import polars as pl
import pytest

from observatoire.sources.loading import load_file
from observatoire.sources.options import Options
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import HALPADES, rows_of
from tests.support.draw_official import SIZES, draw
from tests.support.drawn_results import write_results
from tests.support.drawn_surveys import draw_dwellings, draw_residences, write_survey

CONFIRMED = Options(bailleur=HALPADES, confirmed=True)
COMMUNES = [("74042", "Bonneville"), ("74024", "Ayse"), ("01004", "Ambérieu-en-Bugey")]


@pytest.mark.parametrize("kind", SIZES)
def test_same_seed_draws_the_same_file(tmp_path: Path, kind: str):
    for name in ("a", "b"):
        draw(kind, tmp_path / name, 60, 7)

    assert read_drawn(tmp_path / "a") == read_drawn(tmp_path / "b")


def read_drawn(path: Path) -> bytes:
    """What was drawn; a workbook also says when it was made."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as workbook:
        return b"".join(workbook.read(name) for name in workbook.namelist() if name.startswith("xl/"))


def test_survey_of_dwellings_is_added_up_without_its_persons(inhabited: Store, tmp_path: Path):
    frame = draw_dwellings(["HAL-1", "HAL-2"], 300)
    answered = frame.filter(pl.col("Nb de majeurs") != "")

    report = load_file(inhabited, "ops", write_survey(tmp_path / "ops.csv", frame), millesime=2016, options=CONFIRMED)

    assert set(report.columns_read).isdisjoint({"Nom", "Date de naissance", "N° allocataire"})
    assert rows_of(
        inhabited, "select sum(menages), sum(majeurs_activite_connue), sum(majeurs_chomage) from source.occupation"
    ) == [
        (
            300,
            answered["Nb de majeurs"].cast(pl.Int32).sum(),
            answered["Demandeurs d'emploi"].cast(pl.Int32).sum(),
        )
    ]


def test_survey_already_counted_is_read_whole(inhabited: Store, tmp_path: Path):
    frame = draw_residences(["HAL-1", "HAL-2"])

    load_file(inhabited, "ops", write_survey(tmp_path / "ops.csv", frame), millesime=2016, options=CONFIRMED)

    assert rows_of(inhabited, "select menages, ress_inf_40 from source.occupation order by residence") == [
        (row["Nb ménages"], row["Moins de 40 % du plafond"]) for row in frame.iter_rows(named=True)
    ]


def test_workbook_of_results_as_it_is_published_gives_the_totals_of_the_territory(outlined: Store, tmp_path: Path):
    path = tmp_path / "resultats_rpls_2024.xlsx"
    told = write_results(path, 2024, COMMUNES, [("200000172", "CC Faucigny-Glières")])

    load_file(outlined, "auto", path, millesime=2024)

    found = rows_of(
        outlined,
        "select code, valeur from source.total where mesure = 'logements' and millesime = 2024 and length(code) = 5"
        " order by code",
    )
    assert found == [(code, float(told[code]["nb_ls"])) for code in ("74024", "74042")]
    assert len(rows_of(outlined, "select 1 from source.total where code = '200000172' and millesime = 2024")) > 0
