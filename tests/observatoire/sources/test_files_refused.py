"""Files that cannot be understood: each is refused for what it is, and the store is left as it was."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from observatoire.sources.reading.content import LARGEST_FILE
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import find_problem, parc, plain, refusal, residences, write_table

HEADER = ";".join(parc().columns)
ROW = "HAL-1;1200;1150;30;10;20;1180;90;1200;412345.5;78000"


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)


def shapefile_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("r.shp", b"\x00\x00\x27\x0a" + b"0" * 50_000_000)
        archive.writestr("r.shx", b"")
        archive.writestr("r.dbf", b"")


def crowd(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for rank in range(6000):
            archive.writestr(f"{rank}.txt", b"")


def entity_bomb(path: Path) -> None:
    laughs = "".join(f"<!ENTITY l{rank} '{f'&l{rank - 1};' * 10}'>" for rank in range(1, 10))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", f"<!DOCTYPE w [<!ENTITY l0 'ha'>{laughs}]><workbook>&l9;</workbook>")


def kml_program(path: Path) -> None:
    path.write_text("<OGRVRTDataSource><!-- <kml> --></OGRVRTDataSource>")


def document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")


def truncated_workbook(path: Path) -> None:
    whole = path.with_suffix(".xlsx")
    parc().to_excel(whole, index=False)
    path.write_bytes(whole.read_bytes()[:3000])


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"residence;logements\n")
        file.truncate(LARGEST_FILE + 1)


def folder(path: Path) -> None:
    path.mkdir()


def nothing(path: Path) -> None:
    """Leave the file out."""


def written(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def lines(*rows: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    return written(("\n".join(rows) + "\n").encode(encoding))


def packed(**tables: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in tables.items():
            archive.writestr(name.replace("_", "."), table)
    return content.getvalue()


def two_tables(path: Path) -> None:
    path.write_bytes(packed(a_csv=HEADER.encode(), b_xlsx=b"", lisez_txt=b""))


def locked(path: Path) -> None:
    """Both headers of the member say that it is encrypted."""
    content = bytearray(packed(a_csv=HEADER.encode()))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + place] |= 1
    path.write_bytes(content)


def damaged_table(compression: int = zipfile.ZIP_DEFLATED) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", compression) as archive:
            archive.writestr("a.csv", HEADER * 20)
        content = bytearray(path.read_bytes())
        for place in range(12, 20):
            content[content.index(b"a.csv") + place] ^= 0xFF
        path.write_bytes(content)

    return write


CASES: dict[str, tuple[Callable[[Path], None], str, str, int | None]] = {
    # what is wrong: how to make it, words of the message, words of the remedy, line
    "missing": (nothing, "n’existe pas", "Vérifiez le chemin", None),
    "a folder": (folder, "C’est un dossier", "chemin d’un fichier", None),
    "empty": (written(b""), "Le fichier est vide", "nouvel envoi", None),
    "blank lines only": (written(b"\n \r\n\n"), "Le fichier est vide", "nouvel envoi", None),
    "a PDF": (written(b"%PDF-1.7\n%\xe2\xe3"), "est un PDF, malgré son nom", "Fournissez un CSV", None),
    "a picture": (written(b"\x89PNG\r\n\x1a\n\x00"), "est une image", "Fournissez un CSV", None),
    "a text document": (document, "document bureautique", "Fournissez un CSV", None),
    "a web page": (written(b"<!DOCTYPE html><html>502</html>"), "page web", "Téléchargez-le de nouveau", None),
    "a table in HTML, named as a workbook": (
        written(b"<html xmlns:x='urn:excel'><body><table><tr><td>residence</td></tr></table></body></html>"),
        "est un tableau en HTML",
        "enregistrez-le au format XLSX",
        None,
    ),
    "a workbook in the XML of 2003": (
        written(b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
        "au format XML de 2003",
        "enregistrez-le au format XLSX",
        None,
    ),
    "some XML": (written(b"<?xml version='1.0'?><a/>"), "est en XML", "Fournissez un CSV", None),
    "packed twice": (written(gzip.compress(gzip.compress(HEADER.encode()))), "archive gzip", "Fournissez un CSV", None),
    "packed with gzip and cut short": (
        written(gzip.compress(HEADER.encode())[:-9]),
        "incomplet ou abîmé",
        "nouvel envoi",
        None,
    ),
    "packed with gzip to fill the disk": (
        written(gzip.compress(b"0" * 48 * 1024**2)),
        "il n’est pas ouvert",
        "fichier neuf",
        None,
    ),
    "a ZIP of two tables": (two_tables, "plusieurs tableaux : « a.csv », « b.xlsx »", "un par un", None),
    "a ZIP that a password protects": (locked, "mot de passe", "sans mot de passe", None),
    "a ZIP by bzip2 whose table is damaged": (
        damaged_table(zipfile.ZIP_BZIP2),
        "incomplet ou abîmé",
        "nouvel envoi",
        None,
    ),
    "a ZIP by LZMA whose table is damaged": (
        damaged_table(zipfile.ZIP_LZMA),
        "incomplet ou abîmé",
        "nouvel envoi",
        None,
    ),
    "a ZIP whose table is damaged": (damaged_table(), "incomplet ou abîmé", "nouvel envoi", None),
    "a Parquet file": (written(b"PAR1\x00\x00PAR1"), "fichier Parquet", "Fournissez un CSV", None),
    "too large": (huge, "la limite est de 300 Mo", "un fichier par bailleur", None),
    "too many lines": (
        written(HEADER.encode() + b"\n" * 1_000_001),
        "a 1 000 001 lignes ; la limite est de 1 000 000",
        "RPLS ouvert",
        None,
    ),
    "a bomb": (bomb, "Une fois décompressé, le fichier ferait 48 Mo", "fichier neuf", None),
    "a Shapefile that is a bomb": (shapefile_bomb, "le fichier ferait 48 Mo : il n’est pas ouvert", "superflues", None),
    "an archive of thousands of files": (crowd, "il n’est pas ouvert", "superflues", None),
    "a workbook of entities": (entity_bomb, "Le classeur ne peut pas être lu", "tableur", None),
    "a program that says that it is KML": (kml_program, "est en XML", "Fournissez un CSV", None),
    "a workbook cut short": (truncated_workbook, "incomplet ou abîmé", "nouvel envoi", None),
    "an old workbook, damaged": (
        written(b"\xd0\xcf\x11\xe0" + b"\x00" * 600),
        "Le classeur ne peut pas être lu",
        "tableur",
        None,
    ),
    "a ZIP of nothing": (
        written(b"PK\x05\x06" + b"\x00" * 18),
        "ni tableau ni fichier géographique",
        "un seul jeu",
        None,
    ),
    "binary": (written(HEADER.encode() + b"\nHAL\x00-1;1"), "n’est pas un fichier texte", "CSV UTF-8", 2),
    "in MS-DOS letters": (
        lines("residence;nom", "HAL-1;Résidence des près", encoding="cp850"),
        "ni en UTF-8 ni en ISO-8859-1 (fichier MS-DOS",
        "Repartez du fichier d’origine",
        2,
    ),
    "in no known letters": (
        written(b"residence;nom\nHAL-1;\x81\xff"),
        "l’octet 0x81 n’y veut rien dire",
        "CSV UTF-8",
        2,
    ),
    "with accents broken twice": (
        lines("residence;nom", "HAL-1;RÃ©sidence des Ã®les"),
        "Les accents sont abîmés",
        "Repartez du fichier d’origine",
        2,
    ),
    "with letters lost": (lines("residence;nom", "HAL-1;R\ufffdsidence"), "lettres étaient déjà perdues", "origine", 2),
    "UTF-16 cut short": (written(b"\xff\xfer\x00e"), "UTF-16", "CSV UTF-8", None),
    "with another separator": (lines(HEADER.replace(";", "|"), ROW), "séparateur n’est pas reconnu", "tabulation", 1),
    "with an open quote": (lines(HEADER, ROW, '"HAL-2;40;38'), "entre guillemets est mal fermé", "guillemets", 3),
    "with a separator in a text": (
        lines(HEADER, f"{ROW};1"),
        "a 12 cellules, l’en-tête en a 11",
        "entre guillemets",
        2,
    ),
    "cut in a line": (lines(HEADER, ROW, "HAL-2;40;3"), "a 3 cellules, l’en-tête en a 11", "nouvel envoi", 3),
    "with a header only": (lines(HEADER), "que son en-tête", "Vérifiez l’extraction", None),
    "a binary workbook": (
        written(packed(**{"xl/workbook_bin": b"\x83\x01", "xl/worksheets/sheet1_bin": b"\x81\x01"})),
        "au format XLSB, dont les cellules ne peuvent pas être contrôlées",
        "au format XLSX",
        None,
    ),
    "a document encrypted whole": (
        written(packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", **{"encrypted-package": b"\x01"})),
        "protégé par un mot de passe",
        "sans mot de passe",
        None,
    ),
    "JSON, not GeoJSON": (written(b'{"rows": []}'), "géographique ne peut pas être lu", "GeoPackage", None),
    "a program for GDAL": (
        written(b'{"type":"gdal_streamed_alg","command_line":"gdal vector pipeline ! read /etc/passwd"}'),
        "géographique ne peut pas être lu",
        "GeoPackage",
        None,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_file_that_is_not_a_table_is_refused_with_its_remedy(settled: Store, tmp_path: Path, name: str):
    make, message, remedy, line = CASES[name]
    path = tmp_path / "parc.csv"
    make(path)

    error = refusal(settled, "parc", path, 2016)

    problem = find_problem(error, message)
    assert remedy in plain(problem.remedy)
    assert (problem.file, problem.line) == ("parc.csv", line)
    assert "Rien n’a été enregistré" in error.detail


def test_wrong_file_however_long_is_refused_on_its_header(settled: Store, tmp_path: Path):
    path = write_table(tmp_path / "parc.csv", residences())

    error = refusal(settled, "parc", path, 2016)

    missing = [problem.column for problem in error.problems]
    assert missing == ["logements", "loues", "vacants", "offerts_un_an", "emmenages", "avant_1975"]
