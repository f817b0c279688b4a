"""A landlord's RPLS file becomes residences and counts; a residence keeps its code whatever happens to its names."""

from pathlib import Path

from observatoire.sources.loading import load_file
from observatoire.sources.official.loading import propose
from observatoire.sources.options import Options
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import plain, rows_of
from tests.support.official_files import ESTATES, dwellings_of, write_declaration

COUNTS = (
    "select r.nom, p.logements, p.loues, p.vacants, p.vides, p.offerts_un_an, p.emmenages, p.avant_1975"
    " from source.parc p join source.residence r on r.code = p.residence where millesime = 2016 order by 1"
)


def count_by_hand(records: list[dict[str, str]]) -> tuple[int, ...]:
    """The definitions of the statistical service, written another way."""
    old = [each for each in records if each["MODE"] in "12" and int(each["LOCAT"]) < 2015]
    return (
        len(records),
        sum(each["MODE"] == "1" for each in records),
        sum(each["MODE"] == "2" for each in records),
        sum(each["MODE"] == "3" for each in records),
        len(old),
        sum(each["MODE"] == "1" and each["BAIL"].endswith("/2015") for each in old),
        sum(int(each["LOCAT"]) < 1975 for each in records),
    )


def test_declaration_becomes_residences_with_the_counts_of_their_dwellings(outlined: Store, tmp_path: Path):
    records = dwellings_of(ESTATES, 2016)
    path = write_declaration(tmp_path / "rpls.txt", records)

    report = load_file(outlined, "rpls-bailleur", path)

    assert report.recognised is not None
    assert (report.millesime, report.rows) == (2016, 75)
    assert [(part.kind, part.inserted) for part in report.parts] == [("residences", 3), ("parc", 3)]
    isles, castle, orchard = records[:40], records[40:60], records[60:]
    assert rows_of(outlined, COUNTS) == [
        ("12 rue DU CHÂTEAU", *count_by_hand(castle)),
        ("L'ORÉE", *count_by_hand(orchard)),
        ("LES ÎLES", *count_by_hand(isles)),
    ]
    assert rows_of(outlined, "select sum(dpe_abc), sum(dpe_de), sum(dpe_fg) from source.parc") == [
        tuple(sum(each["DPEENERGIE"] != "" and each["DPEENERGIE"] in classes for each in records)
              for classes in ("ABC", "DE", "FG"))
    ]  # fmt: skip
    assert rows_of(outlined, "select siren, nom from source.bailleur") == [("900000002", "Halpades")]
    assert rows_of(outlined, "select distinct lieu_approche, secteur, code_qp from source.residence") == [
        (True, None, None)
    ]
    assert any("3 résidences sans lieu connu" in plain(notice.message) for notice in report.notices)


def test_one_residence_without_a_place_is_told_in_the_singular(outlined: Store, tmp_path: Path):
    orchard = dwellings_of(ESTATES, 2016)[60:]

    report = load_file(outlined, "rpls-bailleur", write_declaration(tmp_path / "rpls.txt", orchard))

    (told,) = [plain(each.message) for each in report.notices if "sans lieu connu" in each.message]
    assert told.startswith("1 résidence sans lieu connu : placée au milieu de sa commune,")
    assert "donne sa place" in told


def test_same_file_again_changes_nothing(outlined: Store, tmp_path: Path):
    path = write_declaration(tmp_path / "rpls.txt", dwellings_of(ESTATES, 2016))
    load_file(outlined, "rpls-bailleur", path)

    again = load_file(outlined, "rpls-bailleur", path)

    assert (again.inserted, again.updated, again.unchanged) == (0, 0, 6)


def test_residence_keeps_its_code_and_name_when_its_programme_is_renamed(outlined: Store, tmp_path: Path):
    load_file(outlined, "rpls-bailleur", write_declaration(tmp_path / "a.txt", dwellings_of(ESTATES, 2016)))
    before = rows_of(outlined, "select code, nom from source.residence order by 1")
    renamed = [each | {"COMPLGEO": "CŒUR DES ÎLES"} if each["COMPLGEO"] == "LES ÎLES" else each
               for each in dwellings_of(ESTATES, 2017)]  # fmt: skip

    path = write_declaration(tmp_path / "b.txt", renamed, year=2017, encoding="cp1252")
    report = load_file(outlined, "rpls-bailleur", path)

    assert report.parts[0].inserted == 0
    assert rows_of(outlined, "select code, nom from source.residence order by 1") == before
    assert rows_of(outlined, "select count(*) from source.parc where millesime = 2017") == [(3,)]


def test_proposal_corrected_once_is_followed_ever_after(outlined: Store, tmp_path: Path):
    path = write_declaration(tmp_path / "rpls.txt", dwellings_of(ESTATES, 2016))
    proposal = propose(outlined, path)
    keys = {row["nom"]: (row["code_insee"], row["cle"]) for row in proposal.residences.iter_rows(named=True)}
    assert rows_of(outlined, "select count(*) from source.residence") == [(0,)]
    together = Options(decisions={keys["LES ÎLES"]: "HAL-CENTRE", keys["12 rue DU CHÂTEAU"]: "HAL-CENTRE"})

    load_file(outlined, "rpls-bailleur", path, options=together)
    load_file(outlined, "rpls-bailleur", path)

    assert rows_of(outlined, "select residence, logements from source.parc order by logements") == [
        (rows_of(outlined, "select code from source.residence where code <> 'HAL-CENTRE'")[0][0], 15),
        ("HAL-CENTRE", 60),
    ]


def test_dwellings_elsewhere_or_gone_are_left_aside_and_said(outlined: Store, tmp_path: Path):
    records = dwellings_of(ESTATES, 2016)
    records[0] |= {"SORTIEPATRIM": "4", "MODE": "9"}
    records[1] |= {"DEPCOM": "74012", "LIBCOM": "ANNEMASSE"}
    records[41] |= {"LOCAT": "2099", "CONSTRUCT": ""}

    report = load_file(outlined, "rpls-bailleur", write_declaration(tmp_path / "rpls.txt", records))

    said = " ".join(plain(notice.message) for notice in report.notices)
    assert "1 logement sortis du patrimoine" in said
    assert "1 logement hors du territoire" in said
    assert "« 74012 »" in said
    assert "1 logement sans année" in said
    assert rows_of(outlined, "select sum(logements) from source.parc") == [(73,)]


def test_a_declaration_behind_a_false_utf_8_mark_is_read_as_it_is(outlined: Store, tmp_path: Path):
    path = write_declaration(tmp_path / "rpls.txt", dwellings_of(ESTATES, 2016))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    report = load_file(outlined, "rpls-bailleur", path)

    assert (report.millesime, report.understood.encoding) == (2016, "ISO-8859-1")
