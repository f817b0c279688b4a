"""What a screen reader is given: the accessibility tree of Chromium, page by page."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Observatory

MUST_BE_NAMED = {"button", "link", "combobox", "textbox", "checkbox", "radio", "slider", "spinbutton", "image", "table"}
PAGES = ("/?commune=74042", "/observatoire?residence=HAL-0202", "/territoires?territoire=74042", "/commission")


@pytest.mark.parametrize("address", PAGES)
def test_everything_that_acts_or_shows_has_a_name_and_titles_follow_each_other(
    page: Page, observatory: Observatory, address: str
) -> None:
    page.goto(f"/observatoire#cle={observatory.key}", wait_until="networkidle")
    page.goto(address, wait_until="networkidle")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    spoken = read_tree(page)

    nameless = [node["role"]["value"] for node in spoken if not node["name"]["value"].strip()]
    assert not MUST_BE_NAMED & set(nameless)
    levels = [read_level(node) for node in spoken if node["role"]["value"] == "heading"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))
    roles = [node["role"]["value"] for node in spoken]
    assert roles.index("banner") < roles.index("main")
    assert next(role for role in roles if role in MUST_BE_NAMED) == "link", "the way to the content comes first"


def read_tree(page: Page) -> list[dict[str, Any]]:
    """What is not ignored, from the root down, in the order that it is read; what was just replaced hangs from nothing."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    known = {node["nodeId"]: node for node in nodes}
    spoken, waiting = [], [nodes[0]["nodeId"]]
    while waiting:
        node = known.get(waiting.pop())
        if node is None:
            continue
        waiting.extend(reversed(node.get("childIds", [])))
        if not node["ignored"] and "name" in node and "role" in node:
            spoken.append(node)
    return spoken


def read_level(node: dict[str, Any]) -> int:
    """How deep a heading is."""
    levels = [each["value"]["value"] for each in node["properties"] if each["name"] == "level"]
    return int(levels[0])
