"""The closed lists of the commission, in the words of the screens. Nothing here describes a household or a person."""

from collections.abc import Mapping
from enum import StrEnum


class Avis(StrEnum):
    """What partners say of a signal: a decision of theirs, never of the computer."""

    CONFIRMEE = "confirmée"
    ECARTEE = "écartée"


class State(StrEnum):
    """Where a decision stands; computed from dates and signatures, never stored."""

    PROPOSEE = "proposée"
    EN_VIGUEUR = "en vigueur"
    REMPLACEE = "remplacée"
    EXPIREE = "expirée"


MOTIFS: Mapping[Avis, Mapping[str, str]] = {
    Avis.CONFIRMEE: {
        "voisinage": "Difficultés de voisinage et de vivre ensemble",
        "fonctionnement": "Problèmes de fonctionnement de la résidence",
        "concentration": "Concentration de ressources faibles",
        "refus": "Refus répétés ou vacance qui dure",
        "relogement": "Relogement ou démolition en cours",
        "bati": "État du bâti, réhabilitation attendue",
        "diagnostic": "Diagnostic partagé avec le bailleur et la commune",
    },
    Avis.ECARTEE: {
        "travaux": "Réhabilitation livrée depuis les données",
        "livraison": "Livraison récente, occupation qui s’installe",
        "petit_effectif": "Petit nombre de logements, chiffre non conclusif",
        "donnees": "Données anciennes ou incomplètes",
        "evolution": "Évolution favorable constatée sur place",
        "diagnostic": "Diagnostic partagé avec le bailleur et la commune",
    },
}

PARTICIPANTS: Mapping[str, str] = {
    "epci": "Intercommunalité",
    "commune": "Commune",
    "bailleur": "Bailleur",
    "etat": "État",
    "action_logement": "Action Logement",
    "departement": "Département",
    "ccas": "CCAS",
}
"""Organisations around the table, by kind."""

POSITIONS: Mapping[str, str] = {
    "accord": "Partage le constat",
    "reserve": "Partage le constat avec une réserve",
    "desaccord": "Ne partage pas le constat",
    "actions": "Fait connaître des actions engagées",
}
"""What a landlord may answer."""

ETAPES: Mapping[str, str] = {
    "echange": "Échange sur les difficultés et partage du diagnostic",
    "recherche": "Recherche élargie de candidats",
    "vacance": "Vacance mesurée ouverte",
    "fin_vacance": "Vacance mesurée close",
    "cas_bloque": "Passage en commission des cas bloqués",
    "attribution": "Attribution travaillée : proposition transmise à la CALEOL",
}
"""Steps of the protocol of a residence under vigilance; the first, « ouverture », is the dwelling that is freed."""

TYPOLOGIES: Mapping[str, str] = {"t1": "T1", "t2": "T2", "t3": "T3", "t4": "T4", "t5": "T5 et plus"}
CONTINGENTS: Mapping[str, str] = {
    "etat": "État",
    "action_logement": "Action Logement",
    "commune": "Commune",
    "epci": "Intercommunalité",
    "departement": "Département",
    "bailleur": "Bailleur, non réservé",
}
ORIENTATIONS: Mapping[str, str] = {
    "proposition": "Un type de ménage est proposé à la CALEOL",
    "travaillee": "Attribution travaillée, selon le protocole",
    "elargie": "Recherche élargie à d’autres contingents",
    "autre_residence": "Désignation orientée vers une autre résidence",
    "report": "Reportée à la prochaine séance",
    "cas_bloque": "Transmise à la commission des cas bloqués",
}
"""What a session decides of a dwelling."""

CRITERES_REPMS: Mapping[str, str] = {
    "ressources": "Ressources des ménages (part sous 60 % des plafonds)",
    "premier_quartile": "Part de ménages du premier quartile",
    "emploi": "Part de majeurs inscrits au chômage",
    "familles": "Part de familles monoparentales",
    "apl": "Part de bénéficiaires de l’APL",
    "rotation": "Rotation et vacance",
    "qpv": "Résidence en quartier prioritaire",
    "partenaires": "Constat partagé des partenaires",
}
"""Conditions of occupation on which a REPMS list rests; the decree's own list is to be followed when it is out."""

LIFE_YEARS = 3
SHORTEST_VACANCY_DAYS = 15
LONGEST_VACANCY_DAYS = 30
"""« Vacance mesurée (15 j – 1 mois) »: the first term, and the limit."""


def list_labels() -> dict[str, dict[str, str]]:
    """Every closed list with its labels, as the screens ask for them."""
    return {
        "motifs_confirmee": dict(MOTIFS[Avis.CONFIRMEE]),
        "motifs_ecartee": dict(MOTIFS[Avis.ECARTEE]),
        "participants": dict(PARTICIPANTS),
        "positions": dict(POSITIONS),
        "etapes": dict(ETAPES),
        "typologies": dict(TYPOLOGIES),
        "contingents": dict(CONTINGENTS),
        "orientations": dict(ORIENTATIONS),
        "criteres_repms": dict(CRITERES_REPMS),
    }
