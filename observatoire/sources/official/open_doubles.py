"""Dwellings that an open file holds twice, as when it was put end to end with itself: their counts would double.

Where dwellings have a number, one that comes twice is refused. Elsewhere two flats may well be alike: but not all those of a
commune, each with another that is its like. Numbers that stand for dwellings are folded by exclusive or: two that are the
same leave 0.
"""

import csv
from collections.abc import Collection
from pathlib import Path

import polars as pl

from observatoire.sources.official.grouping import ADDRESS
from observatoire.sources.official.open_layout import Layout
from observatoire.sources.official.open_rows import LIKENESS, OpenRows
from observatoire.sources.problems import ProblemList
from observatoire.sources.report import NoticeList
from observatoire.sources.wording import counted, french, named

_FEWEST_SAID, _FEWEST_REFUSED = 5, 10
"""Addresses of a commune: some twin houses in a row are alike two by two, and rarely more."""
_PROVED, _SHARE_PROVED = 30, 0.1
"""So many addresses, and such a share of them all, are no chance."""
_ONCE_ONLY = (
    "Téléchargez le fichier de nouveau, ou retirez ce qui y est deux fois : chaque logement y a une seule ligne."
)


def look_for_doubles(
    path: Path, layout: Layout, rows: OpenRows, addresses: pl.DataFrame, problems: ProblemList, notices: NoticeList
) -> None:
    """Refuse dwellings that are twice in the file; say it where it is not certain.

    Raises:
        InvalidInputError: some are.
    """
    if rows.identifiers and pl.concat(rows.identifiers).is_duplicated().any():
        _refuse_numbers(path, layout, rows.communes, problems)
    sizes = (
        addresses.group_by("DEPCOM", *ADDRESS[1:])
        .agg(pl.col(LIKENESS).bitwise_xor())
        .group_by("DEPCOM")
        .agg(pl.len(), (pl.col(LIKENESS) == 0).all())
        .filter(LIKENESS)
    )
    doubled = sorted(sizes.filter(pl.col("len") >= _FEWEST_SAID)["DEPCOM"])
    if not doubled:
        return
    sure = sizes.filter(pl.col("len") >= _FEWEST_REFUSED)["len"].sum()
    if sure >= max(_PROVED, _SHARE_PROVED * addresses.height):
        problems.add(
            french(
                "Chaque logement est deux fois dans le fichier, dans {count} ({names}).",
                count=counted(len(doubled), "commune"),
                names=named(doubled),
            ),
            _ONCE_ONLY,
        )
        problems.raise_if_any()
    notices.add(
        french(
            "À vérifier : dans {count} ({names}), les logements sont tous semblables deux à deux. Le fichier les contient "
            "peut-être deux fois ; leur nombre est celui des lignes.",
            count=counted(len(doubled), "commune"),
            names=named(doubled),
        )
    )


def _refuse_numbers(path: Path, layout: Layout, communes: Collection[str], problems: ProblemList) -> None:
    """Find the lines of the numbers that come twice; they are not written out, since they tell a dwelling."""
    assert layout.identifier is not None, "numbers were read"  # noqa: S101
    first: dict[str, int] = {}
    again: list[int] = []
    with path.open(encoding="latin-1", newline="") as text:
        reader = csv.reader(text, delimiter=layout.separator)
        header = [name.strip().removeprefix("ï»¿").strip('"').upper() for name in next(reader)]
        number, commune = header.index(layout.identifier), header.index(layout.columns["DEPCOM"])
        for cells in reader:
            if cells and cells[commune] in communes and cells[number] not in {"", "NA"}:
                if cells[number] in first:
                    again.append(reader.line_num)
                first.setdefault(cells[number], reader.line_num)
    problems.add_each(
        french("Un même logement (colonne {name}) est déjà sur une ligne au-dessus.", name=layout.identifier),
        _ONCE_ONLY,
        lines=again,
        values=[""] * len(again),
        column=layout.identifier,
    )
    problems.raise_if_any()


def check_readable(layout: Layout, rows: OpenRows, problems: ProblemList, notices: NoticeList) -> None:
    """Refuse a column of which most values are no numbers, and say the others: they would be counted as none.

    Raises:
        InvalidInputError: there is one.
    """
    for name, unread in rows.unread.items():
        count, example = sum(unread.values()), next(iter(unread), "")
        if not count:
            continue
        column = layout.columns[name]
        message = french(
            "Colonne « {column} » : {count}, comme « {example} ».",
            column=column,
            count=counted(count, "valeur n’est pas un nombre", "valeurs ne sont pas des nombres"),
            example=example[:40],
        )
        if 2 * count > rows.written[name]:
            remedy = "Fournissez le fichier tel que téléchargé : un tableur a pu changer cette colonne."
            problems.add(message, remedy, column=column, value=example[:40])
        else:
            notices.add(french("{message} Ces logements n’y sont pas comptés.", message=message), column=column)
    problems.raise_if_any()
