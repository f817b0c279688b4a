"""What partners decide of a residence, and what they send to decide it."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.common import Answer, Instant, Publication
from observatoire.commission.vocabulary import CONTINGENTS, ETAPES, MOTIFS, PARTICIPANTS, POSITIONS, TYPOLOGIES

Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Avis = Literal["confirmée", "écartée"]
State = Literal["proposée", "en vigueur", "remplacée", "expirée"]
EARLIEST = date(2000, 1, 1)
"""Before, a year is a slip of the keyboard: « 0026 » for 2026."""
LONGEST_WORD = 40
LONGEST_TEXT = 2000
"""Beyond what is allowed, so that the refusal can say by how much a text is too long."""


def one_of(words: Any) -> Any:
    """A word of a closed list, which the contract shows and the guard of entries checks."""
    return Field(max_length=LONGEST_WORD, json_schema_extra={"enum": list(words)})


RecentDay = Annotated[date, Field(ge=EARLIEST)]
Words = Annotated[list[Annotated[str, Field(max_length=LONGEST_WORD)]], Field(max_length=8)]
Precision = Annotated[
    str, Field(max_length=LONGEST_TEXT, description="200 caractères au plus, sans rien d’une personne")
]
ResidenceCode = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]+$")]
_MOTIFS = ", ".join(dict.fromkeys(word for words in MOTIFS.values() for word in words))


class Entry(BaseModel):
    """What a partner sends: exactly these members."""

    model_config = ConfigDict(extra="forbid")


class QualificationEntry(Entry):
    """A decision on the signal of a residence."""

    avis: Avis
    motifs: Annotated[Words, Field(description=f"parmi : {_MOTIFS}")]
    participants: Annotated[Words, Field(description=f"parmi : {', '.join(PARTICIPANTS)}")]
    decided_on: RecentDay
    precision: Precision = ""


class ReplyEntry(Entry):
    """The landlord's reply."""

    position: Annotated[str, one_of(POSITIONS)]
    precision: Precision = ""


class DossierEntry(Entry):
    """A dwelling freed in a residence under vigilance."""

    typologie: Annotated[str, one_of(TYPOLOGIES)]
    contingent: Annotated[str, one_of(CONTINGENTS)]
    done_on: RecentDay


class StepEntry(Entry):
    """A step of the protocol of a dwelling."""

    etape: Annotated[str, one_of(ETAPES)]
    done_on: RecentDay
    precision: Precision = ""


class Created(Answer):
    """What was added, by number."""

    id: int


class Signature(Answer):
    """Who signed, and when."""

    role: str
    organisation: str
    signed_on: Day


class Reply(Answer):
    """What the landlord answered."""

    position: str
    precision: str
    organisation: str
    replied_on: Day


class Qualification(Answer):
    """A decision, with its signatures and replies."""

    id: int
    avis: Avis
    state: State
    motifs: list[str]
    precision: str
    participants: list[str]
    decided_on: Day
    expires_on: Day
    by_ops: Annotated[bool, Field(description="vrai quand l’OPS suivante l’a fait expirer avant trois ans")]
    publication: int
    organisation: str
    created_at: Instant
    pending: Annotated[list[Literal["epci", "local"]], Field(description="signatures attendues")]
    signatures: list[Signature]
    replies: list[Reply]


class Step(Answer):
    """A step done."""

    etape: str
    done_on: Day
    precision: str
    organisation: str


class Vacancy(Answer):
    """The clock of a measured vacancy."""

    started_on: Day
    ended_on: Day | None
    days: int


class Dossier(Answer):
    """A dwelling freed, and the steps of its protocol."""

    id: int
    typologie: str
    contingent: str
    opened_on: Day
    organisation: str
    steps: list[Step]
    vacancy: Vacancy | None


class RepmsMention(Answer):
    """A REPMS list that names the residence."""

    id: int
    bailleur: str
    adopted_on: Day
    expires_on: Day
    in_force: bool


class Rights(Answer):
    """What the visitor may do for this residence."""

    read: bool
    decide: bool
    sign: bool
    reply: bool
    role: str


class ResidenceDecisions(Answer):
    """Everything that partners decided of a residence, newest first."""

    publication: Publication
    rights: Rights
    qualifications: list[Qualification]
    protocol: list[Dossier]
    repms: list[RepmsMention]


class DecisionLine(Answer):
    """A decision in force, or proposed, for the map."""

    residence: str
    avis: Avis
    state: State
    decided_on: Day
    expires_on: Day


class Decisions(Answer):
    """What the map shows of decisions."""

    publication: Publication
    decisions: list[DecisionLine]
    repms: Annotated[list[str], Field(description="résidences des listes REPMS en vigueur")]
    labels: Annotated[dict[str, dict[str, str]], Field(description="libellés des listes fermées, par liste et par mot")]
