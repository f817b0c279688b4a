"""Our errors as the screens show them."""

from observatoire.errors import InvalidInputError, ObservatoireError


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
