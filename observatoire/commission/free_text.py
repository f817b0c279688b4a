"""What a free text of 200 characters may not say: anything of a person, or that would lead to one.

Heuristics, on the side of refusal: a sentence about a residence rarely needs a figure, and never a name. They do not
replace whoever reads: a name that looks like an ordinary word, at the head of a sentence, goes through.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from observatoire.errors import Problem

LONGEST = 200
REMEDY = "Parlez de la résidence, sans nommer ni compter personne ; les chiffres sont déjà dans la fiche."

_ALLOWED_FIGURES = re.compile(
    r"\b(?:[TF][1-6]|(?:OPS|RPLS|QPV|NPNRU|CIA|en|depuis|avant|après|fin|début|été|hiver|printemps|automne)\s+20\d\d"
    r"|(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\s+20\d\d"
    r"|[LR]\.?\s?\d{3}(?:-\d+)*)\b",
    re.IGNORECASE,
)
_NUMBER_WORDS = r"(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze)"
_PEOPLE = r"(?:enfants?|personnes?|adultes?|ados?|adolescents?|bébés?|occupants?|jeunes?|fils|filles?)"
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\S+@\S+"), "contient une adresse électronique"),
    (re.compile(r"(?:\+|\b00)?\d(?:[\s.\-/]*\d){7,}"), "contient un numéro (téléphone, dossier, identifiant)"),
    (
        re.compile(r"\bn[ée]e?s?\s+(?:le|en|à)\b|\b\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\b", re.IGNORECASE),
        "contient une date qui peut être une date de naissance",
    ),
    (
        re.compile(
            rf"\b{_NUMBER_WORDS}\s+{_PEOPLE}\b|\b(?:famille|foyer|ménage|couple)\s+(?:de|avec)\b", re.IGNORECASE
        ),
        "décrit la taille ou la composition d’un ménage",
    ),
    (
        re.compile(r"(?<!\w)(?:M\.|MM\.|Mr\.?|Mme|Mmes|Mlle|Monsieur|Madame|Mademoiselle|Docteur|Dr)(?!\w)"),
        "contient une civilité",
    ),
    (
        re.compile(
            r"\b(?:mère|père|fils|mari|épouse?|époux|conjointe?|concubine?|veu(?:f|ve)|bébé|enceinte|locataire d[ue]"
            r"|voisine? d[ue]|la famille|cette famille|ce ménage|le ménage)\b",
            re.IGNORECASE,
        ),
        "parle d’une personne ou d’un ménage",
    ),
    (
        re.compile(r"\b(?:appartement|appt|porte|étage|palier|cage|rue|avenue|impasse|bis)\b", re.IGNORECASE),
        "situe un logement : il mènerait à ses occupants",
    ),
    (
        re.compile(
            r"\b(?:nationalit|étrang|immigr|migrant|africain|maghr|roms?\b|gitan|tzigane|gens du voyage|musulman|islam"
            r"|chrétien|juif|juive|religi|ethni|handicap|malad|psychi|toxico|drogu|alcool|délinqu|prison|casier"
            r"|homosex|syndic(?!at de copro))",
            re.IGNORECASE,
        ),
        "touche à l’origine, à la santé, à la religion ou aux infractions : c’est interdit",
    ),
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:;»]\s*|«\s*|[-–—]\s+)$")
_COMMON_TEXT = """ademe anah anru apl ca caf cal caleol ccas ccfg ccapex cia cil ddt ddets dalo drihl epci etat eau fsl gusp hlm insee
    msa npnru ocde ops opac oph orhl orl pdalhpd pdals plai plh pls plu plus ppgdid pru qpv repms rgpd rpls rsa sdes
    siao sne sru usl ush zus adil action logement haute savoie france rhone alpes janvier fevrier mars avril mai juin
    juillet aout septembre octobre novembre decembre ville agglo"""
_COMMON = frozenset(_COMMON_TEXT.split())


def check_free_text(text: str, known: Iterable[str] = ()) -> list[Problem]:
    """Every reason why a text is refused, in French; none when it may be kept.

    Args:
        text: what somebody wrote.
        known: names of the territory (residences, communes, landlords), whose words may be written.
    """
    problems = []
    if len(text) > LONGEST:
        problems.append(
            Problem(
                f"Le texte compte {len(text)} caractères ; {LONGEST} au plus sont permis.",
                f"Retirez-en au moins {len(text) - LONGEST}.",
            )
        )
    if any(unicodedata.category(character).startswith("C") for character in text):
        problems.append(
            Problem("Le texte contient des caractères invisibles.", "Saisissez-le au clavier, en une ligne.")
        )
    for pattern, reason in _PATTERNS:
        found = pattern.search(text)
        if found is not None:
            problems.append(Problem(f"Le texte {reason}.", REMEDY, value=found.group().strip()))
    if not problems:
        problems += _find_figures(text)
    return problems + list(_find_names(text, _split_known(known)))


def _find_figures(text: str) -> list[Problem]:
    left = _ALLOWED_FIGURES.sub("", text)
    found = re.search(r"\d[\d\s.,/]*", left)
    if found is None:
        return []
    return [Problem("Le texte contient un nombre.", REMEDY, value=found.group().strip())]


def _find_names(text: str, is_known: Callable[[str], bool]) -> Iterator[Problem]:
    for found in _WORD.finditer(text):
        word = found.group()
        starts = _SENTENCE_START.search(text[: found.start()]) is not None
        shouted = len(word) > 2 and word.isupper()  # noqa: PLR2004 (« LA » is not a name)
        capital = word[0].isupper() and not starts
        if (capital or shouted) and not is_known(word):
            yield Problem(f"« {word} » ressemble à un nom propre.", REMEDY, value=word)
            return


def _split_known(known: Iterable[str]) -> Callable[[str], bool]:
    words = {part for name in known for part in _parts(name)} | _COMMON
    return lambda word: all(part in words for part in _parts(word))


def _parts(text: str) -> list[str]:
    plain = unicodedata.normalize("NFD", text.casefold())
    kept = "".join(character for character in plain if not unicodedata.combining(character))
    return [part for part in re.split(r"[^a-z0-9]+", kept) if len(part) > 1]
