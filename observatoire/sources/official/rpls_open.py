"""The open file of the RPLS, loaded: residences that no landlord has declared, the place of those that one has."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from sqlalchemy import select
from sqlalchemy.orm import Session

from observatoire.errors import InvalidInputError, Problem
from observatoire.sources.official.attaching import address_keys
from observatoire.sources.official.grouping import group_addresses, name_residences
from observatoire.sources.official.keys import identify
from observatoire.sources.official.open_file import DOWNLOAD_AGAIN, read_addresses, read_layout
from observatoire.sources.official.open_layout import UNKNOWN, Layout
from observatoire.sources.official.open_places import Nowhere, locate, place_declared, read_ground
from observatoire.sources.official.open_writing import COUNTS, open_writer
from observatoire.sources.official.progress import Progress
from observatoire.sources.official.running_ahead import run_ahead
from observatoire.sources.problems import ProblemList, refuse
from observatoire.sources.report import LoadReport, NoticeList, Understood
from observatoire.sources.storing.known import read_absorptions
from observatoire.sources.wording import counted, french
from observatoire.store.base import SRID
from observatoire.store.tables.matching import Rattachement
from observatoire.store.tables.territories import Commune

KIND = "rpls-ouvert"
_RECOGNISED = "Fichier ouvert du RPLS ({layout}) : le parc et sa place"
_CANNOT = (
    "Ce fichier ne dit ni le bailleur, ni l’occupation, ni les loyers : il donne les résidences, leur taille, leur âge, leurs "
    "types, leur financement, leurs étiquettes énergie et leur place ; pas la vacance ni la mobilité. Ce qu’un bailleur a déclaré n’est pas touché."
)
_ABSENT = "Il manque le millésime du fichier ouvert."
WRITING = "Regroupement, placement et enregistrement"
ADDRESSES_AT_ONCE = 25_000
_DEPARTEMENT = pl.col("DEPCOM").str.slice(0, 2)


def load_open(
    session: Session,
    path: Path,
    millesime: int | None,
    problems: ProblemList,
    notices: NoticeList,
    progress: Progress,
) -> LoadReport:
    """Load an open file of any extent: only the communes of the store are kept. The caller rolls back when it checks.

    Raises:
        InvalidInputError: the file is refused, or its year is not given (it does not tell it).
    """
    if millesime is None:
        remedy = "Ajoutez l’option --millesime : c’est l’année du 1ᵉʳ janvier que le nom du fichier donne."
        raise InvalidInputError(_ABSENT, [Problem(_ABSENT, remedy, path.name)])
    layout = read_layout(path)
    known = set(session.scalars(select(Commune.code_insee)))
    moved = {old: after.code_insee for old, after in read_absorptions(session).items() if after.code_insee in known}
    addresses, total, encoding = read_addresses(
        path, layout, millesime, sorted(known | set(moved)), problems, notices, progress
    )
    if not total:
        raise refuse(path.name, "Le fichier n’a que son en-tête, sans aucun logement.", DOWNLOAD_AGAIN)
    if addresses.is_empty():
        problems.add(
            french(
                "Aucun des {count} du fichier n’est dans une commune enregistrée.", count=counted(total, "logement")
            ),
            "Chargez d’abord les communes, ou le fichier de leur région.",
        )
        problems.raise_if_any()
    addresses = addresses.with_columns(pl.col("DEPCOM").replace(moved))
    writer = open_writer(session, millesime, addresses.height)
    ground, nowhere = read_ground(session), Nowhere()
    remembered = _read_remembered(session)
    kept, placed, held_codes = 0, 0, set[str]()

    def prepare(block: pl.DataFrame) -> _Block:
        grouped = group_addresses(block)
        held = _find_held(remembered, grouped)
        described = _describe(grouped.join(held, on=["DEPCOM", "cle"], how="anti"))
        return _Block(grouped, held, locate(ground, described, nowhere))

    for block, share in run_ahead(prepare, _split(addresses)):
        placed += place_declared(session, ground, block.grouped, block.held)
        writer.write(block.located)
        kept += int(block.grouped["logements"].sum())
        held_codes.update(block.held["residence"])
        progress(WRITING, share)
    parts = writer.finish()
    _tell_nowhere(nowhere, notices)
    notices.add(_CANNOT)
    _tell_layout(layout, millesime, notices)
    notices.add(
        french(
            "{kept} du territoire sur {total} du fichier. Déjà déclaré par un bailleur : {held} ; mis à sa place : {placed}.",
            kept=counted(kept, "logement"),
            total=counted(total, "logement"),
            held=counted(len(held_codes), "résidence"),
            placed=counted(placed, "résidence"),
        )
    )
    return LoadReport(
        kind=KIND,
        millesime=millesime,
        file=path.name,
        understood=Understood(f"RPLS ouvert, {layout.name}", encoding, layout.separator, crs=f"EPSG:{SRID}"),
        rows=total,
        columns_read=tuple(layout.columns.values()),
        columns_unknown=(),
        inserted=sum(part.inserted for part in parts),
        updated=sum(part.updated for part in parts),
        unchanged=sum(part.unchanged for part in parts),
        removed=0,
        notices=notices.collected(),
        check=False,
        recognised=french(_RECOGNISED, layout=layout.name),
        parts=parts,
    )


def _read_remembered(session: Session) -> pl.DataFrame:
    """Read which residence each key was attached to: `DEPCOM`, `cle`, `residence`."""
    rows = session.execute(select(Rattachement.code_insee, Rattachement.cle, Rattachement.residence)).all()
    schema = {"DEPCOM": pl.String, "cle": pl.String, "residence": pl.String}
    return pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row").unique(["DEPCOM", "cle"])


@dataclass(frozen=True, slots=True)
class _Block:
    """Some communes, ready to be written."""

    grouped: pl.DataFrame
    held: pl.DataFrame
    """groups that a landlord has declared"""
    located: pl.DataFrame
    """the residences that nobody has"""


def _split(addresses: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, float]]:
    """Give addresses in the order of their departments, some whole departments at a time, and the share of all of them that each block ends.

    Only their places are sorted: the country held twice would take 100 MB.
    """
    places = addresses.select(departement=_DEPARTEMENT).with_row_index("place").sort("departement", "place")
    start = end = 0
    for size in places.group_by("departement", maintain_order=True).len()["len"]:
        end += size
        if end - start >= ADDRESSES_AT_ONCE or end == addresses.height:
            yield addresses[places["place"].slice(start, end - start)], end / addresses.height
            start = end


def _find_held(remembered: pl.DataFrame, grouped: pl.DataFrame) -> pl.DataFrame:
    """Find the groups that a landlord has declared: `DEPCOM`, `cle`, `residence`, by programme or by address."""
    if remembered.is_empty():
        return remembered
    keys = grouped.select("DEPCOM", "cle").with_columns(adresse=address_keys(grouped))
    by_address = keys.join(remembered.rename({"cle": "adresse"}), on=["DEPCOM", "adresse"]).select(remembered.columns)
    by_key = keys.join(remembered, on=["DEPCOM", "cle"]).select(remembered.columns)
    return pl.concat([by_key, by_address]).unique(["DEPCOM", "cle"], keep="first", maintain_order=True)


def _describe(grouped: pl.DataFrame) -> pl.DataFrame:
    """Add the addresses of each residence up, and give it the code that its key makes."""
    sums = grouped.group_by("DEPCOM", "cle").agg(pl.col(COUNTS).sum(), pl.col("mise_en_service").min())
    residences = name_residences(grouped).join(sums, on=["DEPCOM", "cle"])
    pairs = residences.select("DEPCOM", "cle").iter_rows()
    codes = pl.Series([f"R{commune}-{identify(commune, cle)}" for commune, cle in pairs], dtype=pl.String)
    return residences.with_columns(code=codes).sort("code")


def _tell_layout(layout: Layout, year: int, notices: NoticeList) -> None:
    """Say what a layout that is not that of the year, or not one that is known, may have left wrong, and what to do."""
    if not layout.is_for(year):
        notices.add(
            french(
                "Année à vérifier : le fichier a la disposition des {layout}, et {year} est demandé. Si ce n’est pas la sienne "
                "(celle du 1ᵉʳ janvier que son nom donne), ne publiez pas : chargez-le avec la bonne, puis chargez le fichier de "
                "{year}, qui prendra la place de celui-ci.",
                layout=layout.name,
                year=year,
            )
        )
    if layout.name == UNKNOWN:
        notices.add(
            french(
                "La disposition de ce fichier n’est pas répertoriée : ses colonnes ont été reconnues à leur nom. Avant de "
                "publier, comparez le nombre de logements de quelques communes avec une autre source."
            )
        )
    missing = layout.find_missing()
    if missing:
        notices.add(
            french(
                "Ce fichier ne donne pas {given}, faute de colonne {names}. S’il les a sous d’autres noms, rétablissez ceux-ci "
                "dans son en-tête et chargez-le de nouveau ; sinon, le fichier d’une autre année les donne peut-être.",
                given=", ".join(missing),
                names=", ".join(missing.values()),
            )
        )


def _tell_nowhere(nowhere: Nowhere, notices: NoticeList) -> None:
    for count, words in (
        (
            nowhere.without_place,
            "{count} sans coordonnées : au milieu de leur commune, hors de tout secteur et quartier.",
        ),
        (nowhere.astray, "{count} dont le lieu est hors de la commune déclarée : au milieu de celle-ci."),
    ):
        if count:
            notices.add(french(words, count=counted(count, "résidence")))
