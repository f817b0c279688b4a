"""The one hierarchy of errors. Classes know nothing of HTTP or of the command line: each entry point maps them."""

from collections.abc import Sequence
from dataclasses import dataclass


class ObservatoireError(Exception):
    """Something the person in front of the screen can understand and act on.

    `slug` is stable and names the page that explains the problem; `title` is the French heading; `detail` says what
    happened, where and how to mend it, in French.
    """

    slug = "erreur"
    title = "Erreur"

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NotFoundError(ObservatoireError):
    """No such territory, residence, publication or account (or none that the asker may know of)."""

    slug = "introuvable"
    title = "Introuvable"


class ConflictError(ObservatoireError):
    """The state of the store forbids the action: nothing to publish, another load under way."""

    slug = "conflit"
    title = "Action impossible pour l’instant"


class AccessDeniedError(ObservatoireError):
    """No valid access key, or one whose role does not reach this."""

    slug = "acces-refuse"
    title = "Accès refusé"


class ForbiddenError(ObservatoireError):
    """Somebody known asks for what their role or perimeter does not allow."""

    slug = "droit-insuffisant"
    title = "Droit insuffisant"


class TooManyAttemptsError(ObservatoireError):
    """Too many failures: nothing is looked at for `seconds`."""

    slug = "trop-d-essais"
    title = "Trop d’essais"

    def __init__(self, detail: str, seconds: int) -> None:
        super().__init__(detail)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in an input: what, where, and how to mend it. All texts are French."""

    message: str
    remedy: str
    file: str | None = None
    line: int | None = None
    column: str | None = None
    value: str | None = None


class InvalidInputError(ObservatoireError):
    """A file or a parameter cannot be accepted; `problems` lists every reason found, not only the first."""

    slug = "donnees-refusees"
    title = "Données refusées"

    def __init__(self, detail: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(detail)
        self.problems = tuple(problems)


class UnionRefusedError(InvalidInputError):
    """A union of territories that nobody declared is asked for: what it would show beside the others was never audited."""

    slug = "union-refusee"
    title = "Union refusée"


class UnavailableError(ObservatoireError):
    """The system is not ready: no PostgreSQL, cluster stopped, schema out of date, front end not built."""

    slug = "indisponible"
    title = "Service indisponible"
