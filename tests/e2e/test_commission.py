"""The commission: a session by keyboard until its seal, and a decision that its landlord answers."""

import re

from playwright.sync_api import Page, expect

from observatoire.access.audience import Role
from observatoire.access.perimeters import Perimeter
from observatoire.accounts.register import add_account
from observatoire.demo.commission import HALPADES
from observatoire.store.database import open_store
from tests.e2e.conftest import Observatory, OpenContext
from tests.e2e.pages import PartnersMap
from tests.e2e.watching import Watch

OPEN_SESSION, SEALED_SESSION = 2, 1
SEMCODA, LISTED = "900000004", "SEM-0502"
UNDECIDED, VIGILANT, SECRET = "HAL-0502", "HAL-0202", "SEM-0401"


def test_session_goes_by_keyboard_from_one_dwelling_to_the_next_until_its_seal(
    page: Page, observatory: Observatory, watch: Watch
) -> None:
    watch.forgive("status of 422")
    page.goto(f"/commission?seance={OPEN_SESSION}#cle={observatory.key}")
    agenda = page.locator(".agenda-line")
    expect(agenda).to_have_count(3)
    for position in range(3):
        if position:
            page.keyboard.press("ArrowDown")
        expect(agenda.nth(position)).to_have_attribute("aria-current", "true")
        page.keyboard.press("d")
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Orientation").select_option("travaillee")
        if position == 0:
            dialog.get_by_label("Précision").fill("Voir Mme Durand")
            dialog.get_by_role("button", name="Noter").press("Enter")
            expect(dialog.get_by_role("alert")).to_contain_text("civilité")
            dialog.get_by_label("Précision").fill("Recherche élargie aux communes voisines.")
        dialog.get_by_role("button", name="Noter").press("Enter")
        expect(dialog).to_have_count(0)
        expect(agenda.nth(position)).to_contain_text("Attribution travaillée")
        expect(page.locator("#logement-titre")).to_be_focused()
    page.keyboard.press("s")
    page.get_by_role("dialog").get_by_role("button", name="Sceller").press("Enter")
    expect(page.get_by_text("Empreinte vérifiée")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Noter"))).to_have_count(0)
    minutes = page.request.get(page.get_by_role("link", name="Relevé de décisions").get_attribute("href") or "")
    assert minutes.headers["content-type"] == "application/pdf"


def test_decision_waits_for_the_landlord_who_answers_and_signs(
    page: Page, open_context: OpenContext, observatory: Observatory
) -> None:
    sheet = PartnersMap(page, observatory.key).open(f"?residence={UNDECIDED}").sheet
    decided = sheet.get_by_role("region", name="Ce que les partenaires ont décidé")
    decided.get_by_role("button", name="Confirmer la vigilance").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("État du bâti, réhabilitation attendue").check()
    dialog.get_by_label("Bailleur", exact=True).check()
    dialog.get_by_role("button", name="Enregistrer la décision").press("Enter")
    expect(decided).to_contain_text("Signatures attendues : le bailleur ou la commune")

    with open_store(observatory.settings) as store:
        key = add_account(store, "Halpades", Role.BAILLEUR, Perimeter(bailleurs=(HALPADES,)))
    theirs = open_context().new_page()
    own = PartnersMap(theirs, key).open(f"?residence={UNDECIDED}").sheet
    seen = own.get_by_role("region", name="Ce que les partenaires ont décidé")
    seen.get_by_role("button", name="Répondre").press("Enter")
    theirs.get_by_role("dialog").get_by_role("button", name="Enregistrer la réponse").press("Enter")
    expect(seen).to_contain_text("Réponse de Halpades")
    expect(theirs.get_by_role("dialog")).to_have_count(0)
    seen.get_by_role("button", name="Contresigner").press("Enter")
    expect(seen.get_by_text("en vigueur")).to_be_visible()
    expect(own.get_by_text("Vigilance renforcée", exact=True)).to_be_visible()


def test_vigilance_is_filtered_ringed_and_reminds_of_priorities(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open(f"?vigilance=oui&residence={VIGILANT}")
    expect(partners.circle(VIGILANT)).to_be_visible()
    expect(partners.circle(SECRET)).to_be_hidden()
    expect(page.locator("path.vigilance").first).to_be_visible()
    expect(partners.sheet).to_contain_text("DALO")
    expect(partners.sheet).to_contain_text(re.compile("Vacance mesurée.:.1[89].jours"))


def test_list_of_a_landlord_holds_its_own_residences_once_both_have_signed(
    page: Page, open_context: OpenContext, observatory: Observatory
) -> None:
    page.goto(f"/commission#cle={observatory.key}")
    page.get_by_role("button", name="Adopter une liste").click()
    dialog = page.get_by_role("dialog")
    offered = dialog.get_by_role("group", name="Résidences").get_by_role("checkbox")
    for landlord, prefix in (("Halpades", "HAL-"), ("Semcoda", "SEM-")):
        dialog.get_by_label("Bailleur").select_option(label=landlord)
        codes = offered.evaluate_all("boxes => boxes.filter(box => box.checkVisibility()).map(box => box.value)")
        assert codes
        assert all(code.startswith(prefix) for code in codes)
    dialog.locator(f"input[value={LISTED}]").check()
    dialog.get_by_label("Résidence en quartier prioritaire").check()
    dialog.get_by_role("button", name="Enregistrer la liste").click()
    adopted = page.locator(".repms-list").filter(has_text="Semcoda")
    expect(adopted).to_contain_text("en attente de la signature du bailleur")

    with open_store(observatory.settings) as store:
        key = add_account(store, "Semcoda", Role.BAILLEUR, Perimeter(bailleurs=(SEMCODA,)))
    theirs = open_context(phone=True).new_page()
    theirs.goto(f"/commission#cle={key}")
    expect(theirs.locator(".session-line").first).not_to_contain_text("en cours")
    seen = theirs.locator(".repms-list").filter(has_text="Semcoda")
    seen.get_by_role("button", name="Signer la liste").click()
    expect(seen).to_contain_text("en vigueur")
    theirs.goto(f"/observatoire?residence={LISTED}")
    expect(theirs.get_by_role("region", name="Ce que les partenaires ont décidé")).to_contain_text("Liste REPMS")
    annex = page.request.get(adopted.get_by_role("link", name="Annexe").get_attribute("href") or "")
    assert annex.headers["content-type"] == "application/pdf"


def test_sealed_session_is_replayed_with_its_hash(page: Page, observatory: Observatory) -> None:
    page.goto(f"/commission?seance={SEALED_SESSION}#cle={observatory.key}")
    expect(page.get_by_text("Empreinte vérifiée")).to_be_visible()
    expect(page.get_by_role("button", name="Sceller la séance")).to_have_count(0)
    expect(page.locator(".hash")).to_have_text(re.compile("[0-9a-f]{64}"))


def test_focus_stays_on_the_session_that_is_chosen_by_keyboard(page: Page, observatory: Observatory) -> None:
    page.goto(f"/commission?seance={OPEN_SESSION}#cle={observatory.key}")
    sealed = page.get_by_role("button", name="scellée").last
    sealed.press("Enter")
    expect(page).to_have_url(re.compile(rf"seance={SEALED_SESSION}\b"))
    expect(page.get_by_text("Empreinte vérifiée")).to_be_visible()
    expect(sealed).to_be_focused()
