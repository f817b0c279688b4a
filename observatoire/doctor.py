"""Examine an installation, from the programs to the publication online: what is well, what is missing, what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import psycopg
from sqlalchemy import text

from observatoire.cluster import Cluster
from observatoire.cluster.binaries import find_binaries
from observatoire.errors import InvalidInputError, UnavailableError
from observatoire.method.file import read_method_file
from observatoire.settings import Settings
from observatoire.store import roles
from observatoire.store.database import Store, Tier, reach_store, unit_of_work
from observatoire.store.queries import drafts, observations, publications
from observatoire.store.schema import is_schema_current
from observatoire.surveys import label_survey


class Verdict(StrEnum):
    """How serious it is."""

    GOOD = "good"
    REMARK = "remark"
    """the observatory works, and something remains to be done"""
    FAILURE = "failure"
    """the observatory does not work"""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing examined. Texts are French."""

    subject: str
    verdict: Verdict
    finding: str
    hint: str | None = None


def examine(settings: Settings) -> list[Check]:
    """Examine everything, in the order in which one would mend it."""
    return [*_examine_files(settings), *_examine_database(settings)]


def _examine_files(settings: Settings) -> Iterator[Check]:
    try:
        method = read_method_file(settings.method_file).method
        yield Check("Méthode", Verdict.GOOD, f"version {method.version}, « {method.titre} »")
    except InvalidInputError as error:
        problem = error.problems[0]
        yield Check("Méthode", Verdict.FAILURE, problem.message, problem.remedy)
    if (settings.web_dist / "index.html").is_file():
        yield Check("Écrans", Verdict.GOOD, f"construits dans « {settings.web_dist} »")
    else:
        yield Check("Écrans", Verdict.REMARK, "pas encore construits", "« make demo » les construit.")


def _examine_database(settings: Settings) -> Iterator[Check]:
    if settings.database_url is None:
        programs = _examine_programs()
        yield programs
        if programs.verdict is Verdict.FAILURE:
            return
        cluster = Cluster(settings.home)
        if not cluster.exists():
            hint = "« observatoire init » la crée ; « observatoire demo » aussi, avec un territoire fictif."
            yield Check("Base privée", Verdict.FAILURE, f"aucune dans « {cluster.home} »", hint)
            return
        state = "gardée ouverte" if cluster.is_kept() else "ouverte" if cluster.is_running() else "arrêtée entre usages"
        yield Check("Base privée", Verdict.GOOD, f"dans « {cluster.home} », {state}")
    try:
        with reach_store(settings) as store:
            yield from _examine_store(store)
    except UnavailableError as error:
        yield Check("Connexion", Verdict.FAILURE, error.detail)


def _examine_programs() -> Check:
    try:
        binaries = find_binaries()
    except UnavailableError as error:
        return Check("PostgreSQL", Verdict.FAILURE, error.detail)
    return Check("PostgreSQL", Verdict.GOOD, f"version {binaries.major} avec PostGIS, dans « {binaries.folder} »")


def _examine_store(store: Store) -> Iterator[Check]:
    if not is_schema_current(store.engine(Tier.ADMIN)):
        yield Check(
            "Schéma",
            Verdict.FAILURE,
            "il n’est pas celui de cette version",
            "« observatoire init » le met à niveau, sans risque pour les données.",
        )
        return
    yield Check("Schéma", Verdict.GOOD, "celui de cette version")
    yield _examine_extension(store)
    yield _examine_logins(store)
    yield from _examine_policies(store)
    yield from _examine_contents(store)


def _examine_extension(store: Store) -> Check:
    with store.engine(Tier.ADMIN).connect() as connection:
        version = connection.scalar(text("select extversion from pg_extension where extname = 'postgis'"))
    if version is None:
        return Check("PostGIS", Verdict.FAILURE, "absent de la base", "« observatoire init » l’ajoute.")
    return Check("PostGIS", Verdict.GOOD, f"version {version}")


def _examine_logins(store: Store) -> Check:
    """Connect under each login: the fence only holds if each tier really has its own."""
    for tier in (Tier.ADMIN, Tier.PARTNER, Tier.PUBLIC):
        try:
            with psycopg.connect(store.conninfo(tier)) as connection:
                connection.execute("select 1")
        except psycopg.OperationalError as refusal:
            return Check(
                "Comptes de la base",
                Verdict.FAILURE,
                f"{tier.login} ne peut pas se connecter ({str(refusal).strip()})",
                f"Vérifiez OBSERVATOIRE_{tier.name}_PASSWORD et les règles de connexion du serveur.",
            )
    with psycopg.connect(store.conninfo(Tier.ADMIN)) as connection:
        breaches = roles.list_breaches(connection)
    if breaches:
        return Check(
            "Comptes de la base",
            Verdict.FAILURE,
            f"le public verrait plus que la vue publique : {', '.join(breaches)}",
            "Retirez ces droits sur le serveur.",
        )
    return Check("Comptes de la base", Verdict.GOOD, "chaque compte n’atteint que ce qui lui revient")


def _examine_policies(store: Store) -> Iterator[Check]:
    """Inside the partner tier: each table closed, no way round, and maps that stay fast behind the policies."""
    with psycopg.connect(store.conninfo(Tier.ADMIN)) as connection:
        open_tables = roles.list_open_tables(connection)
        unsafe = roles.list_unsafe_views(connection)
        powers = roles.list_powers(connection)
        fast = roles.are_maps_fast_under_policies(connection)
    if open_tables:
        yield Check(
            "Règles par ligne",
            Verdict.FAILURE,
            f"des tables des partenaires ne sont pas fermées : {', '.join(open_tables)}",
            "« observatoire init » remet le schéma en état ; sinon, sur le serveur : « alter table … enable row level "
            "security, force row level security ».",
        )
    elif unsafe or powers:
        views = [f"la vue {view} lit avec les droits de son propriétaire" for view in unsafe]
        yield Check(
            "Règles par ligne",
            Verdict.FAILURE,
            f"on peut passer à côté : {', '.join([*powers, *views])}",
            "Sur le serveur, retirez ces droits (« alter role … nobypassrls », « revoke … from … ») et supprimez ces vues.",
        )
    else:
        yield Check("Règles par ligne", Verdict.GOOD, "chaque table des partenaires est fermée, pour tous les comptes")
    if fast:
        yield Check("Cartes", Verdict.GOOD, "l’index spatial sert aussi derrière les règles par ligne")
    else:
        yield Check(
            "Cartes",
            Verdict.REMARK,
            "l’opérateur && n’est pas déclaré sans fuite : derrière les règles par ligne, les cartes lisent des tables "
            "entières",
            "Un administrateur du serveur exécute, dans cette base, et de nouveau après chaque mise à jour de PostGIS ou "
            f"restauration : « {roles.make_maps_fast_under_policies().as_string()}; »",
        )


def _examine_contents(store: Store) -> Iterator[Check]:
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        millesimes = observations.list_millesimes(session)
        fictif = observations.is_fictif(session)
        draft = drafts.find_draft(session)
        online = publications.find_online_number(session)
    if not millesimes.ops or not millesimes.rpls:
        yield Check(
            "Données",
            Verdict.REMARK,
            f"occupation : {_list_years(millesimes.ops)} ; parc : {_list_years(millesimes.rpls)}",
            "« observatoire load NATURE FICHIER » charge communes, secteurs, qpv, residences, parc, occupation.",
        )
    else:
        stamp = "fictives, " if fictif else ""
        years = f"occupation {_list_years(millesimes.ops)} ; parc {_list_years(millesimes.rpls)}"
        yield Check("Données", Verdict.GOOD, stamp + years)
    if draft is not None:
        hint = "« observatoire publish » le publie ; « observatoire compute » le remplace."
        yield Check("Brouillon", Verdict.REMARK, f"{label_survey(draft.ops)}, RPLS {draft.rpls}, en attente", hint)
    if online is None:
        hint = "« observatoire compute » puis « observatoire publish »."
        yield Check("Publication", Verdict.REMARK, "aucune en ligne", hint)
    else:
        yield Check("Publication", Verdict.GOOD, f"la publication {online} est en ligne")


def _list_years(years: list[int]) -> str:
    return ", ".join(str(year) for year in years) or "aucun millésime"
