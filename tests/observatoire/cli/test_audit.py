"""`observatoire audit`: what a manager reads, and the certificate that stays."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from observatoire.access.audience import Role
from observatoire.accounts.register import list_accounts
from observatoire.audit.outputs import ANSWERS, FILES, PAGES, PRINTED, TILES
from observatoire.cli import real_outputs
from observatoire.errors import ConflictError
from observatoire.publication import rollback
from observatoire.store.database import Tier, open_store, unit_of_work
from observatoire.store.queries import partner
from observatoire.store.tables.certificates import Certificate
from tests.observatoire.audit.rows import METHOD
from tests.support.builders import BONNEVILLE, FAUCIGNY_GLIERES, a_component, a_publication, a_territory
from tests.support.editions import load_territory, publish_edition

SHOWN = {"A": 10, "B": 11, "C": 12}


def write_publication(session, number, *, hide_total, hide_small=True):
    """Three residences shown, one hidden or not, in a commune whose total is shown or not."""
    a_publication(session, number, method=METHOD)
    parents: dict[str, Any] = {
        "epci": FAUCIGNY_GLIERES,
        "bailleur_siren": "325720045",
        "facts": {"bailleur": "Halpades"},
    }
    nothing = dict.fromkeys(("num", "den", "rate", "ratio", "weight", "contribution", "coverage"))
    for code in (*SHOWN, "R"):
        shown = {"num": (SHOWN | {"R": 7})[code], "den": 9 if code == "R" else 40}
        values: dict[str, Any] = nothing | {"status": "secret"} if code == "R" and hide_small else shown
        a_territory(session, code, publication=number, nom=f"Les {code}", logements=9 if code == "R" else 40, **parents)
        a_component(session, code, publication=number, **values)
    total = nothing | {"status": "secret"} if hide_total else {"num": 40, "den": 129}
    a_territory(session, BONNEVILLE, level="commune", publication=number, nom="Bonneville", logements=129)
    a_component(session, BONNEVILLE, level="commune", publication=number, **total)


@pytest.fixture
def run_on(run, settings):
    """Run a command on a store where one publication was written."""

    def prepare(*, hide_total):
        with open_store(settings) as store, unit_of_work(store.engine(Tier.ADMIN)) as session:
            write_publication(session, 1, hide_total=hide_total)
        return run

    return prepare


def test_audit_of_a_publication_that_gives_itself_away(run_on, tmp_path):
    outcome = run_on(hide_total=False)("audit", "--sans-sorties", "-o", tmp_path / "certificat")

    assert outcome.code == 1
    assert "il en reste donc 7 pour la résidence Les R, et ce nombre devait rester secret" in outcome.output
    assert "le secret n’est pas gardé" in outcome.output
    document = json.loads((tmp_path / "certificat" / "certificat-publication-1.json").read_text(encoding="utf-8"))
    assert document["reussi"] is False
    assert document["attaquants"][0]["exactes"] == 2
    assert len(document["details"]) == document["deductions"] == 2


def test_audit_of_a_publication_that_resists(run_on, tmp_path):
    outcome = run_on(hide_total=True)("audit", "1", "--sans-sorties", "-o", tmp_path)

    assert outcome.code == 0, outcome.output
    assert "Rien de ce qui est secret ne se déduit" in outcome.output
    page = (tmp_path / "certificat-publication-1.html").read_text(encoding="utf-8")
    assert "Données fictives" in page
    assert json.loads((tmp_path / "certificat-publication-1.json").read_text(encoding="utf-8"))["empreinte"] in page
    assert (tmp_path / "certificat-publication-1.pdf").read_bytes().startswith(b"%PDF")


def test_number_that_another_publication_shows_is_told_apart_and_is_no_failure(run, settings, tmp_path):
    with open_store(settings) as store, unit_of_work(store.engine(Tier.ADMIN)) as session:
        write_publication(session, 2, hide_total=True)
        write_publication(session, 1, hide_total=True, hide_small=False)

    outcome = run("audit", "2", "--sans-sorties", "-o", tmp_path)

    assert outcome.code == 0, outcome.output
    assert "Déjà publiés : 4 nombres secrets ici se lisent par ailleurs (4 dans la publication 1 du" in outcome.output
    assert "La résidence Les R a 7 ménages" in outcome.output
    assert "Rien de ce qui est secret ne se déduit de cette publication." in outcome.output
    document = json.loads((tmp_path / "certificat-publication-2.json").read_text(encoding="utf-8"))
    assert (document["reussi"], document["deductions"], document["deja_publies"]["nombres"]) == (True, 0, 4)
    page = (tmp_path / "certificat-publication-2.html").read_text(encoding="utf-8")
    assert "4 dans la publication 1 du " in page
    assert "Rien de ce qui est secret ne se déduit de cette publication." in page
    # The certificate kept for others names no cell, and the public is told that everything does not resist.
    with open_store(settings) as store:
        rollback(store, 2, settings=settings)
        with unit_of_work(store.engine(Tier.ADMIN)) as session:
            kept = session.scalars(select(Certificate)).one()
    assert (kept.passed, kept.document["reussi"]) == (False, True)
    assert "Les R" not in json.dumps(kept.document, ensure_ascii=False)


def test_audit_reads_what_each_role_is_really_answered(run, settings, tmp_path, monkeypatch):
    """Two of the six: reading takes seconds each."""
    monkeypatch.setattr(real_outputs, "ROLES", (Role.BAILLEUR, Role.COMMISSION))
    with open_store(settings) as store:
        load_territory(store)
        publish_edition(store, settings)

    outcome = run("audit", "-o", tmp_path)

    assert outcome.code == 0, outcome.output
    document = json.loads((tmp_path / "certificat-publication-1.json").read_text(encoding="utf-8"))
    assert document["sorties"]["ecarts"] == 0
    assert document["sorties"]["lues"] > 100
    assert set(document["sorties"]["par_genre"]) == {ANSWERS, TILES, PAGES, PRINTED, FILES}
    assert document["sorties"]["chiffres"] > 1000
    assert "0 écart" in outcome.output
    with open_store(settings) as store:
        assert [card.revoked_at is None for card in list_accounts(store)] == [False] * 2


def test_answer_that_says_more_than_its_row_fails_the_audit(run, settings, tmp_path, monkeypatch):
    """The rows are safe, and the API adds one to every numerator: only reading the answers finds it."""
    with open_store(settings) as store:
        load_territory(store)
        publish_edition(store, settings)
    told_wrong = partner._VALUES.replace("coalesce(c.num::text", "coalesce((c.num + 1)::text")
    assert told_wrong != partner._VALUES
    monkeypatch.setattr(partner, "_VALUES", told_wrong)
    monkeypatch.setattr(real_outputs, "ROLES", (Role.EPCI,))
    for elsewhere in ("list_documents", "_hold_exports"):
        monkeypatch.setattr(real_outputs, elsewhere, lambda *_, **__: ())

    outcome = run("audit", "-o", tmp_path)

    assert outcome.code == 1
    assert "un effectif (num) qui n’est pas celui de la ligne" in outcome.output


def test_audit_again_gives_the_same_fingerprint(run_on, tmp_path):
    run = run_on(hide_total=True)
    prints = set()
    for folder in (tmp_path / "a", tmp_path / "b"):
        run("audit", "--sans-sorties", "-o", folder)
        prints.add(json.loads((folder / "certificat-publication-1.json").read_text(encoding="utf-8"))["empreinte"])

    assert len(prints) == 1


@pytest.mark.parametrize(("words", "code"), [(["audit"], 2), (["audit", "7"], 2)])
def test_audit_of_nothing_is_said_in_french(run, words, code):
    outcome = run(*words)

    assert outcome.code == code
    assert "publi" in outcome.errors


def test_publishing_what_gives_itself_away_is_refused_and_writes_nothing(run_on, settings):
    run = run_on(hide_total=False)

    with open_store(settings) as store, pytest.raises(ConflictError) as refused:
        rollback_to_first(store, settings)

    assert "se déduiraient" in refused.value.detail
    assert "il en reste donc 7" in refused.value.detail
    assert "en ligne" in run("publications").output
    with open_store(settings) as store, unit_of_work(store.engine(Tier.ADMIN)) as session:
        assert session.scalars(select(Certificate)).all() == []


def rollback_to_first(store, settings):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        write_publication(session, 2, hide_total=True)
    rollback(store, 1, settings=settings)
