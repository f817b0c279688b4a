"""The guard of free texts: what is refused is said, and what speaks of a residence goes through."""

import pytest

from observatoire.commission.free_text import LONGEST, check_free_text

KNOWN = ("Les Îles — bâtiment H", "Bonneville", "Halpades", "QPV Les Îles – Bois-Jolivet – Bellerive")

ACCEPTED = (
    "",
    "Difficultés de voisinage signalées par le gardien depuis 2024.",
    "Réhabilitation livrée fin 2023 ; l’occupation change.",
    "Le hall et les parties communes sont dégradés. Le bailleur engage des travaux.",
    "Relogement en cours dans Les Îles, Bonneville : Halpades présente le calendrier.",
    "Les T4 restent vacants plus longtemps que les T2.",
    "Rappel : priorités de l’article L. 441-1 et DALO inchangées.",
    "Constat partagé avec le CCAS et Action Logement, mars 2025.",
)
REFUSED = (
    ("Appeler le 06 12 34 56 78 avant la séance", "numéro"),
    ("Appeler le +33612345678", "numéro"),
    ("Dossier 0740319012345678", "numéro"),
    ("Écrire à contact@exemple.fr", "électronique"),
    ("Demande de Mme Durand", "civilité"),
    ("M. a refusé deux fois", "civilité"),
    ("Le logement de Durand pose problème", "nom propre"),
    ("Conflit avec DUPONT au rez-de-chaussée", "nom propre"),
    ("Dossier de Jean-Pierre Martin", "nom propre"),
    ("Né le 3 mars", "naissance"),
    ("Demandeur du 12/03/1984", "naissance"),
    ("Famille de cinq à reloger", "composition"),
    ("Logement pour trois enfants", "composition"),
    ("Reste 4 au dernier", "nombre"),
    ("Une mère isolée demande à partir", "personne"),
    ("Bruit au deuxième étage", "situe un logement"),
    ("Trop de nationalités différentes", "interdit"),
    ("Un occupant souffre d’un handicap", "interdit"),
    ("Dettes de 1 250 €", "nombre"),
)


@pytest.mark.parametrize("text", ACCEPTED)
def test_text_about_the_residence_is_kept(text: str):
    assert check_free_text(text, KNOWN) == []


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_text_that_leads_to_somebody_is_refused_with_its_reason(text: str, reason: str):
    problems = check_free_text(text, KNOWN)

    assert any(reason in problem.message for problem in problems), problems
    assert all(problem.remedy for problem in problems)


def test_text_too_long_says_by_how_much():
    (problem,) = check_free_text("é" * (LONGEST + 3))

    assert "203" in problem.message
    assert "au moins 3" in problem.remedy


def test_every_reason_is_told_at_once():
    assert len(check_free_text("Mme Durand, 06 12 34 56 78, a@b.fr", KNOWN)) >= 3


def test_invisible_characters_are_refused():
    assert "invisibles" in check_free_text("a\u202eb\n")[0].message
