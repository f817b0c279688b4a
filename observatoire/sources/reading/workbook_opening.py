"""A workbook opened, or refused in words that say what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from observatoire.sources.problems import refuse
from observatoire.sources.wording import french


@contextmanager
def open_workbook(path: Path) -> Iterator[CalamineWorkbook]:
    """Open a workbook; what fails while it is read is refused too.

    Raises:
        InvalidInputError: protected, or unreadable.
    """
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            yield workbook
    except PasswordError:
        raise refuse(
            path.name,
            "Le classeur est protégé par un mot de passe.",
            "Ouvrez-le dans le tableur, retirez le mot de passe, et enregistrez-le.",
        ) from None
    except CalamineError as error:
        raise refuse(
            path.name,
            french("Le classeur ne peut pas être lu ({error}).", error=error),
            "Demandez un nouvel envoi, ou ouvrez-le dans un tableur et enregistrez-le de nouveau au format XLSX.",
        ) from None
