"""People: a link, a password, the way in, one's own perimeter, the way out; and what the manager does."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from observatoire.access.audience import Role
from observatoire.store.database import open_store
from tests.e2e.conftest import Observatory, OpenContext
from tests.e2e.test_accessibility import RULES
from tests.e2e.watching import Watch
from tests.support.people import PASSWORD, invite

HALPADES = "900000002"


def enter(page: Page, email: str, password: str) -> None:
    """Fill the way in."""
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Mot de passe", exact=True).fill(password)
    page.keyboard.press("Enter")


def check_accessible(page: Page) -> None:
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()


def test_person_invited_chooses_a_password_enters_sees_what_is_theirs_and_leaves(
    page: Page, observatory: Observatory, watch: Watch
) -> None:
    watch.forgive("status of 4")
    email = "nouvelle@halpades.fr"
    with open_store(observatory.settings) as store:
        token = invite(store, email, Role.BAILLEUR, HALPADES)
    page.goto(f"/compte#invitation={token}")
    expect(page.get_by_text(email)).to_be_visible()
    assert token not in page.url
    page.get_by_label("Mot de passe", exact=True).fill("motdepasse123")
    page.get_by_label("une seconde fois").fill("motdepasse123")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("parmi les premiers")
    check_accessible(page)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_label("une seconde fois").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Entrer").click()

    enter(page, email, PASSWORD)
    expect(page.get_by_text(HALPADES)).to_be_visible()
    expect(page.get_by_text("celle-ci")).to_be_visible()
    check_accessible(page)

    page.get_by_role("button", name="Se déconnecter").click()
    for _ in range(5):
        enter(page, email, "péniche caramel tuba")
        expect(page.get_by_role("alert").filter(has_text="n’est pas reconnu")).to_be_visible()
    enter(page, email, PASSWORD)
    expect(page.get_by_role("alert").filter(has_text="Trop d’essais")).to_be_visible()


def test_manager_invites_gives_another_link_revokes_and_finds_it_in_the_journal(
    open_context: OpenContext, observatory: Observatory
) -> None:
    page = open_context(phone=True).new_page()
    page.goto(f"/compte?vue=comptes#cle={observatory.key}")
    page.get_by_label("Adresse professionnelle").fill("invitee@halpades.fr")
    page.get_by_label("Rôle").select_option("bailleur")
    page.get_by_label("Périmètre").fill(HALPADES)
    page.get_by_role("button", name="Créer le lien").click()
    first = page.get_by_label("Lien à transmettre").input_value()
    assert first.startswith(f"{observatory.origin}/compte#invitation=")
    check_accessible(page)
    page.get_by_role("button", name="Redonner un lien à invitee@halpades.fr").click()
    expect(page.get_by_label("Lien à transmettre")).not_to_have_value(first)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Révoquer invitee@halpades.fr").click()
    expect(page.get_by_role("row", name="invitee@halpades.fr")).to_contain_text("révoqué")
    page.get_by_text("Journal", exact=True).click()
    page.get_by_label("Action").select_option("revocation")
    page.get_by_role("button", name="Afficher").click()
    lines = page.get_by_role("table", name="Journal").locator("tbody tr")
    expect(lines.first).to_contain_text("révocation")
    assert "action=revocation" in page.url
    check_accessible(page)
