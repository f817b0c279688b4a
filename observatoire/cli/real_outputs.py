"""What each role is really answered and given as files, for `audit`: asked of the server as anybody would ask it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import numpy as np
import pandas as pd

from observatoire.access.audience import LEVELS, PUBLIC_LEVELS, Audience, Role
from observatoire.access.perimeters import Perimeter
from observatoire.accounts.register import add_account, list_accounts, revoke_account
from observatoire.audit.beside import list_told, read_text_lines, read_words
from observatoire.audit.editions import SECRET, Edition
from observatoire.audit.map_file import read_map_file, tell_public_facts
from observatoire.audit.outputs import FILES, Outputs
from observatoire.audit.pdf_text import read_pdf_words
from observatoire.audit.read_back import read_public_page
from observatoire.audit.report_told import ReportTold
from observatoire.cli.asked_documents import list_documents, read_report_told
from observatoire.cli.asked_outputs import Ask, Question, list_partner_questions, list_public_questions
from observatoire.cli.background_server import serve_in_background
from observatoire.convention.reading import read_convention
from observatoire.exports.levels import export_indices
from observatoire.exports.public_map import export_public_map
from observatoire.printing.days import find_today
from observatoire.report import read_report, render_report
from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, unit_of_work

ORGANISATION = "Audit des sorties"
"""Of the accounts that live as long as the reading."""
ANSWERING_S = 120
ROLES = tuple(Role)


@dataclass(frozen=True)
class Reader:
    """A role, its key, and the residences whose secret counts it knows for having sent them."""

    role: str
    key: str | None
    own: frozenset[str] = frozenset()


def hold_outputs(store: Store, settings: Settings, edition: Edition, *, online: bool) -> Outputs:
    """Read everything that each role reads of a publication, and hold it against the rows that were attacked."""
    outputs = Outputs(edition)
    report: ReportTold | None = None
    with serve_in_background(settings) as address, _readers(store, edition) as readers:
        for reader in readers:
            ask = partial(_ask, address, reader.key)
            for question in _list_questions(edition, reader, ask, online=online):
                content = ask(question.address)
                if content is not None:
                    _hold(outputs, reader, question, question.read(content, edition))
            if reader.role == Role.EPCI and online:
                report = read_report_told(ask)
    with TemporaryDirectory() as folder:
        for audience in Audience:
            _hold_exports(outputs, store, settings, audience, Path(folder))
        if report is not None:
            _hold_report(outputs, store, settings, report)
        if online:
            _hold_public_map(outputs, store, Path(folder) / "carte-publique.html")
    return outputs


def _hold(outputs: Outputs, reader: Reader, question: Question, said: Any) -> None:
    if question.told is None:
        outputs.hold(reader.role, question.address, said, own=reader.own, kind=question.kind)
    else:
        outputs.hold_lines(reader.role, question.address, said, question.told, kind=question.kind)


@contextmanager
def _readers(store: Store, edition: Edition) -> Iterator[list[Reader]]:
    """One account for each role, on the commune and the landlord with most to hide; revoked at the end."""
    residences = edition.residences()
    cells = edition.components
    hidden = cells.loc[(cells["level"] == "residence") & (cells["status"] == SECRET), "code"].value_counts()
    most = residences.assign(hidden=hidden).fillna({"hidden": 0})
    commune = str(most.groupby("code_insee")["hidden"].sum().idxmax())
    landlord = str(most.groupby("bailleur_siren")["hidden"].sum().idxmax())
    perimeters = {Role.COMMUNE: Perimeter(communes=(commune,)), Role.BAILLEUR: Perimeter(bailleurs=(landlord,))}
    own = {Role.BAILLEUR: frozenset(map(str, residences.index[residences["bailleur_siren"] == landlord]))}
    try:
        yield [
            Reader("public", None),
            *(
                Reader(
                    str(role),
                    add_account(store, ORGANISATION, role, perimeters.get(role, Perimeter())),
                    own.get(role, frozenset()),
                )
                for role in ROLES
            ),
        ]
    finally:
        for card in list_accounts(store):
            if card.organisation == ORGANISATION and card.revoked_at is None:
                revoke_account(store, card.id)


def _list_questions(edition: Edition, reader: Reader, ask: Ask, *, online: bool) -> Iterator[Question]:
    if reader.key is not None:
        yield from list_partner_questions(edition, ask, online=online)
        yield from list_documents(edition, ask, online=online)
    elif online:
        yield from list_public_questions(ask)


def _ask(address: str, key: str | None, question: str) -> bytes | None:
    """What is answered; nothing where the role is refused."""
    headers = {} if key is None else {"Authorization": f"Bearer {key}"}
    try:
        with urlopen(Request(address + question, headers=headers), timeout=ANSWERING_S) as response:  # noqa: S310 (our own address)
            content: bytes = response.read()
            return content
    except HTTPError:
        return None


def _hold_exports(outputs: Outputs, store: Store, settings: Settings, audience: Audience, folder: Path) -> None:
    if audience is Audience.PUBLIC and not settings.public_indices:
        return
    for level in PUBLIC_LEVELS if audience is Audience.PUBLIC else LEVELS:
        path = folder / f"{audience}-{level}.csv"
        number = outputs.edition.number
        export_indices(store, path, level=level, audience=audience, number=number, settings=settings)
        frame = pd.read_csv(path, dtype={"code": "str", "index": "str", "status": "str"})
        outputs.hold_export(f"export {audience}", level, frame)
        if level == "residence":
            _hold_printed_indices(outputs, store, settings, audience, path.with_suffix(".pdf"), frame)


def _hold_printed_indices(
    outputs: Outputs, store: Store, settings: Settings, audience: Audience, path: Path, frame: pd.DataFrame
) -> None:
    """The same export on paper, which says no more than the table that was held."""
    number = outputs.edition.number
    export_indices(store, path, level="residence", audience=audience, number=number, settings=settings)
    columns = ["nom", "logements", "value", "interval_low", "interval_high"]
    # On paper the ends of an interval are rounded away from each other.
    frame = frame.assign(interval_low=np.floor(frame["interval_low"]), interval_high=np.ceil(frame["interval_high"]))
    told = list_told(frame[columns].astype("object").where(frame[columns].notna(), None).to_dict("records"))
    lines = read_text_lines(read_pdf_words(path.read_bytes()), set(frame["nom"]))
    outputs.hold_lines(f"export {audience}", path.name, lines, told)


def _hold_report(outputs: Outputs, store: Store, settings: Settings, told: ReportTold) -> None:
    """The report as the manager writes it with a command, which adds up what the intercommunalité reads."""
    convention = read_convention(settings.convention_file)
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        content = read_report(session, convention, told.year, find_today())
    lines = read_text_lines(read_words(render_report(content, as_html=True).decode()), told.labels)
    outputs.hold_lines("commande report", f"rapport {told.year} en HTML", lines, told.told, kind=FILES)


def _hold_public_map(outputs: Outputs, store: Store, path: Path) -> None:
    """The map as one file, which the public gets: what it says of communes and residences are public facts of the rows."""
    export_public_map(store, path)
    page = path.read_text(encoding="utf-8")
    outputs.hold("export public", path.name, read_public_page(page, outputs.edition), kind=FILES)
    outputs.hold_lines(
        "export public", path.name, read_map_file(page, outputs.edition), tell_public_facts(outputs.edition), kind=FILES
    )
