"""The method file: read, refused with a reason, kept whole."""

import json
import re

import pytest

from indices import MethodError, parse_method
from observatoire.errors import InvalidInputError
from observatoire.method.file import read_method_file
from observatoire.method.refusals import say_in_french
from observatoire.settings import Settings
from tests.indices.builders import method_mapping
from tests.indices.test_method import FAULTS

SHIPPED = Settings.model_fields["method_file"].default


def test_shipped_method_is_valid_and_its_document_is_json():
    read = read_method_file(SHIPPED)

    document = json.loads(json.dumps(read.document))
    assert document["version"] == read.method.version
    assert document["date"] == read.method.date.isoformat()
    assert list(document["indices"]) == list(read.method.indices)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"version = ", "TOML"),
        (b"\xff\xfe", "TOML"),
        (b'version = "1"', "invalide"),
    ],
)
def test_method_file_that_breaks_a_rule_is_refused_with_a_remedy(tmp_path, content, message):
    path = tmp_path / "methode.toml"
    path.write_bytes(content)

    with pytest.raises(InvalidInputError) as refusal:
        read_method_file(path)

    (problem,) = refusal.value.problems
    assert message in problem.message
    assert problem.remedy
    assert problem.file == str(path)


@pytest.mark.parametrize("name", ["absent.toml", "."])
def test_method_file_that_cannot_be_read_is_refused(tmp_path, name):
    with pytest.raises(InvalidInputError):
        read_method_file(tmp_path / name)


@pytest.mark.parametrize(("change", "key"), FAULTS)
def test_every_fault_of_a_method_is_said_in_french_with_its_own_remedy(change, key):
    mapping = method_mapping()
    change(mapping)
    with pytest.raises(MethodError) as caught:
        parse_method(mapping)

    message, remedy = say_in_french(caught.value)

    assert message.startswith(f"« {key} » ")
    assert "n’est pas valide" not in message
    assert remedy.endswith(".")
    assert not re.search(r"\b(must|got|key|is|the)\b", f"{message} {remedy}")


def test_another_aggregation_is_refused_with_where_the_others_are_shown(tmp_path):
    path = tmp_path / "methode.toml"
    path.write_text(SHIPPED.read_text(encoding="utf-8").replace("moyenne_des_rapports", "ampi"), encoding="utf-8")

    with pytest.raises(InvalidInputError) as refusal:
        read_method_file(path)

    (problem,) = refusal.value.problems
    assert problem.column == "aggregation"
    assert "toujours la moyenne des rapports" in problem.message
    assert "montrées à côté" in problem.remedy
