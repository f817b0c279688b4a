"""Every question that can be asked of the API, made from its own contract: a route that is added is asked too."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from observatoire.store.queries.features import PARTNER_LAYERS, PUBLIC_LAYERS
from tests.support.builders import HALPADES

Codes = Mapping[str, Iterable[str]]
"""Codes of the territories, by level."""

ONE_ANSWER = {
    "ressources": ("inf_40",),
    "famille": ("seule",),
    "taille": ("1",),
    "activite": ("un",),
    "number": (1,),
    "slug": ("introuvable",),
    "bailleur": (HALPADES,),
    "qpv": ("false",),
    **dict.fromkeys("zxy", (0,)),
}
"""Parameters of which one value says as much as all. One that is neither here nor a closed list is left out if it may be."""
BY_PLACE = {"/residences/": "residence", "/communes/": "commune"}
UNTOLD = (
    *("/docs", "/docs/style.css", "/openapi.json", "/problemes/introuvable", "/connexion", "/connexion/retour"),
    *("/connexion", "/connexion/retour"),
)
"""Pages of the service that no contract describes."""
SERIALS = frozenset({"id", "account", "deposit", "job"})
"""Numbers given in the order of arrival: after thousands of questions, any may come."""
PAGES = ("/", "/simple", "/observatoire", "/territoires", "/methode", "/integrer")


def list_questions(contract: Mapping[str, Any], codes: Codes) -> Iterator[str]:
    """The address of every reading of the contract, for every territory."""
    for path, operations in contract["paths"].items():
        if "get" in operations:
            parameters = operations["get"].get("parameters", ())
            choices = [_list_values(path, each, codes) for each in parameters]
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


def _list_values(path: str, parameter: Mapping[str, Any], codes: Codes) -> list[Any]:
    name, schema = parameter["name"], parameter["schema"]
    if name == "code_insee":
        return list(codes["commune"])[:1]
    if name == "code":
        level = next((level for place, level in BY_PLACE.items() if place in path), None)
        return [code for each in ([level] if level else codes) for code in codes[each]]
    if name == "layer":
        return list(PARTNER_LAYERS if path.startswith("/ogc/partner") else PUBLIC_LAYERS)
    if name in ONE_ANSWER:
        return list(ONE_ANSWER[name])
    if "enum" in schema:
        return list(schema["enum"])
    assert not parameter.get("required"), f"{path} has a parameter « {name} » that nobody here can fill"
    return [""]


def find_numbers(document: Any) -> Iterator[float]:
    """Every number of a JSON document, whatever holds it."""
    match document:
        case bool() | None:
            return
        case int() | float():
            yield float(document)
        case str():
            for written in re.findall(r"(?<![\w.,-])\d[\d\u00a0\u202f ]*(?:[.,]\d+)?(?![\w.])", document):
                plain = re.sub(r"[\u00a0\u202f ]", "", written).replace(",", ".")
                yield float(plain)
        case dict():
            for name, value in document.items():
                if name not in SERIALS:
                    yield from find_numbers(value)
        case list() | tuple():
            for value in document:
                yield from find_numbers(value)
