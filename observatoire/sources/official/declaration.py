"""The file that a landlord sends to the RPLS: one line on itself, then one line of 64 fields a dwelling, no names.

Of a dwelling only what counts need is kept, and never beyond the conversion: no identifier, no apartment, no floor.
"""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from observatoire.printing.days import find_today
from observatoire.sources.official.rpls_columns import DECLARED, HEADER_FIELDS, LEAVING, OCCUPANCY, PLACED, STOCK
from observatoire.sources.problems import ProblemList, refuse
from observatoire.sources.reading.encoding import decode_text
from observatoire.sources.report import NoticeList
from observatoire.sources.wording import counted, french, number
from observatoire.territories.codes import CODE_INSEE

KEPT = (*PLACED, *STOCK, *OCCUPANCY, *LEAVING)
_FIELDS = len(DECLARED)
_SEND_AGAIN = "Demandez un nouvel envoi : le fichier doit être celui que le bailleur a déposé au RPLS, sans retouche."
_NOTHING_LEFT = (
    "Demandez un nouvel envoi. Si le bailleur n’a plus rien ici, chargez plutôt ses résidences avec le statut « vendue » ou "
    "« demolition » : rien ne lui sera plus demandé."
)
_MODES = ("", "1", "2", "3", "4", "5", "6", "9")
_CODES = {
    "DEPCOM": (CODE_INSEE, "le code INSEE de la commune, 5 caractères, comme 74042"),
    "NBPIECE": (re.compile(r"|[1-9]|[1-9][0-9]"), "le nombre de pièces, de 1 à 9"),
    "SURFHAB": (re.compile(r"|[0-9]{1,3}"), "la surface en m², un entier d’au plus 3 chiffres"),
    "LOCAT": (re.compile(r"|[0-9]{4}"), "une année, comme 1974"),
    "CONSTRUCT": (re.compile(r"|[0-9]{4}"), "une année, comme 1974"),
    "BAIL": (re.compile(r"|[0-9]{2}/[0-9]{4}"), "un mois, comme 07/2015"),
    "REMLOCDATE": (re.compile(r"|[0-9]{2}/[0-9]{4}"), "un mois, comme 07/2015"),
    "LOYERPRINC": (re.compile(r"|[0-9]{1,4}"), "un loyer en euros, un entier d’au plus 4 chiffres"),
    "MODE": (re.compile("|".join(_MODES)), "un mode d’occupation, de 1 à 5, ou 9"),
}
_FEWEST_ALIKE = 10
"""Fewer dwellings may be alike by chance, the new ones of a small building."""
_NOTHING = frozenset({"NA", "NC", "Z"})


@dataclass(frozen=True, slots=True)
class Declaration:
    """A landlord's declaration. `dwellings` has the columns `KEPT` as text, and `line`."""

    millesime: int
    siren: str
    nom: str
    dwellings: pl.DataFrame
    encoding: str


def is_declaration(first_line: str) -> bool:
    """Tell whether the first line of a file is the one on the landlord: a year, and a SIRET in its place."""
    fields = [field.strip().strip('"') for field in first_line.split(";")]
    if len(fields) not in (HEADER_FIELDS - 1, HEADER_FIELDS):
        return False
    return re.fullmatch("[0-9]{4}", fields[0]) is not None and not any(name in fields for name in DECLARED)


def read_declaration(path: Path, problems: ProblemList, notices: NoticeList) -> Declaration:
    """Read a declaration, with every line that is not as it must be.

    Raises:
        InvalidInputError: it is not a declaration, or its first line cannot be understood.
    """
    decoded = decode_text(path.read_bytes(), path.name)
    rows, lines = _split(decoded.text, path.name)
    millesime, siren, nom, announced = _read_header(rows[0] if rows else [], path.name)
    rows, lines = rows[1:], lines[1:]
    if not rows:
        raise refuse(path.name, "Le fichier n’a que la ligne du bailleur, sans aucun logement.", _NOTHING_LEFT, line=1)
    if announced is not None and announced != len(rows):
        problems.add(
            french(
                "Le bailleur annonce {announced}, le fichier en contient {found} : il est incomplet.",
                announced=counted(announced, "logement"),
                found=number(len(rows)),
            ),
            "Demandez un nouvel envoi du fichier complet.",
            line=1,
            value=str(announced),
        )
    whole = _check_widths(rows, lines, problems)
    kept = [(row, line) for row, line, sound in zip(rows, lines, whole, strict=True) if sound]
    columns = {name: [_cell(row[DECLARED.index(name)]) for row, _ in kept] for name in KEPT}
    kept_lines = [line for _, line in kept]
    _check_codes(columns, kept_lines, problems)
    _check_identifiers([(row[0].strip(), row[1].strip()) for row, _ in kept], kept_lines, problems)
    _look_for_likes([row for row, _ in kept], kept_lines, problems, notices)
    notices.add(
        french(
            "Fichier RPLS de {nom} ({siren}), au 1ᵉʳ janvier {year} : seuls des effectifs par résidence en sont gardés.",
            nom=nom,
            siren=siren,
            year=millesime,
        )
    )
    frame = pl.DataFrame({**columns, "line": kept_lines}, schema={**dict.fromkeys(KEPT, pl.String), "line": pl.Int64})
    return Declaration(millesime, siren, nom, frame, decoded.encoding)


def _cell(text: str) -> str:
    stripped = text.strip()
    return "" if stripped in _NOTHING else stripped


def _split(text: str, file: str) -> tuple[list[list[str]], list[int]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    rows, lines, start = [], [], 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(row)
                lines.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        message = french("Un texte entre guillemets est mal fermé ({error}).", error=error)
        raise refuse(file, message, _SEND_AGAIN, line=start) from None
    return rows, lines


def _read_header(fields: list[str], file: str) -> tuple[int, str, str, int | None]:
    """Read the year, the SIREN, the name of the landlord, and how many dwellings it announces."""
    _refuse_other_separator(fields, file)
    cells = [field.strip() for field in fields] + [""] * HEADER_FIELDS
    year, name, siret, announced = cells[0], cells[2] or cells[3], cells[9].replace(" ", ""), cells[10]
    if not re.fullmatch("[0-9]{4}", year) or not 1990 <= int(year) <= find_today().year + 1:  # noqa: PLR2004
        raise refuse(
            file,
            "La première ligne ne donne pas l’année du parc.",
            french("Elle doit décrire le bailleur : année ; numéro ; nom ; … {rest}", rest=_SEND_AGAIN),
            line=1,
            value=year[:40],
        )
    if not re.fullmatch("[0-9]{14}", siret):
        raise refuse(
            file,
            "La première ligne ne donne pas le SIRET du bailleur (14 chiffres, en dixième position).",
            "Ajoutez-le sans espace ni apostrophe : un tableur a pu l’écrire en notation scientifique.",
            line=1,
            value=siret[:40],
        )
    if not name:
        raise refuse(file, "La première ligne ne donne pas le nom du bailleur.", "Ajoutez-le en troisième position.")
    return int(year), siret[:9], name, int(announced) if announced.isdigit() else None


def _refuse_other_separator(fields: list[str], file: str) -> None:
    for separator, name in ((",", "« , »"), ("\t", "une tabulation"), ("|", "« | »")):
        if len(fields) == 1 and fields[0].count(separator) >= HEADER_FIELDS - 2:
            raise refuse(
                file,
                french("Les valeurs sont séparées par {name}.", name=name),
                "Il faut le point-virgule, comme dans le fichier déposé au RPLS : fournissez-le sans l’avoir ouvert.",
                line=1,
            )


def _check_widths(rows: list[list[str]], lines: list[int], problems: ProblemList) -> list[bool]:
    """Tell which lines have their 64 fields; the last one, a comment, may be absent."""
    sound = []
    for row, line in zip(rows, lines, strict=True):
        fits = _FIELDS - 1 <= len(row) <= _FIELDS or (len(row) > _FIELDS and not any(row[_FIELDS:]))
        sound.append(fits)
        if not fits:
            problems.add(
                french("La ligne a {found} champs, il en faut {wanted}.", found=len(row), wanted=_FIELDS),
                "Un point-virgule de trop dans un texte, ou une ligne coupée : demandez un nouvel envoi.",
                line=line,
                value=";".join(row)[:80],
            )
    return sound


def _check_codes(columns: dict[str, list[str]], lines: list[int], problems: ProblemList) -> None:
    for name, (pattern, meaning) in _CODES.items():
        position = DECLARED.index(name) + 1
        wrong = [rank for rank, value in enumerate(columns[name]) if not pattern.fullmatch(value)]
        problems.add_each(
            french(
                "Champ {position} ({name}) : « {{value}} » n’est pas {meaning}.",
                position=position,
                name=name,
                meaning=meaning,
            ),
            french("Corrigez le champ {position}, ou demandez un nouvel envoi.", position=position),
            lines=[lines[rank] for rank in wrong],
            values=[columns[name][rank] for rank in wrong],
            column=name,
        )


def _check_identifiers(identifiers: list[tuple[str, str]], lines: list[int], problems: ProblemList) -> None:
    """The identifiers are looked at, and go no further than this line.

    A new dwelling has no number in the directory yet: the landlord's own tells it from the others.
    """
    _refuse_doubled(
        [national for national, _ in identifiers],
        lines,
        problems,
        "Un même logement (champ 1, identifiant au répertoire) est sur plusieurs lignes.",
        "IDENT_REP",
    )
    without = {own for national, own in identifiers if not national}
    _refuse_doubled(
        [own if own in without else "" for _, own in identifiers],
        lines,
        problems,
        "Un même logement (champ 2, identifiant du bailleur) est sur plusieurs lignes.",
        "IDENT_INT",
    )


def _look_for_likes(rows: list[list[str]], lines: list[int], problems: ProblemList, notices: NoticeList) -> None:
    """Dwellings that nothing numbers and that are alike to the last field: refused when all of them are, said otherwise."""
    unnumbered = [
        (tuple(map(str.strip, row)), line)
        for row, line in zip(rows, lines, strict=True)
        if not any(map(str.strip, row[:2]))
    ]
    times = Counter(row for row, _ in unnumbered)
    again = [line for row, line in unnumbered if times[row] > 1]
    if not again:
        return
    if len(again) == len(unnumbered) and len(times) >= _FEWEST_ALIKE:
        problems.add(
            french(
                "Chaque logement sans identifiant est sur plusieurs lignes : {count} pour {dwellings}.",
                count=counted(len(again), "ligne"),
                dwellings=counted(len(times), "logement"),
            ),
            "Gardez une seule ligne par logement, ou demandez un nouvel envoi avec les identifiants (champs 1 et 2).",
            line=again[0],
        )
    else:
        notices.add(
            french(
                "À vérifier : {count} sans identifiant de logement sont semblables à une autre, jusqu’au dernier champ ; elles "
                "comptent chacune pour un logement.",
                count=counted(len(again), "ligne"),
            ),
            lines=again,
        )


def _refuse_doubled(values: list[str], lines: list[int], problems: ProblemList, message: str, column: str) -> None:
    doubled = {value for value, times in Counter(filter(None, values)).items() if times > 1}
    ranks = [rank for rank, value in enumerate(values) if value in doubled]
    problems.add_each(
        message,
        "Gardez une seule ligne par logement.",
        lines=[lines[rank] for rank in ranks],
        values=[""] * len(ranks),
        column=column,
    )
