"""How solid a figure is, as partners read it: intervals, recipes, other constructions."""

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.common import Answer, Classe, Share
from api.schemas.figures import Zone

Solidite = Literal["avéré", "à confirmer", "non conclusif"]
Change = Literal["hausse avérée", "baisse avérée", "non conclusif"]


class IndexSolidity(Answer):
    """How solid an index is: what its small counts leave open, and what it owes to the recipe."""

    smoothed: Annotated[float, Field(description="indice sur les parts lissées")]
    interval_low: float
    interval_high: Annotated[float, Field(description="intervalle à 90 % de l’indice lissé")]
    p_fragile: Annotated[Share, Field(description="probabilité d’atteindre le seuil « fragile »")]
    solidite: Solidite
    stability: Annotated[Share | None, Field(description="part des recettes qui donnent la même classe")]
    recipes: Annotated[int | None, Field(description="recettes essayées")]
    rank_low: int | None
    rank_high: Annotated[int | None, Field(description="rangs selon les recettes, 1 étant le plus fragile")]
    other_class: Annotated[Classe | None, Field(description="l’autre classe la plus fréquente")]
    flip: Annotated[
        float | None,
        Field(description="plus petit changement de poids qui change la classe ; null : aucun ne la change"),
    ]
    evolution: Annotated[float | None, Field(description="indice sur la référence de la publication précédente")]
    change: Annotated[Change | None, Field(description="depuis la publication précédente")]


class ComponentSolidity(Answer):
    """How solid a share is."""

    smoothed: Share
    low: Share
    high: Annotated[Share, Field(description="intervalle à 90 %")]
    unit_points: Annotated[float | None, Field(description="points d’indice pour un logement ou un ménage de plus")]
    alone: Annotated[
        float | None,
        Field(description="rapport au reste de la référence, quand la résidence en pèse plus d’un vingtième"),
    ]
    funnel: Annotated[Zone | None, Field(description="place dans l’entonnoir de l’indicateur")]


class Construction(Answer):
    """The same index, built otherwise."""

    construction: Literal[
        "rapport_des_sommes",
        "moyenne_geometrique",
        "ampi",
        "plafond",
        "parts_lissees",
        "autre_reference",
        "sans_la_residence",
    ]
    class_: Annotated[Classe, Field(alias="class")]
    value: Annotated[float | None, Field(description="absente pour qui lit les parts arrondies")]
    contributions: Annotated[
        dict[str, float] | None,
        Field(description="points de chaque composante ; leur somme est l’écart à 100"),
    ]
