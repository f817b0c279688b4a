"""The certificate of secrecy of a publication: what was attacked, by whom, and what resists. No cell is named."""

from typing import Annotated

from pydantic import Field

from api.schemas.common import Answer, Publication


class Attacker(Answer):
    """One attacker, and how the secret numbers stood up to it."""

    qui: str
    lit: Annotated[str, Field(description="ce qu’il sait")]
    cellules: Annotated[int, Field(description="nombres attaqués")]
    resistent: int
    exactes: Annotated[int, Field(description="calculés exactement")]
    etroites: Annotated[int, Field(description="connus à moins de trois valeurs près")]
    non_verifiees: int
    plus_petit_intervalle: Annotated[int | None, Field(description="valeurs qui restent possibles, au moins")]
    repartition: dict[str, int]


class WithheldLevel(Answer):
    """What had to go at a level, whatever the reason."""

    niveau: str
    territoires: Annotated[int, Field(description="dont quelque chose a été transmis")]
    retenus: Annotated[int, Field(description="dont rien n’est montré")]
    retenus_en_partie: int
    cases: Annotated[int, Field(description="indicateurs de territoires qui sont secrets")]
    logements: int
    logements_retenus: Annotated[int, Field(description="logements des territoires dont rien n’est montré")]


class ShowingPublication(Answer):
    """Another publication that shows what this one withholds."""

    publication: int
    date: str
    nombres: int


class AlreadyPublished(Answer):
    """Numbers that this publication withholds and that others, still readable, give away without it."""

    nombres: int
    publications: list[ShowingPublication]
    deduits: Annotated[int, Field(description="qu’aucune ne montre, et qui se déduisent d’elles")]


class Certificate(Answer):
    """What an audit found."""

    publication: int | None
    date: str
    fictif: bool
    methode: str
    code: str
    empreinte: Annotated[str, Field(description="SHA-256 des lignes attaquées")]
    reussi: Annotated[bool, Field(description="cette publication ne laisse rien déduire qui n’était déjà publié")]
    registre: Annotated[list[int], Field(description="publications antérieures prises en compte")]
    retenu: Annotated[list[WithheldLevel] | None, Field(description="absent des certificats les plus anciens")] = None
    attaquants: list[Attacker]
    deductions: int
    deja_publies: Annotated[AlreadyPublished | None, Field(description="absent quand il n’y en a pas")] = None
    duree_s: float
    remarques: list[str]


class CertificateAnswer(Answer):
    """The latest certificate of a publication."""

    publication: Publication
    certificate: Certificate
