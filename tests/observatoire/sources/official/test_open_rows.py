"""The rows of an open file, written in all the ways that real ones are."""

from pathlib import Path

import polars as pl

from observatoire.sources.official.open_rows import OpenRows
from observatoire.sources.official.progress import RowCounter, say_nothing

WRITTEN: dict[str, list[str | None]] = {
    "DEPCOM": ["74042", "74042", "74024", "4042", None],
    "LOCAT": ["1960", "1960.0", " 1960", "1,96e3", "NC"],
    "CUS": ["13", None, "13,0", "NA/NA", "13"],
    "X": ["952000.5", "952000,5", None, "Z", ""],
    "DPEENERGIE": ["A", "g ", "NC", None, "H"],
    "NUMVOIE": ["1", "1 bis", None, " 3", ""],
}


def read(rows: dict[str, list[str | None]], tmp_path: Path, communes: set[str]) -> tuple[pl.DataFrame, OpenRows]:
    (tmp_path / "r.csv").write_text("a\n" * 5)
    taking = OpenRows(communes, RowCounter(tmp_path / "r.csv", say_nothing))
    return taking.take(pl.DataFrame(rows, schema=dict.fromkeys(rows, pl.String))), taking


def test_numbers_places_and_classes_are_read_however_they_are_written(tmp_path: Path):
    frame, _ = read(WRITTEN | {"DEPCOM": ["74042"] * 5}, tmp_path, {"74042"})

    assert frame["LOCAT"].to_list() == [1960, 1960, 1960, 1960, None]
    assert frame["CUS"].to_list() == [13, None, 13, None, 13]
    assert frame["X"].to_list() == [952_000.5, 952_000.5, None, None, None]
    assert frame["DPEENERGIE"].to_list() == ["A", "G", None, None, None]
    assert frame["NUMVOIE"].to_list() == WRITTEN["NUMVOIE"]


def test_rows_of_other_communes_are_counted_and_codes_that_are_none_told(tmp_path: Path):
    frame, taking = read(WRITTEN, tmp_path, {"74042"})

    assert frame["DEPCOM"].to_list() == ["74042", "74042"]
    assert taking.counter.rows == 5
    assert dict(taking.malformed) == {"4042": 1, "": 1}
