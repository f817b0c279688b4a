"""The public map in one file: it asks for nothing outside, and holds nothing that the public may not read."""

import re

import pytest

from observatoire.errors import InvalidInputError, NotFoundError, UnavailableError
from observatoire.exports import public_map
from observatoire.exports.public_map import export_public_map
from tests.support.editions import load_territory, publish_edition

MARK = "canari-carte"
OUTSIDE = re.compile(r"""(?:src|href)=["']?(?!#|data:)|url\((?!data:)|@import|fetch\(|XMLHttpRequest""")


@pytest.fixture
def published(store, settings):
    """The fake territory, with a mark in every text that the public may not read."""
    load_territory(store, mark=MARK)
    publish_edition(store, settings, note=MARK)
    return store


def test_map_holds_communes_and_residences_and_asks_for_nothing(published, tmp_path):
    written = tmp_path / "carte.html"

    assert export_public_map(published, written) == 6

    page = written.read_text(encoding="utf-8")
    ours = page.replace((public_map.LEAFLET / "leaflet.js").read_text(encoding="utf-8").partition("//#")[0], "")
    assert {"Bonneville", "1 rue du Pont"} <= set(re.findall("Bonneville|1 rue du Pont", page))
    assert [found for found in OUTSIDE.findall(ours) if "leafletjs.com" not in found] == []
    assert MARK not in page
    assert not re.search(r"fragilit[eé]\"|occ\d|att\d|vigilance renforc", page)


def test_names_are_shown_as_they_are_written(published, tmp_path):
    """A name is text, never markup: it is escaped for the page, then for the script."""
    written = tmp_path / "carte.html"

    export_public_map(published, written)

    page = written.read_text(encoding="utf-8")
    assert "\\u0026quot;Lac\\u0026quot;" in page
    assert '"Lac"' not in page


def test_map_is_refused_under_a_name_that_is_not_a_page(published, tmp_path):
    with pytest.raises(InvalidInputError, match="page"):
        export_public_map(published, tmp_path / "carte.csv")


def test_nothing_online_makes_no_map(store, tmp_path):
    with pytest.raises(NotFoundError):
        export_public_map(store, tmp_path / "carte.html")
    assert not (tmp_path / "carte.html").exists()


def test_machine_without_leaflet_is_told_what_to_run(published, tmp_path, monkeypatch):
    monkeypatch.setattr(public_map, "LEAFLET", tmp_path / "absent")

    with pytest.raises(UnavailableError, match="make setup"):
        export_public_map(published, tmp_path / "carte.html")
