"""Outlines of an EPCI and of its communes, from the public interface of administrative divisions (API Géo)."""

import json
from pathlib import Path
from urllib.parse import urlencode

from observatoire.errors import InvalidInputError, Problem

OUTLINE = {"format": "geojson", "geometry": "contour"}


def communes_address(service: str, siren: str) -> str:
    """Where the communes of an EPCI are, with their outlines."""
    return f"{service.rstrip('/')}/epcis/{siren}/communes?{urlencode({'fields': 'code,nom,codeEpci', **OUTLINE}, safe=',')}"


def epci_address(service: str, siren: str) -> str:
    """Where the outline of an EPCI is."""
    return f"{service.rstrip('/')}/epcis/{siren}?{urlencode({'fields': 'code,nom', **OUTLINE}, safe=',')}"


def check_outlines(path: Path) -> None:
    """Refuse an answer that holds no outline: a page that asks to sign in, an empty list.

    Raises:
        InvalidInputError: it is not GeoJSON, or holds no polygon.
    """
    try:
        answer = json.loads(path.read_bytes().decode("utf-8-sig"))
        features = answer["features"] if answer["type"] == "FeatureCollection" else [answer]
        shapes = {feature["geometry"]["type"] for feature in features}
    except UnicodeDecodeError:
        raise _refuse("Elle n’est pas en UTF-8 : ses accents seraient perdus.") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        shapes = set()
    if not shapes or not shapes <= {"Polygon", "MultiPolygon"}:
        raise _refuse("Elle ne contient pas de contours.")


def _refuse(message: str) -> InvalidInputError:
    return InvalidInputError(
        "La réponse du site n’est pas celle que l’on attend : rien n’a été gardé.",
        [
            Problem(
                message,
                "Un réseau qui demande une connexion répond parfois à la place du site : ouvrez un navigateur, puis recommencez.",
            )
        ],
    )
