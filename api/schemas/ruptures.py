"""What does not compare through the years: territories merged, split, drawn again or renamed, generations of the QPV."""

from typing import Annotated

from pydantic import Field

from api.schemas.common import Answer, Publication


class Rupture(Answer):
    """Why a year is not comparable with the last one: the territory was merged, split or drawn again since."""

    nature: Annotated[str, Field(description="fusionnee, scindee, commune absorbée, ou perimetre : contour redessiné")]
    depuis: Annotated[str | None, Field(description="jour du changement ; absent quand il n’est pas connu")]
    certaine: Annotated[bool, Field(description="faux quand la comparaison est à vérifier")]


class EarlierYear(Answer):
    """A publication before the one that is read."""

    number: int
    ops: int
    rpls: int


class LevelRupture(EarlierYear):
    """A territory that this earlier publication shows otherwise: another perimeter, or another code."""

    code: str
    nom: str
    code_publie: Annotated[str, Field(description="code sous lequel il y était publié")]
    rupture: Annotated[Rupture | None, Field(description="absente quand seul le code a changé")]


class QpvGeneration(EarlierYear):
    """The perimeters of priority neighbourhoods that a publication rests on."""

    generation: Annotated[int, Field(description="2015 ou 2024")]


class Ruptures(Answer):
    """What does not compare through the years, at a level."""

    publication: Publication
    ruptures: list[LevelRupture]
    qpv: list[QpvGeneration]
