"""The marked territory, served: every answer that anybody can get of it."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pandas as pd
import psycopg
import pyogrio
import pytest
import weasyprint
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from observatoire.cluster import Cluster
from observatoire.store.database import Tier, open_store
from tests.api.conftest import build_pages
from tests.conftest import lend_database
from tests.support.builders import FAUCIGNY_GLIERES
from tests.support.every_output import PAGES, STATIC, UNTOLD, find_numbers, list_questions
from tests.support.marked_territory import AYZE, COMMUNES, GROUP, Marked, publish_marked


@dataclass(frozen=True)
class Answers:
    """What one visitor was answered, all addresses together."""

    statuses: dict[str, int]
    text: str
    numbers: frozenset[str]
    """each number met, as `name_number` writes it"""


@dataclass(frozen=True)
class Served:
    """The application on the marked territory."""

    marked: Marked
    app: FastAPI
    client: TestClient
    addresses: tuple[str, ...]
    answered: dict[str | None, Answers] = field(default_factory=dict)

    def ask_everything(self, key: str | None) -> Answers:
        """Every question of the contract, and every page; once for each key."""
        if key not in self.answered:
            self.answered[key] = self._ask_everything(key)
        return self.answered[key]

    def _ask_everything(self, key: str | None) -> Answers:
        headers = {"authorization": f"Bearer {key}"} if key else {}
        statuses, texts, numbers = {}, [], set()
        for address in self.addresses:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(weasyprint, "HTML", Printed)
                response = self.client.get(address, headers=headers)
            statuses[address] = response.status_code
            said = response.content.decode("utf-8", errors="replace")
            texts.append(said)
            assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, (address, said)
            numbers |= {name_number(each) for each in find_numbers(read_document(response))}
        return Answers(statuses, "\n".join(texts), frozenset(numbers))

    def know(self, statement: str, **bound: Any) -> list[tuple[Any, ...]]:
        """What the manager reads, whom no policy limits: for the oracle."""
        with psycopg.connect(self.marked.store.conninfo(Tier.ADMIN)) as admin:
            return admin.execute(statement, bound).fetchall()


class Printed:
    """In the place of what prints: the document as it would be laid out. Its words are what matters here."""

    def __init__(self, *, string: str, **_: object) -> None:
        self._page = string

    def write_pdf(self, **_: object) -> bytes:
        """The page itself."""
        return self._page.encode()


@pytest.fixture(scope="session")
def served(memory_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("marked")
    with lend_database(memory_cluster, folder / "home") as lent, open_store(lent) as store:
        marked = publish_marked(store, lent)
        with open_marked(marked, folder) as opened:
            yield opened


@contextmanager
def open_marked(marked: Marked, folder: Path) -> Iterator[Served]:
    """The application on the marked territory."""
    build_pages(folder / "dist")
    app = create_app(marked.settings.model_copy(update={"web_dist": folder / "dist"}))
    with TestClient(app, follow_redirects=False) as client:
        yield Served(marked, app, client, tuple(list_addresses(app, marked)))


def list_addresses(app: FastAPI, marked: Marked) -> Iterator[str]:
    """Every sheet, and one residence in three for what else is asked residence by residence."""
    with psycopg.connect(marked.store.conninfo(Tier.ADMIN)) as admin:
        rows = admin.execute("select code from partner.territory where level = 'residence' order by code").fetchall()
    codes = {"residence": [code for (code,) in rows][::3], "secteur": ["S1", "S2"], "regroupement": [GROUP]}
    yield from (f"/api/v1/partner/residences/{code}" for (code,) in rows)
    codes |= {"commune": [*COMMUNES], "epci": [FAUCIGNY_GLIERES]}
    assert AYZE in codes["commune"]
    yield from (*PAGES, *STATIC, *UNTOLD)
    yield from list_questions(app.openapi(), codes, marked.numbers)


def name_number(number: float) -> str:
    """A number as answers that differ by their rounding alone write it."""
    return f"{number:.9g}"


def read_document(response: Any) -> Any:
    """What holds the numbers of an answer: its JSON, the cells of its tables, or the words of its page."""
    kind, content = response.headers.get("content-type", ""), response.content
    if "json" in kind:
        return response.json()
    if "mapbox-vector-tile" in kind:
        return _list_cells([pyogrio.read_dataframe(BytesIO(content), read_geometry=False)]) if content else []
    if content.startswith(b"PK"):
        sheets = pd.read_excel(BytesIO(content), engine="calamine", sheet_name=None, header=None)
        return _list_cells(sheets.values())
    if content.startswith(b"PAR1"):
        return _list_cells([pd.DataFrame(pd.read_parquet(BytesIO(content)))])
    if content.startswith(b"SQLite"):
        with NamedTemporaryFile(suffix=".gpkg") as file:
            file.write(content)
            file.flush()
            return _list_cells([pyogrio.read_dataframe(file.name, read_geometry=False)])
    return strip_tags(content.decode("utf-8", errors="replace"))


def _list_cells(frames: Iterable[pd.DataFrame]) -> list[Any]:
    return [
        cell
        for frame in frames
        for name in frame
        for cell in frame[name].tolist()
        if isinstance(cell, int | float | str)
    ]


def strip_tags(page: str) -> str:
    """The words of a page or of a table of text."""
    return re.sub(r"<(style|script)\b.*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)
