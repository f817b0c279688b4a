"""The RPLS file of a landlord, converted: its residences, and their stock on 1 January."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from observatoire.sources.counts_formats import PARC
from observatoire.sources.formats import RESIDENCES
from observatoire.sources.official.attaching import DECIDED, NEW, TAKEN_OVER, Key, remember
from observatoire.sources.official.batch import Batch, Converted, as_table, without_crs
from observatoire.sources.official.declaration import KEPT, Declaration, read_declaration
from observatoire.sources.official.declared_residences import propose_residences
from observatoire.sources.official.proposal import MIDDLE, Proposal
from observatoire.sources.problems import ProblemList, refuse
from observatoire.sources.report import NoticeList, Understood
from observatoire.sources.wording import counted, french, named
from observatoire.store.base import SRID
from observatoire.store.tables.housing import Residence

KIND = "rpls-bailleur"
RECOGNISED = "Fichier RPLS d’un bailleur : 64 champs par logement, sans noms de colonnes"
_UNKNOWN_WHEN_ZERO = ("loyer_total", "surface_habitable")


def convert_declaration(
    session: Session,
    path: Path,
    millesime: int | None,
    decisions: Mapping[Key, str],
    problems: ProblemList,
    notices: NoticeList,
    only: str | None = None,
) -> tuple[Batch, Proposal]:
    """Convert a declaration into residences and stock.

    Raises:
        InvalidInputError: something is wrong in the file, or it is of another year or landlord than asked.
    """
    declaration = read_declaration(path, problems, notices)
    if only not in (None, declaration.siren):
        raise refuse(
            path.name,
            french("Le fichier est celui d’un autre bailleur (SIREN « {siren} »).", siren=declaration.siren),
            french("Déposez le fichier RPLS de votre parc, sous votre SIREN : {only}.", only=only),
            line=1,
            value=declaration.siren,
        )
    if millesime not in (None, declaration.millesime):
        raise refuse(
            path.name,
            french("Le fichier décrit le parc au 1ᵉʳ janvier {year}.", year=declaration.millesime),
            "Corrigez ou retirez l’option --millesime.",
            line=1,
            value=str(millesime),
        )
    problems.raise_if_any()
    proposal = propose_residences(session, declaration, decisions, problems, notices)
    _say_origins(proposal, notices)
    return _as_batch(session, declaration, proposal), proposal


def _say_origins(proposal: Proposal, notices: NoticeList) -> None:
    residences = proposal.residences
    for origin, words in (
        (NEW, "{count} : aucun nom de programme ni adresse connus ({names})."),
        (TAKEN_OVER, "{count} du fichier ouvert : désormais à ce bailleur ({names})."),
    ):
        concerned = residences.filter(pl.col("origine") == origin)
        if concerned.height:
            notices.add(
                french(
                    words,
                    count=counted(concerned.height, "résidence nouvelle", "résidences nouvelles")
                    if origin == NEW
                    else counted(concerned.height, "résidence"),
                    names=named(concerned["nom"]),
                )
            )
    nowhere = residences.filter(pl.col("lieu") == MIDDLE)
    if nowhere.height:
        notices.add(
            french(
                "{count} sans lieu connu : {placed} au milieu de {whose} commune, hors de tout secteur et quartier, jusqu’à "
                "ce que le fichier ouvert du RPLS ou un fichier « residences » donne {whose} place ({names}).",
                count=counted(nowhere.height, "résidence"),
                placed="placée" if nowhere.height == 1 else "placées",
                whose="sa" if nowhere.height == 1 else "leur",
                names=named(nowhere["nom"]),
            )
        )


def _as_batch(session: Session, declaration: Declaration, proposal: Proposal) -> Batch:
    understood = Understood("RPLS bailleur", declaration.encoding, "point-virgule", crs=f"EPSG:{SRID}")
    frame = _keep_names(session, proposal.residences).with_columns(
        pl.lit(declaration.siren).alias("bailleur_siren"),
        pl.lit(declaration.nom).alias("bailleur"),
        *(pl.when(pl.col(name) > 0).then(pl.col(name)).alias(name) for name in _UNKNOWN_WHEN_ZERO),
    )
    names = [column.name for column in RESIDENCES.columns if column.name in frame.columns]
    counts = [column.name for column in PARC.columns if column.name in frame.columns]
    decided = proposal.keys.with_columns(decide=pl.col("origine") == DECIDED).drop("origine")
    of_addresses = proposal.address_keys.with_columns(decide=pl.lit(value=False)).unique()

    def remember_keys(current: Session) -> None:
        remember(current, declaration.siren, [*decided.rows(), *of_addresses.rows()])

    return Batch(
        KIND,
        RECOGNISED,
        understood,
        declaration.dwellings.height,
        declaration.millesime,
        (
            Converted(
                RESIDENCES,
                as_table(frame.select(*names, "line"), understood, proposal.places),
                approximate=proposal.approximate,
            ),
            Converted(PARC, as_table(frame.select(*counts, "line"), without_crs(understood)), declaration.millesime),
        ),
        columns_read=KEPT,
        after=remember_keys,
    )


def _keep_names(session: Session, residences: pl.DataFrame) -> pl.DataFrame:
    """A residence that is known keeps the name under which people know it, whatever the spelling of the year."""
    codes = residences.filter(pl.col("origine") != TAKEN_OVER)["residence"].to_list()
    rows = session.execute(select(Residence.code, Residence.nom).where(Residence.code == func.any(codes))).all()
    known = {str(code): str(name) for code, name in rows}
    names = [known.get(code, name) for code, name in zip(residences["residence"], residences["nom"], strict=True)]
    return residences.with_columns(nom=pl.Series(names, dtype=pl.String))
