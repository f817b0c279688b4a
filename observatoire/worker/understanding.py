"""What a file is before its rows are looked at: its nature, its year, and what a person has to decide about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from observatoire.errors import InvalidInputError, Problem
from observatoire.sources.formats import KINDS
from observatoire.sources.official import ops, rpls_landlord, rpls_open, sdes_totals
from observatoire.sources.official.attaching import NEW
from observatoire.sources.official.loading import propose, understand
from observatoire.sources.official.ops_columns import ASK_COUNTS, ColumnProposal, propose_columns
from observatoire.sources.official.ops_header import read_header
from observatoire.sources.official.ops_targets import TARGETS
from observatoire.sources.official.proposal import Proposal, describe_residences
from observatoire.sources.options import Options
from observatoire.sources.recognition import Recognised, find_year, recognise
from observatoire.sources.wording import french, named
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries.landlord_stock import list_landlords, read_landlord_residences
from observatoire.store.tables.jobs import Deposit

COLUMNS, RESIDENCES = "colonnes", "residences"
_ENOUGH = 0.5
"""Share of the needed quantities that a header must give to be taken for a survey."""
_TELLS_ITS_YEAR = (rpls_landlord.KIND,)


@dataclass(frozen=True, slots=True)
class Understanding:
    """What is known of a file, and what is still to be said."""

    kind: str | None
    millesime: int | None
    options: Options
    lacking: Sequence[Problem] = ()
    proposes: str | None = None
    """`colonnes` or `residences`: what a person may correct on the screen"""
    proposal: Mapping[str, Any] | None = None


def recognise_deposit(path: Path, deposit: Deposit, said: Mapping[str, Any]) -> Understanding:
    """Find out the nature and the year of a file, with what a person said of it before or just now.

    Raises:
        InvalidInputError: nothing that a loader reads.
    """
    found = _recognise(path, deposit.file_name, said)
    return Understanding(found.kind, found.millesime, _read_options(found.kind, deposit, said))


def understand_deposit(store: Store, path: Path, known: Understanding) -> Understanding:
    """Find out what a person has to decide about a file whose nature was recognised.

    Raises:
        InvalidInputError: its header cannot be read, or it is a landlord's file that is not the sender's.
    """
    if known.kind is None:
        return replace(known, lacking=[NO_KIND])
    lacking = [] if known.millesime is not None or not _needs_year(known.kind) else [NO_YEAR]
    if known.kind == ops.KIND:
        return _understand_survey(store, path, replace(known, lacking=lacking))
    if known.kind == rpls_landlord.KIND:
        return _understand_declaration(store, path, known)
    return replace(known, lacking=lacking)


NO_KIND = Problem(
    "La nature du fichier n’est pas reconnue à son contenu.",
    "Choisissez-la dans la liste, ou reprenez les noms de colonnes du format attendu.",
)
NO_YEAR = Problem("L’année que ces chiffres décrivent n’est pas connue.", "Indiquez le millésime.")
NO_LANDLORD = Problem("Une enquête ne dit pas de quel bailleur elle vient.", "Choisissez le bailleur.")
NOT_CONFIRMED = Problem(
    "La correspondance des colonnes est à confirmer, une fois pour ce bailleur.",
    "Relisez-la plus bas, corrigez-la s’il le faut, puis confirmez : elle sera retenue.",
)
NOT_APPROVED = Problem(
    "Le fichier regroupe des logements en résidences que l’observatoire ne connaît pas encore.",
    "Regardez-les sur la carte, rattachez celles qui existent déjà, puis approuvez : la décision sera retenue.",
)


def _recognise(path: Path, shown_name: str, said: Mapping[str, Any]) -> Recognised:
    own = recognise(path, shown_name)
    kind = said.get("kind") or own.kind or (ops.KIND if _looks_like_survey(path) else None)
    if kind in _TELLS_ITS_YEAR:
        return Recognised(kind, None)
    takes_year = _needs_year(kind) or (kind in KINDS and KINDS[kind].may_have_millesime)
    year = said.get("millesime") or (find_year(shown_name) if _needs_year(kind) else None)
    return Recognised(kind, year if takes_year else None)


def _looks_like_survey(path: Path) -> bool:
    try:
        proposal = propose_columns(read_header(path))
    except InvalidInputError:
        return False
    needed = sum(target.required for target in TARGETS[proposal.level])
    return len(proposal.missing) <= (1 - _ENOUGH) * needed


def _needs_year(kind: str | None) -> bool:
    if kind in (ops.KIND, rpls_open.KIND, sdes_totals.KIND):
        return True
    return kind in KINDS and KINDS[kind].has_millesime


def _read_options(kind: str | None, deposit: Deposit, said: Mapping[str, Any]) -> Options:
    """What a person decided, as a load takes it; decisions on another nature of file are left aside."""
    own = deposit.bailleur_siren
    if kind == ops.KIND:
        columns = said.get("columns")
        confirmed = bool(said.get("confirmed"))
        return Options(bailleur=own or said.get("bailleur"), columns=columns or None, confirmed=confirmed, only=own)
    if kind == rpls_landlord.KIND:
        decisions = {(each[0], each[1]): each[2] for each in said.get("decisions") or ()}
        return Options(decisions=decisions, only=own)
    return Options(only=own)


def _understand_survey(store: Store, path: Path, known: Understanding) -> Understanding:
    proposal = understand(store, path, options=known.options)
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        landlords = list_landlords(session)
    lacking = list(known.lacking)
    if known.options.bailleur is None:
        lacking.append(NO_LANDLORD)
    elif not proposal.remembered and not known.options.confirmed:
        lacking.append(NOT_CONFIRMED)
    if proposal.missing and proposal.shares:
        message = french("Des colonnes sont des parts, pas des effectifs : {names}.", names=named(proposal.shares))
        lacking.append(Problem(message, ASK_COUNTS))
    described = _describe_columns(proposal, read_header(path, proposal.columns.values()))
    if known.options.only is None:
        described["landlords"] = [{"siren": siren, "nom": nom} for siren, nom in landlords.items()]
    described["bailleur"] = known.options.bailleur
    return replace(known, lacking=lacking, proposes=COLUMNS, proposal=described)


def _describe_columns(proposal: ColumnProposal, header: Sequence[str]) -> dict[str, Any]:
    return {
        "level": proposal.level,
        "remembered": proposal.remembered,
        "header": [name for name in header if name and name not in proposal.personal],
        "personal": list(proposal.personal),
        "landlords": [],
        "targets": [
            {
                "name": target.name,
                "meaning": target.meaning,
                "required": target.required,
                "column": proposal.columns.get(target.name),
            }
            for target in TARGETS[proposal.level]
        ],
    }


def _understand_declaration(store: Store, path: Path, known: Understanding) -> Understanding:
    proposal = propose(store, path, options=known.options)
    fresh = bool(proposal.residences.filter(pl.col("origine") == NEW).height)
    described = describe_residences(proposal) | {"known": _list_known(store, proposal)}
    return replace(
        known,
        lacking=[NOT_APPROVED] if fresh else [],
        proposes=RESIDENCES,
        proposal=described,
    )


def _list_known(store: Store, proposal: Proposal) -> list[dict[str, str]]:
    """The landlord's residences that the file does not name: a group of dwellings may be one of them."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        known = read_landlord_residences(session, proposal.siren)
    others = known.loc[(known["statut"] == "active") & ~known.index.isin(proposal.residences["residence"].to_list())]
    return [
        {"residence": str(code), "nom": str(nom), "code_insee": str(commune)}
        for code, nom, commune in others[["nom", "code_insee"]].itertuples()
    ]
