"""What a designation would change. A type of household, never a person: nothing of it is kept."""

from typing import Annotated, Literal

from pydantic import Field

from api.parameters import PublicationQuery
from api.schemas.common import Answer, Classe, IndicatorName, Publication, Share

Ressources = Literal["inf_40", "de_40_a_60", "sup_60"]
Famille = Literal["seule", "couple", "couple_enfants", "monoparentale"]
Taille = Literal["1", "2", "3_4", "5"]
Activite = Literal["aucun", "un", "deux"]


class HouseholdQuery(PublicationQuery):
    """A type of household, each trait from a closed list."""

    ressources: Annotated[Ressources, Field(description="ressources, en part des plafonds HLM")]
    famille: Annotated[Famille, Field(description="composition")]
    taille: Annotated[Taille, Field(description="nombre de personnes")]
    activite: Annotated[Activite, Field(description="adultes inscrits au chômage")]


class IndexEffect(Answer):
    """An index before and after."""

    before: float | None
    class_before: Classe | None
    after: Annotated[float | None, Field(description="arrondi au point pour qui ne lit pas les effectifs")]
    class_after: Classe | None


class ComponentEffect(Answer):
    """A share before and after; counts after are those expected of the same survey."""

    num_before: int | None
    den_before: int | None
    rate_before: Share | None
    num_after: float | None
    den_after: float | None
    rate_after: Share | None


class Effect(Answer):
    """The residence before and after one household of the type takes the place of an average one."""

    occupation: IndexEffect
    fragilite: IndexEffect
    margin_before: int | None
    margin_after: Annotated[int | None, Field(description="ménages du premier quartile qui peuvent encore entrer")]
    components: dict[IndicatorName, ComponentEffect]


class BetterPlace(Answer):
    """A residence within 5 km where the same designation leaves a lower index, and room."""

    code: str
    nom: str
    commune: str | None
    bailleur: str | None
    suited: Annotated[int, Field(description="logements de la résidence qui conviennent à la taille du ménage")]
    distance_m: int
    before: float
    after: float
    class_before: Classe
    class_after: Classe
    margin_after: int
    fragile_last: Annotated[bool, Field(description="vrai pour la classe « intermédiaire », rangée après")]


class DesignationEffect(Answer):
    """The effect of a designation in a residence."""

    publication: Publication
    effect: Annotated[Effect | None, Field(description="`null` quand les chiffres de la résidence ne se lisent pas")]
    nearby: list[BetterPlace]


class Neighbour(Answer):
    """A residence near another, alike in rents and types, that could welcome."""

    code: str
    nom: str
    commune: str | None
    bailleur: str | None
    distance_m: int
    logements: int | None
    rent: Annotated[float, Field(description="loyer moyen, en euros par mètre carré")]
    types_alike: Annotated[
        Share, Field(description="part des logements que les deux résidences ont en commun, type à type")
    ]
    margin: int
    value: float
    class_: Annotated[Classe, Field(alias="class")]


class Neighbours(Answer):
    """Residences within 5 km that could welcome."""

    publication: Publication
    rent: Annotated[float | None, Field(description="loyer moyen de la résidence ; sans lui, rien n’est comparable")]
    neighbours: list[Neighbour]
