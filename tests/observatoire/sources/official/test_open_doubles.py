"""The open file put end to end with itself, in whole or in part: no dwelling is counted twice without a word."""

from collections.abc import Callable
from pathlib import Path

import pytest

from observatoire.sources.loading import load_file
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import find_problem, plain, refusal, rows_of
from tests.observatoire.sources.official.test_open_files import TOWNS
from tests.support.open_rpls import write_open_file

TWICE = "Chaque logement est deux fois dans le fichier"
TO_CHECK = "les logements sont tous semblables deux à deux"


def write(path: Path, dwellings: int = 600, layout: str = "2025") -> tuple[str, list[str]]:
    """A file, its header and its dwellings."""
    header, *lines = write_open_file(path, TOWNS[:2], dwellings, layout=layout).read_text(encoding="utf-8").splitlines()
    return header, lines


def put(path: Path, header: str, lines: list[str]) -> Path:
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def of_town(lines: list[str], code: str) -> list[str]:
    return [line for line in lines if f'"{code}"' in line]


ORDERS: dict[str, Callable[[list[str]], list[str]]] = {
    "end to end": lambda lines: lines + lines,
    "each line under itself": lambda lines: [line for line in lines for _ in range(2)],
    "the second time backwards": lambda lines: lines + lines[::-1],
}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("layout", ["ancien", "2023", "2025"])
def test_whole_file_twice_is_refused(settled: Store, tmp_path: Path, layout: str, order: str):
    path = tmp_path / "rpls.csv"
    header, lines = write(path, layout=layout)

    problem = find_problem(refusal(settled, "rpls-ouvert", put(path, header, ORDERS[order](lines)), 2025), TWICE)

    assert "2 communes (« 74024 », « 74042 »)" in plain(problem.message)
    assert "Téléchargez le fichier de nouveau" in problem.remedy


def test_block_of_a_whole_commune_twice_is_refused(settled: Store, tmp_path: Path):
    path = tmp_path / "rpls.csv"
    header, lines = write(path)

    error = refusal(settled, "rpls-ouvert", put(path, header, lines + of_town(lines, "74024")), 2025)

    assert "1 commune (« 74024 »)" in plain(find_problem(error, TWICE).message)


def test_few_addresses_whose_flats_are_alike_two_by_two_are_loaded_and_said(outlined: Store, tmp_path: Path):
    """They may be twin houses: six addresses of Ayse, among those of Bonneville."""
    path = tmp_path / "rpls.csv"
    header, lines = write(path)
    twins = [of_town(lines, "74024")[0].replace('"RUE"', f'"RUE {rank}"') for rank in range(6)]
    place = header.split(";").index('"NUMVOIE"')
    twins = [";".join([*cells[:place], f'"{9000 + rank}"', *cells[place + 1 :]]) for rank, cells in enumerate(line.split(";") for line in twins)]  # fmt: skip

    report = load_file(
        outlined, "rpls-ouvert", put(path, header, [*of_town(lines, "74042"), *twins, *twins]), millesime=2025
    )

    assert [plain(each.message).partition(" (")[0] for each in report.notices if TO_CHECK in plain(each.message)] == [
        "À vérifier : dans 1 commune"
    ]
    stored = (
        "select sum(logements) from source.parc join source.residence on code = residence where code_insee = '74024'"
    )
    assert rows_of(outlined, stored) == [(12,)]


def test_identical_flats_are_as_many_dwellings_and_nothing_is_said(outlined: Store, tmp_path: Path):
    """A dwelling in two is alike another of its address: no file has a number for each."""
    path = tmp_path / "rpls.csv"
    header, lines = write(path)

    report = load_file(outlined, "rpls-ouvert", put(path, header, lines + lines[::2]), millesime=2025)

    assert [each for each in report.notices if TO_CHECK in plain(each.message)] == []
    assert rows_of(outlined, "select sum(logements) from source.parc") == [(900,)]


def number_them(header: str, lines: list[str]) -> tuple[str, list[str]]:
    return f'"IDENT_REP";{header}', [f'"{rank:010d}";{line}' for rank, line in enumerate(lines)]


def test_numbered_dwelling_on_two_lines_is_refused_with_its_line(settled: Store, tmp_path: Path):
    path = tmp_path / "rpls.csv"
    header, lines = number_them(*write(path))
    new = lines[7].replace('"0000000007"', '""')
    path = put(path, header, [*lines, new, new, *lines[10:12]])

    error = refusal(settled, "rpls-ouvert", path, 2025)

    assert [(each.line, each.column, each.value) for each in error.problems] == [
        (604, "IDENT_REP", ""),
        (605, "IDENT_REP", ""),
    ]
    assert "Un même logement (colonne IDENT_REP)" in plain(error.problems[0].message)
    assert "chaque logement y a une seule ligne" in plain(error.problems[0].remedy)


def test_numbered_dwellings_once_each_are_loaded(outlined: Store, tmp_path: Path):
    path = tmp_path / "rpls.csv"

    load_file(outlined, "rpls-ouvert", put(path, *number_them(*write(path))), millesime=2025)

    assert rows_of(outlined, "select sum(logements) from source.parc") == [(600,)]


def rewrite(header: str, lines: list[str], column: str, value: Callable[[int, str], str]) -> list[str]:
    place = header.split(";").index(f'"{column}"')
    cells = [line.split(";") for line in lines]
    return [
        ";".join([*row[:place], f'"{value(rank, row[place].strip(chr(34)))}"', *row[place + 1 :]])
        for rank, row in enumerate(cells)
    ]


def test_years_that_a_spreadsheet_made_dates_are_refused_and_not_counted_as_recent(settled: Store, tmp_path: Path):
    path = tmp_path / "rpls.csv"
    header, lines = write(path)
    lines = rewrite(header, lines, "CONSTRUCT", lambda _, year: f"01/01/{year}")

    problem = find_problem(refusal(settled, "rpls-ouvert", put(path, header, lines), 2025), "ne sont pas des nombres")

    assert problem.column == "CONSTRUCT"
    assert plain(problem.message).startswith(
        "Colonne « CONSTRUCT » : 600 valeurs ne sont pas des nombres, comme « 01/01/"
    )
    assert "tel que téléchargé" in problem.remedy


def test_few_values_that_are_no_numbers_are_said(outlined: Store, tmp_path: Path):
    path = tmp_path / "rpls.csv"
    header, lines = write(path)
    lines = rewrite(header, lines, "SURFHAB", lambda rank, area: ("grand", "NC")[rank] if rank < 2 else area)

    report = load_file(outlined, "rpls-ouvert", put(path, header, lines), millesime=2025)

    (said,) = (each for each in report.notices if each.column == "SURFHAB")
    assert plain(said.message).startswith("Colonne « SURFHAB » : 1 valeur n’est pas un nombre, comme « grand ».")
