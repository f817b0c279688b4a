"""Our errors as the screens show them."""

from psycopg.errors import DiskFull
from sqlalchemy.exc import DBAPIError

from observatoire.errors import InvalidInputError, ObservatoireError
from observatoire.files.disk_refusals import FULL, find_disk_error


def describe_error(error: ObservatoireError) -> dict[str, object]:
    """An error as the screens show it: each problem with its place and its remedy."""
    problems = error.problems if isinstance(error, InvalidInputError) else ()
    return {
        "title": error.title,
        "detail": error.detail,
        "problems": [
            {
                "message": problem.message,
                "remedy": problem.remedy,
                "line": problem.line,
                "column": problem.column,
                "value": problem.value,
            }
            for problem in problems
        ],
    }


def is_disk_full(error: Exception) -> bool:
    """Whether an error is that of a disk that takes no more: that of files, or that of the database."""
    refused = find_disk_error(error)
    if refused is not None:
        return refused.errno in FULL
    return isinstance(error.orig if isinstance(error, DBAPIError) else error, DiskFull)
