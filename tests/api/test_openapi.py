"""The contract is a committed file that follows the code, and a page that anyone can read."""

import json
import re
from html.parser import HTMLParser
from typing import Any, get_type_hints

from api.openapi import CONTRACT_FILE, render_contract
from api.schemas import facts as documented
from observatoire.territories import fact_names
from tests.api.conftest import World

FILES = (
    "application/pdf",
    "application/vnd.mapbox-vector-tile",
    "application/octet-stream",
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)


def list_operations(contract: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{verb.upper()} {path}", operation)
        for path, verbs in contract["paths"].items()
        for verb, operation in verbs.items()
    ]


def test_committed_contract_is_the_one_of_the_code():
    assert CONTRACT_FILE.read_text(encoding="utf-8") == render_contract(), "run `make openapi`"


def test_every_operation_is_described_with_its_problems():
    contract = json.loads(CONTRACT_FILE.read_text(encoding="utf-8"))

    for name, operation in list_operations(contract):
        assert operation["summary"], name
        assert operation["description"], name
        assert re.fullmatch(r"[a-z_]+", operation["operationId"]), name
        for answer in (each for status, each in operation["responses"].items() if status == "200"):
            assert all("$ref" in each["schema"] or kind in FILES for kind, each in answer["content"].items()), name
        refusals = {status: each for status, each in operation["responses"].items() if int(status) >= 400}
        assert {"500", "503"} <= set(refusals), name
        assert all("application/problem+json" in each["content"] for each in refusals.values()), name


PRIVATE = {"partner", "data", "admin", "account"}


def test_partner_operations_ask_for_a_key():
    contract = json.loads(CONTRACT_FILE.read_text(encoding="utf-8"))

    for name, operation in list_operations(contract):
        asks = {scheme for choice in operation.get("security", ()) for scheme in choice}
        assert asks == (
            {"cle", "session"} if PRIVATE & set(name.split("/")[2:4]) or name == "GET /api/v1/session" else set()
        ), name


def test_members_of_answers_are_always_there():
    """No default: the types of the screens never have to guess. A fact not known has no key, by rule; what is sent may lack."""
    schemas = json.loads(CONTRACT_FILE.read_text(encoding="utf-8"))["components"]["schemas"]
    may_lack = {
        "DwellingTypes",
        "ResidenceFacts",
        "TerritoryFacts",
        "IndicatorRecipe",
        "Problem",
        "NewEntry",
        "LayerLink",
        "Component",
        "SheetComponent",
        "MappedResidence",
        "Certificate",
    }

    for name, schema in schemas.items():
        if "properties" in schema and name not in may_lack and not name.endswith("Entry"):  # entries are questions
            assert set(schema["required"]) == set(schema["properties"]), name


def test_documented_facts_are_those_that_are_published():
    for name in ("ResidenceFacts", "TerritoryFacts"):
        assert set(get_type_hints(getattr(documented, name))) == set(get_type_hints(getattr(fact_names, name)))
    assert set(get_type_hints(documented.DwellingTypes)) == set(fact_names.PUBLIC_RESIDENCE_FACTS)


def test_documentation_page_shows_every_operation_and_needs_nothing_from_outside(shared: World):
    page = shared.get("/docs").text

    for name, operation in list_operations(shared.read("/openapi.json")):
        assert name in page
        assert f'id="{operation["operationId"]}"' in page
    assert "<script" not in page
    assert "style=" not in page
    assert not re.search(r"(src|href)=[\"']?(https?:)?//", page)


def test_documentation_links_lead_somewhere(shared: World):
    links = LinkReader()
    links.feed(shared.get("/docs").text)

    assert links.inside <= links.anchors
    for address in links.outside:
        assert shared.get(address).status_code == 200, address


class LinkReader(HTMLParser):
    """The links of a page, and the places they may lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.inside: set[str] = set()
        self.outside: set[str] = set()

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value for name, value in attrs if value}
        if "id" in named:
            self.anchors.add(named["id"])
        address = named.get("href", "")
        if address.startswith("#"):
            self.inside.add(address[1:])
        elif address:
            self.outside.add(address)
