"""Nothing leaves without the security headers, whatever the answer and wherever it comes from."""

import pytest

from api.envelope import security_headers
from tests.api.conftest import World

ADDRESSES = (
    "/",
    "/assets/page-abc123.js",
    "/docs",
    "/nulle-part",
    "/api/v1/health",
    "/api/v1/public/residences",
    "/api/v1/public/residences?rien=1",
    "/api/v1/partner/residences",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_the_security_headers(shared: World, address: str):
    for _ in range(2):
        headers = shared.get(address).headers

        for name, value in security_headers(None).items():
            assert headers[name] == value


def test_no_other_site_may_read_answers(shared: World):
    response = shared.get("/api/v1/public/residences", origin="https://exemple.fr")

    assert not any(name.startswith("access-control-") for name in response.headers)


def test_policy_allows_no_inline_and_no_outside_address():
    policy = security_headers(None)["content-security-policy"]

    assert "unsafe-inline" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://data.geopf.fr/wmts?LAYER=PLAN&z={z}&x={x}&y={y}", "https://data.geopf.fr"),
        ("https://{s}.tuiles.exemple.fr:8443/{z}/{x}/{y}.png", "https://*.tuiles.exemple.fr:8443"),
    ],
)
def test_policy_with_a_base_map_allows_its_tiles_only(url: str, origin: str):
    assert f"img-src 'self' data: {origin};" in security_headers(url)["content-security-policy"]
