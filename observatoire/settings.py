"""Settings, read once at the entry point and passed as an argument. Nothing else reads the environment."""

import os
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

REPOSITORY = Path(__file__).resolve().parent.parent


def default_home() -> Path:
    """Where the private cluster and all local state live when nobody says otherwise.

    Root needs a folder that the unprivileged database user can reach; its own home is closed to others.
    """
    if os.geteuid() == 0:
        return Path("/var/lib/observatoire")
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "observatoire"


def _read_day(text: str) -> str:
    """A month and a day that every year has. Raises `ValueError`."""
    date.fromisoformat(f"2001-{text}")
    return text


DayOfYear = Annotated[str, Field(pattern=r"^\d\d-\d\d$"), AfterValidator(_read_day)]


class Settings(BaseSettings):
    """Everything that can be set, by environment variable `OBSERVATOIRE_<NAME>` (and `DATABASE_URL`)."""

    model_config = SettingsConfigDict(env_prefix="OBSERVATOIRE_", extra="ignore", frozen=True)

    home: Path = Field(default_factory=default_home)
    database_url: SecretStr | None = Field(default=None, validation_alias="DATABASE_URL")
    """Production server, as the owner of the database. Without it, the product runs its own private cluster."""
    public_password: SecretStr | None = None
    partner_password: SecretStr | None = None
    admin_password: SecretStr | None = None
    """Passwords of the three logins on the production server; the private cluster uses peer authentication."""
    database_pool_size: int = Field(default=5, ge=1)
    """Connections kept open to the database for each tier."""
    method_file: Path = REPOSITORY / "data" / "methode" / "methode-2026-1.toml"
    convention_file: Path = REPOSITORY / "data" / "convention" / "ccfg-2019-2025.toml"
    """The commitments that attributions are followed against."""
    secrecy_min_logements: int = Field(default=11, ge=1)
    secrecy_min_repondants: int = Field(default=11, ge=1)
    secrecy_homogeneity: int = Field(default=100, ge=0)
    """Answers below which a share close to none or to all becomes a bound, or a secret."""
    secrecy_time_limit: float = Field(default=600.0, gt=0)
    """Seconds of the processor after which the least suppression is no longer looked for; a safe one is found all the same."""
    public_indices: bool = True
    """Whether the EPCI opens the indices of communes to the public (classes and rounded shares only)."""
    base_map_url: str | None = None
    """Street base map tiles, e.g. IGN Plan v2; none by default, and everything works without."""
    base_map_attribution: str = ""
    answer_cache_bytes: int = Field(default=64 * 2**20, ge=0)
    """Bytes of answers kept ready to leave; 0 has each one made anew."""
    largest_upload: int = Field(default=300 * 2**20, ge=1)
    """Bytes of the largest file that may be sent from the web."""
    spool_bytes: int = Field(default=5 * 2**30, ge=1)
    """Bytes that the files sent and not yet loaded may hold together."""
    spool_days: int = Field(default=30, ge=1)
    """Days after which a file sent from the web is removed, loaded or not."""
    landlords_load: bool = False
    """Whether what a landlord sends and confirms is loaded at once, without waiting for the manager."""
    outlines_url: str = "https://geo.api.gouv.fr"
    """Public interface of administrative divisions, asked by `fetch` only."""
    catalogue_url: str = "https://www.data.gouv.fr/api/1"
    """National catalogue of open data, asked by `fetch` only."""
    qpv_dataset: str = "quartiers-prioritaires-de-la-politique-de-la-ville-qpv"
    rpls_dataset: str = "donnees-detaillees-au-logement-du-repertoire-des-logements-locatifs-des-bailleurs-sociaux-rpls"
    """Names of two datasets in that catalogue."""
    due_parc: DayOfYear = "03-31"
    """Month and day by which landlords send their stock of the year."""
    due_occupation: DayOfYear = "09-30"
    """Month and day by which they send the occupation survey, the years when there is one."""
    occupation_every: int = Field(default=2, ge=1, le=10)
    """Every how many years the survey comes: with 2, in even years."""
    web_dist: Path = REPOSITORY / "web" / "dist"
    cookie_secure: bool = False
    """Set to true behind HTTPS."""
    public_address: str = "http://127.0.0.1:8000"
    """Where people reach the observatory: what links to be copied begin with."""
    session_idle_minutes: int = Field(default=30, ge=1)
    """Minutes without a request after which a session is over."""
    session_hours: float = Field(default=12.0, gt=0)
    """Hours after which a session is over, whatever is done with it."""
    invitation_days: float = Field(default=7.0, gt=0)
    """Days during which a link lets somebody choose a password."""
    sign_in_failures: int = Field(default=5, ge=1)
    """Failures after which an account is closed for a while."""
    sign_in_address_failures: int = Field(default=30, ge=1)
    """The same for an address of the network, which many people may share."""
    sign_in_lock_minutes: float = Field(default=15.0, gt=0)
    """Minutes of that while, and without a failure before failures are forgotten."""
    oidc_issuer: str | None = None
    """Address of the provider of identities (OpenID Connect) of the agents; none by default."""
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None
    """How the observatory is known there."""
    oidc_label: str = "le compte de votre organisme"
    """What it is called on the page of the way in, after « Entrer avec »."""
    journal_days: int = Field(default=365, ge=30)
    """Days for which the journal says who saw, exported, decided, loaded or published what."""
