"""The method file: read, checked, and turned into the two forms that the observatory needs of it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from indices.errors import MethodError
from indices.method import Method, parse_method
from observatoire.errors import InvalidInputError, Problem
from observatoire.method.refusals import say_in_french


@dataclass(frozen=True, slots=True)
class MethodFile:
    """A version of the method: typed for the calculation, and whole for the publication that keeps it."""

    method: Method
    document: dict[str, Any]
    """the file as JSON: what is stored with each publication and shown on screen"""


def read_method_file(path: Path) -> MethodFile:
    """Read and check a method file.

    Raises:
        InvalidInputError: the file is missing, is not TOML, or breaks a rule of the method.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _refusal(
            path, "Le fichier de méthode n’existe pas.", "Vérifiez le réglage OBSERVATOIRE_METHOD_FILE."
        ) from None
    except OSError as error:
        raise _refusal(
            path, f"Le fichier de méthode ne peut pas être lu : {error.strerror}.", "Vérifiez ses droits d’accès."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _refusal(
            path, f"Ce n’est pas un fichier TOML valide : {error}.", "Corrigez la syntaxe à l’endroit indiqué."
        ) from error
    try:
        method = parse_method(content)
    except MethodError as error:
        message, remedy = say_in_french(error)
        raise InvalidInputError(
            "La méthode est refusée.",
            [Problem(f"La méthode est invalide : {message}", remedy, file=str(path), column=error.key)],
        ) from error
    return MethodFile(method=method, document=_as_json(content))


def _refusal(path: Path, message: str, remedy: str) -> InvalidInputError:
    return InvalidInputError("La méthode est refusée.", [Problem(message, remedy, file=str(path))])


def _as_json(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
