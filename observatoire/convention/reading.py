"""The file of the convention: read with exact decimals, checked, turned into rules."""

import tomllib
from decimal import Decimal
from pathlib import Path

from observatoire.convention.parsing import parse_convention
from observatoire.convention.rules import Convention
from observatoire.convention.sections import ConventionError
from observatoire.errors import InvalidInputError, Problem


def read_convention(path: Path) -> Convention:
    """Read the rules of a convention.

    Raises:
        InvalidInputError: the file cannot be read, is not TOML, or holds something that is not a rule.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        return parse_convention(content)
    except OSError as error:
        raise _refuse(path, f"Le fichier de la convention ne peut pas être lu : {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _refuse(path, f"Ce n’est pas un fichier TOML valide : {error}.") from error
    except ConventionError as error:
        raise _refuse(path, f"La convention est invalide : {error.key} : {error}.", error.key) from error


def _refuse(path: Path, message: str, key: str | None = None) -> InvalidInputError:
    remedy = "Corrigez ce fichier, ou le réglage OBSERVATOIRE_CONVENTION_FILE ; data/convention en contient un valide."
    return InvalidInputError("La convention est refusée.", [Problem(message, remedy, file=str(path), column=key)])
