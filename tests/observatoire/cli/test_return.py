"""`observatoire return`: the quality of what a landlord sent, on paper, without any of its figures."""

import pytest

from tests.support.random_territory import write_territory


@pytest.fixture
def loaded(run, tmp_path):
    for kind, path, millesime in write_territory(tmp_path, seed=8, residences=40):
        assert run("load", kind, path, *(["--millesime", millesime] if millesime else [])).code == 0
    return run


def test_report_of_a_landlord_is_printed_and_an_unknown_one_is_told(loaded, tmp_path):
    siren = next(
        line.split(";")[2] for line in (tmp_path / "residences.csv").read_text(encoding="latin-1").splitlines()[1:]
    )

    outcome = loaded("return", siren, "-o", tmp_path / "retour.pdf")

    assert outcome.code == 0, outcome.errors
    assert "parc" in outcome.output
    assert (tmp_path / "retour.pdf").read_bytes().startswith(b"%PDF")
    assert loaded("return", "123456789", "-o", tmp_path / "autre.pdf").code == 2
    assert not (tmp_path / "autre.pdf").exists()
