"""The trace of a load: which file, how it was understood, what it did."""

import hashlib
from dataclasses import asdict
from pathlib import Path

from sqlalchemy.orm import Session

from observatoire.sources.report import LoadReport
from observatoire.store.tables.housing import Receipt

_BLOCK = 1024**2
_SHAPEFILE_PARTS = (".shx", ".dbf", ".prj", ".cpg")


def write_receipt(session: Session, report: LoadReport, sha256: str) -> int:
    """Record a load and give the number of its receipt."""
    receipt = Receipt(
        kind=report.kind,
        millesime=report.millesime,
        file_name=report.file,
        sha256=sha256,
        understood={
            **asdict(report.understood),
            "rows": report.rows,
            "columns_read": list(report.columns_read),
            "columns_unknown": list(report.columns_unknown),
            "landlords": [each.siren for each in report.stock.landlords] if report.stock else [],
        },
        inserted=report.inserted,
        updated=report.updated,
        unchanged=report.unchanged,
        notices=[asdict(notice) for notice in report.notices],
    )
    session.add(receipt)
    session.flush()
    return receipt.id


def hash_file(path: Path) -> str:
    """Compute the SHA-256 of a file; of a Shapefile, with its companions."""
    digest = hashlib.sha256()
    parts = [path]
    if path.suffix.lower() == ".shp":
        parts += [path.with_suffix(suffix) for suffix in _SHAPEFILE_PARTS if path.with_suffix(suffix).exists()]
    for part in parts:
        with part.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    return digest.hexdigest()
