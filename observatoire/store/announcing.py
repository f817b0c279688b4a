"""How a transaction of the partner login tells the database who asks: see « Who asks » in `store/README.md`."""

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

_ANNOUNCE = text("select set_config('observatoire.secret', :secret, true)")


def announce(transaction: Connection | Session, secret: str) -> None:
    """Say who asks until the end of this transaction; without it, the partner login reads no row."""
    transaction.execute(_ANNOUNCE, {"secret": secret})
