"""Files that were sent: what was understood of them, what is wrong, what they would change."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from api.schemas.common import Answer
from api.schemas.jobs import Asked, Job, JobError, Year
from api.schemas.returns import ReturnLine

DepositState = Literal["recu", "a_completer", "refuse", "controle", "soumis", "charge", "abandonne"]


class DepositLine(Answer):
    """A deposit in the list."""

    id: UUID
    created_at: datetime
    organisation: str
    bailleur_siren: Annotated[str | None, Field(description="le bailleur qui l’a envoyé ; `null` pour le gestionnaire")]
    file_name: str
    size: int
    sha256: str
    state: DepositState
    kind: str | None
    millesime: int | None
    receipt_id: Annotated[int | None, Field(description="numéro du reçu, une fois chargé")]
    kept: Annotated[bool, Field(description="faux quand le fichier n’est plus conservé")]


class Deposit(DepositLine):
    """A deposit, with all that is known of it."""

    report: Annotated[dict[str, Any] | None, Field(description="ce qui a été compris, et ce qui changerait")]
    error: JobError | None
    annotated: Annotated[bool, Field(description="vrai quand une copie annotée se télécharge")]
    returns: Annotated[list[ReturnLine], Field(description="les rapports de retour que ce dépôt a donnés")]
    jobs: Annotated[list[Job], Field(description="ce qui a été demandé sur ce dépôt, du plus récent au plus ancien")]


class Deposits(Answer):
    """The latest deposits, newest first."""

    manager: Annotated[bool, Field(description="vrai pour le gestionnaire, qui voit les dépôts de tous")]
    workers: Annotated[int, Field(description="processus qui travaillent ; à 0, rien n’avance")]
    largest_upload: Annotated[int, Field(description="taille du plus grand fichier accepté, en octets")]
    deposits: list[DepositLine]


class CheckAsked(Asked):
    """What the file is, said by a person; `null` where the proposal is right."""

    kind: Annotated[str | None, Field(max_length=40)]
    millesime: Year | None
