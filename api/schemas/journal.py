"""Who saw, exported, decided, loaded or published what, and when."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from api.schemas.common import Answer

Action = Literal[
    "connexion",
    "deconnexion",
    "verrouillage",
    "mot_de_passe",
    "invitation",
    "revocation",
    "consultation",
    "export",
    "decision",
    "depot",
    "chargement",
    "calcul",
    "publication",
    "retour",
]


class JournalLine(Answer):
    """One thing done."""

    id: int
    at: datetime
    account: Annotated[int | None, Field(description="numéro du compte ; rien pour la ligne de commande")]
    email: str | None
    organisation: str | None
    action: Action
    object: Annotated[str, Field(description="une résidence, un numéro : jamais un chiffre ni une personne logée")]


class Journal(Answer):
    """Lines, newest first."""

    lines: list[JournalLine]
    more: Annotated[bool, Field(description="vrai quand il y en a de plus anciennes")]
    days: Annotated[int, Field(description="nombre de jours pendant lesquels une ligne est gardée")]
