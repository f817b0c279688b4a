"""The audit of a publication of the store, or of the one that is being written."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cached_property
from time import monotonic

from sqlalchemy.orm import Session

from observatoire import __version__
from observatoire.audit.attack import Attack, Verdict, attack
from observatoire.audit.coalitions import attack_coalitions
from observatoire.audit.deduction import Naming, explain
from observatoire.audit.editions import Edition, read_facts
from observatoire.audit.insiders import attack_as, list_landlords
from observatoire.audit.knowledge import Count, gather
from observatoire.audit.ledger import find_already, tell_already
from observatoire.audit.priors import find_prior_leaks
from observatoire.audit.report import Attacker, Audit
from observatoire.audit.silence import read_to_attack
from observatoire.audit.structure import find_flaws
from observatoire.audit.withheld import count_withheld
from observatoire.errors import NotFoundError
from observatoire.printing.days import PARIS
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries import audited, observations, publications
from observatoire.store.queries.fingerprints import fingerprint

TIME_LIMIT_S = 600.0
COALITIONS_S = 60.0
READERS = "Partenaires et public"
READS = "tout ce que publient la base, l’API, les exports, les tuiles et les pages, et les publications antérieures"
OWN = "la même chose, et tout de ses propres résidences"


def audit_publication(store: Store, number: int | None = None, *, time_limit: float = TIME_LIMIT_S) -> Audit:
    """Attack a publication, the one online by default, with everything that remains readable.

    Raises:
        NotFoundError: no such publication, or none online.
    """
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        wanted = publications.find_online_number(session) if number is None else number
        if wanted is None:
            raise NotFoundError(
                "Rien n’a encore été publié. Lancez « observatoire compute » puis « observatoire publish »."
            )
        if not publications.has_publication(session, wanted):
            raise NotFoundError(
                f"La publication {wanted} n’existe pas. « observatoire publications » donne les numéros."
            )
        return audit_rows(session, wanted, time_limit=time_limit, coalition_limit=min(time_limit, COALITIONS_S))


def audit_rows(
    session: Session, number: int, *, time_limit: float = TIME_LIMIT_S, coalition_limit: float = 0.0
) -> Audit:
    """Attack the rows of a publication.

    Args:
        session: of the manager, who reads all publications and what landlords transmitted.
        number: of the publication that is attacked.
        time_limit: seconds; what is not verified by then is said not to be.
        coalition_limit: seconds given to pairs of landlords, which never stop a publication; none by default.
    """
    started = monotonic()
    deadline = started + time_limit
    rows = read_to_attack(session, number)
    target = _to_edition(rows)
    ledger = [_to_edition(each) for each in audited.list_linked(session, rows)]
    knowledge = gather(ledger, target)
    everyone = attack(knowledge.system, deadline=deadline)
    naming = _name(target)
    owners = _name_landlords(target)
    attackers = [Attacker(READERS, READS, everyone.findings)]
    leaks = [(each, "") for each in everyone.failures]
    landlords = list_landlords(knowledge.system)
    own = _read_own(session, [*ledger, target]) if landlords or leaks else {}
    already = find_already(ledger, target, leaks, own, deadline=deadline)
    known = {each.key for each in everyone.failures if (each.key, "") not in already}
    for landlord in landlords:
        inside = attack_as(knowledge, landlord, own, deadline=deadline)
        if inside.findings:
            attackers.append(Attacker(owners.get(landlord, landlord), OWN, inside.findings))
        new = [(each, landlord) for each in inside.failures if each.key not in known]
        already |= find_already(ledger, target, new, own, deadline=deadline)
        leaks += new
    coalitions = None
    if coalition_limit:
        alone = [each for each, _ in leaks]
        coalitions = attack_coalitions(knowledge, own, owners, naming, alone, time_limit=coalition_limit)
    leaks.sort(key=lambda leak: leak[0].cell.exact_only)
    dates = publications.read_dates(session)
    said = [
        (
            (each.key, who),
            explain(
                each,
                knowledge.system,
                naming,
                landlord=who,
                attacker=owners.get(who, who),
                elsewhere=_call(already.get((each.key, who)), dates),
            ),
        )
        for each, who in leaks
    ]
    return Audit(
        publication=rows.number,
        made_at=datetime.now(UTC),
        fictif=rows.fictif,
        method=str(rows.method["version"]),
        code=__version__,
        fingerprint=fingerprint(session, number),
        ledger=tuple(each.number for each in ledger),
        attackers=tuple(attackers),
        deductions=(*(sentence for leak, sentence in said if leak not in already), *_tell_flaws(target, naming)),
        already=tell_already(already, dates, [sentence for leak, sentence in said if leak in already]),
        seconds=monotonic() - started,
        notes=_take_notes(everyone, time_limit),
        withheld=count_withheld(session, number),
        coalitions=coalitions,
    )


def read_edition(store: Store, number: int) -> tuple[Edition, bool]:
    """The rows of a publication as they were attacked, and whether it is online."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        online = publications.find_online_number(session)
        return _to_edition(audited.read_published(session, number)), online == number


def _to_edition(rows: audited.AuditedRows) -> Edition:
    return Edition(**{each.name: getattr(rows, each.name) for each in fields(Edition)})


def _call(number: int | None, dates: Mapping[int, datetime]) -> str:
    """« la publication 1 du 22/11/2026 »."""
    return "" if number is None else f"la publication {number} du {dates[number].astimezone(PARIS):%d/%m/%Y}"


def _read_own(session: Session, editions: Iterable[Edition]) -> Mapping[Count, int]:
    """Every count as its landlord transmitted it: what that landlord knows."""
    own: dict[Count, int] = {}
    for ops, rpls in {(each.ops, each.rpls) for each in editions}:
        frame = observations.read_observations(session, ops=ops, rpls=rpls)
        for columns, year in ((observations.OCCUPATION_COLUMNS, ops), (observations.PARC_COLUMNS, rpls)):
            for column in columns:
                own |= {
                    (str(code), column, year): int(value)
                    for code, value in frame[column].items()
                    if not math.isnan(value)
                }
    return own


def _name(edition: Edition) -> Naming:
    return Naming(_Names(edition))


@dataclass(frozen=True)
class _Names(Mapping[tuple[str, str], str]):
    """Looked up where there is a leak to tell: of a country nobody wants them all."""

    edition: Edition

    @cached_property
    def _known(self) -> Mapping[tuple[str, str], str]:
        rows = self.edition.territories
        return {
            (str(level), str(code)): str(nom)
            for level, code, nom in zip(rows["level"], rows["code"], rows["nom"], strict=True)
        }

    def __getitem__(self, key: tuple[str, str]) -> str:
        return self._known[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def _name_landlords(edition: Edition) -> dict[str, str]:
    residences = edition.residences().drop_duplicates("bailleur_siren", keep="last")
    return {
        str(siren): str(read_facts(facts).get("bailleur", siren))
        for siren, facts in zip(residences["bailleur_siren"], residences["facts"], strict=True)
    }


def _tell_flaws(edition: Edition, naming: Naming) -> list[str]:
    flaws = [
        each.sentence.replace("{nom}", _capital(naming.call(each.level, each.code))) for each in find_flaws(edition)
    ]
    return flaws + [
        f"Les parts lissées de « {each.indicator} » révèlent leur a priori (α = {each.alpha:.4g}, β = {each.beta:.4g}), "
        "qui a été ajusté aussi sur des résidences secrètes : il en donne deux équations de plus."
        for each in find_prior_leaks(edition)
    ]


def _take_notes(everyone: Attack, time_limit: float) -> tuple[str, ...]:
    notes = []
    if everyone.contradictions:
        notes.append(
            f"{everyone.contradictions} totaux contredisent d’autres publications (chiffres corrigés entre-temps) : "
            "ils ont été laissés de côté."
        )
    if everyone.loosened:
        notes.append(
            f"Dans {everyone.loosened} groupes de résidences, plus de ménages que de logements : l’attaque ne s’y est pas "
            "servie de la taille des résidences."
        )
    if any(each.verdict is Verdict.UNVERIFIED for each in everyone.findings):
        notes.append(f"Tout n’a pas pu être vérifié en {time_limit:.0f} secondes.")
    return tuple(notes)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
