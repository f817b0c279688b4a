"""What a computation refuses before it reads anything."""

from sqlalchemy.orm import Session

from observatoire.errors import ConflictError, InvalidInputError, Problem
from observatoire.method.file import MethodFile
from observatoire.store.queries import observations, publications
from observatoire.store.tables.results import NO_SURVEY


def refuse_absent_millesimes(session: Session, *, ops: int, rpls: int) -> None:
    """Refuse to compute from a year that was not loaded.

    Raises:
        InvalidInputError: one was not; the problems say which are.
    """
    known = observations.list_millesimes(session)
    problems = []
    for option, kind, asked, present in (
        ("--ops", "occupation", ops, [*known.ops, NO_SURVEY]),
        ("--rpls", "parc", rpls, known.rpls),
    ):
        if asked not in present:
            years = ", ".join(str(year) for year in present if year != NO_SURVEY) or "aucun"
            problems.append(
                Problem(
                    f"Le millésime {asked} de « {kind} » n’est pas chargé. Millésimes chargés : {years}.",
                    f"Choisissez un millésime chargé, ou lancez « observatoire load {kind} FICHIER --millesime {asked} ».",
                    column=option,
                    value=str(asked),
                )
            )
    if problems:
        raise InvalidInputError("Le calcul demande des données qui ne sont pas là.", problems)


def refuse_changed_method(session: Session, method: MethodFile) -> None:
    """Refuse a method that was published with another content under the same version.

    Raises:
        ConflictError: it was.
    """
    version = method.method.version
    if any(document != method.document for document in publications.find_method_documents(session, version)):
        raise ConflictError(
            f"La méthode « {version} » a déjà servi à une publication, avec un autre contenu. Une méthode publiée ne "
            "change pas : enregistrez la nouvelle dans un autre fichier, avec une autre version et une autre date."
        )
