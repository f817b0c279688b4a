"""The public page without script, and in plain words."""

import re

from observatoire.store.database import Tier, unit_of_work
from observatoire.store.tables.guichets import Guichet
from tests.api.conftest import MARK, World
from tests.support.editions import publish_edition

PLACE = '<div id="sans-script"></div>'


def add_place_of_figures(world: World) -> None:
    page = world.settings.web_dist / "index.html"
    page.write_text(f"<!doctype html><noscript>{PLACE}</noscript>", encoding="utf-8")


def test_home_holds_the_figures_of_the_communes(world: World):
    add_place_of_figures(world)

    page = world.get("/").text

    assert PLACE not in page
    assert "Bonneville" in page
    assert MARK not in page


def test_home_changes_with_the_publication_and_only_with_it(world: World):
    add_place_of_figures(world)
    before = world.get("/").headers["etag"]

    assert world.get("/", if_none_match=before).status_code == 304
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        session.add(Guichet(code_insee="74042", nom="Mairie <b>", adresse="2 place", telephone=None, horaires=None))
    publish_edition(world.store, world.settings)
    world.hear_the_line()

    simple = world.get("/simple").text
    assert "Mairie &lt;b&gt;" in simple
    assert world.read("/api/v1/public/guichets")["guichets"][0]["nom"] == "Mairie <b>"


def test_plain_words_tell_the_communes_and_nothing_meant_for_partners(shared: World):
    page = shared.get("/simple")

    assert page.status_code == 200
    assert "Demander un logement social, en mots simples" in page.text
    assert {"Bonneville", "Marignier"} <= set(re.findall(r"<th scope=\"row\">(\w+)</th>", page.text))
    assert MARK not in page.text


def test_only_the_framed_page_may_be_framed(world: World):
    (world.settings.web_dist / "integrer.html").write_text("<!doctype html><title>carte</title>", encoding="utf-8")

    assert "frame-ancestors *" in world.get("/integrer").headers["content-security-policy"]
    for address in ("/", "/simple", "/observatoire", "/api/v1/public/residences", "/integrer/"):
        assert "frame-ancestors 'none'" in world.get(address).headers["content-security-policy"]
