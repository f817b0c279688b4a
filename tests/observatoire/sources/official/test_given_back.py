"""Proposals are written to be corrected, and given back as decisions."""

from pathlib import Path

import pytest

from observatoire.errors import InvalidInputError
from observatoire.sources.official.decisions import read_columns, read_decisions, write_columns
from observatoire.sources.official.loading import propose
from observatoire.sources.official.ops_columns import propose_columns
from observatoire.sources.official.proposal import write_geojson
from observatoire.store.database import Store
from tests.support.official_files import ESTATES, dwellings_of, write_declaration


def test_proposed_residences_come_back_as_they_went(outlined: Store, tmp_path: Path):
    proposal = propose(outlined, write_declaration(tmp_path / "rpls.txt", dwellings_of(ESTATES, 2016)))
    written = tmp_path / "proposition.geojson"
    written.write_text(write_geojson(proposal), encoding="utf-8")

    expected = {(row["code_insee"], row["cle"]): row["residence"] for row in proposal.residences.iter_rows(named=True)}
    assert read_decisions(written) == expected


def test_proposed_columns_come_back_as_they_went(tmp_path: Path):
    proposal = propose_columns(["Programme", "Taux de plafond", "Type de famille", "Nom", 'Dit "X"'])
    written = tmp_path / "colonnes.toml"
    written.write_text(write_columns(proposal), encoding="utf-8")

    assert read_columns(written) == dict(proposal.columns)
    assert "jamais lue, elle décrit une personne : Nom" in written.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", ["", "a;b\n1;2\n", '{"features": 3}', "code_insee;cle;residence\n74042;;R1\n"])
def test_decisions_that_cannot_be_understood_are_refused(tmp_path: Path, content: str):
    path = tmp_path / "decisions.csv"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(InvalidInputError, match="refusé"):
        read_decisions(path)
    with pytest.raises(InvalidInputError, match="refusé"):
        read_columns(path)
