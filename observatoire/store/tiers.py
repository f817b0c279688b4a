"""The four tiers of access, and the address of the database for each."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from observatoire.errors import UnavailableError
from observatoire.settings import Settings

DRIVER = "postgresql+psycopg"
PRIVATE_DATABASE = "observatoire"


class Tier(StrEnum):
    """Who a connection acts for."""

    OWNER = "owner"
    """Owns everything and runs the migrations; never the web process."""
    ADMIN = "admin"
    """The manager's commands: loads, computes, publishes. Changes no definition."""
    PARTNER = "partner"
    """Reads the publications and the accounts."""
    PUBLIC = "public"
    """Reads the public view, and nothing else."""

    @property
    def login(self) -> str:
        """The PostgreSQL role of the tier (on a server of one's own, the owner may have any name)."""
        return f"observatoire_{self.value}"


def private_urls(socket_dir: Path, database: str = PRIVATE_DATABASE) -> Mapping[Tier, URL]:
    """Addresses in the private cluster, where the system vouches for the account (no password)."""
    return {
        tier: URL.create(DRIVER, username=tier.login, database=database, query={"host": str(socket_dir)})
        for tier in Tier
    }


def server_urls(settings: Settings) -> Mapping[Tier, URL]:
    """Addresses on the server of DATABASE_URL: the owner as given, the others by their login and password.

    Raises:
        UnavailableError: DATABASE_URL is not the address of a PostgreSQL database.
    """
    owner = _parse(settings.database_url or SecretStr(""))
    passwords = login_passwords(settings)
    return {Tier.OWNER: owner} | {
        tier: URL.create(DRIVER, tier.login, password, owner.host, owner.port, owner.database, owner.query)
        for tier, password in passwords.items()
    }


def login_passwords(settings: Settings) -> Mapping[Tier, str | None]:
    """The passwords of the three logins beside the owner."""
    secrets = {
        Tier.ADMIN: settings.admin_password,
        Tier.PARTNER: settings.partner_password,
        Tier.PUBLIC: settings.public_password,
    }
    return {tier: secret.get_secret_value() if secret else None for tier, secret in secrets.items()}


def _parse(address: SecretStr) -> URL:
    try:
        url = make_url(address.get_secret_value())
    except ArgumentError:
        url = None
    if url is None or url.drivername.partition("+")[0] not in ("postgres", "postgresql") or not url.database:
        # The value itself is not repeated: it holds a password.
        raise UnavailableError(
            "DATABASE_URL n’est pas l’adresse d’une base PostgreSQL. Forme attendue : "
            "« postgresql://compte:motdepasse@serveur:5432/base »."
        )
    return url.set(drivername=DRIVER)
