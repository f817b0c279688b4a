"""Errors of the calculation: `ValueError` subclasses that name what is wrong and where.

They speak to the caller in English; the observatory turns them into French messages with a remedy.
"""


class IndexInputError(ValueError):
    """An input frame or parameter cannot be used.

    Parameters
    ----------
    message : str
        What is wrong, in English.
    column : str, optional
        The column, level or parameter at fault.
    code : str, optional
        The first offending code (residence, territory), in the order of the input.
    """

    def __init__(self, message: str, *, column: str | None = None, code: str | None = None) -> None:
        where = "".join(
            [
                f" [column {column!r}]" if column is not None else "",
                f" [first code {code!r}]" if code is not None else "",
            ]
        )
        super().__init__(message + where)
        self.column = column
        self.code = code


class TooFewObservationsError(IndexInputError):
    """There are too few territories, years or counts for the figure to mean anything."""


class MethodError(ValueError):
    """The method file breaks a rule.

    Parameters
    ----------
    message : str
        What is wrong, in English.
    key : str
        Dotted path of the key in the method file, such as ``indices.occupation.composantes``.
    """

    def __init__(self, message: str, *, key: str) -> None:
        super().__init__(f"{key}: {message}")
        self.key = key
