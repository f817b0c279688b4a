"""The open dwelling file of the RPLS, of a department or of the whole country, read lazily down to one row an address.

Of sixty columns some fifteen are read. Nothing is decoded with replacement: UTF-8 to the letter, else Windows-1252.
"""

import codecs
import csv
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import polars as pl
from polars.exceptions import ComputeError
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from observatoire.sources.official.dwellings import stock_columns
from observatoire.sources.official.grouping import ADDRESS
from observatoire.sources.official.open_doubles import check_readable, look_for_doubles
from observatoire.sources.official.open_layout import Layout, find_layout
from observatoire.sources.official.open_rows import IDENTIFIER, LIKENESS, READ, OpenRows
from observatoire.sources.official.progress import Progress, RowCounter
from observatoire.sources.official.rpls_columns import COORDINATES, STOCK
from observatoire.sources.official.text_head import first_line
from observatoire.sources.problems import ProblemList, refuse
from observatoire.sources.report import NoticeList
from observatoire.sources.wording import counted, french, named
from observatoire.store.base import SRID

_BLOCK = 1024**2
_TAIL = 65_536
DOWNLOAD_ORIGINAL = "Téléchargez-le de nouveau, et fournissez-le sans l’ouvrir dans un tableur."
DOWNLOAD_AGAIN = "Téléchargez-le de nouveau : celui-ci n’a pas abouti."


def read_layout(path: Path) -> Layout:
    """Recognise the layout of an open file, and refuse one that was cut short.

    Raises:
        InvalidInputError: its header is not that of the open file, or its last line is not whole.
    """
    header = first_line(path)
    layout = find_layout(header)
    if layout is None:
        raise refuse(
            path.name,
            "L’en-tête n’est pas celui du fichier ouvert du RPLS : DEPCOM, NOMVOIE, NBPIECE et CONSTRUCT y sont attendus.",
            "Fournissez le fichier « données détaillées au logement », tel que téléchargé.",
            line=1,
            value=header[:80],
        )
    _refuse_doubled(layout, path.name)
    with path.open("rb") as file:
        if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            raise refuse(path.name, "Le fichier est en UTF-16 : il a été enregistré par un tableur.", DOWNLOAD_ORIGINAL)
        file.seek(max(0, path.stat().st_size - _TAIL))
        last = file.read().rstrip(b"\r\n").rpartition(b"\n")[2]
    cells = next(csv.reader([last.decode("latin-1")], delimiter=layout.separator), [])
    if len(cells) != layout.width:
        raise refuse(path.name, "La dernière ligne est coupée : le fichier est incomplet.", DOWNLOAD_AGAIN)
    return layout


def _refuse_doubled(layout: Layout, file: str) -> None:
    for name in layout.doubled:
        raise refuse(
            file,
            french("La colonne « {name} » est 2 fois dans l’en-tête.", name=name),
            "Fournissez le fichier « données détaillées au logement », tel que téléchargé.",
            line=1,
            column=name,
        )


def read_addresses(
    path: Path,
    layout: Layout,
    millesime: int,
    communes: Sequence[str],
    problems: ProblemList,
    notices: NoticeList,
    progress: Progress,
) -> tuple[pl.DataFrame, int, str]:
    """Add dwellings up by address, in the communes asked.

    Returns:
        The addresses (`ADDRESS`, the counts of the stock, `x` and `y` in Lambert-93), how many dwellings the file
        holds in all, and its encoding.

    Raises:
        InvalidInputError: the text cannot be read, a line does not have the columns of the header, or dwellings are twice.
    """
    with ThreadPoolExecutor(1, "separators") as beside:
        separators = beside.submit(_count_separators, path, layout)
        try:
            read = _add_up(path, layout, millesime, communes, progress)
            encoding = "UTF-8"
        except ComputeError as error:
            if "utf-8" not in str(error).lower() and "utf8" not in str(error).lower():
                raise _refuse_lines(path, error) from None
            with _in_utf8(path, progress) as converted:
                try:
                    read = _add_up(converted, layout, millesime, communes, progress)
                except ComputeError as again:
                    raise _refuse_lines(path, again) from None
            encoding = "Windows-1252"
    addresses, rows = read
    total, malformed = rows.counter.rows, rows.malformed
    if malformed:
        problems.add(
            french(
                "{count} sans code de commune à 5 caractères, comme « {value} ».",
                count=counted(sum(malformed.values()), "logement"),
                value=next(iter(malformed)),
            ),
            "Un tableur a pu ôter le zéro du début, ou décaler les colonnes : repartez du fichier téléchargé.",
            column=layout.columns["DEPCOM"],
            value=next(iter(malformed)),
        )
        problems.raise_if_any()
    if separators.result() != (total + 1) * (layout.width - 1):
        _refuse_shifted(path, layout)
    check_readable(layout, rows, problems, notices)
    look_for_doubles(path, layout, rows, addresses, problems, notices)
    return _project(addresses.drop(LIKENESS), notices), total, encoding


def _add_up(
    path: Path, layout: Layout, millesime: int, communes: Sequence[str], progress: Progress
) -> tuple[pl.DataFrame, OpenRows]:
    """Read once: addresses of the communes asked, and what was noticed of the rows."""
    rows = OpenRows(frozenset(communes), RowCounter(path, progress))
    wanted = (*ADDRESS, *COORDINATES, *STOCK)
    numbered = [] if layout.identifier is None else [pl.col(layout.identifier).alias(IDENTIFIER)]
    scanned = pl.scan_csv(
        path, separator=layout.separator, infer_schema=False, quote_char='"', null_values=["", "NA"]
    ).select(
        *(
            pl.col(layout.columns[name]).alias(name) if name in layout.columns else pl.lit(None, pl.String).alias(name)
            for name in wanted
        ),
        *numbered,
    )
    names = [*wanted, *([IDENTIFIER] * len(numbered))]
    schema = {name: READ[name][0] if name in READ else pl.String() for name in names} | {LIKENESS: pl.UInt64()}
    stock = stock_columns(millesime, pl.col, pl.col)
    addresses = (
        scanned.map_batches(rows.take, streamable=True, schema=schema)
        .select(*ADDRESS, "EPSG", LIKENESS, x="X", y="Y", **stock)
        .group_by(*ADDRESS, "EPSG")
        .agg(
            pl.len().cast(pl.Int32).alias("logements"),
            *(pl.col(name).min() if name == "mise_en_service" else pl.col(name).sum() for name in stock),
            pl.col("x", "y").mean(),
            pl.col(LIKENESS).bitwise_xor(),
        )
        .collect(engine="streaming")
    )
    return addresses, rows


def _project(addresses: pl.DataFrame, notices: NoticeList) -> pl.DataFrame:
    """Put every address in Lambert-93; a system that nobody knows leaves it without a place, and is said."""
    if not set(addresses["EPSG"].unique().drop_nulls()) - {SRID}:
        return addresses.drop("EPSG")
    frames = []
    for (system,), part in addresses.group_by("EPSG", maintain_order=True):
        placed = part.filter(pl.col("x").is_not_null()).height
        if system in (None, SRID) or not placed:
            frames.append(part)
            continue
        try:
            crs = CRS.from_epsg(system)
            x, y = Transformer.from_crs(crs, SRID, always_xy=True).transform(part["x"].to_numpy(), part["y"].to_numpy())
            frames.append(part.with_columns(x=pl.Series(x), y=pl.Series(y)))
        except (CRSError, ValueError):
            notices.add(
                french("Système de coordonnées inconnu : {names}. Adresses sans lieu.", names=named([str(system)]))
            )
            frames.append(part.with_columns(x=pl.lit(None, pl.Float64), y=pl.lit(None, pl.Float64)))
    return pl.concat(frames).drop("EPSG")


@contextmanager
def _in_utf8(path: Path, progress: Progress) -> Iterator[Path]:
    """A copy of a Windows-1252 file in UTF-8, for the time of the block.

    Raises:
        InvalidInputError: a byte means nothing in Windows-1252 either.
    """
    with tempfile.NamedTemporaryFile(suffix=".csv") as copy, path.open("rb") as source:
        size = path.stat().st_size
        while block := source.read(_BLOCK):
            progress("Conversion des accents", source.tell() / size)
            try:
                copy.write(block.decode("cp1252").encode())
            except UnicodeDecodeError as error:
                raise refuse(
                    path.name,
                    french(
                        "Le fichier n’est ni en UTF-8 ni en ISO-8859-1 : l’octet {byte} n’y veut rien dire.",
                        byte=f"0x{block[error.start]:02X}",
                    ),
                    "Téléchargez-le de nouveau, sans l’ouvrir dans un tableur.",
                ) from None
        copy.flush()
        yield Path(copy.name)


def _count_separators(path: Path, layout: Layout) -> int:
    separator = layout.separator.encode()
    with path.open("rb") as file:
        return sum(block.count(separator) for block in iter(lambda: file.read(_BLOCK), b""))


def _refuse_shifted(path: Path, layout: Layout) -> None:
    """Refuse a file in which a line has more cells than the header: what follows them would be read askew.

    Polars does not look at columns that nobody asks for. Counting separators costs a second for the whole country; only
    when there are too many of them is each line looked at, because a quoted text may hold one.
    """
    with path.open(encoding="latin-1", newline="") as text:
        reader = csv.reader(text, delimiter=layout.separator)
        for cells in reader:
            if cells and len(cells) != layout.width:
                raise refuse(
                    path.name,
                    french(
                        "La ligne a {found} cellules, l’en-tête en a {width}.", found=len(cells), width=layout.width
                    ),
                    DOWNLOAD_AGAIN,
                    line=reader.line_num,
                )


def _refuse_lines(path: Path, error: ComputeError) -> Exception:
    return refuse(
        path.name,
        french(
            "Les lignes n’ont pas toutes les colonnes de l’en-tête ({error}).", error=str(error).splitlines()[0][:160]
        ),
        DOWNLOAD_AGAIN,
    )
