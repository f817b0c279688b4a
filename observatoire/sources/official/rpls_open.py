"""The open file of the RPLS, loaded: residences that no landlord has declared, the place of those that one has."""

from pathlib import Path

import numpy as np
import polars as pl
import shapely
from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from observatoire.errors import InvalidInputError, Problem
from observatoire.sources.official.attaching import UNKNOWN_LANDLORD, UNKNOWN_LANDLORD_NAME, address_keys
from observatoire.sources.official.grouping import group_addresses, name_residences
from observatoire.sources.official.keys import identify
from observatoire.sources.official.open_file import read_addresses, read_layout
from observatoire.sources.official.progress import Progress
from observatoire.sources.placing.territories import as_objects, locate_points
from observatoire.sources.problems import ProblemList
from observatoire.sources.report import LoadReport, NoticeList, PartReport, Understood
from observatoire.sources.storing.bulk import merge_frame
from observatoire.sources.storing.known import (
    read_absorptions,
    read_communes,
    read_latest_generation,
    read_qpv,
    read_secteurs,
)
from observatoire.sources.wording import counted, french
from observatoire.store.base import SRID
from observatoire.store.tables.housing import Bailleur, Parc, Residence
from observatoire.store.tables.matching import Rattachement

KIND = "rpls-ouvert"
_RECOGNISED = "Fichier ouvert du RPLS ({layout}) : le parc et sa place"
_CANNOT = (
    "Ce fichier ne dit ni le bailleur, ni l’occupation, ni les loyers : il donne les résidences, leur taille, leur âge, leurs "
    "types, leur financement et leur place ; pas la vacance ni la mobilité. Ce qu’un bailleur a déclaré n’est pas touché."
)
_ABSENT = "Il manque le millésime du fichier ouvert."
_TOLERANCE_M = 200.0
_COUNTS = ("logements", "avant_1975", "surface_habitable", "t1", "t2", "t3", "t4", "t5", "plai", "plus", "pls")


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
    communes = read_communes(session)
    known = {str(code) for code in communes.codes}
    moved = {old: after.code_insee for old, after in read_absorptions(session).items() if after.code_insee in known}
    addresses, total, encoding = read_addresses(
        path, layout, millesime, sorted(known | set(moved)), problems, notices, progress
    )
    if addresses.is_empty():
        problems.add(
            french(
                "Aucun des {count} du fichier n’est dans une commune enregistrée.", count=counted(total, "logement")
            ),
            "Chargez d’abord les communes, ou le fichier de leur région.",
        )
        problems.raise_if_any()
    progress("Regroupement en résidences", None)
    grouped = group_addresses(addresses.with_columns(pl.col("DEPCOM").replace(moved)))
    held = _find_held(session, grouped)
    placed = _place_held(session, grouped, held)
    residences = _describe(grouped.join(held, on=["DEPCOM", "cle"], how="anti"))
    progress("Placement des résidences", None)
    located = _locate(session, residences, notices)
    progress("Enregistrement", None)
    parts = _write(session, located, millesime)
    kept = int(grouped["logements"].sum())
    notices.add(_CANNOT)
    notices.add(
        french(
            "{kept} du territoire sur {total} du fichier ; {held} déjà déclarées par un bailleur, {placed} placées.",
            kept=counted(kept, "logement"),
            total=counted(total, "logement"),
            held=counted(held["residence"].n_unique(), "résidence"),
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


def _find_held(session: Session, grouped: pl.DataFrame) -> pl.DataFrame:
    """Find the groups that a landlord has declared: `DEPCOM`, `cle`, `residence`, by programme or by address."""
    rows = session.execute(select(Rattachement.code_insee, Rattachement.cle, Rattachement.residence)).all()
    schema = {"DEPCOM": pl.String, "cle": pl.String, "residence": pl.String}
    remembered = pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row").unique(["DEPCOM", "cle"])
    if remembered.is_empty():
        return remembered
    keys = grouped.select("DEPCOM", "cle").with_columns(adresse=address_keys(grouped))
    by_address = keys.join(remembered.rename({"cle": "adresse"}), on=["DEPCOM", "adresse"]).select(list(schema))
    by_key = keys.join(remembered, on=["DEPCOM", "cle"]).select(list(schema))
    return pl.concat([by_key, by_address]).unique(["DEPCOM", "cle"], keep="first", maintain_order=True)


def _place_held(session: Session, grouped: pl.DataFrame, held: pl.DataFrame) -> int:
    """Give their place to the residences declared without one; how many."""
    approximate = set(session.scalars(select(Residence.code).where(Residence.lieu_approche)))
    wanted = held.filter(pl.col("residence").is_in(list(approximate)))
    if wanted.is_empty():
        return 0
    places = (
        grouped.join(wanted, on=["DEPCOM", "cle"])
        .filter(pl.col("x").is_not_null())
        .group_by("residence", "DEPCOM")
        .agg(pl.col("x", "y").mean())
    )
    points = np.asarray(shapely.points(places["x"].to_numpy(), places["y"].to_numpy()), dtype=object)
    secteurs = locate_points(points, read_secteurs(session), as_objects(places["DEPCOM"]))
    qpv = locate_points(points, read_qpv(session, read_latest_generation(session)))
    session.execute(
        text(
            "UPDATE source.residence SET geom = ST_SetSRID(ST_MakePoint(place.x, place.y), 2154), lieu_approche = false,"
            " secteur = place.secteur, code_qp = place.code_qp FROM unnest(CAST(:codes AS text[]), CAST(:x AS float8[]),"
            " CAST(:y AS float8[]), CAST(:secteurs AS text[]), CAST(:qpv AS text[])) AS place (code, x, y, secteur,"
            " code_qp) WHERE residence.code = place.code"
        ),
        {
            "codes": places["residence"].to_list(),
            "x": places["x"].to_list(),
            "y": places["y"].to_list(),
            "secteurs": list(secteurs),
            "qpv": list(qpv),
        },
    )
    return places.height


def _describe(grouped: pl.DataFrame) -> pl.DataFrame:
    """Add the addresses of each residence up, and give it the code that its key makes."""
    sums = grouped.group_by("DEPCOM", "cle").agg(pl.col(_COUNTS).sum(), pl.col("mise_en_service").min())
    residences = name_residences(grouped).join(sums, on=["DEPCOM", "cle"])
    pairs = residences.select("DEPCOM", "cle").iter_rows()
    codes = pl.Series([f"R{commune}-{identify(commune, cle)}" for commune, cle in pairs], dtype=pl.String)
    return residences.with_columns(code=codes)


def _locate(session: Session, residences: pl.DataFrame, notices: NoticeList) -> pl.DataFrame:
    """Place residences in their territories; those without a place in their commune stand in its middle."""
    communes = read_communes(session)
    ranks = {code: rank for rank, code in enumerate(communes.codes)}
    rows = np.asarray([ranks[code] for code in residences["DEPCOM"]], dtype=np.int64)
    x, y = (residences[axis].cast(pl.Float64).to_numpy() for axis in ("x", "y"))
    given = ~(np.isnan(x) | np.isnan(y))
    astray = np.zeros(len(rows), dtype=bool)
    points = np.full(len(rows), None, dtype=object)
    points[given] = shapely.points(x[given], y[given])
    astray[given] = shapely.distance(points[given], communes.shapes[rows[given]]) > _TOLERANCE_M
    points[astray] = None
    for count, words in (
        (
            int((~given).sum()),
            "{count} sans coordonnées : au milieu de leur commune, hors de tout secteur et quartier.",
        ),
        (int(astray.sum()), "{count} dont le lieu est hors de la commune déclarée : au milieu de celle-ci."),
    ):
        if count:
            notices.add(french(words, count=counted(count, "résidence")))
    secteurs = locate_points(points, read_secteurs(session), as_objects(residences["DEPCOM"]))
    qpv = locate_points(points, read_qpv(session, read_latest_generation(session)))
    nowhere = ~given | astray
    points[nowhere] = shapely.point_on_surface(communes.shapes)[rows[nowhere]]
    wkb = shapely.to_wkb(shapely.set_srid(points, SRID), hex=True, include_srid=True)
    return residences.with_columns(
        secteur=pl.Series(list(secteurs), dtype=pl.String),
        code_qp=pl.Series(list(qpv), dtype=pl.String),
        lieu_approche=pl.Series(nowhere),
        geom=pl.Series(list(wkb), dtype=pl.String),
    )


def _write(session: Session, located: pl.DataFrame, millesime: int) -> tuple[PartReport, ...]:
    landlord = insert(Bailleur).values(siren=UNKNOWN_LANDLORD, nom=UNKNOWN_LANDLORD_NAME)
    session.execute(landlord.on_conflict_do_nothing())
    residences = located.select(
        "code",
        "nom",
        pl.lit(UNKNOWN_LANDLORD).alias("bailleur_siren"),
        pl.col("DEPCOM").alias("code_insee"),
        *("secteur", "code_qp", "adresse", "mise_en_service", "lieu_approche", "geom"),
    )
    stock = located.select(
        pl.col("code").alias("residence"),
        pl.lit(millesime).alias("millesime"),
        *(name for name in _COUNTS if name != "surface_habitable"),
        pl.when(pl.col("surface_habitable") > 0).then(pl.col("surface_habitable")).alias("surface_habitable"),
    )
    first = session.scalar(select(func.count()).select_from(select(Residence.code).limit(1).subquery())) == 0
    first_stock = (
        session.scalar(
            select(func.count()).select_from(
                select(Parc.residence).where(Parc.millesime == millesime).limit(1).subquery()
            )
        )
        == 0
    )
    if not first_stock:
        _forget_absent(session, located["code"].to_list(), millesime)
    return (
        PartReport(
            "residences", residences.height, *merge_frame(session, Residence.__table__, residences, empty=first)
        ),
        PartReport("parc", stock.height, *merge_frame(session, Parc.__table__, stock, empty=first_stock)),
    )


def _forget_absent(session: Session, codes: list[str], millesime: int) -> None:
    """Take away the stock that an earlier load of the same year made, and that a landlord has declared since."""
    mine = select(Residence.code).where(Residence.bailleur_siren == UNKNOWN_LANDLORD)
    session.execute(
        delete(Parc)
        .where(Parc.millesime == millesime, Parc.residence.in_(mine), ~(Parc.residence == func.any(codes)))
        .execution_options(synchronize_session=False)
    )
