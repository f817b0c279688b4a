"""Official files as large as they come: `python -m tests.support.draw_official KIND FILE [COUNT] [SEED]`.

| kind | COUNT, by default | layout |
|---|---|---|
| `declaration` | 20,000 dwellings | the 64 fields of a landlord |
| `ouvert-ancien`, `ouvert-2023`, `ouvert-2025` | 5,400,000 dwellings | the open file of the RPLS |
| `ops-logement`, `ops-residence` | 20,000 dwellings, 2,000 residences | a survey under the headers of a landlord |
| `sdes` | 17,000 communes | the workbook of results |

The same seed draws the same file; values are invented. Tests draw the same files, small.
"""

import sys
from pathlib import Path

from tests.support.drawn_results import write_results
from tests.support.drawn_surveys import draw_dwellings, draw_residences, write_survey
from tests.support.official_files import Estate, dwellings_of, write_declaration
from tests.support.open_rpls import spread_towns, write_open_file

SIZES = {
    **dict.fromkeys(("ouvert-ancien", "ouvert-2023", "ouvert-2025"), 5_400_000),
    **dict.fromkeys(("declaration", "ops-logement"), 20_000),
    "ops-residence": 2_000,
    "sdes": 17_000,
}
OF_AN_ESTATE = 27
DWELLINGS_OF_A_COMMUNE = 150


def draw(kind: str, path: Path, count: int, seed: int) -> None:
    """Write a file of a kind."""
    if kind == "sdes":
        communes = [(town.code, town.label) for town in spread_towns(count)]
        write_results(path, 2024, communes, [(f"2{rank:08d}", f"CC {rank}") for rank in range(count // 28)], seed=seed)
    elif kind.startswith("ouvert"):
        layout = kind.removeprefix("ouvert-")
        towns = spread_towns(max(1, count // DWELLINGS_OF_A_COMMUNE))
        write_open_file(
            path, towns, count, layout=layout, seed=seed, encoding="cp1252" if layout == "ancien" else "utf8"
        )
    elif kind == "declaration":
        write_declaration(path, dwellings_of(_spread_estates(count), 2024, seed), year=2024)
    else:
        residences = [
            f"HAL-{rank}" for rank in range(max(1, count if kind == "ops-residence" else count // OF_AN_ESTATE))
        ]
        by_residence = kind == "ops-residence"
        frame = draw_residences(residences, seed=seed) if by_residence else draw_dwellings(residences, count, seed=seed)
        write_survey(path, frame)


def _spread_estates(dwellings: int) -> list[Estate]:
    towns = spread_towns(max(1, dwellings // DWELLINGS_OF_A_COMMUNE))
    return [
        Estate(
            towns[rank % len(towns)].code,
            towns[rank % len(towns)].label,
            f"RÉSIDENCE {rank}" if rank % 5 else "",
            rank % 180 + 1,
            f"DES PRÉS {rank % 97}",
            OF_AN_ESTATE,
            1950 + rank % 70,
        )
        for rank in range(max(1, dwellings // OF_AN_ESTATE))
    ]


def main() -> None:
    """Draw what the command line asks."""
    kind, path, *rest = sys.argv[1:]
    count, seed = (int(value) for value in [*rest, *(str(SIZES[kind]), "2025")[len(rest) :]])
    draw(kind, Path(path), count, seed)


if __name__ == "__main__":
    main()
