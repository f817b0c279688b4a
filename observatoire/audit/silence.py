"""A publication that tells nothing of anybody has nothing to attack: of its residences, few rows need be read."""

from sqlalchemy.orm import Session

from observatoire.audit.editions import PUBLIC_COUNTS
from observatoire.store.queries import audited


def read_to_attack(session: Session, number: int) -> audited.AuditedRows:
    """The rows of a publication that an attack needs: all of them, unless neither it nor any other tells of a situation.

    A country whose open file alone is known says the age of 800,000 residences, which is public. What could still give
    something away there is a number left beside a secret, and the totals: these are read.
    """
    numbers = (number, *audited.list_linked_numbers(session, number))
    silent = all(_is_silent(session, each) for each in numbers)
    return audited.read_published(session, number, silent=silent)


def _is_silent(session: Session, number: int) -> bool:
    """The same as `Edition.tells_situations`, of a publication whose rows are not read."""
    method = audited.read_method(session, number)
    secret = [
        code
        for code, said in method["indicateurs"].items()
        if not PUBLIC_COUNTS.issuperset((said["numerateur"], *said["denominateur"]))
    ]
    return audited.is_silent(session, number, secret)
