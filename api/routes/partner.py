"""For whoever holds an access key: the indices, why, how solid, and since when."""

from functools import partial

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.answering import GeoJsonText, JsonText, answer_partner
from api.ogc_documents import read_box
from api.parameters import Code, OfFrame, OfOutlines, OfPublication, OfValues
from api.schemas.method import PartnerMethod
from api.schemas.partner import (
    Analysis,
    Publications,
    Residences,
    ResidenceSheet,
    Series,
    SeriesLevel,
    Territories,
    TerritoryLevel,
    TerritorySheet,
    Values,
)
from api.schemas.ruptures import Ruptures
from api.security import bearer_scheme, cookie_scheme, find_current_subject
from observatoire.store.queries import partner, ruptures, sheets

PARTNER_DEPENDENCIES = [Depends(bearer_scheme), Depends(cookie_scheme), Depends(find_current_subject)]
router = APIRouter(prefix="/api/v1/partner", tags=["Partenaires"], dependencies=PARTNER_DEPENDENCIES)


@router.get("/publications", response_class=JsonText, response_model=Publications, summary="Les publications")
def list_publications(request: Request, query: OfPublication) -> Response:
    """Toutes les publications, la plus récente d’abord, et celle qui est en ligne."""
    return answer_partner(request, query.publication, partner.read_publications)


@router.get("/method", response_class=JsonText, response_model=PartnerMethod, summary="La méthode de calcul")
def read_partner_method(request: Request, query: OfPublication) -> Response:
    """La méthode enregistrée avec la publication, et les seuils du secret."""
    return answer_partner(request, query.publication, partner.read_method)


@router.get("/analysis", response_class=JsonText, response_model=Analysis, summary="La solidité des chiffres")
def read_analysis(request: Request, query: OfPublication) -> Response:
    """Règles et recettes essayées, familles de résidences, cohérence des indices."""
    return answer_partner(request, query.publication, partner.read_analysis)


@router.get(
    "/territories", response_class=GeoJsonText, response_model=Territories, summary="Les territoires d’un niveau"
)
def list_territories(request: Request, query: OfOutlines) -> Response:
    """Contours, faits du parc et indices. Un QPV n’est qu’un contour."""
    return answer_partner(request, query.publication, partial(partner.read_territories, level=query.level), GeoJsonText)


@router.get("/residences", response_class=GeoJsonText, response_model=Residences, summary="Les résidences")
def list_residences(request: Request, query: OfFrame) -> Response:
    """Chaque résidence en un point, avec ses faits, ses indices et son signal.

    Au-delà de 20 000, aucune n’est donnée et `too_many` est vrai : demandez une fenêtre plus petite, par `bbox`.
    """
    read = partial(partner.read_residences_framed, box=read_box(query.bbox))
    return answer_partner(request, query.publication, read, GeoJsonText)


@router.get("/values", response_class=JsonText, response_model=Values, summary="Les chiffres d’un niveau")
def list_values(request: Request, query: OfValues) -> Response:
    """Indices et indicateurs de chaque territoire du niveau, par code, tels que le rôle et le périmètre les ouvrent.

    Pour la commission et les réservataires, les parts de l’occupation d’une résidence sont arrondies au pour cent, et
    leurs effectifs sont `null`.
    """
    return answer_partner(request, query.publication, partial(partner.read_values, level=query.level))


@router.get("/ruptures", response_class=JsonText, response_model=Ruptures, summary="Les années qui ne se comparent pas")
def list_ruptures(request: Request, query: OfValues) -> Response:
    """Les territoires fusionnés, scindés, redessinés ou renommés depuis, et la génération des QPV de chaque année."""
    return answer_partner(request, query.publication, partial(ruptures.read_ruptures, level=query.level))


@router.get(
    "/residences/{code}", response_class=JsonText, response_model=ResidenceSheet, summary="La fiche d’une résidence"
)
def read_residence(request: Request, code: Code, query: OfPublication) -> Response:
    """Ce qu’elle est, ses indices, d’où ils viennent, et leur évolution, tels que le rôle et le périmètre les ouvrent.

    `access` dit ce qui en est ouvert : tout (`full`), la classe (`class`) ou rien (`none`).
    """
    return answer_partner(request, query.publication, partial(sheets.read_residence_sheet, code=code))


@router.get(
    "/territories/{level}/{code}",
    response_class=JsonText,
    response_model=TerritorySheet,
    summary="La fiche d’un territoire",
)
def read_territory(request: Request, level: TerritoryLevel, code: Code, query: OfPublication) -> Response:
    """Un secteur, une commune ou un EPCI : ses indices, d’où ils viennent, et leur évolution."""
    return answer_partner(request, query.publication, partial(sheets.read_territory_sheet, level=level, code=code))


@router.get(
    "/territories/{level}/{code}/series",
    response_class=JsonText,
    response_model=Series,
    summary="L’évolution d’un territoire",
)
def read_series(request: Request, level: SeriesLevel, code: Code, query: OfPublication) -> Response:
    """Une entrée par couple de millésimes : la dernière publication de chacun, de la plus ancienne à la plus récente."""
    return answer_partner(request, query.publication, partial(sheets.read_series, level=level, code=code))
