"""What a load writes, says, and leaves alone."""

import hashlib
from pathlib import Path

from observatoire.sources.loading import load_file
from observatoire.sources.report import Change
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import (
    SEMCODA,
    communes,
    fingerprint,
    occupation,
    parc,
    plain,
    qpv,
    residences,
    rows_of,
    secteurs,
    write_layer,
    write_table,
)


def test_load_leaves_a_receipt_of_what_it_understood_and_did(inhabited: Store, tmp_path: Path):
    path = write_table(tmp_path / "parc 2016.csv", parc().assign(note="x"), separator=",")

    report = load_file(inhabited, "parc", path, millesime=2016)

    ((kind, millesime, name, sha256, understood, counts),) = rows_of(
        inhabited,
        "select kind, millesime, file_name, sha256, understood, array[inserted, updated, unchanged]"
        f" from source.receipt where id = {report.receipt_id}",
    )
    assert (kind, millesime, name, counts) == ("parc", 2016, "parc 2016.csv", [3, 0, 0])
    assert sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert understood["separator"] == "virgule"
    assert (understood["rows"], understood["columns_unknown"]) == (3, ["note"])


def test_every_kind_loaded_twice_changes_nothing_the_second_time(inhabited: Store, tmp_path: Path):
    files = [
        ("communes", write_layer(tmp_path / "c.gpkg", communes()), None),
        ("secteurs", write_layer(tmp_path / "s.gpkg", secteurs()), None),
        ("qpv", write_layer(tmp_path / "q.gpkg", qpv()), None),
        ("residences", write_table(tmp_path / "r.csv", residences()), None),
        ("parc", write_table(tmp_path / "p.csv", parc()), 2016),
        ("occupation", write_table(tmp_path / "o.csv", occupation()), 2016),
    ]
    for kind, path, millesime in files:
        load_file(inhabited, kind, path, millesime=millesime)
    before = fingerprint(inhabited)

    reports = [load_file(inhabited, kind, path, millesime=millesime) for kind, path, millesime in files]

    after = fingerprint(inhabited)
    assert [(report.inserted, report.updated, report.removed, report.preview) for report in reports] == [
        (0, 0, 0, ())
    ] * 6
    assert [report.unchanged for report in reports] == [2, 2, 1, 3, 3, 2]
    assert {name for name in after if after[name] != before[name]} == {"source.receipt"}


def test_check_previews_what_a_load_would_do_and_writes_nothing(inhabited: Store, tmp_path: Path):
    load_file(inhabited, "parc", write_table(tmp_path / "p.csv", parc().iloc[:2]), millesime=2016)
    changed = parc()
    changed.loc[1, ["vacants", "vides"]] = ["1", "1"]
    path = write_table(tmp_path / "p.csv", changed)
    before = fingerprint(inhabited)

    checked = load_file(inhabited, "parc", path, millesime=2016, check=True)

    assert fingerprint(inhabited) == before
    assert (checked.check, checked.receipt_id) == (True, None)
    assert (checked.inserted, checked.updated, checked.unchanged) == (1, 1, 1)
    assert checked.preview == (
        Change("HAL-2", "modification", ("vacants", "vides")),
        Change("SEM-1", "ajout"),
    )
    loaded = load_file(inhabited, "parc", path, millesime=2016)
    assert (loaded.inserted, loaded.updated, loaded.unchanged) == (1, 1, 1)


def test_check_of_everything_that_moves_writes_nothing(inhabited: Store, tmp_path: Path):
    before = fingerprint(inhabited)
    renamed = residences().assign(bailleur=["CDC Habitat", "CDC Habitat", "Semcoda"])

    load_file(inhabited, "residences", write_table(tmp_path / "r.csv", renamed), check=True)
    load_file(inhabited, "secteurs", write_layer(tmp_path / "s.gpkg", secteurs().assign(nom="x")), check=True)
    load_file(inhabited, "qpv", write_layer(tmp_path / "q.gpkg", qpv().assign(lib_qp="x")), check=True)
    load_file(inhabited, "communes", write_layer(tmp_path / "c.gpkg", communes().assign(epci_nom="x")), check=True)

    assert fingerprint(inhabited) == before


def test_file_of_one_landlord_leaves_the_rows_of_the_others(inhabited: Store, tmp_path: Path):
    load_file(inhabited, "parc", write_table(tmp_path / "p.csv", parc()), millesime=2016)
    mine = parc().iloc[[0, 1]].assign(emmenages="0")

    report = load_file(inhabited, "parc", write_table(tmp_path / "h.csv", mine), millesime=2016)

    assert report.updated == 2
    stored = rows_of(inhabited, "select residence, emmenages from source.parc order by 1")
    assert stored == [("HAL-1", 0), ("HAL-2", 0), ("SEM-1", 1)]


def test_millesimes_stand_side_by_side(inhabited: Store, tmp_path: Path):
    path = write_table(tmp_path / "p.csv", parc())

    load_file(inhabited, "parc", path, millesime=2016)
    report = load_file(inhabited, "parc", path, millesime=2018)

    assert report.inserted == 3
    assert rows_of(inhabited, "select millesime, count(*) from source.parc group by 1 order by 1") == [
        (2016, 3),
        (2018, 3),
    ]


def test_counts_left_out_of_a_corrected_file_are_unknown_again(inhabited: Store, tmp_path: Path):
    load_file(inhabited, "parc", write_table(tmp_path / "p.csv", parc()), millesime=2016)

    load_file(
        inhabited, "parc", write_table(tmp_path / "p.csv", parc().drop(columns=["vacants_3_mois"])), millesime=2016
    )

    assert rows_of(inhabited, "select distinct vacants_3_mois from source.parc") == [(None,)]


def test_residences_left_without_a_column_keep_what_was_known(inhabited: Store, tmp_path: Path):
    path = write_table(tmp_path / "r.csv", residences().drop(columns=["statut", "mise_en_service", "adresse"]))

    report = load_file(inhabited, "residences", path)

    assert report.unchanged == 3
    assert rows_of(inhabited, "select statut from source.residence where code = 'HAL-2'") == [("demolition",)]


def test_rehabilitation_is_a_year_none_or_unknown(inhabited: Store, tmp_path: Path):
    load_file(
        inhabited,
        "residences",
        write_table(tmp_path / "r.csv", residences().assign(rehabilitation=["2012", "aucune", ""])),
    )

    stored = rows_of(inhabited, "select rehabilitation from source.residence order by code")
    assert stored == [("2012",), ("aucune",), (None,)]


def test_residences_of_the_landlord_without_a_row_are_said(inhabited: Store, tmp_path: Path):
    table = residences().iloc[[1, 2]].assign(residence=["HAL-3", "SEM-2"], nom="Neuve", statut="active")
    load_file(inhabited, "residences", write_table(tmp_path / "r.csv", table))

    report = load_file(inhabited, "parc", write_table(tmp_path / "p.csv", parc().iloc[[0]]), millesime=2016)

    said = [plain(notice.message) for notice in report.notices]
    assert said == ["Halpades : 1 résidence active sans ligne pour 2016 (« HAL-3 »)."]


def test_more_offered_than_let_or_vacant_is_accepted_and_said(inhabited: Store, tmp_path: Path):
    table = parc()
    table.loc[1, ["loues", "vides"]] = ["36", "2"]

    report = load_file(inhabited, "parc", write_table(tmp_path / "p.csv", table), millesime=2016)

    (notice,) = (notice for notice in report.notices if notice.column == "offerts_un_an")
    assert plain(notice.message).startswith("offerts_un_an dépasse loues + vacants.")
    assert notice.lines == (3,)


def test_landlord_keeps_its_identity_when_a_residence_changes_hands(inhabited: Store, tmp_path: Path):
    sold = residences().iloc[[0]].assign(bailleur_siren=SEMCODA, bailleur="Semcoda")

    report = load_file(inhabited, "residences", write_table(tmp_path / "r.csv", sold))

    assert [plain(notice.message) for notice in report.notices] == [
        "« HAL-1 » change de bailleur : elle était à Halpades."
    ]
    assert report.preview == (Change("HAL-1", "modification", ("bailleur_siren",)),)
