"""The residences of the open file into the store: straight in when it holds none, compared and merged else."""

from dataclasses import dataclass, field

import polars as pl
from sqlalchemy import Select, delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from observatoire.sources.official.attaching import UNKNOWN_LANDLORD_NAME
from observatoire.sources.report import PartReport
from observatoire.sources.storing.bulk import merge_frame
from observatoire.store.queries.written_at_once import MANY
from observatoire.store.tables.housing import UNKNOWN_LANDLORD, Bailleur, Parc, Residence

COUNTS = (
    *("logements", "avant_1975", "surface_habitable", "t1", "t2", "t3", "t4", "t5", "plai", "plus", "pls"),
    *("dpe_abc", "dpe_de", "dpe_fg"),
)


@dataclass(slots=True)
class Writer:
    """Writes block after block, in the transaction of the load, and adds up what changed."""

    session: Session
    millesime: int
    first: bool
    """no residence was ever loaded"""
    first_stock: bool
    """no stock of this year was"""
    indexed_later: bool
    parts: dict[str, list[int]] = field(default_factory=lambda: {"residences": [0] * 4, "parc": [0] * 4})
    """rows, inserted, updated, unchanged"""
    communes: list[str] = field(default_factory=list)

    def write(self, located: pl.DataFrame) -> None:
        """Write the residences of some communes, whole, with their stock."""
        self._forget_absent(located)
        residences = located.select(
            "code",
            "nom",
            pl.lit(UNKNOWN_LANDLORD).alias("bailleur_siren"),
            pl.col("DEPCOM").alias("code_insee"),
            *("secteur", "code_qp", "adresse", "mise_en_service", "lieu_approche", "geom"),
        )
        stock = located.select(
            pl.col("code").alias("residence"),
            pl.lit(self.millesime).alias("millesime"),
            *(name for name in COUNTS if name != "surface_habitable"),
            pl.when(pl.col("surface_habitable") > 0).then(pl.col("surface_habitable")).alias("surface_habitable"),
        )
        self._add(
            "residences",
            residences.height,
            merge_frame(self.session, Residence.__table__, residences, empty=self.first, anew=self.indexed_later),
        )
        self._add(
            "parc",
            stock.height,
            merge_frame(self.session, Parc.__table__, stock, empty=self.first_stock, anew=self.indexed_later),
        )

    def finish(self) -> tuple[PartReport, ...]:
        """Forget the stock of the communes that the file no longer tells, build the indexes, and say what was done."""
        if not self.first_stock:
            elsewhere = ~(Residence.code_insee == func.any(self.communes))
            self._delete_stock(_of_open_file().where(elsewhere))
        if self.indexed_later:
            self.session.execute(text("SELECT source.build_residence_indexes()"))
        return tuple(PartReport(name, *counts) for name, counts in self.parts.items())

    def _add(self, part: str, rows: int, tally: tuple[int, int, int]) -> None:
        for position, count in enumerate((rows, *tally)):
            self.parts[part][position] += count

    def _forget_absent(self, located: pl.DataFrame) -> None:
        """Take away the stock that an earlier load of the same year made, and that a landlord has declared since."""
        communes = located["DEPCOM"].unique().to_list()
        self.communes += communes
        if not self.first_stock:
            absent = ~(Residence.code == func.any(located["code"].to_list()))
            self._delete_stock(_of_open_file().where(Residence.code_insee == func.any(communes), absent))

    def _delete_stock(self, residences: Select[str]) -> None:
        self.session.execute(
            delete(Parc)
            .where(Parc.millesime == self.millesime, Parc.residence.in_(residences))
            .execution_options(synchronize_session=False)
        )


def open_writer(session: Session, millesime: int, addresses: int) -> Writer:
    """Prepare to write so many addresses."""
    landlord = insert(Bailleur).values(siren=UNKNOWN_LANDLORD, nom=UNKNOWN_LANDLORD_NAME)
    session.execute(landlord.on_conflict_do_nothing())
    first = session.scalar(select(Residence.code).limit(1)) is None
    first_stock = session.scalar(select(Parc.residence).where(Parc.millesime == millesime).limit(1)) is None
    indexed_later = first and addresses >= MANY
    if indexed_later:
        session.execute(text("SELECT source.drop_residence_indexes()"))
    return Writer(session, millesime, first, first_stock, indexed_later)


def _of_open_file() -> Select[str]:
    return select(Residence.code).where(Residence.bailleur_siren == UNKNOWN_LANDLORD)
