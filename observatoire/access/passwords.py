"""Passwords: what makes one good enough, and what it derives into. Pure: no database, no clock.

The database keeps the salt and the fingerprint of what Argon2 derives; it compares by itself, so nothing that would let
somebody try passwords at leisure ever leaves it (see `docs/decisions/0015`).
"""

import itertools
import re
import secrets
import unicodedata
from threading import BoundedSemaphore

from argon2.low_level import Type, hash_secret_raw

from observatoire.errors import InvalidInputError, Problem

SHORTEST, LONGEST = 12, 128
COST = "m=65536,t=3,p=4"
"""Memory (KiB), passes, lanes: the second choice of RFC 9106. Written beside each salt, so that it can be raised later."""
SALT_BYTES = 16
DERIVED_BYTES = 32
AT_ONCE = BoundedSemaphore(4)
"""Each derivation holds 64 MiB: many at once would take the memory of the machine."""

COMMON = frozenset(
    [
        "abc",
        "abcd",
        "abcdef",
        "abcdefgh",
        "abcdefghijkl",
        "admin",
        "administrateur",
        "administrator",
        "amour",
        "anniversaire",
        "attribution",
        "azerty",
        "azertyui",
        "azertyuiop",
        "azertyuiopqs",
        "bailleur",
        "bienvenue",
        "bonjour",
        "bonneville",
        "bonsoir",
        "camille",
        "changeme",
        "changezmoi",
        "chocolat",
        "chouchou",
        "commission",
        "commune",
        "coucou",
        "demo",
        "demonstration",
        "doudou",
        "dragon",
        "epci",
        "faucigny",
        "football",
        "fragilite",
        "france",
        "hello",
        "iloveyou",
        "intercommunalite",
        "jetaime",
        "juillet",
        "lapin",
        "letmein",
        "logement",
        "logements",
        "loulou",
        "mairie",
        "marseille",
        "master",
        "monamour",
        "monkey",
        "motdepasse",
        "mdp",
        "mypassword",
        "naruto",
        "nicolas",
        "observatoire",
        "paris",
        "parcsocial",
        "pass",
        "passe",
        "passw",
        "password",
        "portugal",
        "princesse",
        "princess",
        "pwd",
        "qwerty",
        "qwertyuiop",
        "qwertyuiopas",
        "residence",
        "resident",
        "root",
        "secret",
        "social",
        "soleil",
        "starwars",
        "sunshine",
        "superman",
        "sysadmin",
        "temporaire",
        "test",
        "thomas",
        "toulouse",
        "trustno",
        "user",
        "utilisateur",
        "vacances",
        "vigilance",
        "welcome",
        "wxcvbn",
        "zaq",
        "zxcvbn",
    ]
)
"""Words that lists of broken passwords begin with, in French and English, and those of this trade."""
LOOKALIKES = str.maketrans("4@310$5!7", "aaeiossit")


def make_salt() -> str:
    """A new salt, with the cost it is used at."""
    return f"{COST}${secrets.token_hex(SALT_BYTES)}"


def derive(password: str, salt: str) -> str:
    """What a password becomes, in hexadecimal: slow to compute, for whoever would try many."""
    cost, _, bits = salt.partition("$")
    memory, passes, lanes = (int(part.partition("=")[2]) for part in cost.split(","))
    with AT_ONCE:
        derived = hash_secret_raw(
            normalise(password).encode(),
            bytes.fromhex(bits),
            time_cost=passes,
            memory_cost=memory,
            parallelism=lanes,
            hash_len=DERIVED_BYTES,
            type=Type.ID,
        )
    return derived.hex()


def normalise(password: str) -> str:
    """One form for what is typed the same on different keyboards."""
    return unicodedata.normalize("NFKC", password)


def check_password(password: str, *, known: tuple[str, ...] = ()) -> None:
    """Refuse what would be guessed soon. No rule of composition: a long sentence is the best password.

    Args:
        password: as it was typed.
        known: what anybody knows of its owner: e-mail, organisation.

    Raises:
        InvalidInputError: it is too short, too long, common, or made of what is known.
    """
    typed = normalise(password)
    if len(typed) < SHORTEST:
        raise _refuse(
            f"Ce mot de passe a {len(typed)} caractères ; il en faut au moins {SHORTEST}.",
            "Une phrase de quatre ou cinq mots se retient bien.",
        )
    if len(typed) > LONGEST:
        raise _refuse(
            f"Ce mot de passe a {len(typed)} caractères ; il en faut au plus {LONGEST}.", "Choisissez-en un plus court."
        )
    if is_common(typed):
        raise _refuse(
            "Ce mot de passe est parmi les premiers que l’on essaierait.", "Choisissez des mots sans lien entre eux."
        )
    bare = re.sub(r"[\W\d_]+", "", typed.casefold())
    if any(bare and bare == re.sub(r"[\W\d_]+", "", each.casefold()) for each in (*known, *_split_email(known))):
        raise _refuse(
            "Ce mot de passe est fait de votre adresse ou de votre organisation.",
            "Choisissez des mots sans lien avec vous.",
        )


def is_common(typed: str) -> bool:
    """Whether nothing is left once common words, repeats, rows of keys and what surrounds them are taken away."""
    folded = typed.casefold()
    if len(set(folded)) < 5:  # noqa: PLR2004 (« aaaaaaaaaaaa », « 121212121212 »)
        return True
    if _is_row(folded):
        return True
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", folded)
    return any(_is_made_of_common_words(form) for form in (folded, core.translate(LOOKALIKES)))


def _is_made_of_common_words(form: str) -> bool:
    words = re.findall(r"[^\W\d_]+", form)
    whole = "".join(words)
    return all(map(_is_common_word, words)) or _is_common_word(whole)


def _is_common_word(word: str) -> bool:
    """A common word, or the same one several times."""
    return any(word == common * (len(word) // len(common)) for common in COMMON if len(word) % len(common) == 0)


def _is_row(folded: str) -> bool:
    """Whether each character follows the one before in the same direction: 123456789012, lkjihgfedcba."""
    steps = {
        (ord(after) - ord(before)) % 10 if after.isdigit() and before.isdigit() else ord(after) - ord(before)
        for before, after in itertools.pairwise(folded)
    }
    return len(steps) == 1


def _split_email(known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for each in known if "@" in each for part in each.split("@"))


def _refuse(message: str, remedy: str) -> InvalidInputError:
    return InvalidInputError("Ce mot de passe ne convient pas.", [Problem(message, remedy, column="mot de passe")])
