"""Survey files: columns proposed, confirmed once, remembered; dwellings added up; nothing read of persons."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from observatoire.errors import InvalidInputError
from observatoire.sources.loading import load_file
from observatoire.sources.official.loading import understand
from observatoire.sources.official.ops_columns import is_personal, propose_columns
from observatoire.sources.options import Options
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import HALPADES, find_problem, fingerprint, plain, rows_of, write_table

CONFIRMED = Options(bailleur=HALPADES, confirmed=True)


def survey() -> pd.DataFrame:
    """Six dwellings, under the headers of a landlord, persons included."""
    return pd.DataFrame(
        {
            "Programme": ["HAL-1"] * 4 + ["Le Château"] * 2,
            "Nom": ["MARTIN", "DURAND", "PETIT", "ROUX", "BLANC", "NOIR"],
            "Date de naissance": ["01/01/1970"] * 6,
            "N° allocataire": ["1", "2", "3", "4", "5", "6"],
            "Taux de plafond (%)": ["15,5", "38", "59 %", "", "120", "40"],
            "Type de famille": ["Personne seule", "Famille monoparentale", "Couple", "", "Parent isolé", "Couple"],
            "Nb de majeurs": ["1", "1", "2", "", "1", "2"],
            "Demandeurs d'emploi": ["0", "1", "1", "", "0", "0"],
            "Bénéficiaire APL": ["oui", "Oui", "non", "", "non", "non"],
            "Date d'entrée": ["01/02/2015", "15/06/2008", "2014", "", "1999", "2016"],
        }
    )


EXPECTED = [
    # residence, menages, repondants, ressources, <40, <60, majeurs, chômage, composition, monoparentales, APL, récents
    ("HAL-1", 4, 3, 3, 2, 3, 4, 2, 3, 1, 2, 2),
    ("HAL-2", 2, 2, 2, 0, 1, 3, 0, 2, 1, 0, 1),
]
QUERY = (
    "select residence, menages, repondants, menages_ressources_connues, ress_inf_40, ress_inf_60, majeurs_activite_connue,"
    " majeurs_chomage, menages_composition_connue, familles_monoparentales, beneficiaires_apl, emmenages_recents"
    " from source.occupation where millesime = 2016 order by 1"
)


def refused(store: Store, path: Path, options: Options) -> InvalidInputError:
    before = fingerprint(store)
    with pytest.raises(InvalidInputError) as error:
        load_file(store, "ops", path, millesime=2016, options=options)
    assert fingerprint(store) == before
    return error.value


def test_columns_are_proposed_then_confirmed_once_and_remembered(inhabited: Store, tmp_path: Path):
    path = write_table(tmp_path / "ops.csv", survey(), encoding="latin-1")

    error = refused(inhabited, path, Options(bailleur=HALPADES))
    assert "à confirmer une fois" in plain(error.detail)
    assert "« Nom », « Date de naissance », « N° allocataire »" in plain(error.detail)
    assert find_problem(error, "« Taux de plafond (%) » serait lue comme plafond").column == "Taux de plafond (%)"

    report = load_file(inhabited, "ops", path, millesime=2016, options=CONFIRMED)
    assert rows_of(inhabited, QUERY) == EXPECTED
    assert set(report.columns_read).isdisjoint({"Nom", "Date de naissance", "N° allocataire"})

    workbook = tmp_path / "ops.xlsx"
    survey().to_excel(workbook, index=False)
    again = load_file(inhabited, "ops", workbook, millesime=2016, options=Options(bailleur=HALPADES))
    assert (again.inserted, again.updated, again.unchanged) == (0, 0, 2)
    assert understand(inhabited, path, options=Options(bailleur=HALPADES)).remembered


def test_nothing_of_persons_is_anywhere_in_the_store(inhabited: Store, tmp_path: Path):
    load_file(inhabited, "ops", write_table(tmp_path / "ops.csv", survey()), millesime=2016, options=CONFIRMED)

    everything = " ".join(
        str(row)
        for table in ("occupation", "receipt", "correspondance", "residence", "rattachement")
        for row in rows_of(inhabited, f"select t::text from source.{table} t")
    )
    assert [name for name in ("MARTIN", "DURAND", "01/01/1970") if name in everything] == []


def test_survey_already_counted_by_residence_is_read_as_such(inhabited: Store, tmp_path: Path):
    table = pd.DataFrame(
        {
            "Code résidence": ["HAL-1"],
            "Nombre de ménages": ["100"],
            "Nb répondants": ["90"],
            "Ressources connues": ["88"],
            "Ressources < 40 %": ["30"],
            "Ressources < 60 %": ["50"],
            "Majeurs activité connue": ["120"],
            "Demandeurs d’emploi": ["20"],
            "Composition connue": ["90"],
            "Familles monoparentales": ["25"],
        }
    )

    load_file(inhabited, "ops", write_table(tmp_path / "ops.csv", table), millesime=2016, options=CONFIRMED)

    assert rows_of(inhabited, QUERY) == [("HAL-1", 100, 90, 88, 30, 50, 120, 20, 90, 25, None, None)]
    assert rows_of(inhabited, "select niveau from source.correspondance") == [("residence",)]


@pytest.mark.parametrize(
    ("changes", "options", "words"),
    [
        ({"Taux de plafond (%)": ["beaucoup", "1", "1", "1", "1", "1"]}, CONFIRMED, "n’est pas un pourcentage"),
        ({"Nb de majeurs": ["1,5", "1", "2", "", "1", "2"]}, CONFIRMED, "n’est pas un nombre de personnes"),
        ({"Demandeurs d'emploi": ["3", "0", "0", "", "0", "0"]}, CONFIRMED, "Plus de chômeurs (3) que de majeurs"),
        ({"Demandeurs d'emploi": ["-1", "0", "0", "", "0", "0"]}, CONFIRMED, "n’est pas un nombre de personnes"),
        ({"Bénéficiaire APL": ["peut-être", "", "", "", "", ""]}, CONFIRMED, "ni oui ni non"),
        ({"Programme": ["Ailleurs"] * 6}, CONFIRMED, "n’a le code ou le nom « Ailleurs »"),
        ({}, Options(confirmed=True), "ne dit pas de quel bailleur"),
        ({}, Options(bailleur="999999999", confirmed=True), "n’est pas enregistré"),
        ({}, Options(HALPADES, {"composition": "Nom"}, confirmed=True), "décrit une personne"),
        ({}, Options(HALPADES, {"apl": "Type de famille"}, confirmed=True), "sert à plusieurs quantités"),
        ({}, Options(HALPADES, {"apl": "Absente"}, confirmed=True), "n’a pas de colonne « Absente »"),
        ({}, Options(HALPADES, {"age": "Nb de majeurs"}, confirmed=True), "« age » n’existe pas"),
        ({"Type de famille": None}, CONFIRMED, "Aucune colonne ne donne « composition »"),
    ],
    ids=range(13),
)
def test_survey_with_a_fault_is_refused(
    settled: Store, tmp_path: Path, changes: dict[str, Any], options: Options, words: str
):
    table = survey().assign(**changes)
    table = table.drop(columns=[name for name, values in changes.items() if values is None])

    error = refused(settled, write_table(tmp_path / "ops.csv", table), options)

    assert find_problem(error, words).remedy


def test_columns_on_persons_are_known_and_columns_on_dwellings_are_not_mistaken_for_them():
    persons = ("NOM", "Prénom", "Date de naissance", "N° de sécurité sociale", "NIR", "Tél. / téléphone", "E-mail", "Âge", "Nom du locataire", "Nationalité")  # fmt: skip
    things = ("Nom du programme", "Nom résidence", "Nombre de majeurs", "Programme", "Type de famille", "Étage")

    assert [name for name in persons if not is_personal(name)] == []
    assert [name for name in things if is_personal(name)] == []
    assert propose_columns(things).columns["residence"] in things
