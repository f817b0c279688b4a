"""The contract, as a file: `python -m api.openapi` writes `api/openapi.json`, from which the types of the screens come."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from api.problems import MEDIA_TYPE
from api.schemas.common import Problem

CONTRACT_FILE = Path(__file__).parent / "openapi.json"
SCHEMAS = "#/components/schemas/"
VALIDATION_SCHEMAS = ("HTTPValidationError", "ValidationError")
"""FastAPI's own shape of a refusal, which ours replaces."""

DESCRIPTION = """Ce que publie l’observatoire de la fragilité du parc social.

Toute réponse dit de quelle **publication** elle vient : un instantané numéroté, daté et immuable. Une valeur est toujours
accompagnée de son **statut** : `ok`, `partiel`, `secret`, `non_transmis`, `sans_objet`. Les parts sont des fractions de 1.

Chaque réponse porte un `ETag` : renvoyé dans `If-None-Match`, il épargne le transfert de ce qui n’a pas changé. Les
erreurs suivent la RFC 9457."""

PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {"description": "Corps illisible"},
    401: {"description": "Session ou clé d’accès absente, inconnue, terminée ou révoquée"},
    403: {"description": "Droit insuffisant"},
    404: {"description": "Rien de publié à cette adresse"},
    405: {"description": "Méthode non permise"},
    409: {"description": "L’état de l’observatoire ne permet pas cette action"},
    413: {"description": "Requête trop longue"},
    422: {"description": "Requête invalide"},
    429: {"description": "Trop d’essais ont échoué"},
    500: {"description": "Erreur interne"},
    503: {"description": "Base de données injoignable"},
}


def pick_problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that a router may answer with, for its documentation."""
    return {status: PROBLEMS[status] for status in (*statuses, 500, 503)}


def describe_contract(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description of the application, every refusal being a problem."""
    if app.openapi_schema is None:
        contract = get_openapi(
            title=app.title, version=app.version, description=DESCRIPTION, routes=app.routes, tags=app.openapi_tags
        )
        schemas = contract["components"]["schemas"]
        for name in VALIDATION_SCHEMAS:
            schemas.pop(name, None)
        problem = TypeAdapter(Problem).json_schema(ref_template=SCHEMAS + "{model}")
        schemas |= {**problem.pop("$defs"), "Problem": problem}
        contract["components"]["schemas"] = dict(sorted(schemas.items()))
        for operation in _list_operations(contract):
            _describe_problems(operation)
        app.openapi_schema = contract
    return app.openapi_schema


def _list_operations(contract: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in contract["paths"].values():
        yield from path.values()


def _describe_problems(operation: dict[str, Any]) -> None:
    for status, response in operation["responses"].items():
        if int(status) >= 400:  # noqa: PLR2004 (the first status that is an error)
            response["content"] = {MEDIA_TYPE: {"schema": {"$ref": SCHEMAS + "Problem"}}}


def render_contract() -> str:
    """The text of the file: the same for the same code."""
    from api.app import create_app  # noqa: PLC0415 (the application imports this module)

    return json.dumps(create_app().openapi(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    CONTRACT_FILE.write_text(render_contract(), encoding="utf-8")
