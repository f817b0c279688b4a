"""What `audit` asks for, and how each kind of answer is read back: JSON, layers, tiles, files, printed sheets, pages."""

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import quote

import pandas as pd
import pyogrio

from observatoire.access.audience import LEVELS, PUBLIC_LEVELS
from observatoire.audit.beside import Told
from observatoire.audit.editions import SECRET, Edition
from observatoire.audit.outputs import ANSWERS, FILES, PAGES, PRINTED, TILES
from observatoire.audit.pdf_text import read_pdf_text
from observatoire.audit.read_back import read_public_page, read_rows, read_sheet

PARTNER = "/api/v1/partner"
PUBLIC = "/api/v1/public"
PUBLIC_LAYERS, PARTNER_LAYERS = "/ogc/collections", "/ogc/partner/collections"
MOST_FEATURES = 1000
MOST_TILES = 4
"""To see a whole layer: the deepest zoom at which so few are enough."""
DEEPEST = 14
ENDINGS = ("xlsx", "gpkg", "parquet")
"""Written from the same rows: all three for the residences, the first for the other levels."""

Ask = Callable[[str], bytes | None]
"""An address to what it answers; nothing where the role is refused."""
Read = Callable[[bytes, Edition], Any]


@dataclass(frozen=True)
class Question:
    """An address, what kind of thing it gives, and how that is read: as a document of the shape of answers, or as lines."""

    address: str
    kind: str
    read: Read
    told: Told | None = None
    """for lines, what the same reader is answered: they are held against it"""


def list_public_questions(ask: Ask) -> Iterator[Question]:
    """What anybody may ask of the publication online."""
    for level in (*PUBLIC_LEVELS, "qpv"):
        yield Question(f"{PUBLIC}/territories?level={level}", ANSWERS, _read_json)
    yield Question(f"{PUBLIC}/residences", ANSWERS, _read_json)
    for page in ("/", "/simple"):
        yield Question(page, PAGES, lambda content, edition: read_public_page(content.decode(), edition))
    yield from _list_layers(PUBLIC_LAYERS, ask)


def list_partner_questions(edition: Edition, ask: Ask, *, online: bool) -> Iterator[Question]:
    """What a partner may ask of a publication; layers are of the one online."""
    asked = f"publication={edition.number}"
    for level in LEVELS:
        yield Question(f"{PARTNER}/values?level={level}&{asked}", ANSWERS, _read_json)
        for ending in ENDINGS if level == "residence" else ENDINGS[:1]:
            address = f"{PARTNER}/level-file?level={level}&format={ending}&{asked}"
            yield Question(address, FILES, lambda content, edition: read_rows(_read_table(content), edition))
    for level in ("epci", "commune", "secteur"):
        yield Question(f"{PARTNER}/territories?level={level}&{asked}", ANSWERS, _read_json)
    yield Question(f"{PARTNER}/residences?{asked}", ANSWERS, _read_json)
    for level, code in zip(edition.territories["level"], edition.territories["code"], strict=True):
        if level == "residence":
            yield Question(f"{PARTNER}/residences/{quote(code, safe='')}?{asked}", ANSWERS, _read_json)
        elif level in LEVELS:
            yield Question(f"{PARTNER}/territories/{level}/{quote(code, safe='')}?{asked}", ANSWERS, _read_json)
    for code in _choose_sheets(edition):
        yield _ask_sheet(code, asked)
    if online:
        yield from _list_layers(PARTNER_LAYERS, ask)


def _ask_sheet(code: str, asked: str) -> Question:
    return Question(
        f"{PARTNER}/residences/{quote(code, safe='')}/sheet.pdf?{asked}",
        PRINTED,
        lambda content, edition: read_sheet(read_pdf_text(content), code, edition),
    )


def _choose_sheets(edition: Edition) -> list[str]:
    """One sheet with most to hide and one with least: printing takes a second, and they are made of the same answer."""
    rows = edition.components.loc[edition.components["level"] == "residence"]
    hidden = (rows["status"] == SECRET).groupby(rows["code"]).sum()
    return [] if hidden.empty else sorted({str(hidden.idxmax()), str(hidden.idxmin())})


def _list_layers(root: str, ask: Ask) -> Iterator[Question]:
    for layer in json.loads(ask(root) or b"{}").get("collections", ()):
        address = f"{root}/{layer['id']}"
        yield Question(
            f"{address}/items?limit={MOST_FEATURES}",
            TILES,
            lambda content, edition: read_rows(_read_features(content), edition),
        )
        for place in _list_tiles(*layer["extent"]["spatial"]["bbox"][0]) if "extent" in layer else ():
            yield Question(
                f"{address}/tiles/WebMercatorQuad/{place}",
                TILES,
                lambda content, edition: read_rows(_read_tile(content), edition),
            )


def _list_tiles(west: float, south: float, east: float, north: float) -> list[str]:
    for zoom in range(DEEPEST, -1, -1):
        (left, top), (right, bottom) = _find_tile(west, north, zoom), _find_tile(east, south, zoom)
        if (right - left + 1) * (bottom - top + 1) <= MOST_TILES:
            return [f"{zoom}/{y}/{x}" for y in range(top, bottom + 1) for x in range(left, right + 1)]
    return []


def _find_tile(longitude: float, latitude: float, zoom: int) -> tuple[int, int]:
    side = 2**zoom
    down = (1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2
    return int((longitude + 180) / 360 * side), int(down * side)


def _read_json(content: bytes, _: Edition) -> Any:
    return json.loads(content)


def _read_features(content: bytes) -> pd.DataFrame:
    return pd.DataFrame([each["properties"] for each in json.loads(content)["features"]])


def _read_tile(content: bytes) -> pd.DataFrame:
    if not content:
        return pd.DataFrame()
    return pd.DataFrame(pyogrio.read_dataframe(BytesIO(content), read_geometry=False))


def _read_table(content: bytes) -> pd.DataFrame:
    if content.startswith(b"PK"):
        return pd.read_excel(BytesIO(content), engine="calamine", dtype={"code": "str"})
    if content.startswith(b"PAR1"):
        return pd.DataFrame(pd.read_parquet(BytesIO(content)))
    with NamedTemporaryFile(suffix=".gpkg") as file:
        file.write(content)
        file.flush()
        return pd.DataFrame(pyogrio.read_dataframe(file.name, read_geometry=False))
