"""Sessions of the commission and REPMS lists: what is sent, and what is read."""

from typing import Annotated, Any

from pydantic import Field

from api.schemas.common import Answer, Instant, Publication
from api.schemas.decisions import Day, Entry, Precision, RecentDay, ResidenceCode, Signature, Words, one_of
from observatoire.commission.vocabulary import CONTINGENTS, CRITERES_REPMS, ORIENTATIONS, TYPOLOGIES


class SessionEntry(Entry):
    """A session to prepare."""

    held_on: RecentDay


class ItemEntry(Entry):
    """A dwelling freed."""

    residence: ResidenceCode
    typologie: Annotated[str, one_of(TYPOLOGIES)]
    contingent: Annotated[str, one_of(CONTINGENTS)]


class NoteEntry(Entry):
    """What was decided of a dwelling."""

    orientation: Annotated[str, one_of(ORIENTATIONS)]
    menage: Annotated[
        str | None,
        Field(max_length=80, description="type de ménage regardé : quatre mots des listes, séparés par des points"),
    ] = None
    precision: Precision = ""


class SessionLine(Answer):
    """A session in the list."""

    id: int
    held_on: Day
    publication: int
    organisation: str
    sealed_at: Instant | None
    sha256: str | None
    items: int


class Sessions(Answer):
    """Every session, the latest first."""

    publication: Publication
    sessions: list[SessionLine]


class Note(Answer):
    """A decision noted; the last one counts."""

    orientation: str
    menage: str | None
    precision: str
    organisation: str
    noted_at: Instant


class AgendaItem(Answer):
    """A dwelling of the agenda, its residence as it is read in session, and what was noted."""

    id: int
    typologie: str
    contingent: str
    residence: Annotated[dict[str, Any], Field(description="faits, indices, solidité et marge, sans effectif")]
    qualification: Annotated[dict[str, Any] | None, Field(description="la décision en vigueur")]
    notes: list[Note]


class SessionDetails(Answer):
    """A session. Sealed, it is read from its seal."""

    id: int
    held_on: Day
    publication: int
    organisation: str
    sealed_at: Instant | None
    sha256: str | None
    items: list[AgendaItem]


class SessionAnswer(Answer):
    """A session, and whether its seal still vouches for it."""

    publication: Publication
    session: SessionDetails
    verified: Annotated[bool | None, Field(description="vrai quand l’empreinte recalculée est celle du sceau")]
    sealed: Annotated[dict[str, Any] | None, Field(description="ce qui a été scellé, tel quel")]


class Sealed(Answer):
    """The hash that vouches for a session."""

    sha256: str


class RepmsEntry(Entry):
    """A REPMS list to adopt."""

    bailleur_siren: Annotated[str, Field(pattern=r"^\d{9}$")]
    adopted_on: RecentDay
    criteres: Annotated[Words, Field(description=f"parmi : {', '.join(CRITERES_REPMS)}")]
    residences: Annotated[list[ResidenceCode], Field(min_length=1, max_length=100)]
    precision: Precision = ""


class RepmsResidence(Answer):
    """A residence of a list."""

    code: str
    nom: str
    code_insee: str
    commune: str | None
    logements: int | None
    adresse: str | None
    qpv: str | None


class RepmsList(Answer):
    """The legal list of a landlord, for three years."""

    id: int
    bailleur_siren: str
    bailleur: str
    publication: int
    ops: int
    rpls: int
    fictif: bool
    adopted_on: Day
    expires_on: Day
    in_force: bool
    criteres: list[str]
    precision: str
    organisation: str
    signatures: list[Signature]
    residences: list[RepmsResidence]


class RepmsLists(Answer):
    """Every list, those of a landlord newest first."""

    publication: Publication
    lists: list[RepmsList]
