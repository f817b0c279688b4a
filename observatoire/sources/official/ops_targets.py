"""What a survey file (OPS) may tell, of a dwelling or of a residence, and under which words landlords write it.

No layout of these files is published: each landlord has its own headers. Words below only serve to propose.
"""

from dataclasses import dataclass

from observatoire.sources.counts_formats import OCCUPATION

DWELLING, RESIDENCE = "logement", "residence"
LEVELS = {DWELLING: "logement", RESIDENCE: "résidence"}
"""What a line describes, in French."""


@dataclass(frozen=True, slots=True)
class Target:
    """A quantity that a column may give: its meaning in French, and words of headers in which it was met."""

    name: str
    meaning: str
    words: tuple[str, ...]
    required: bool = False


_RESIDENCE_WORDS = (
    *("residence", "code residence", "programme", "code programme", "nom programme", "groupe", "code groupe"),
    *("ensemble immobilier", "operation", "nom residence"),
)

OF_DWELLING = (
    Target("residence", "Code ou nom de la résidence (programme)", _RESIDENCE_WORDS, required=True),
    Target(
        "plafond",
        "Ressources en pourcentage du plafond PLUS",
        (
            *("taux plafond", "pourcentage plafond", "ressources plafond", "plafond plus", "rapport plafond"),
            *("ressources en pourcentage du plafond", "taux ressources", "revenu plafond"),
        ),
        required=True,
    ),
    Target(
        "composition",
        "Type de famille (une famille monoparentale y est nommée)",
        ("type famille", "composition familiale", "type menage", "situation familiale", "composition menage"),
        required=True,
    ),
    Target(
        "majeurs",
        "Nombre de majeurs dont l’activité est connue",
        ("nb majeurs", "nombre majeurs", "nombre adultes", "nb adultes", "majeurs", "majeurs activite connue"),
        required=True,
    ),
    Target(
        "chomeurs",
        "Nombre de majeurs inscrits au chômage",
        (
            *("nb chomeurs", "nombre chomeurs", "chomeurs", "demandeurs emploi", "nb demandeurs emploi"),
            *("majeurs chomage", "nombre demandeurs emploi"),
        ),
        required=True,
    ),
    Target(
        "repondu", "Enquête retournée (oui ou non)", ("enquete retournee", "repondu", "repondant", "reponse enquete")
    ),
    Target("apl", "Aide au logement (oui ou non)", ("apl", "beneficiaire apl", "aide logement", "al apl")),
    Target(
        "entree",
        "Année ou date d’entrée dans le logement",
        ("date entree", "annee entree", "emmenagement", "date emmenagement", "date debut bail"),
    ),
)

_WORDS_OF_COUNTS = {
    "residence": _RESIDENCE_WORDS,
    "menages": ("nb menages", "nombre menages", "logements occupes", "nb logements occupes", "menages"),
    "repondants": ("nb repondants", "nombre repondants", "nb reponses", "enquetes retournees", "repondants"),
    "menages_ressources_connues": ("ressources connues", "nb ressources connues", "menages ressources connues"),
    "ress_inf_20": ("inferieur 20", "moins 20", "ress 20", "ressources inf 20", "moins de 20 plafond"),
    "ress_inf_40": ("inferieur 40", "moins 40", "ress 40", "ressources inf 40", "moins de 40 plafond"),
    "ress_inf_60": ("inferieur 60", "moins 60", "ress 60", "ressources inf 60", "moins de 60 plafond"),
    "ress_inf_100": ("inferieur 100", "moins 100", "ress 100", "ressources inf 100", "moins de 100 plafond"),
    "majeurs_activite_connue": ("majeurs activite connue", "nb majeurs", "adultes activite connue", "majeurs"),
    "majeurs_chomage": ("chomeurs", "nb chomeurs", "demandeurs emploi", "majeurs chomage"),
    "menages_composition_connue": ("composition connue", "nb composition connue", "menages composition connue"),
    "familles_monoparentales": ("monoparentales", "nb monoparentales", "familles monoparentales", "monoparental"),
    "beneficiaires_apl": ("beneficiaires apl", "nb apl", "apl"),
    "emmenages_recents": ("emmenages recents", "nb emmenages recents", "entrees recentes"),
}

OF_RESIDENCE = tuple(
    Target(
        column.name, column.meaning, (*_WORDS_OF_COUNTS[column.name], column.name.replace("_", " ")), column.required
    )
    for column in OCCUPATION.columns
)
TARGETS = {DWELLING: OF_DWELLING, RESIDENCE: OF_RESIDENCE}

PERSONAL = (
    *(
        "prenom",
        "naissance",
        "naiss",
        "nir",
        "securite sociale",
        "num secu",
        "telephone",
        "mail",
        "courriel",
        "nationalite",
    ),
    *(
        "allocataire",
        "locataire",
        "titulaire",
        "conjoint",
        "civilite",
        "identifiant client",
        "numero client",
        "handicap",
    ),
    *("nom usage", "nom famille", "nom patronymique", "iban", "employeur"),
)
"""Words of headers of columns that tell who somebody is: never read, whatever anybody asks."""
PERSONAL_ALONE = ("nom", "age", "sexe", "adresse mail", "id locataire", "naissance")
"""Whole headers of the same kind."""
