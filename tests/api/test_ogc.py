"""The layers, read by GDAL as a person's software would, and by hand where GDAL would not look."""

import json
import math
import subprocess
import sys

import pytest

from tests.api.conftest import MARK
from tests.support.serving import serve

PUBLIC, PARTNER = "/ogc", "/ogc/partner"
PUBLIC_LAYERS = ["epci", "communes", "qpv", "residences"]
PARTNER_LAYERS = ["epci", "communes", "secteurs", "qpv", "residences"]


READ_WITH_GDAL = """
import json, sys
import pyogrio

source, layer, key, page = sys.argv[1:]
if key:
    pyogrio.set_gdal_config_options({"GDAL_HTTP_AUTH": "BEARER", "GDAL_HTTP_BEARER": key})
layers = sorted(pyogrio.list_layers(source)[:, 0])
found = pyogrio.read_dataframe(source, layer=layer, PAGE_SIZE=page)
rows = json.loads(found.drop(columns="geometry").to_json(orient="records"))
print(json.dumps({"layers": layers, "rows": rows, "shapes": sorted(set(found.geom_type)), "epsg": found.crs.to_epsg()}))
"""
"""GDAL waits for its answers without letting go of the interpreter: in this process, our server could not answer it."""


def read_with_gdal(address, layer, *, key="", page=1000):
    """What GDAL makes of a layer, in a process of its own."""
    words = [sys.executable, "-c", READ_WITH_GDAL, f"OAPIF:{address}", layer, key, str(page)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def address(shared):
    with serve(shared.app) as address:
        yield address


def test_gdal_reads_the_open_layers(address):
    read = read_with_gdal(f"{address}{PUBLIC}", "residences")

    assert read["layers"] == sorted(PUBLIC_LAYERS)
    assert len(read["rows"]) == 6
    assert (read["epsg"], read["shapes"]) == (4326, ["Point"])


def test_gdal_reads_the_layers_of_a_key_page_after_page(shared, address):
    key = shared.keys["epci"]
    rows = {row["code"]: row for row in read_with_gdal(f"{address}{PARTNER}", "residences", key=key, page=4)["rows"]}

    assert len(rows) == 6
    assert {"fragilite_value", "fragilite_status", "occ1_status"} <= set(rows["R1"])
    assert rows["PETITE"]["occupation_status"] == "secret"


@pytest.mark.parametrize(("door", "role", "names"), [(PUBLIC, None, PUBLIC_LAYERS), (PARTNER, "epci", PARTNER_LAYERS)])
def test_every_link_leads_somewhere(shared, door, role, names):
    landing = shared.read(door, role)
    collections = shared.read(f"{door}/collections", role)["collections"]

    assert [layer["id"] for layer in collections] == names
    links = [*landing["links"], *(link for layer in collections for link in layer["links"])]
    for link in links:
        address = link["href"].removeprefix("http://testserver")
        response = shared.get(address, role)
        assert response.status_code == 200, address
        assert (
            response.headers["content-type"].partition(";")[0] == link["type"].partition(";")[0]
            or "openapi" in link["type"]
        )


def test_pages_follow_each_other_without_gap_or_repeat(shared):
    address: str | None = f"{PUBLIC}/collections/residences/items?limit=4"
    codes: list[str] = []
    while address:
        page = shared.read(address)
        assert page["numberMatched"] == 6
        assert page["numberReturned"] == len(page["features"])
        codes += [feature["id"] for feature in page["features"]]
        address = next(
            (link["href"].removeprefix("http://testserver") for link in page["links"] if link["rel"] == "next"), None
        )

    assert codes == sorted(codes)
    assert len(set(codes)) == 6


def test_a_window_chooses_features(shared):
    here = ",".join(map(str, find_box(shared)))
    everything = shared.read(f"{PUBLIC}/collections/communes/items?bbox={here}")
    nothing = shared.read(f"{PUBLIC}/collections/communes/items?bbox=2.0,48.0,2.5,49.0")
    elsewhere = shared.read(f"{PUBLIC}/collections/communes/items?bbox=100,-10,120,10")

    assert everything["numberMatched"] == 2
    assert (nothing["numberMatched"], nothing["features"]) == (0, [])
    assert elsewhere["numberMatched"] == 0


def test_a_value_never_goes_without_its_status(shared):
    for feature in shared.read(f"{PARTNER}/collections/residences/items", "epci")["features"]:
        properties = feature["properties"]
        for name in properties:
            stem, _, last = name.rpartition("_")
            if last in ("value", "rate"):
                assert f"{stem}_status" in properties
                if properties[f"{stem}_status"] in ("secret", "non_transmis", "sans_objet"):
                    assert properties[name] is None


@pytest.mark.parametrize("layer", PUBLIC_LAYERS)
def test_the_open_layers_hold_nothing_of_the_partners(shared, layer):
    page = shared.get(f"{PUBLIC}/collections/{layer}/items")
    tile = shared.get(f"{PUBLIC}/collections/{layer}/tiles/WebMercatorQuad/0/0/0")

    for content in (page.content, tile.content):
        assert MARK.encode() not in content
    if layer == "residences":
        names = set().union(*(feature["properties"] for feature in page.json()["features"]))
        assert not [name for name in names if name.startswith(("occ", "att", "frag", "signal"))]


def test_each_key_opens_what_the_api_opens_to_it(shared):
    for role in ("commune", "bailleur", "reservataire", "commission", "epci", "admin"):
        layer = shared.read(f"{PARTNER}/collections/residences/items", role)["features"]
        values = {row["code"]: row for row in shared.read("/api/v1/partner/values?level=residence", role)["values"]}
        assert {feature["id"] for feature in layer} == set(values)
        for feature in layer:
            indices, components = values[feature["id"]]["indices"], values[feature["id"]]["components"]
            shown = feature["properties"]
            for name in ("occupation", "attractivite", "fragilite"):
                assert shown.get(f"{name}_value") == indices.get(name, {}).get("value"), role
                assert shown.get(f"{name}_status") == indices.get(name, {}).get("status"), role
            for name in ("occ1", "att2"):
                assert shown.get(f"{name}_rate") == components.get(name, {}).get("rate"), role


def test_one_feature_by_its_code(shared):
    feature = shared.read(f"{PUBLIC}/collections/residences/items/R1")

    assert (feature["id"], feature["type"]) == ("R1", "Feature")
    assert shared.get(f"{PUBLIC}/collections/residences/items/AUCUNE").status_code == 404


def test_tiles_hold_the_features_where_they_are(shared):
    world = shared.get(f"{PUBLIC}/collections/communes/tiles/WebMercatorQuad/0/0/0")
    assert world.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    assert b"Bonneville" in world.content

    west, south, east, north = find_box(shared)
    column = math.floor(256 * ((west + east) / 2 + 180) / 360)
    mercator = math.asinh(math.tan(math.radians((south + north) / 2)))
    row = math.floor(128 * (1 - mercator / math.pi))
    assert b"nom" in shared.get(f"{PUBLIC}/collections/communes/tiles/WebMercatorQuad/8/{row}/{column}").content
    assert shared.get(f"{PUBLIC}/collections/communes/tiles/WebMercatorQuad/8/{row}/10").content == b""


def find_box(shared):
    return shared.read(f"{PUBLIC}/collections/communes")["extent"]["spatial"]["bbox"][0]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{PUBLIC}/collections/secteurs/items", 404),
        (f"{PUBLIC}/collections/communes/tiles/WebMercatorQuad/1/0/2", 404),
        (f"{PUBLIC}/collections/communes/items?bbox=1,2,3", 400),
        (f"{PUBLIC}/collections/communes/items?bbox=a,b,c,d", 400),
        (f"{PUBLIC}/collections/communes/items?limit=0", 400),
        (f"{PUBLIC}/collections/communes/items?limit=5&limit=6", 400),
        (f"{PUBLIC}/collections/communes/items?autre=1", 400),
        (f"{PARTNER}/collections", 401),
        (f"{PARTNER}/collections/residences/tiles/WebMercatorQuad/0/0/0", 401),
    ],
)
def test_what_will_not_do_is_a_problem_in_french(shared, address, status):
    response = shared.get(address)

    assert response.status_code == status
    assert response.json()["title"]
    assert response.headers["content-type"] == "application/problem+json"


def test_links_follow_the_name_by_which_one_came_and_are_not_kept_for_others(shared):
    first = shared.client.get(PUBLIC, headers={"host": "observatoire.exemple.fr"})
    second = shared.client.get(PUBLIC, headers={"host": "127.0.0.1:8000"})

    assert first.json()["links"][0]["href"] == "http://observatoire.exemple.fr/ogc"
    assert second.json()["links"][0]["href"] == "http://127.0.0.1:8000/ogc"
    assert first.headers["etag"] != second.headers["etag"]
    kept = shared.client.get(PUBLIC, headers={"host": "127.0.0.1:8000", "if-none-match": second.headers["etag"]})
    assert kept.status_code == 304
