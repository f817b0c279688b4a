"""Files sent from the web: deposit, correct what was understood, confirm, give up. The worker does the rest."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, Response

from api.asking import SIGNED_IN, CurrentAsker
from api.journaling import name_in_journal
from api.schemas import deposits as shapes
from api.schemas.jobs import Job
from api.service import Service, service_of
from api.uploading import MEDIA_TYPE, receive_file
from observatoire.errors import NotFoundError
from observatoire.files.spool import Received, Spool
from observatoire.store.queries import deposits, jobs
from observatoire.store.queries.asking import Asker, open_request
from observatoire.store.queries.deposit_twins import find_twins, refuse_twin
from observatoire.store.queries.job_cards import describe_deposit, describe_job, describe_workers
from observatoire.store.queries.returns import list_returns

router = APIRouter(prefix="/api/v1/data", tags=["Données"], dependencies=SIGNED_IN)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Insist = Annotated[bool, Query(description="charger aussi un fichier qui l’a déjà été, ou qui attend déjà")]
FileName = Annotated[str, Query(min_length=1, max_length=500, description="nom du fichier, tel qu’il sera montré")]


@router.get("/deposits", summary="Les dépôts")
def list_deposits(request: Request, asker: CurrentAsker) -> shapes.Deposits:
    """Du plus récent au plus ancien : ceux de tous pour le gestionnaire, les siens pour un bailleur."""
    service = service_of(request.scope)
    with open_request(service.store, asker) as session:
        return shapes.Deposits(
            manager=asker.is_manager,
            **describe_workers(session),
            largest_upload=service.settings.largest_upload,
            deposits=[
                shapes.DepositLine.model_validate(describe_deposit(deposit))
                for deposit in deposits.list_deposits(session, asker)
            ],
        )


@router.post(
    "/deposits",
    status_code=201,
    summary="Déposer un fichier",
    openapi_extra={"requestBody": {"required": True, "content": {MEDIA_TYPE: {"schema": {"type": "string"}}}}},
)
async def add_deposit(request: Request, name: FileName, asker: CurrentAsker) -> shapes.Deposit:
    """Le corps est le fichier lui-même. Il est contrôlé aussitôt ; rien n’est chargé sans confirmation."""
    service = service_of(request.scope)
    shown, received = await receive_file(request, service, name)
    name_in_journal(request, shown)
    return await run_in_threadpool(_note_deposit, service, asker, shown, received)


@router.get("/deposits/{number}", summary="Un dépôt")
def read_deposit(request: Request, number: UUID, asker: CurrentAsker) -> shapes.Deposit:
    """Ce qui a été compris, ce qui ne va pas, ce qui changerait, et où en est ce qui a été demandé."""
    return _show(service_of(request.scope), number, asker)


@router.get("/deposits/{number}/proposal", summary="Ce qui est proposé d’un fichier officiel")
def read_proposal(request: Request, number: UUID, asker: CurrentAsker) -> shapes.DepositProposal:
    """Les colonnes d’une enquête, ou les résidences que font les logements : à corriger, puis à approuver."""
    with open_request(service_of(request.scope).store, asker) as session:
        deposit = deposits.find_deposit(session, number, asker)
        content = deposits.read_proposal(session, number)
    is_columns = deposit.proposes == "colonnes"
    return shapes.DepositProposal.model_validate(
        {"columns": content if is_columns else None, "residences": None if is_columns else content}
    )


@router.post("/deposits/{number}/check", status_code=202, summary="Contrôler de nouveau")
def check_again(
    request: Request, number: UUID, asked: Annotated[shapes.CheckAsked, Body()], asker: CurrentAsker
) -> shapes.Deposit:
    """Avec ce que la personne en dit : nature, millésime, bailleur, colonnes, résidences."""
    states = ("recu", "a_completer", "controle", "refuse")
    said = asked.model_dump(exclude={"decisions"})
    if asked.decisions is not None:
        said["decisions"] = [[each.code_insee, each.cle, each.residence] for each in asked.decisions]
    return _ask(request, number, asker, "controle", states, said)


@router.post("/deposits/{number}/confirm", status_code=202, summary="Confirmer un dépôt contrôlé")
def confirm(request: Request, number: UUID, asker: CurrentAsker, *, insist: Insist = False) -> shapes.Deposit:
    """Le charge. Un bailleur le soumet au gestionnaire, sauf si l’intercommunalité le laisse charger lui-même.

    Le même fichier, déjà chargé ou arrivé avant, est refusé tant que la personne n’insiste pas.
    """
    direct = asker.is_manager or service_of(request.scope).settings.landlords_load
    states = ("controle", "soumis") if asker.is_manager else ("controle",)
    return _ask(request, number, asker, "chargement" if direct else "soumission", states, once=not insist)


@router.post("/deposits/{number}/discard", status_code=202, summary="Abandonner un dépôt")
def discard(request: Request, number: UUID, asker: CurrentAsker) -> shapes.Deposit:
    """Son fichier est supprimé ; rien n’a été chargé."""
    return _ask(request, number, asker, "abandon", deposits.OPEN_STATES)


@router.get(
    "/deposits/{number}/annotated",
    response_class=FileResponse,
    summary="La copie annotée d’un fichier refusé",
    responses={
        200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}, "description": "Un classeur"}
    },
)
def read_annotated(request: Request, number: UUID, asker: CurrentAsker) -> Response:
    """Chaque case fautive est marquée, avec ce qui ne va pas et comment le corriger."""
    service = service_of(request.scope)
    with open_request(service.store, asker) as session:
        deposit = deposits.find_deposit(session, number, asker)
    name_in_journal(request, deposit.file_name)
    path = Spool(service.settings.home).find_annotated(deposit.spool)
    if not deposit.annotated or not path.is_file():
        raise NotFoundError("Il n’y a pas de copie annotée de ce dépôt.")
    shown = f"{deposit.file_name.rpartition('.')[0] or deposit.file_name}-annote.xlsx"
    return FileResponse(path, media_type=XLSX, filename=shown, headers={"cache-control": "no-store"})


def _note_deposit(service: Service, asker: Asker, shown: str, received: Received) -> shapes.Deposit:
    values = {"file_name": shown, "size": received.size, "sha256": received.sha256, "spool": received.name}
    with open_request(service.store, asker) as session:
        number = deposits.add_deposit(session, asker, values)
        jobs.enqueue(session, "controle", asker=asker, deposit=number, claim=deposits.claim_of(number))
    return _show(service, number, asker)


def _ask(
    request: Request,
    number: UUID,
    asker: Asker,
    kind: str,
    states: tuple[str, ...],
    payload: dict[str, Any] | None = None,
    *,
    once: bool = False,
) -> shapes.Deposit:
    service = service_of(request.scope)
    with open_request(service.store, asker) as session:
        deposit = deposits.find_deposit(session, number, asker)
        deposits.require_state(deposit, *states)
        if once:
            refuse_twin(session, deposit, asker)
        name_in_journal(request, deposit.file_name)
        jobs.enqueue(session, kind, asker=asker, payload=payload, deposit=number, claim=deposits.claim_of(number))
    return _show(service, number, asker)


def _show(service: Service, number: UUID, asker: Asker) -> shapes.Deposit:
    with open_request(service.store, asker) as session:
        deposit = deposits.find_deposit(session, number, asker)
        found = [
            Job.model_validate(describe_job(session, job)) for job in jobs.list_jobs(session, asker, deposit=number)
        ]
        details = {name: getattr(deposit, name) for name in ("report", "error", "annotated", "proposes")}
        details |= {"returns": list_returns(session, deposit=number), "jobs": found}
        details["twins"] = [describe_deposit(twin) for twin in find_twins(session, deposit, asker)]
        return shapes.Deposit.model_validate({**describe_deposit(deposit), **details})
