"""The tools of the planners: narrowing, years, second map, trial recipes, portrait, files."""

import csv
import io
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from observatoire.access.audience import Role
from observatoire.accounts.register import add_account
from observatoire.store.database import open_store
from tests.e2e.conftest import Observatory, OpenContext
from tests.e2e.territories_pages import TerritoriesPage
from tests.e2e.test_accessibility import RULES

BONNEVILLE = "74042"


def expect_accessible(page: Page) -> None:
    """The page as it stands has nothing that axe finds."""
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


def test_a_rectangle_on_the_plot_narrows_map_and_table_and_stays_in_the_address(
    page: Page, observatory: Observatory
) -> None:
    territories = TerritoriesPage(page, observatory.key).open("?niveau=residence")
    box = page.locator(".plot").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 80, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 200, steps=4)
    page.mouse.up()

    count = page.locator(".narrowing-count")
    expect(count).to_have_text(re.compile(r"^\d+\sterritoires? retenus? sur 62$"))
    kept = int(re.findall(r"\d+", count.inner_text())[0])
    assert 0 < kept < 62
    expect(page.locator(".table-place tbody tr[data-key]")).to_have_count(kept)
    assert page.locator(".bubble:not(.left-out)").count() == kept
    assert {part.partition(":")[0] for part in territories.query()["plages"][0].split(",")} == {
        "occupation",
        "attractivite",
    }
    page.get_by_role("button", name="Tout montrer").click()
    grouped = page.locator(".table-place tbody tr[data-key^=regroupement]")
    expect(page.locator(".table-place tbody tr[data-key]")).to_have_count(62 + grouped.count())


def test_an_interval_and_a_landlord_are_chosen_by_keyboard(page: Page, observatory: Observatory) -> None:
    TerritoriesPage(page, observatory.key).open("?niveau=residence")
    page.get_by_text("Filtrer", exact=True).click()
    low = page.get_by_label("Occupation, de")
    low.fill("120")
    low.press("Enter")
    page.get_by_label("Bailleur").select_option("Halpades")
    expect(page.get_by_label("Réhabilitation")).to_be_disabled()
    expect(page.get_by_label("Réhabilitation")).to_have_text("Non transmis")
    rows = page.locator(".table-place tbody tr[data-key]")
    expect(page.locator(".narrowing-count")).to_be_visible()
    values = [int(text) for text in rows.locator("td:nth-child(4) .value-chip").all_inner_texts()]
    assert values
    assert min(values) >= 120
    expect_accessible(page)


def test_years_and_second_map_follow_the_first(page: Page, observatory: Observatory) -> None:
    territories = TerritoriesPage(page, observatory.key).open(f"?territoire={BONNEVILLE}&trajectoires=oui")
    expect(page.locator(".trail-year")).to_have_text(["2014"])
    page.get_by_label("Années").select_option("evolution")
    expect(page.get_by_text("rapportée à la référence de 2014, qui reste à 100")).to_be_visible()
    expect(page.get_by_label("Intervalles à 90")).to_be_disabled()
    expect(page.locator(".trail-year")).to_have_text(["2014"])
    expect(page.get_by_text(re.compile(r"Évolution de la fragilité \(base\s2014\)\s:\s\d+"))).to_be_visible()
    territories.choose("Évolution")
    expect(page.get_by_text("hausse de 5 à 15 points")).to_be_visible()
    page.get_by_label("Deuxième carte").select_option("avant")
    second = page.locator(".second-map")
    expect(second.locator("path.territory")).to_have_count(7)
    expect(second.locator(".map-caption")).to_contain_text("publication précédente")
    expect(page.locator(".plot-place")).to_be_hidden()
    before = second.locator("path.territory").first.bounding_box()
    page.locator("#carte .leaflet-control-zoom-in").click()
    page.wait_for_function(
        "width => document.querySelector('.second-map path.territory').getBoundingClientRect().width > width",
        arg=before and before["width"] * 1.2,
    )
    expect_accessible(page)


def test_a_trial_recipe_lists_what_changes_class_and_changes_nothing(page: Page, observatory: Observatory) -> None:
    TerritoriesPage(page, observatory.key).open("?niveau=residence")
    published = page.locator(".table-place tbody").inner_text()
    page.get_by_text("Essayer une autre recette").click()
    expect(page.get_by_text("C’est la méthode publiée.")).to_be_visible()
    slider = page.get_by_label("Seuil « fragile »")
    slider.focus()
    for _ in range(20):
        slider.press("ArrowRight")
    outcome = page.locator(".workshop-outcome")
    expect(outcome).to_have_text(re.compile(r"^\d+\schangements? de classe sur 62"))
    moves = page.locator(".workshop-list tbody tr")
    assert moves.count() == int(re.findall(r"\d+", outcome.inner_text())[0])
    assert set(moves.locator("td:nth-child(2)").all_inner_texts()) == {"fragile"}
    expect(outcome).to_have_text(re.compile(r"n[e’].* plus fragile"))
    assert all(float(text) >= 120 for text in moves.locator("td:nth-child(4)").all_inner_texts())
    assert page.locator(".table-place tbody").inner_text() == published
    expect_accessible(page)
    page.reload()
    expect(outcome).to_have_text(re.compile("changements? de classe sur 62"))
    page.get_by_role("button", name="Revenir à la méthode publiée").click()
    expect(page.get_by_text("C’est la méthode publiée.")).to_be_visible()


def test_portrait_sets_a_commune_against_another(page: Page, observatory: Observatory) -> None:
    TerritoriesPage(page, observatory.key).open(f"?territoire={BONNEVILLE}")
    page.get_by_label("Comparer avec").select_option(label="Marignier")
    portrait = page.locator(".portrait")
    expect(portrait.get_by_role("row", name=re.compile("Attractivité"))).to_contain_text("points")
    expect(portrait.get_by_role("columnheader")).to_have_text(["Chiffre", "Bonneville", "Marignier", "Écart"])


def test_table_plot_and_map_are_taken_as_files(page: Page, observatory: Observatory, tmp_path: Path) -> None:
    TerritoriesPage(page, observatory.key).open()
    taken = {}
    for name in ("Tableau (CSV)", "Nuage (SVG)", "Carte (PNG)"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        taken[path.suffix] = path.read_bytes()
    rows = list(csv.DictReader(io.StringIO(taken[".csv"].decode("utf-8-sig")), delimiter=";"))
    assert {row["nom"] for row in rows} >= {"Bonneville", "Brizon"}
    assert next(row["fragilite"] for row in rows if row["nom"] == "Brizon") == ""
    assert b"Bonneville" in taken[".svg"]
    assert taken[".png"].startswith(b"\x89PNG")


def test_a_trial_is_proposed_by_name_and_adopted_by_two(
    page: Page, open_context: OpenContext, observatory: Observatory
) -> None:
    TerritoriesPage(page, observatory.key).open("?essai=occ1:2,fragile:125")
    scenarios = page.get_by_role("region", name="Scénarios proposés")
    scenarios.get_by_label("Nom du scénario").fill("Ressources doublées")
    scenarios.get_by_role("button", name="Proposer cet essai").click()
    line = scenarios.get_by_role("row", name=re.compile("Ressources doublées")).first
    expect(line).to_contain_text("proposé")
    line.get_by_role("button", name="Signer").click()
    expect(line).to_contain_text("proposé, signé par Démonstration")
    expect(line.get_by_role("button", name="Signer")).to_have_count(0)
    page.get_by_role("button", name="Revenir à la méthode publiée").click()
    expect(scenarios.get_by_label("Nom du scénario")).to_be_hidden()
    line.get_by_role("button", name="Voir l’essai").click()
    expect(page.get_by_label("Seuil « fragile »")).to_have_value("125")
    expect_accessible(page)

    with open_store(observatory.settings) as store:
        key = add_account(store, "Commission", Role.COMMISSION)
    theirs = TerritoriesPage(open_context().new_page(), key).open().page
    published = theirs.locator(".table-place").inner_text()
    theirs.get_by_text("Essayer une autre recette").click()
    seen = theirs.get_by_role("row", name=re.compile("Ressources doublées")).first
    seen.get_by_role("button", name="Signer").click()
    expect(seen).to_contain_text(re.compile(r"adopté le .+ par Démonstration et Commission"))
    theirs.reload()
    expect(theirs.locator(".table-place")).to_have_text(published, use_inner_text=True)
