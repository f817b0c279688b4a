"""Survey files as landlords send them: titles, headers on two lines, shares instead of counts, names that two residences have."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from observatoire.errors import InvalidInputError
from observatoire.sources.loading import load_file
from observatoire.sources.official.ops_columns import is_share, propose_columns
from observatoire.sources.official.ops_families import count_parents_alone, is_parent_alone
from observatoire.sources.official.ops_header import read_header
from observatoire.sources.official.ops_residences import find_residences
from observatoire.sources.options import Options
from observatoire.sources.problems import ProblemList
from observatoire.sources.report import NoticeList
from observatoire.store.database import Store, Tier, unit_of_work
from tests.observatoire.sources.incoming import (
    HALPADES,
    SEMCODA,
    find_problem,
    fingerprint,
    plain,
    residences,
    rows_of,
    write_table,
)
from tests.support.drawn_surveys import HEADER_OF_RESIDENCES

CONFIRMED = Options(bailleur=HALPADES, confirmed=True)
COUNTS = [100, 90, 88, 30, 50, 120, 20, 90, 25]
ALIKE = {
    "HAL-A": ("Résidence A", "74042"),
    "HAL-D": ("Résidence D", "74042"),
    "HAL-3": ("Les Tilleuls", "74042"),
    "HAL-4": ("Les Tilleuls", "74024"),
}


def load_alike(store: Store, folder: Path) -> None:
    table = pd.DataFrame(
        [
            residences().iloc[0].to_dict()
            | {"residence": code, "nom": name, "code_insee": commune, "secteur": "", "bailleur_siren": SEMCODA}
            | {"bailleur": "Semcoda", **({} if commune == "74042" else residences().iloc[2][["longitude", "latitude"]])}
            for code, (name, commune) in ALIKE.items()
        ]
    )
    load_file(store, "residences", write_table(folder / "alike.csv", table))


def test_a_name_that_two_residences_have_is_refused_and_a_letter_tells_two_apart(inhabited: Store, tmp_path: Path):
    load_alike(inhabited, tmp_path)
    problems = ProblemList("ops.csv")
    written = pd.Series(["residence a", "Résidence D", "hal-4", "HAL 3", "Les Tilleuls", ""])

    with unit_of_work(inhabited.engine(Tier.ADMIN)) as session:
        found = find_residences(session, written, np.arange(2, 8), SEMCODA, problems)

    assert list(found) == ["HAL-A", "HAL-D", "HAL-4", "HAL-3", "", ""]
    error = problems.to_error()
    tilleuls = find_problem(error, "« Les Tilleuls » désigne plusieurs résidences")
    assert (tilleuls.line, plain(tilleuls.remedy)) == (
        6,
        "Écrivez le code de la bonne dans cette case : « HAL-3 (Bonneville) », « HAL-4 (Ayse) ».",
    )
    assert find_problem(error, "ne dit pas de quelle résidence").line == 7


def test_a_header_under_a_title_is_read_and_remembered_under_another(inhabited: Store, tmp_path: Path):
    lines = [";".join(HEADER_OF_RESIDENCES), ";".join(map(str, ["HAL-1", *COUNTS])), ""]
    path = tmp_path / "ops.csv"
    path.write_bytes("\r\n".join(["Enquête OPS;;;2016;;;;;;", "", *lines]).encode("cp1252"))
    load_file(inhabited, "ops", path, millesime=2016, options=CONFIRMED)

    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    again = load_file(inhabited, "ops", path, millesime=2016, options=Options(bailleur=HALPADES))

    assert again.unchanged == 1
    assert rows_of(inhabited, "select menages, ress_inf_40 from source.occupation") == [(100, 30)]


def test_a_header_on_two_lines_is_said_with_the_names_left_above(tmp_path: Path):
    table = pd.DataFrame(
        [
            ["Code programme", "Nb ménages", "Nb répondants", "Ressources", *[""] * 2, *HEADER_OF_RESIDENCES[6:]],
            ["", "", "", *HEADER_OF_RESIDENCES[3:]],
            ["HAL-1", *COUNTS],
        ]
    )
    path = tmp_path / "ops.xlsx"
    table.to_excel(path, index=False, header=False)

    with pytest.raises(InvalidInputError) as error:
        read_header(path)

    problem = find_problem(error.value, "L’en-tête est sur deux lignes")
    assert problem.line == 2
    assert "« Code programme », « Nb ménages », « Nb répondants » à la ligne 1" in plain(problem.message)


def test_a_title_alone_above_the_header_is_no_second_line(tmp_path: Path):
    path = tmp_path / "ops.xlsx"
    title = ["OPS 2024", *[""] * 9, "édité en mars"]
    table = pd.DataFrame([title, [*HEADER_OF_RESIDENCES, ""], ["HAL-1", *COUNTS, ""]])
    table.to_excel(path, index=False, header=False)

    assert [name for name in read_header(path) if name] == list(HEADER_OF_RESIDENCES)


@pytest.mark.parametrize(
    "name", ["% chômeurs", "Part des ménages < 40 %", "Taux de chômage", "% ménages < 40 % du plafond"]
)
def test_a_column_of_shares_is_never_read_as_counts(settled: Store, tmp_path: Path, name: str):
    assert is_share(name)
    table = pd.DataFrame([["HAL-1", *COUNTS]], columns=HEADER_OF_RESIDENCES, dtype=str)
    path = write_table(tmp_path / "ops.csv", table.rename(columns={"Chômeurs": name}))
    before = fingerprint(settled)

    with pytest.raises(InvalidInputError) as error:
        load_file(settled, "ops", path, millesime=2016, options=CONFIRMED)
    assert "Demandez au bailleur les nombres" in find_problem(error.value, "Des colonnes sont des parts").remedy

    forced = Options(bailleur=HALPADES, columns={"majeurs_chomage": name}, confirmed=True)
    with pytest.raises(InvalidInputError) as error:
        load_file(settled, "ops", path, millesime=2016, options=forced)
    assert find_problem(error.value, "est une part, pas un effectif").column == name
    assert fingerprint(settled) == before


def test_ceilings_in_headers_of_counts_are_no_shares():
    counts = (
        "Moins de 40 % du plafond",
        "Ménages < 60% PLUS",
        "Ressources inf. à 40 pourcent",
        "Département",
        "Appartements",
    )

    assert [name for name in counts if is_share(name)] == []
    assert propose_columns(HEADER_OF_RESIDENCES).missing == ()


@pytest.mark.parametrize(
    "alone",
    [
        *("Famille monoparentale", "Parent isolé", "Fam. mono.", "Isolé + 1 enfant", "Personne isolée avec enfants"),
        *("1 adulte avec enfant(s)", "Femme seule avec 2 enfants", "Célibataire avec enfants", "Mère seule"),
    ],
)
def test_a_parent_alone_is_recognised_under_the_words_of_landlords(alone: str):
    family = pd.Series([alone, "Couple avec enfants", "Personne seule", "Isolé sans enfant", ""])
    problems, notices = ProblemList("ops.csv"), NoticeList()

    known, parents = count_parents_alone(family, np.arange(2, 7), problems, notices)

    assert (known.sum(), list(parents)) == (4, [1, 0, 0, 0, 0])
    assert "Autres types : « Couple avec enfants »" in plain(notices.collected()[0].message)
    problems.raise_if_any()


def test_types_of_families_that_are_codes_are_refused_and_not_counted_as_none():
    problems = ProblemList("ops.csv")

    count_parents_alone(pd.Series(["1", "4", ""]), np.arange(2, 5), problems, NoticeList())

    problem = find_problem(problems.to_error(), "sont des codes (« 1 », « 4 »)")
    assert (problem.line, "libellé" in problem.remedy) == (2, True)
    assert not is_parent_alone("couple mono enfant")


def test_fractions_among_percentages_are_refused_in_the_words_of_the_file(settled: Store, tmp_path: Path):
    table = pd.DataFrame(
        {
            "Programme": ["HAL-1"] * 20,
            "Taux de plafond (%)": ["0,58"] * 10 + ["58"] * 10,
            "Type de famille": ["Couple"] * 20,
            "Nb de majeurs": ["2"] * 20,
            "Demandeurs d'emploi": ["0"] * 20,
        }
    )

    with pytest.raises(InvalidInputError) as error:
        load_file(settled, "ops", write_table(tmp_path / "ops.csv", table), millesime=2016, options=CONFIRMED)

    assert len(error.value.problems) == 10
    assert find_problem(error.value, "« 0,58 » serait moins de 2 %").column == "Taux de plafond (%)"


def test_name_that_two_columns_have_is_refused_and_not_chosen(settled: Store, tmp_path: Path):
    """Counts and shares under the same names, with their groups above: the first was read."""
    table = pd.DataFrame(
        [["", *["Effectifs"] * 9, "Parts"], [*HEADER_OF_RESIDENCES, "Chômeurs"], ["HAL-1", *COUNTS, 17]]
    )
    path = tmp_path / "ops.xlsx"
    table.to_excel(path, index=False, header=False)

    with pytest.raises(InvalidInputError) as error:
        load_file(settled, "ops", path, millesime=2016, options=CONFIRMED)

    problem = find_problem(error.value, "« Chômeurs » est présente 2 fois")
    assert (problem.column, "effectif ou part" in problem.remedy) == ("Chômeurs", True)


def survey_by_dwelling(**changes: list[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Programme": ["HAL-1"] * 4,
            "Taux de plafond (%)": ["30", "40", "50", "60"],
            "Type de famille": ["Couple"] * 4,
            "Nb de majeurs": ["2", "1", "", "2,0"],
            "Demandeurs d'emploi": ["0", "0", "", "1"],
            "Date d'entrée": ["01/02/2015", "2015-06-30", "janv. 2003", ""],
        }
        | changes
    )


def test_entries_are_dated_by_their_year_however_it_is_written(inhabited: Store, tmp_path: Path):
    path = write_table(tmp_path / "ops.csv", survey_by_dwelling())

    load_file(inhabited, "ops", path, millesime=2016, options=CONFIRMED)

    assert rows_of(inhabited, "select emmenages_recents, majeurs_activite_connue from source.occupation") == [(2, 5)]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("Date d'entrée", "42036", "« 42036 » n’est pas une date d’entrée"),  # 1 February 2015, and not the year 2036
        ("Date d'entrée", "01/02/15", "« 01/02/15 » n’est pas une date d’entrée"),
        ("Date d'entrée", "2051", "« 2051 » n’est pas une date d’entrée"),
        ("Nb de majeurs", "1975", "« 1975 » n’est pas un nombre de personnes"),
        ("Nb de majeurs", "2.000", "« 2.000 » n’est pas un nombre de personnes"),
        ("Nb de majeurs", "1e1", "« 1e1 » n’est pas un nombre de personnes"),
    ],
)
def test_value_of_another_column_or_of_two_readings_is_refused(
    settled: Store, tmp_path: Path, name: str, value: str, words: str
):
    table = survey_by_dwelling()
    table.loc[1, name] = value

    with pytest.raises(InvalidInputError) as error:
        load_file(settled, "ops", write_table(tmp_path / "ops.csv", table), millesime=2016, options=CONFIRMED)

    problem = find_problem(error.value, words)
    assert (problem.line, problem.column) == (3, name)
