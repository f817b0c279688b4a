"""The application: `create_app` builds it, nothing happens at import."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.telemetry import TelemetryConfig
from starlette.types import Receive, Scope, Send

from api.body_limit import BodyLimit
from api.caching import AnswerCache
from api.door import DataDoor
from api.envelope import Envelope
from api.journal_keeper import JournalKeeper
from api.journaling import Journaling
from api.openapi import describe_contract, pick_problems
from api.pages import WebPages
from api.problems import install_handlers
from api.public_words import PublicWordsPages
from api.routes import (
    accounts,
    attributions,
    calendar,
    certificates,
    comparisons,
    decisions,
    demand,
    deposits,
    designations,
    documents,
    editions,
    figures,
    files,
    following,
    jobs,
    journal,
    meta,
    objectives,
    ogc,
    own_account,
    partner,
    provider,
    public,
    repms,
    returns,
    scenarios,
    session,
    sessions,
)
from api.same_origin import SameOrigin
from api.service import Service
from api.single_parameters import SingleParameters
from observatoire import __version__
from observatoire.settings import Settings
from observatoire.store.database import Tier, open_store
from observatoire.store.queries.listening import EditionFollower

TAGS = [
    {"name": "Public", "description": "Ouvert à tous : où est le parc, de quoi il est fait."},
    {"name": "Partenaires", "description": "Avec une clé d’accès : les indices, d’où ils viennent, leur évolution."},
    {"name": "Décisions", "description": "Ce que les partenaires décident, signent et répondent ; rien ne s’efface."},
    {"name": "Commission", "description": "Séances, listes REPMS, documents à imprimer."},
    {
        "name": "Données",
        "description": "Pour le gestionnaire et les bailleurs : déposer, contrôler, charger, calculer, publier.",
    },
    {"name": ogc.TAG, "description": "Pour QGIS, GDAL et les autres : OGC API Features et tuiles vectorielles."},
    {"name": "Session", "description": "Entrer et sortir : adresse et mot de passe, lien d’invitation, clé d’accès."},
    {"name": "Comptes", "description": "Son compte et ses sessions ; tous les comptes, pour qui les gère."},
    {"name": "Service", "description": "L’état du service."},
]


# What is asked here, and with which key, goes to nobody else, whatever the environment says.
NO_TELEMETRY = TelemetryConfig(tracing=False, metrics=False, logs=False, operation_spans=False, auto_configure=False)


def create_app(settings: Settings | None = None) -> FastAPI:
    """Build the application; it opens the store when it starts and closes it when it stops."""
    settings = settings or Settings()

    @asynccontextmanager
    async def live(app: FastAPI) -> AsyncIterator[None]:
        with open_store(settings) as store:
            follower = EditionFollower(store.conninfo(Tier.PUBLIC))
            answers = AnswerCache(settings.answer_cache_bytes)
            keeper = JournalKeeper(store)
            app.state.service = Service(settings, store, follower, answers, keeper)
            follower.start()
            keeper.start()
            try:
                yield
            finally:
                follower.stop()
                keeper.stop()

    app = FastAPI(
        title="Observatoire de la fragilité du parc social",
        version=__version__,
        openapi_tags=TAGS,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry=NO_TELEMETRY,
        lifespan=live,
        generate_unique_id_function=_name_operation,
    )
    app.add_middleware(BodyLimit)
    app.add_middleware(SameOrigin)
    app.add_middleware(SingleParameters)
    app.add_middleware(DataDoor)
    app.add_middleware(Journaling)
    app.add_middleware(Envelope, base_map_url=settings.base_map_url, secure=settings.cookie_secure)
    install_handlers(app)
    app.include_router(public.router, responses=pick_problems(404, 422))
    app.include_router(partner.router, responses=pick_problems(401, 404, 422))
    app.include_router(certificates.router, responses=pick_problems(401, 404, 422))
    app.include_router(designations.router, responses=pick_problems(401, 404, 422))
    for commission in (decisions, sessions, repms, documents, files, scenarios):
        app.include_router(commission.router, responses=pick_problems(400, 401, 403, 404, 409, 413, 422))
    app.include_router(figures.router, responses=pick_problems(401, 404, 422))
    app.include_router(demand.router, responses=pick_problems(404, 422))
    app.include_router(following.router, responses=pick_problems(401, 404, 422))
    app.include_router(objectives.router, responses=pick_problems(401, 404, 422))
    app.include_router(attributions.router, responses=pick_problems(400, 401, 403, 404, 409, 413, 422))
    app.include_router(session.router, responses=pick_problems(400, 401, 403, 404, 413, 422, 429))
    app.include_router(provider.router, responses=pick_problems(401, 404, 422))
    app.include_router(own_account.router, responses=pick_problems(400, 401, 403, 404, 409, 413, 422, 429))
    app.include_router(accounts.router, responses=pick_problems(400, 401, 403, 404, 409, 413, 422))
    app.include_router(journal.router, responses=pick_problems(401, 403, 422))
    app.include_router(deposits.router, responses=pick_problems(400, 401, 403, 404, 409, 413, 422))
    app.include_router(calendar.router, responses=pick_problems(401, 403, 422))
    app.include_router(returns.router, responses=pick_problems(401, 403, 404, 422))
    app.include_router(jobs.router, responses=pick_problems(401, 403, 404, 409, 422))
    for asked in (editions, comparisons):
        app.include_router(asked.router, responses=pick_problems(400, 401, 403, 409, 413, 422))
    app.include_router(ogc.public_router, responses=pick_problems(400, 404))
    app.include_router(ogc.partner_router, responses=pick_problems(400, 401, 404))
    app.include_router(meta.router, responses=pick_problems())
    app.openapi = lambda: describe_contract(app)  # type: ignore[method-assign]  # FastAPI's own way to extend it
    _serve_pages(app, WebPages(settings.web_dist))
    return app


def _name_operation(route: APIRoute) -> str:
    return route.name


def _serve_pages(app: FastAPI, pages: WebPages) -> None:
    """Give the front end every address that no route has."""
    refuse = app.router.default
    words = PublicWordsPages(pages)

    async def send_page(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"} or scope["path"].startswith("/api/"):
            await refuse(scope, receive, send)
            return
        address = scope["path"].removeprefix("/")
        response = await (words if words.has(address) else pages).answer(scope, address)
        await response(scope, receive, send)

    app.router.default = send_page
