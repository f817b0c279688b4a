"""The parts of the cache that need no service: validators, encodings, the bound on bytes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.caching import AnswerCache, CachedAnswer, accepts_gzip, make_etag, matches_etag
from observatoire.store.queries.reading import Edition

EDITION = Edition(number=3, stamp="77")


def an_answer(etag: str, size: int) -> CachedAnswer:
    return CachedAnswer(etag, b"application/json", identity=b"x" * size)


def an_etag(edition: Edition = EDITION, **changes) -> str:
    parts = {"audience": "public", "path": "/a", "query": b"level=epci", "salt": ""} | changes
    return make_etag(edition, **parts)


def test_cache_beyond_its_capacity_lets_the_least_recently_used_go():
    cache = AnswerCache(capacity=100)
    for name in ("a", "b"):
        cache.keep(an_answer(name, 40))
    cache.find("a")

    cache.keep(an_answer("c", 40))

    assert cache.find("b") is None
    assert cache.find("a") is not None
    assert cache.size == 80


def test_cache_counts_the_compressed_form_too():
    cache = AnswerCache(capacity=2050)
    for name in ("a", "b"):
        cache.keep(an_answer(name, 1024))
    kept = cache.find("b")
    assert kept is not None

    cache.compress(kept)

    assert cache.find("a") is None
    assert cache.size <= cache.capacity


def test_answer_larger_than_the_cache_is_not_kept():
    cache = AnswerCache(capacity=100)

    cache.keep(an_answer("a", 101))

    assert len(cache) == 0


@given(sizes=st.lists(st.integers(0, 60), max_size=30))
def test_cache_never_holds_more_than_its_capacity(sizes: list[int]):
    cache = AnswerCache(capacity=100)
    for place, size in enumerate(sizes):
        cache.keep(an_answer(str(place), size))

        assert cache.size <= cache.capacity


@pytest.mark.parametrize(
    "changes",
    [
        {"edition": Edition(number=4, stamp="77")},
        {"edition": Edition(number=3, stamp="78")},
        {"audience": "partner:epci"},
        {"path": "/b"},
        {"query": b"level=commune"},
        {"query": b""},
        {"salt": "autre fond de carte"},
    ],
)
def test_etag_changes_with_everything_an_answer_depends_on(changes: dict[str, Any]):
    assert an_etag(**changes) != an_etag()


@given(query=st.binary(max_size=60), path=st.text(max_size=20))
def test_etag_of_any_address_is_a_valid_header(query: bytes, path: str):
    etag = an_etag(query=query, path=path)

    assert etag.isascii()
    assert etag.isprintable()


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, False),
        ("", False),
        ('W/"3-a"', True),
        ('"3-a"', True),
        ('W/"2-z", W/"3-a"', True),
        ('W/"3-ab"', False),
        ("*", False),
    ],
)
def test_if_none_match_is_compared_weakly(header: str | None, expected: bool):
    assert matches_etag(header, 'W/"3-a"') is expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, False),
        ("gzip", True),
        ("br, gzip, deflate", True),
        ("br;q=1.0, GZIP;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0", False),
        ("br", False),
        ("xgzip", False),
    ],
)
def test_gzip_is_used_only_where_it_is_accepted(header: str | None, expected: bool):
    assert accepts_gzip(header) is expected
