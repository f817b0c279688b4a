"""The landlord's file, spoilt in every way that was seen or can be: a message, a remedy, and the store as before."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from observatoire.sources.loading import load_file
from observatoire.sources.official.rpls_columns import DECLARED
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import find_problem, plain, refusal, rows_of
from tests.support.official_files import ESTATES, dwellings_of, write_declaration

Spoil = Callable[[str], str | bytes]


def with_field(name: str, value: str) -> Spoil:
    """The first dwelling with another value in a field."""

    def spoil(text: str) -> str:
        lines = text.split("\r\n")
        cells = lines[1].split(";")
        cells[DECLARED.index(name)] = value
        lines[1] = ";".join(cells)
        return "\r\n".join(lines)

    return spoil


SPOILT: dict[str, tuple[Spoil, str, str]] = {
    "empty": (lambda _: b"", "Le fichier est vide", "nouvel envoi"),
    "a PDF": (lambda _: b"%PDF-1.7\n", "un PDF, malgré son nom", "CSV"),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n", "une image", "CSV"),
    "a web page": (lambda _: "<!DOCTYPE html><html>503</html>", "une page web", "Téléchargez"),
    "compressed, and cut short": (lambda _: b"\x1f\x8b\x08\x00", "incomplet ou abîmé", "nouvel envoi"),
    "binary": (lambda text: text.encode().replace(b"BONNEVILLE", b"BONNE\x00VILLE"), "pas un fichier texte", "CSV UTF-8"),
    "MS-DOS letters": (lambda text: text.replace("É", "E").replace("RUE", "allée").encode("cp850"), "Les accents ne sont ni", "UTF-8"),
    "broken accents": (lambda text: text.replace("RUE", "RÃ‰SIDENCE"), "accents", "UTF-8"),
    "no known letters": (lambda text: text.encode("latin-1").replace(b"RUE", b"R\x81E"), "n’y veut rien dire", "UTF-8"),
    "commas": (lambda text: text.replace(";", ","), "séparées par « , »", "point-virgule"),
    "tabs": (lambda text: text.replace(";", "\t"), "séparées par une tabulation", "point-virgule"),
    "names of columns": (lambda text: ";".join(DECLARED) + "\r\n" + text.split("\r\n", 1)[1], "l’année du parc", "bailleur"),
    "no line of the landlord": (lambda text: text.split("\r\n", 1)[1], "l’année du parc", "bailleur"),
    "a year that cannot be": (lambda text: "1" + text[1:], "l’année du parc", "bailleur"),
    "SIRET of a spreadsheet": (lambda text: text.replace("90000000200011", "9,00E+13"), "SIRET", "notation scientifique"),
    "nameless": (lambda text: text.replace(";Halpades;HAL;", ";;;", 1), "le nom du bailleur", "troisième position"),
    "no dwelling": (lambda text: text.split("\r\n", 1)[0], "sans aucun logement", "nouvel envoi"),
    "half of it": (lambda text: "\r\n".join(text.split("\r\n")[:40]), "annonce 75 logements", "complet"),
    "cut in a line": (lambda text: text[: len(text) - 100], "champs, il en faut 64", "nouvel envoi"),
    "quote left open": (lambda text: text.replace(";LES ÎLES;", ';"LES ÎLES;', 1), "guillemets est mal fermé", "nouvel envoi"),
    "one field more": (lambda text: text.replace(";LES ÎLES;", ";LES; ÎLES;", 1), "Champ 24 (NBPIECE)", "champ 24"),
    "one field less": (lambda text: text.replace("0000000000;L0;", "0000000000;", 1).replace(";7;\r\n", ";7\r\n", 1), "62 champs", "point-virgule"),
    "the same dwelling twice": (lambda text: text.replace("0000000001;", "0000000000;", 1), "sur plusieurs lignes", "une seule ligne"),
    "the same new dwelling twice": (lambda text: text.replace("0000000001;L1;", ";L0;", 1), "champ 2, identifiant du bailleur", "une seule ligne"),
    "zero lost": (with_field("DEPCOM", "1042"), "Champ 4 (DEPCOM)", "champ 4"),
    "decimal comma": (with_field("SURFHAB", "65,5"), "Champ 25 (SURFHAB) : « 65,5 »", "champ 25"),
    "negative": (with_field("NBPIECE", "-3"), "Champ 24 (NBPIECE) : « -3 »", "champ 24"),
    "date as a number": (with_field("BAIL", "42370"), "« 42370 » n’est pas un mois", "champ 41"),
    "rent of a spreadsheet": (with_field("LOYERPRINC", "4,5E+02"), "« 4,5E+02 » n’est pas un loyer", "champ 44"),
    "unknown occupancy": (with_field("MODE", "L"), "« L » n’est pas un mode d’occupation", "de 1 à 5"),
    "elsewhere": (lambda text: text.replace(";74042;", ";01004;").replace(";74024;", ";01004;"), "Aucun", "communes"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILT)
def test_spoilt_declaration_is_refused_with_its_remedy_and_nothing_is_written(
    settled: Store, tmp_path: Path, name: str
):
    spoil, words, remedy = SPOILT[name]
    path = write_declaration(tmp_path / "rpls.txt", dwellings_of(ESTATES, 2016))
    spoilt = spoil(path.read_bytes().decode("latin-1"))
    path.write_bytes(spoilt if isinstance(spoilt, bytes) else spoilt.encode("utf-8"))

    problem = find_problem(refusal(settled, "rpls-bailleur", path), words)

    assert remedy in plain(problem.remedy) or remedy in plain(problem.message)


def test_archive_that_would_fill_the_memory_is_not_opened_whatever_its_name(settled: Store, tmp_path: Path):
    path = tmp_path / "rpls.txt"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("rpls.csv", b"0" * 40 * 1024**2)

    assert "Une fois décompressé" in plain(refusal(settled, "rpls-bailleur", path).problems[0].message)


def test_workbook_in_place_of_the_text_is_refused(settled: Store, tmp_path: Path):
    path = tmp_path / "rpls.txt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")

    problem = refusal(settled, "rpls-bailleur", path).problems[0]

    assert "de type classeur" in plain(problem.message)
    assert "sans passer par un tableur" in plain(problem.remedy)


def without_numbers() -> list[dict[str, str]]:
    """The dwellings, told apart by their apartment alone."""
    return [
        {**each, "IDENT_REP": "", "IDENT_INT": "", "NUMAPPT": f"A{rank}"}
        for rank, each in enumerate(dwellings_of(ESTATES, 2016))
    ]


def test_dwellings_without_a_number_that_all_come_twice_are_refused(settled: Store, tmp_path: Path):
    path = write_declaration(tmp_path / "rpls.txt", without_numbers() * 2)

    problem = find_problem(
        refusal(settled, "rpls-bailleur", path), "Chaque logement sans identifiant est sur plusieurs"
    )

    assert "150 lignes pour 75 logements" in plain(problem.message)
    assert "une seule ligne par logement" in problem.remedy


def test_some_dwellings_without_a_number_that_are_alike_are_loaded_and_said(outlined: Store, tmp_path: Path):
    records = without_numbers()
    path = write_declaration(tmp_path / "rpls.txt", [*records, records[3]])

    report = load_file(outlined, "rpls-bailleur", path)

    assert rows_of(outlined, "select sum(logements) from source.parc") == [(76,)]
    (said,) = (each for each in report.notices if "semblables à une autre" in each.message)
    assert (plain(said.message).startswith("À vérifier : 2 lignes"), said.lines) == (True, (5, 77))
