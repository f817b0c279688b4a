"""What stands one click behind a figure."""

from typing import Annotated, Any, Literal

from pydantic import Field

from api.schemas.common import Answer, IndexName, IndicatorName, Instant, Publication, Share

Zone = Literal["bien au-dessous", "au-dessous", "dedans", "au-dessus", "bien au-dessus"]


class FunnelLimit(Answer):
    """Limits of the funnel for one denominator."""

    den: float
    low_999: Share
    low_975: Share
    high_975: Share
    high_999: Share


class FunnelDescription(Answer):
    """A funnel: its centre, its limits, and how far beyond chance the residences spread."""

    centre: Annotated[Share, Field(description="part de la référence")]
    surdispersion: Annotated[
        float, Field(description="1 : le hasard seul ; au-delà, les résidences diffèrent vraiment")
    ]
    ecart_type: Annotated[float, Field(description="dispersion entre résidences au-delà du hasard, en part")]
    residences: int
    limites: list[FunnelLimit]


class FunnelPoint(Answer):
    """A residence in the funnel."""

    code: str
    nom: str
    den: int
    rate: Share
    funnel: Zone


class Funnel(Answer):
    """The funnel plot of an indicator."""

    publication: Publication
    indicator: IndicatorName
    described: FunnelDescription | None
    points: list[FunnelPoint]


class Part(Answer):
    """What a residence brings to the index of its commune."""

    code: str
    nom: str
    logements: int | None
    value: Annotated[float | None, Field(description="indice de la résidence")]
    points: Annotated[float, Field(description="points qu’elle apporte à l’indice de la commune")]


class IndexParts(Answer):
    """An index of a commune as the sum of what its residences bring."""

    value: float
    residences: int
    whole: Annotated[
        bool, Field(description="vrai quand chaque résidence a un nombre publié ; combien n’en ont pas n’est pas dit")
    ]
    shown: Annotated[bool, Field(description="faux quand le reste révélerait une valeur retenue")]
    plain_mean: Annotated[
        float | None, Field(description="moyenne simple des indices des résidences : un autre nombre")
    ]
    rest: Annotated[float | None, Field(description="points des résidences retenues, ensemble")]
    parts: list[Part]


class Parts(Answer):
    """How the indices of a commune are made of its residences."""

    publication: Publication
    code: str
    nom: str
    hidden: Annotated[bool, Field(description="les effectifs d’occupation ne sont pas ouverts à ce rôle")]
    indices: dict[IndexName, IndexParts]


class Evaluation(Answer):
    """An evaluation of the effects of a measure: estimates, or the reason why there are none."""

    id: int
    nom: str
    publication: int
    created_at: Instant
    document: dict[str, Any]


class Evaluations(Answer):
    """The last evaluation of each measure, newest first."""

    publication: Publication
    evaluations: list[Evaluation]
