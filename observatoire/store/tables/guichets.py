"""Where one applies for a dwelling: what the EPCI declares (`source`), and what the public page shows of it."""

from sqlalchemy.orm import Mapped

from observatoire.store.base import Base, code


class _Guichet:
    """A place where an application is received. A service, never a person."""

    code_insee: Mapped[code]
    nom: Mapped[code]
    adresse: Mapped[str]
    telephone: Mapped[str | None]
    horaires: Mapped[str | None]


class Guichet(_Guichet, Base):
    """A counter as declared."""

    __tablename__ = "guichet"
    __table_args__ = {"schema": "source"}


class PublicGuichet(_Guichet, Base):
    """A counter as the public reads it; written again at each publication."""

    __tablename__ = "guichet"
    __table_args__ = {"schema": "public_view"}
