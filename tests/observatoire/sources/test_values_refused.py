"""Tables that are read, and whose cells or rows do not hold: every problem has its line, column, value and remedy."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from observatoire.errors import InvalidInputError
from observatoire.sources.loading import load_file
from observatoire.sources.problems import LISTED_PROBLEMS
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import (
    find_problem,
    occupation,
    parc,
    plain,
    refusal,
    residences,
    write_table,
)

TABLES: dict[str, tuple[Callable[[], pd.DataFrame], int | None]] = {
    "parc": (parc, 2016),
    "occupation": (occupation, 2016),
    "residences": (residences, None),
}

CELLS = [
    # kind, row, column, value written, words of the message, words of the remedy
    ("parc", 0, "logements", "", "La case est vide", "zéro s’écrit 0"),
    ("parc", 0, "vacants", "-1", "-1 est négatif", "Logements proposés à la location mais vacants"),
    ("parc", 1, "loues", "38,5", "« 38,5 » n’est pas un nombre entier", "sans unité"),
    ("parc", 1, "loues", "38 logts", "« 38 logts » n’est pas un nombre entier", "sans unité"),
    ("parc", 1, "vides", "NC", "« NC » n’est pas un nombre entier", "ou laissez la case vide"),
    ("parc", 0, "logements", "1.200", "« 1.200 » peut se lire de deux façons", "nombre entier"),
    ("parc", 0, "logements", "1,200", "« 1,200 » peut se lire de deux façons", "nombre entier"),
    ("parc", 1, "emmenages", "3e0", "« 3e0 » n’est pas un nombre entier", "nombre entier"),
    ("parc", 1, "logements", "12/05/2016", "« 12/05/2016 » est une date", "nombre entier"),
    ("parc", 1, "logements", "99999999", "99999999 est plus grand que 100 000", "Logements de la résidence"),
    ("parc", 1, "loyer_total", "15 k€", "« 15 k€ » n’est pas un nombre", "Écrivez un nombre"),
    ("parc", 1, "loyer_total", "1e999", "« 1e999 » n’est pas un nombre", "Écrivez un nombre"),
    ("parc", 1, "loyer_total", "-12", "-12 est négatif", "loyers mensuels"),
    ("parc", 2, "residence", "", "La case est vide", "Code d’une résidence"),
    ("parc", 2, "residence", "HAL-1", "« HAL-1 » est déjà à la ligne 2", "une seule ligne"),
    ("parc", 2, "residence", "SEM1", "« SEM1 » n’est pas enregistrée", "Vouliez-vous écrire « SEM-1 » ?"),
    ("parc", 2, "residence", "XYZ", "« XYZ » n’est pas enregistrée", "chargez d’abord le fichier de résidences"),
    ("parc", 1, "vacants", "3", "loues (38) + vacants (3) + vides (0) dépasse logements (40)", "jamais deux à la fois"),
    ("parc", 1, "vacants_3_mois", "3", "vacants_3_mois (3) dépasse vacants (2)", "parmi les vacants"),
    ("parc", 1, "offerts_un_an", "41", "offerts_un_an (41) dépasse logements (40)", "parmi les logements"),
    ("parc", 1, "emmenages", "41", "emmenages (41) dépasse offerts_un_an (40)", "au plus un emménagement"),
    ("parc", 1, "avant_1975", "41", "avant_1975 (41) dépasse logements (40)", "parmi les logements"),
    ("occupation", 1, "repondants", "39", "repondants (39) dépasse menages (38)", "parmi les ménages"),
    ("occupation", 1, "ress_inf_40", "19", "ress_inf_40 (19) dépasse ress_inf_60 (18)", "parmi ceux sous 60 %"),
    ("occupation", 1, "ress_inf_20", "11", "ress_inf_20 (11) dépasse ress_inf_40 (10)", "parmi ceux sous 40 %"),
    ("occupation", 1, "ress_inf_60", "37", "ress_inf_60 (37) dépasse menages_ressources_connues (36)", "sont connues"),
    ("occupation", 1, "majeurs_chomage", "61", "majeurs_chomage (61) dépasse majeurs_activite_connue (60)", "activité"),
    ("occupation", 1, "familles_monoparentales", "37", "dépasse menages_composition_connue (36)", "composition"),
    ("occupation", 1, "menages_ressources_connues", "37", "dépasse repondants (36)", "que par les réponses"),
    ("residences", 0, "bailleur_siren", "90000002", "« 90000002 » n’a pas la forme attendue (9 chiffres)", "SIRET"),
    ("residences", 0, "bailleur", "", "La case est vide", "Nom du bailleur"),
    ("residences", 0, "code_insee", "7404", "« 7404 » n’a pas la forme attendue", "pas le code postal"),
    ("residences", 0, "code_insee", "74130", "La commune 74130 n’est pas enregistrée", "74042 Bonneville"),
    ("residences", 1, "secteur", "74042-99", "Le secteur « 74042-99 » n’est pas enregistré", "74042-01"),
    ("residences", 1, "statut", "actif", "« actif » ne fait pas partie", "« active », « demolition », « vendue »"),
    ("residences", 1, "mise_en_service", "1066", "1066 est plus petit que 1850", "Année de première mise"),
    ("residences", 1, "mise_en_service", "2999", "2999 est plus grand que", "Année de première mise"),
    ("residences", 1, "mise_en_service", "31929", "31929 est plus grand que", "date de tableur"),
    ("residences", 1, "mise_en_service", "années 80", "« années 80 » n’est pas une année", "quatre chiffres"),
    ("residences", 1, "rehabilitation", "non", "« non » n’a pas la forme attendue (une année de 1950", "aucune"),
    ("residences", 1, "longitude", "", "La case est vide", "Longitude en degrés"),
    ("residences", 1, "longitude", "6°24'", "« 6°24' » n’est pas un nombre", "Écrivez un nombre"),
]


@pytest.mark.parametrize(("kind", "row", "column", "value", "message", "remedy"), CELLS)
def test_wrong_cell_is_refused_with_its_line_and_remedy(
    settled: Store, tmp_path: Path, kind: str, row: int, column: str, value: str, message: str, remedy: str
):
    make, millesime = TABLES[kind]
    table = make()
    table.loc[row, column] = value

    error = refusal(settled, kind, write_table(tmp_path / f"{kind}.csv", table), millesime)

    problem = find_problem(error, message)
    assert (problem.file, problem.line) == (f"{kind}.csv", row + 2)
    assert remedy in plain(problem.remedy)
    assert problem.column is not None


def test_all_problems_are_listed_by_line(settled: Store, tmp_path: Path):
    table = parc()
    table.loc[0, "loues"] = "beaucoup"
    table.loc[1, ["residence", "vacants_3_mois"]] = ["XYZ", "3"]
    table.loc[2, "emmenages"] = "-2"

    error = refusal(settled, "parc", write_table(tmp_path / "p.csv", table), 2016)

    found = [(problem.line, problem.column, problem.value) for problem in error.problems]
    assert found == [
        (2, "loues", "beaucoup"),
        (3, "vacants_3_mois", "3"),
        (3, "residence", "XYZ"),
        (4, "emmenages", "-2"),
    ]
    assert plain(error.detail) == "Le fichier « p.csv » est refusé : 4 problèmes. Rien n’a été enregistré."


def test_lines_are_those_of_the_file_when_cells_hold_line_breaks_and_lines_are_blank(settled: Store, tmp_path: Path):
    table = residences()
    table.loc[0, "adresse"] = "1 avenue\ndes Îles"
    path = write_table(tmp_path / "r.csv", table)
    path.write_text(path.read_text().replace("\nSEM-1", "\n\n;;;\nSEM-1").replace("Semcoda", ""))

    error = refusal(settled, "residences", path)

    assert [problem.line for problem in error.problems] == [7]


def test_thousands_of_problems_are_counted_and_the_first_listed(settled: Store, tmp_path: Path):
    table = pd.concat([parc().iloc[[1]]] * 2000).assign(residence=[f"X{rank}" for rank in range(2000)], loues="?")

    error = refusal(settled, "parc", write_table(tmp_path / "p.csv", table), 2016)

    assert len(error.problems) == LISTED_PROBLEMS
    assert "4 000 problèmes" in plain(error.detail)
    assert "Les 500 premiers sont listés" in error.detail


def test_missing_columns_are_each_a_problem_with_the_nearest_name(settled: Store, tmp_path: Path):
    table = parc().rename(columns={"logements": "Logement", "offerts_un_an": "Offerts un an"}).drop(columns="loues")

    error = refusal(settled, "parc", write_table(tmp_path / "p.csv", table), 2016)

    assert {problem.column: plain(problem.remedy) for problem in error.problems} == {
        "logements": "Renommez la colonne « Logement » en « logements ».",
        "loues": "Ajoutez-la, avec exactement ce nom dans l’en-tête.",
        "offerts_un_an": "Renommez la colonne « Offerts un an » en « offerts_un_an ».",
    }


def test_doubled_column_is_refused(settled: Store, tmp_path: Path):
    path = write_table(tmp_path / "p.csv", pd.concat([parc(), parc()[["vacants"]]], axis="columns"))

    problem = find_problem(refusal(settled, "parc", path, 2016), "« vacants » est présente 2 fois")

    assert "une seule colonne" in problem.remedy


@pytest.mark.parametrize(
    ("kind", "millesime", "message", "remedy"),
    [
        ("parc", None, "Il manque le millésime", "--millesime"),
        ("parc", 1492, "1492 n’est pas possible", "Donnez une année de 1990 à"),
        ("residences", 2016, "ne se charge pas par millésime", "Retirez l’option"),
        ("parcs", 2016, "Le type de fichier « parcs » n’existe pas", "Vouliez-vous écrire « parc » ?"),
    ],
)
def test_wrong_kind_or_millesime_is_refused(
    settled: Store, tmp_path: Path, kind: str, millesime: int | None, message: str, remedy: str
):
    path = write_table(tmp_path / "p.csv", parc())

    problem = find_problem(refusal(settled, kind, path, millesime), message)

    assert remedy in plain(problem.remedy)


def test_counts_before_any_residence_say_what_to_load_first(outlined: Store, tmp_path: Path):
    with pytest.raises(InvalidInputError) as caught:
        load_file(outlined, "parc", write_table(tmp_path / "p.csv", parc()), millesime=2016)

    assert {problem.remedy for problem in caught.value.problems} == {"Chargez d’abord les résidences."}


def test_residences_before_any_commune_say_what_to_load_first(store: Store, tmp_path: Path):
    with pytest.raises(InvalidInputError) as caught:
        load_file(store, "residences", write_table(tmp_path / "r.csv", residences()))

    assert "Chargez d’abord les communes." in {problem.remedy for problem in caught.value.problems}
