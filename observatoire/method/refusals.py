"""What is wrong in a method file, in French: the calculation refuses in English, for who programs; the manager reads this."""

import re

from indices.errors import MethodError

_GOT = r", got (?P<got>.*)"
RULES: tuple[tuple[str, str, str], ...] = (
    ("must be a section", "doit ouvrir une section", "Écrivez [{key}], puis ses clés."),
    ("unknown key; known keys: (?P<a>.*)", "est une clé inconnue", "Clés connues à cet endroit : {a}."),
    ("must not be empty", "ne doit pas être vide", "Déclarez-en au moins une."),
    ("must be a text that is not empty" + _GOT, "doit être un texte, non {got}", "Écrivez un texte entre guillemets."),
    ("must be a list of column names" + _GOT, "doit être une liste de comptes, non {got}", 'Écrivez par exemple ["loues", "vacants"].'),
    ("names a column twice: (?P<got>.*)", "nomme deux fois le même compte : {got}", "Gardez chaque compte une seule fois."),
    ("must be a list of numbers" + _GOT, "doit être une liste de nombres, non {got}", "Écrivez par exemple [60.0, 80.0, 95.0]."),
    ("must be a whole number" + _GOT, "doit être un nombre entier, non {got}", "Écrivez un nombre sans décimale."),
    ("must name at least one component", "ne nomme aucune composante", "Nommez au moins une composante et son poids."),
    ("weight must be above zero" + _GOT, "est un poids, qui doit dépasser zéro, non {got}", "Retirez la composante, ou donnez-lui un poids."),
    ("must be a date" + _GOT, "doit être une date, non {got}", "Écrivez par exemple 2026-11-22, sans guillemets."),
    ("is missing", "manque", "Ajoutez cette clé."),
    ("must be a finite number" + _GOT, "doit être un nombre, non {got}", "Écrivez un nombre, avec un point décimal."),
    (
        "the only aggregation of a publication is '(?P<a>.*)'" + _GOT,
        "ne peut pas être {got} : l’indice publié est toujours la moyenne des rapports",
        "Écrivez « {a} ». Les autres constructions (géométrique, AMPI, rapport des sommes…) sont calculées et montrées à côté, sans rien demander.",
    ),
    ("source must be one of (?P<a>.*)" + _GOT, "ne peut pas être {got}", "Choisissez parmi : {a}."),
    ("the signal needs this index", "manque : la règle du signal lit cet indice", "Déclarez-le."),
    ("(?P<got>.*) is itself made of indices", "ne peut pas contenir {got}, fait lui-même d’indices", "Composez-le d’indices faits d’indicateurs."),
    ("must belong to one index, belongs to (?P<got>.*)", "doit servir à un indice et un seul, il sert à {got}", "Placez-le dans les composantes d’un seul indice."),
    ("(?P<got>.*) is not an indicator of the file", "nomme {got}, qui n’est pas un indicateur du fichier", "Déclarez cet indicateur, ou retirez-le."),
    (r"must be between 1 and (?P<a>\d+)" + _GOT, "doit être entre 1 et {a}, non {got}", "C’est le nombre de composantes qu’il faut au moins."),
    ("must be above the break of the class before", "doit dépasser le seuil de la classe d’avant", "Rangez les seuils du plus petit au plus grand."),
    ("breaks must increase strictly", "doit aller en croissant, sans répétition", "Rangez les bornes du plus petit au plus grand."),
    ("must not be negative" + _GOT, "ne peut pas être négatif : {got}", "Écrivez zéro ou plus."),
)  # fmt: skip
"""Refusal of the calculation, what is said of the key, how to mend."""


def say_in_french(error: MethodError) -> tuple[str, str]:
    """What is wrong with a key of the method file, and how to mend it."""
    said = str(error).removeprefix(f"{error.key}: ")
    for pattern, message, remedy in RULES:
        found = re.fullmatch(pattern, said, re.DOTALL)
        if found:
            words = {"key": error.key, **found.groupdict()}
            return f"« {error.key} » {message.format(**words)}.", remedy.format(**words)
    return f"« {error.key} » n’est pas valide.", "Comparez avec la méthode livrée, dans data/methode."
