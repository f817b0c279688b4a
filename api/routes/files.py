"""What planners take away: the rows of a level, as a workbook or a layer."""

import json

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.live import LayerFile, answer_document, open_visitor_snapshot
from api.parameters import OfFile
from api.routes.decisions import READERS, SCHEMES
from observatoire.exports.taken import Narrowing, write_level
from observatoire.store.queries import partner

router = APIRouter(prefix="/api/v1/partner", tags=["Partenaires"], dependencies=SCHEMES)


@router.get(
    "/level-file",
    response_class=LayerFile,
    dependencies=READERS,
    summary="Un niveau, en XLSX, GeoPackage ou GeoParquet",
)
def take_level(request: Request, query: OfFile) -> Response:
    """Les lignes telles que le visiteur les lit, avec leurs filtres ; une valeur retenue y est une cellule vide.

    Les contours sont en Lambert 93 (EPSG:2154) ; le classeur a une longitude et une latitude.
    """
    with open_visitor_snapshot(request, query.publication) as snapshot:
        values = json.loads(partner.read_values(snapshot, level=query.level))
        if query.level == "residence":
            shapes = json.loads(partner.read_residences(snapshot))
        else:
            shapes = json.loads(partner.read_territories(snapshot, level=query.level))
    kept = Narrowing(
        bailleur=query.bailleur,
        in_qpv=None if query.qpv is None else query.qpv == "dans",
        rehabilitated=None if query.rehabilitation is None else query.rehabilitation == "avec",
        ranges=query.read_ranges(),
    )
    name = f"observatoire-{query.level}-publication-{values['publication']['number']}.{query.format}"
    return answer_document(write_level(values, shapes, query.format, kept), LayerFile, name)
