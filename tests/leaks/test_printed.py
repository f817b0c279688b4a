"""Printed documents of the marked territory, read back from their PDF and held against what the same reader is answered."""

from http import HTTPStatus

import pytest

from observatoire.audit.outputs import Outputs
from observatoire.audit.running import read_edition
from observatoire.cli.asked_documents import list_documents
from tests.leaks.conftest import Served
from tests.support.editions import SEMCODA

DOCUMENTS = {
    "bailleur": ("map.pdf", "report.pdf", "report?", "report.xlsx"),
    "commission": ("map.pdf", "minutes.pdf", "report?", "report.xlsx"),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_printed_figures_are_those_that_the_same_reader_is_answered(served: Served, name: str):
    edition, _ = read_edition(served.marked.store, 1)
    residences = edition.residences()
    own = frozenset(map(str, residences.index[residences["bailleur_siren"] == SEMCODA]))
    whole, empty = Outputs(edition), Outputs(edition)

    def ask(address: str) -> bytes | None:
        response = served.client.get(address, headers={"authorization": f"Bearer {served.marked.keys[name]}"})
        return response.content if response.status_code == HTTPStatus.OK else None

    printed = set()
    for question in list_documents(edition, ask, online=True):
        content = ask(question.address)
        assert content is not None, question.address
        said = question.read(content, edition)
        if question.told is None:
            whole.hold(name, question.address, said, own=own)
        else:
            printed |= {each for each in DOCUMENTS[name] if each in question.address}
            whole.hold_lines(name, question.address, said, question.told)
            before = len(empty.faults)
            empty.hold_lines(name, question.address, said, [])
            assert len(empty.faults) > before, f"{question.address}: nothing is read of it"

    assert whole.faults == []
    assert printed == set(DOCUMENTS[name])
