"""The method file: read, refused with a reason, kept whole."""

import json

import pytest

from observatoire.errors import InvalidInputError
from observatoire.method import read_method_file
from observatoire.settings import Settings

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
