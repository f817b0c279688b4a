"""The demand of social housing, as anyone may read it."""

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.common import Answer, Publication, Status


class PublicDemandRow(Answer):
    """Applicants of a commune for a type of dwelling; each number with the status that says why it may be missing."""

    code_insee: str
    commune: str
    typologie: Literal["toutes", "T1", "T2", "T3", "T4", "T5"]
    millesime: int
    demandes: Annotated[int | None, Field(description="demandes en cours, arrondies à la dizaine")]
    demandes_status: Status
    pression: Annotated[float | None, Field(description="demandes en cours pour une attribution dans l’année")]
    pression_status: Status
    attente_mois: Annotated[int | None, Field(description="attente moyenne de ceux qui ont été logés, en mois")]
    attente_status: Status


class PublicDemandAnswer(Answer):
    """The demand, with the publication that it was written with."""

    publication: Publication
    demand: list[PublicDemandRow]
