"""Everything wrong in a file, gathered so that all of it is said at once."""

from collections.abc import Iterable, Mapping

from observatoire.errors import InvalidInputError, Problem
from observatoire.sources.wording import counted, french, typeset

LISTED_PROBLEMS = 500


class ProblemList:
    """Problems of one file. It keeps the first of each family, counts them all, and raises once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.total = 0
        self._problems: list[Problem] = []
        self._shown: dict[str, str] = {}

    def show_columns(self, names: Mapping[str, str]) -> None:
        """From now on, say columns as the file names them: `names` gives the name in the file of each of ours."""
        self._shown = dict(names)

    def add(
        self,
        message: str,
        remedy: str,
        *,
        line: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> None:
        """Add one problem."""
        self.total += 1
        shown = column if column is None else self._shown.get(column, column)
        self._problems.append(Problem(message, remedy, self.file, line, shown, value))

    def add_each(
        self, message: str, remedy: str, *, lines: Iterable[int], values: Iterable[object], column: str | None = None
    ) -> None:
        """Add the same problem for several lines; `{value}` in the texts stands for the value of the line.

        Past the number that will be listed they are only counted, so that a file of a million errors stays light.
        """
        for rank, (line, value) in enumerate(zip(lines, values, strict=True)):
            if rank >= LISTED_PROBLEMS:
                self.total += 1
                continue
            text = str(value)
            self.add(
                typeset(message).replace("{value}", text),
                typeset(remedy).replace("{value}", text),
                line=int(line),
                column=column,
                value=text,
            )

    def to_error(self) -> InvalidInputError:
        """Build the refusal: the problems by line, and in its text how many there are in all."""
        listed = sorted(self._problems, key=lambda problem: problem.line or 0)[:LISTED_PROBLEMS]
        detail = french(
            "Le fichier « {file} » est refusé : {count}. Rien n’a été enregistré.",
            file=self.file,
            count=counted(self.total, "problème"),
        )
        if len(listed) < self.total:
            detail += french(" Les {count} premiers sont listés.", count=len(listed))
        return InvalidInputError(detail, listed)

    def raise_if_any(self) -> None:
        """Refuse the file if anything is wrong with it.

        Raises:
            InvalidInputError: with every problem found.
        """
        if self._problems:
            raise self.to_error()


def refuse(
    file: str,
    message: str,
    remedy: str,
    *,
    line: int | None = None,
    column: str | None = None,
    value: str | None = None,
) -> InvalidInputError:
    """Build the error of a file that cannot even be read: one problem is enough."""
    problems = ProblemList(file)
    problems.add(message, remedy, line=line, column=column, value=value)
    return problems.to_error()
