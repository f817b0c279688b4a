"""Printed documents: escaped, complete, self-contained, written in French."""

import re
import tomllib
import zlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from jinja2 import DictLoader, UndefinedError

from observatoire.printing import render_html, render_pdf, rendering
from observatoire.printing.french import (
    CLASS_BOUNDS,
    typeset,
    write_chances,
    write_count,
    write_date,
    write_high_end,
    write_index,
    write_low_end,
    write_moment,
    write_number,
    write_part,
    write_share,
    write_signed,
)

METHOD = Path(__file__).parents[3] / "data" / "methode" / "methode-2026-1.toml"
SCREENS = Path(__file__).parents[3] / "web" / "src" / "shared" / "format.ts"


@pytest.fixture
def template(monkeypatch):
    """A template of one's own, that extends the real one."""

    def write(content: str) -> str:
        environment = rendering._environment()
        base = (rendering.TEMPLATES / "document.html").read_text(encoding="utf-8")
        page = '{% extends "document.html" %}{% block title %}Essai{% endblock %}{% block content %}' + content
        monkeypatch.setattr(
            environment, "loader", DictLoader({"document.html": base, "essai.html": page + "{% endblock %}"})
        )
        environment.cache.clear()
        return "essai.html"

    yield write
    rendering._environment.cache_clear()


def _inflate(pdf: bytes) -> list[bytes]:
    """The compressed streams of a PDF, which hold most of its objects."""
    streams = re.findall(rb"stream\n(.+?)\nendstream", pdf, flags=re.DOTALL)
    return [zlib.decompressobj().decompress(each) for each in streams]


def test_what_a_template_receives_is_escaped(template):
    page = render_html(template("<p>{{ nom }}</p>"), nom="<script>")

    assert "<p>&lt;script&gt;</p>" in page


def test_a_value_that_is_missing_is_an_error(template):
    with pytest.raises(UndefinedError):
        render_html(template("<p>{{ nom }}</p>"))


def test_fictitious_data_are_stamped(template):
    name = template("")

    assert "Données fictives" in render_html(name, fictif=True)
    assert "Données fictives" not in render_html(name, fictif=False)


def test_a_document_becomes_a_tagged_pdf(template):
    written = render_pdf(template("<p>Été</p>"))

    assert written.startswith(b"%PDF-")
    assert b"/MarkInfo" in b"".join(_inflate(written))


def test_nothing_is_fetched_while_a_page_is_laid_out(template):
    name = template('<img alt="" src="file:///etc/hostname">')

    assert render_pdf(name).count(b"/Image") == 0


def test_spaces_are_those_that_french_wants(template):
    page = render_html(template("<p>Vraiment ? « Oui » : 12 %</p>"))

    assert "Vraiment\u202f? «\u00a0Oui\u00a0»\u00a0: 12\u202f%" in page


def test_numbers_and_dates_are_written_in_french():
    assert write_number(-1632.25, 1) == "−1\u202f632,3"
    assert write_share(0.125, 1) == "12,5\u202f%"
    assert write_date(date(2026, 3, 1)) == "1er\u00a0mars 2026"
    assert write_moment(datetime(2026, 3, 12, 8, 5, tzinfo=UTC)) == "12\u00a0mars 2026 à 9\u202fh\u202f05"


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [(12.5, 0, "13"), (0.285, 2, "0,29"), (2.675, 2, "2,68"), (-0.04, 1, "0,0"), (-0.5, 0, "−1")],
)
def test_halves_go_up_as_on_the_screens_and_nothing_is_less_than_zero_by_nothing(value, decimals, said):
    assert write_number(value, decimals) == said


def test_index_is_never_rounded_to_a_class_that_it_does_not_reach():
    classes = tomllib.loads(METHOD.read_text(encoding="utf-8"))["classes"]

    assert (classes["intermediaire"], classes["fragile"]) == CLASS_BOUNDS
    assert f"const CLASS_BOUNDS = {list(CLASS_BOUNDS)} as const;" in SCREENS.read_text(encoding="utf-8")
    assert [write_index(value) for value in (104.67, 119.9996, 105.0, 104.4, 119.96)] == [
        "104,7", "119,99", "105", "104", "119,96"
    ]  # fmt: skip
    assert write_index(104.97, 1) == "104,97"


def test_ends_of_an_interval_are_rounded_away_from_each_other():
    assert (write_low_end(119.97), write_high_end(145.04), write_low_end(120.0)) == ("119", "146", "120")


@pytest.mark.parametrize(
    ("probability", "said"),
    [(0.004, "moins d’une chance"), (0.005, "1 chance"), (0.93, "93 chances"), (0.995, "plus de 99 chances")],
)
def test_chances_are_never_none_nor_certain_as_on_the_screens(probability, said):
    assert write_chances(probability) == f"{said} sur 100"


def test_small_shares_keep_a_decimal_as_on_the_screens():
    assert [write_part(share) for share in (0.0278, 0.0995, 0.438, 0.0)] == [
        "2,8\u202f%", "10\u202f%", "44\u202f%", "0\u202f%"
    ]  # fmt: skip


def test_difference_that_rounds_to_nothing_has_no_sign():
    assert [write_signed(value) for value in (0.04, -0.04, 0.05, -1.0)] == ["0,0", "0,0", "+0,1", "−1,0"]


def test_article_of_law_stays_in_one_piece():
    """A line never ends at the hyphen of an article; other hyphens are left."""
    assert typeset("l’article L. 441-1-6, un sous-titre") == "l’article L.\u00a0441\u20111\u20116, un sous-titre"


def test_a_count_keeps_the_singular_up_to_one():
    assert [write_count(each, "logement") for each in (0, 1, 2)] == [
        "0\u00a0logement",
        "1\u00a0logement",
        "2\u00a0logements",
    ]
    assert write_count(1, "résidence y est", "résidences y sont") == "1\u00a0résidence y est"


def test_no_template_writes_a_plural_behind_a_number_that_may_be_one():
    plural = re.compile(r"\}\} (?:logements|résidences|répondants|ménages|attributions|bâtiments|autres)\b")
    numbered = {
        each.name: found
        for each in rendering.TEMPLATES.rglob("*.html")
        if (found := plural.findall(each.read_text(encoding="utf-8")))
    }

    assert numbered == {}
