"""`export indices` on paper: what the table holds and no more, in French."""

from datetime import UTC, datetime

import pandas as pd
import pytest

from observatoire.audit.pdf_text import read_pdf_text
from observatoire.exports.printed import print_indices
from observatoire.store.tables.results import Publication

SEEN = {"status": "ok", "interval_low": 110.4, "interval_high": 139.6, "logements": 1204}
SECRET = {"status": "secret", "class": None, "value": None, "interval_low": None, "interval_high": None}


@pytest.fixture
def publication():
    return Publication(
        number=4,
        ops=2016,
        rpls=2017,
        reference_nom="CC Faucigny-Glières",
        fictif=False,
        method={"classes": {"intermediaire": 105.0, "fragile": 120.0}},
        published_at=datetime(2026, 3, 1, tzinfo=UTC),
    )


def read_printed(path, publication, rows):
    frame = pd.DataFrame(rows).assign(interval_low=lambda each: each["interval_low"].astype("float64"))
    print_indices(frame, path, level="commune", publication=publication)
    return read_pdf_text(path.read_bytes()).replace("\u202f", " ").replace("\xa0", " ")


def row(nom, index, **known):
    return {"code": nom, "nom": nom, "index": index, "class": "fragile", "value": 120.04, **SEEN, **known}


def each_index(nom, **known):
    return [row(nom, index, **known) for index in ("occupation", "attractivite", "fragilite")]


def test_printed_line_tells_value_interval_and_class(tmp_path, publication):
    printed = read_printed(tmp_path / "f.pdf", publication, each_index("Vougy"))

    assert "Publication 4 · OPS 2016 · RPLS 2017" in printed
    assert "CC Faucigny-Glières vaut 100" in printed
    assert "fragile à partir de 120" in printed
    assert "Vougy 1 204 120,0 [110 ; 140] fragile" in printed
    assert "Publiée le 1er mars 2026" in printed


def test_secret_is_told_in_words_and_without_a_number(tmp_path, publication):
    rows = [*each_index("Vougy"), *each_index("Brizon", logements=6, **SECRET)]

    printed = read_printed(tmp_path / "f.pdf", publication, rows)

    assert "Brizon 6 secret statistique secret statistique secret statistique Vougy" in printed


def test_who_reads_classes_alone_sees_no_column_of_values(tmp_path, publication):
    shown = {**SECRET, "status": "partiel", "class": "équilibré"}

    printed = read_printed(tmp_path / "f.pdf", publication, each_index("Vougy", **shown))

    assert "Vougy 1 204 équilibré (partiel) équilibré (partiel) équilibré (partiel)" in printed
    assert "crochets" not in printed
