"""Every question that can be asked of the API, made from its own contract: a route that is added is asked too."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from observatoire.store.queries.features import PARTNER_LAYERS, PUBLIC_LAYERS
from tests.support.builders import HALPADES

Codes = Mapping[str, Iterable[str]]
"""Codes of the territories, by level; or numbers of what partners added, by the place that names it in an address."""
WEB = Path(__file__).parents[2] / "web"
PAGES = ("/", "/simple", *(f"/{page.stem}" for page in sorted(WEB.glob("*.html")) if page.stem != "index"))
"""Every page that is built, and those that the service makes itself."""
STATIC = ("/assets/page-abc123.js", *(f"/{file.name}" for file in sorted((WEB / "public").iterdir())))
"""Files beside the pages; the first stands for all that a build makes."""

ONE_ANSWER = {
    "ressources": ("inf_40",),
    "famille": ("seule",),
    "taille": ("1",),
    "activite": ("un",),
    "bailleur": (HALPADES,),
    "qpv": ("false",),
    "z": (5,),
    "y": (11,),
    "x": (16,),
}
"""Parameters of which one value says as much as all, where one is needed. Without it, what may be left out is."""
BY_PLACE = {"/residences/": "residence", "/communes/": "commune"}
UNTOLD = (
    *("/docs", "/docs/style.css", "/openapi.json", "/problemes/introuvable"),
    *("/connexion", "/connexion/retour"),
)
"""Pages of the service that no contract describes."""
SERIALS = frozenset({"id", "account", "deposit", "job"})
"""Numbers given in the order of arrival: after thousands of questions, any may come."""
NUMBERED = re.compile(
    r"\b(compte|séance|dépôt|décision|liste REPMS|rapport de retour|tâche|scénario|point|attribution) \d+"
)
"""The same, in the words of the journal."""


def list_routes(app: FastAPI) -> set[str]:
    """Every verb and address that the application answers to: routes, pages and files."""
    routes = {
        f"{verb} {route.path}"
        for route in iter_route_contexts(app.routes)
        for verb in route.methods or ()
        if verb != "HEAD"
    }
    return routes | {f"GET {address}" for address in (*PAGES, *STATIC)}


def describe_everything(contract: Mapping[str, Any]) -> dict[str, Any]:
    """The contract of the API, and beside it every address that no contract describes: what may be asked at random."""
    beside = {
        address: {
            "get": {
                "operationId": f"beside{address.replace('/', '_')}",
                "parameters": [
                    {"name": name, "in": "query", "schema": {"type": "string"}}
                    for name in ("code", "state", "publication")
                ],
                "responses": {"default": {"description": "a page, a file or a problem"}},
            }
        }
        for address in (*UNTOLD, *PAGES, *STATIC)
    }
    return {**contract, "paths": {**contract["paths"], **beside}}


def list_questions(contract: Mapping[str, Any], codes: Codes, numbers: Codes) -> Iterator[str]:
    """The address of every reading of the contract, for every territory."""
    for path, operations in contract["paths"].items():
        if "get" in operations:
            parameters = operations["get"].get("parameters", ())
            choices = [_list_values(path, each, codes, numbers) for each in parameters]
            for values in product(*choices):
                if not _is_declared(
                    {each["name"]: value for each, value in zip(parameters, values, strict=True)}, codes
                ):
                    continue
                named = list(zip(parameters, values, strict=True))
                address = path
                for parameter, value in named:
                    if parameter["in"] == "path":
                        address = address.replace("{" + parameter["name"] + "}", str(value))
                query = [f"{each['name']}={value}" for each, value in named if each["in"] == "query" and value != ""]
                yield address + ("?" + "&".join(query) if query else "")


def _is_declared(values: Mapping[str, Any], codes: Codes) -> bool:
    """A level and a code that go together, where an address has both."""
    return "level" not in values or "code" not in values or values["code"] in codes[values["level"]]


def _list_values(path: str, parameter: Mapping[str, Any], codes: Codes, numbers: Codes) -> list[Any]:
    name, schema = parameter["name"], parameter["schema"]
    if not parameter.get("required"):
        return list(schema.get("enum", [""]))
    if name == "code":
        level = next((level for place, level in BY_PLACE.items() if place in path), None)
        return [code for each in ([level] if level else codes) for code in codes[each]]
    several: dict[str, Iterable[Any]] = {
        **ONE_ANSWER,
        "code_insee": list(codes["commune"])[:1],
        "layer": PARTNER_LAYERS if path.startswith("/ogc/partner") else PUBLIC_LAYERS,
        "number": next((numbers[place] for place in numbers if place in path), ("1",)),
    }
    assert name in several or "enum" in schema, f"{path} has a parameter « {name} » that nobody here can fill"
    return list(several.get(name) or schema["enum"])


def find_numbers(document: Any) -> Iterator[float]:
    """Every number of a JSON document, whatever holds it."""
    return (number for _, number in locate_numbers(document))


def locate_numbers(document: Any, place: str = "") -> Iterator[tuple[str, float]]:
    """Every number, and the members that lead to it."""
    match document:
        case bool() | None:
            return
        case int() | float():
            yield place, float(document)
        case str():
            for written in re.findall(
                r"(?<![\w.,-])\d[\d\u00a0\u202f ]*(?:[.,]\d+)?(?!\w|[.,]\d)", NUMBERED.sub("", document)
            ):
                plain = re.sub(r"[\u00a0\u202f ]", "", written).replace(",", ".")
                yield place, float(plain)
        case dict():
            for name, value in document.items():
                if name not in SERIALS:
                    yield from locate_numbers(value, f"{place}.{name}")
        case list() | tuple():
            for value in document:
                yield from locate_numbers(value, f"{place}[]")
