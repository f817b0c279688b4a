"""The lock files stay in step with pyproject.toml, and name no place to download from."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

RUNTIME = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]
DEVELOP = RUNTIME + PROJECT["project"]["optional-dependencies"]["dev"] + PROJECT["dependency-groups"]["lock"]
LOCKS = {
    "requirements.lock": RUNTIME,
    "requirements-dev.lock": DEVELOP,
    "requirements-node.lock": PROJECT["dependency-groups"]["node"],
}


def locked_versions(name: str) -> dict[str, str]:
    pinned = re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(pinned)


@pytest.mark.parametrize("name", LOCKS)
def test_lock_file_holds_each_declared_dependency_at_an_accepted_version(name):
    versions = locked_versions(name)

    declared = [Requirement(text) for text in LOCKS[name]]
    refused = [str(each) for each in declared if not each.specifier.contains(versions.get(each.name, "0"))]

    assert refused == [], "run `make lock`"


def test_development_lock_pins_the_same_versions_as_the_lock_of_the_product():
    runtime = locked_versions("requirements.lock")
    develop = locked_versions("requirements-dev.lock")

    assert {name: develop.get(name) for name in runtime} == runtime


@pytest.mark.parametrize("name", LOCKS)
def test_lock_file_pins_every_package_with_its_hashes_and_without_an_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    requirements = re.split(r"\n(?=[a-z0-9])", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).strip())

    assert [line for line in requirements if "--hash=sha256:" not in line] == []
    assert re.findall(r"https?:|file:|index-url|find-links", text) == []


def test_front_end_lock_file_matches_its_manifest_and_names_no_address():
    manifest = json.loads((ROOT / "web" / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((ROOT / "web" / "package-lock.json").read_text(encoding="utf-8"))
    packages = lock["packages"]

    assert packages[""]["dependencies"] == manifest["dependencies"]
    assert packages[""]["devDependencies"] == manifest["devDependencies"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
