"""What makes a password good enough, and what it derives into."""

import pytest

from observatoire.access.passwords import check_password, derive, make_salt, normalise
from observatoire.errors import InvalidInputError

KNOWN = ("jeanne.martin@ville-bonneville.fr", "Ville de Bonneville")


@pytest.mark.parametrize(
    "password",
    [
        "",
        "onze-lettre",
        "x" * 129,
        "aaaaaaaaaaaa",
        "121212121212",
        "123456789012",
        "lkjihgfedcba",
        "MotDePasse123!",
        "M0tDeP@sse2026",
        "azertyazerty",
        "azerty-azerty-1",
        "Observatoire2026!",
        "bonjour bonjour",
        "password123456",
        "jeanne.martin2026",
        "Ville-de-Bonneville-74",
        "ville-bonneville.fr",
    ],
)
def test_password_that_would_be_guessed_is_refused_in_words(password: str):
    with pytest.raises(InvalidInputError) as refusal:
        check_password(password, known=KNOWN)

    assert refusal.value.problems[0].remedy
    assert not password or password not in str(refusal.value.problems)


@pytest.mark.parametrize(
    "password",
    [
        "quatre mots sans lien",
        "tilleul lampe orage",
        "péniche-caramel",
        "aucuneregledecomposition",
        "éàü 漢字 кот ñandú",
    ],
)
def test_long_sentence_is_accepted_without_rule_of_composition(password: str):
    check_password(password, known=KNOWN)


def test_password_derives_the_same_whatever_the_keyboard_and_otherwise_with_another_salt():
    salt = make_salt()

    assert derive("pe\u0301niche-caramel", salt) == derive("p\u00e9niche-caramel", salt)
    assert derive("péniche-caramel", make_salt()) != derive("péniche-caramel", salt)
    assert normalise("ﬁn") == "fin"
