"""Decisions given back: residences of a proposal (GeoJSON or CSV), columns of a survey file (TOML)."""

import csv
import io
import json
import tomllib
from pathlib import Path

from observatoire.sources.official.attaching import Key
from observatoire.sources.official.ops_columns import ColumnProposal
from observatoire.sources.problems import refuse
from observatoire.sources.reading.encoding import decode_text
from observatoire.sources.wording import french

_COLUMNS = ("code_insee", "cle", "residence")


def read_decisions(path: Path) -> dict[Key, str]:
    """Read which residence each group is.

    Raises:
        InvalidInputError: neither a proposal as exported nor a table with the three columns.
    """
    if not path.is_file():
        raise refuse(path.name, "Le fichier n’existe pas.", f"Vérifiez le chemin {path}.")
    text = decode_text(path.read_bytes(), path.name).text
    if text.lstrip().startswith("{"):
        try:
            rows = [feature["properties"] for feature in json.loads(text)["features"]]
        except (ValueError, KeyError, TypeError):
            rows = []
    else:
        separator = ";" if ";" in text.partition("\n")[0] else ","
        rows = list(csv.DictReader(io.StringIO(text), delimiter=separator))
    if not rows or any(not row.get(name) for row in rows for name in _COLUMNS):
        raise refuse(
            path.name,
            "Le fichier des décisions ne donne pas, à chaque ligne, la commune, la clé et la résidence.",
            french(
                "Repartez de la proposition exportée (option --proposition), et ne changez que « residence » "
                "(colonnes {names}).",
                names=", ".join(_COLUMNS),
            ),
        )
    return {(str(row["code_insee"]), str(row["cle"])): str(row["residence"]).strip() for row in rows}


def write_columns(proposal: ColumnProposal) -> str:
    """Write proposed columns to be corrected and given back; what is missing or never read is said in comments."""
    lines = [f"# Une ligne par {proposal.level}."]
    lines += [f"# {target} = : aucune colonne trouvée" for target in proposal.missing]
    lines += [f"# jamais lue, elle décrit une personne : {name}" for name in proposal.personal]
    lines += [f"{target} = {json.dumps(column, ensure_ascii=False)}" for target, column in proposal.columns.items()]
    return "\n".join([*lines, ""])


def read_columns(path: Path) -> dict[str, str]:
    """Read which column of a survey file gives which quantity: one line `quantity = "column"` each.

    Raises:
        InvalidInputError: it cannot be read as such.
    """
    if not path.is_file():
        raise refuse(path.name, "Le fichier n’existe pas.", f"Vérifiez le chemin {path}.")
    try:
        pairs = tomllib.loads(decode_text(path.read_bytes(), path.name).text)
    except tomllib.TOMLDecodeError:
        pairs = {}
    if not pairs or any(not isinstance(column, str) for column in pairs.values()):
        raise refuse(
            path.name,
            "Le fichier des colonnes ne peut pas être lu.",
            french('Écrivez une ligne par quantité, comme : plafond = "Taux de plafond".'),
        )
    return pairs
