"""The open file, spoilt in every way that was seen or can be: a message, a remedy, and the store as before."""

from collections.abc import Callable
from pathlib import Path

import pytest

from observatoire.sources.loading import load_file
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import find_problem, plain, refusal, rows_of
from tests.observatoire.sources.official.test_open_files import TOWNS
from tests.support.open_rpls import write_open_file

Spoil = Callable[[str], str | bytes]
SPOILT: dict[str, tuple[Spoil, str, str]] = {
    "cut short": (lambda text: text[: len(text) - 60], "dernière ligne est coupée", "nouveau"),
    "zero lost": (lambda text: text.replace('"74042"', '"1042"'), "sans code de commune à 5 caractères", "zéro"),
    "elsewhere": (
        lambda text: text.replace('"74042"', '"99042"').replace('"74024"', '"99024"'),
        "Aucun des 60 logements",
        "communes",
    ),
    "other separator": (lambda text: text.replace(";", "|"), "L’en-tête n’est pas celui", "données détaillées"),
    "other columns": (
        lambda text: text.replace("DEPCOM", "COMMUNE"),
        "L’en-tête n’est pas celui",
        "données détaillées",
    ),
    "no header": (lambda text: text.split("\n", 1)[1], "L’en-tête n’est pas celui", "données détaillées"),
    "header alone": (lambda text: text.split("\n", 1)[0] + "\n", "sans aucun logement", "nouveau"),
    "header merged on two lines": (
        lambda text: text.replace('"NBPIECE"', '""', 1).replace("\n", '\n"NBPIECE"' + ';""' * 59 + "\n", 1),
        "L’en-tête n’est pas celui",
        "données détaillées",
    ),
    "doubled column": (
        lambda text: text.replace('"ETAGE"', '"DEPCOM"', 1),
        "« DEPCOM » est 2 fois",
        "tel que téléchargé",
    ),
    "ragged": (lambda text: text.replace('\n"74042"', '\n"74042";"a"', 1), "cellules, l’en-tête en a", "nouveau"),
    "line cut in the middle": (lambda text: drop_end_of_line(text, 5), "cellules, l’en-tête en a", "nouveau"),
    "quote left open": (lambda text: text.replace('"74042"', '"74042', 1), "n’ont pas toutes les colonnes", "nouveau"),
    "no letters": (
        lambda text: text.encode("latin-1", errors="ignore").replace("É".encode("latin-1"), b"\x81"),
        "n’y veut rien dire",
        "tableur",
    ),
    "UTF-16": (lambda text: text.encode("utf-16"), "UTF-16", "nouveau"),
    "empty": (lambda _: b"", "Le fichier est vide", "nouvel envoi"),
    "a PDF": (lambda _: b"%PDF-1.7\n", "un PDF, malgré son nom", "CSV"),
    "a web page": (lambda _: "<html><body>503</body></html>", "une page web", "Téléchargez"),
    "compressed, and cut short": (lambda _: b"\x1f\x8b\x08\x00", "incomplet ou abîmé", "nouvel envoi"),
}


def drop_end_of_line(text: str, line: int) -> str:
    lines = text.split("\n")
    lines[line] = ";".join(lines[line].split(";")[:10])
    return "\n".join(lines)


@pytest.mark.parametrize("name", SPOILT)
def test_spoilt_open_file_is_refused_with_its_remedy_and_nothing_is_written(settled: Store, tmp_path: Path, name: str):
    spoil, words, remedy = SPOILT[name]
    path = write_open_file(tmp_path / "rpls.csv", TOWNS[:2], 60)
    spoilt = spoil(path.read_text(encoding="utf-8"))
    path.write_bytes(spoilt if isinstance(spoilt, bytes) else spoilt.encode())

    problem = find_problem(refusal(settled, "rpls-ouvert", path, 2025), words)

    assert remedy in plain(problem.remedy)


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
def test_open_file_with_a_byte_order_mark_or_quoted_separators_is_read(outlined: Store, tmp_path: Path, mark: bytes):
    path = write_open_file(tmp_path / "rpls.csv", TOWNS[:2], 60)
    content = path.read_bytes().replace(b'"RUE"', b'"RUE; A"')
    path.write_bytes(mark + content)

    load_file(outlined, "rpls-ouvert", path, millesime=2025)

    assert rows_of(outlined, "select sum(logements) from source.parc") == [(60,)]
