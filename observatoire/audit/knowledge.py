"""From the rows of publications to the linear facts of an attacker: what is shown, what is hidden, what adds up."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from observatoire.audit.editions import (
    GROUPED,
    IN_DWELLINGS,
    NOT_TRANSMITTED,
    PARTITIONS,
    PUBLIC_COUNTS,
    RULES,
    SECRET,
    Edition,
    Indicator,
    read_facts,
    to_count,
)
from observatoire.audit.system import Cell, Equation, System, Unknown, count_needed

Count: TypeAlias = tuple[str, str, int]
"""A residence, what is counted in it, and the millésime."""

BOUNDS = {"au_plus_5": (0.05, True), "au_moins_95": (0.95, False)}
"""Share that a bound names, and whether what is hidden is below it."""
FACT_COUNTS = ("loues", "vacants", "offerts_un_an", "emmenages")
"""Counts that the facts of a territory repeat."""


@dataclass(slots=True)
class Knowledge:
    """The system of an attacker who reads every publication, and where each count stands in it."""

    system: System = field(default_factory=System)
    place: dict[Count, int] = field(default_factory=dict)
    shown: dict[Count, int] = field(default_factory=dict)
    """counts of residences that a publication shows; the latest one, when they differ"""
    dwellings: dict[str, int | None] = field(default_factory=dict)


@dataclass(slots=True)
class _Members:
    """What one edition says of its residences."""

    edition: Edition
    shown: dict[Count, int] = field(default_factory=dict)
    counted: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """residences that add to the totals of each indicator, and of `repondants` and the stock"""
    groups: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))


def gather(editions: Iterable[Edition], target: Edition, *, silent: bool = False) -> Knowledge:
    """Everything that can be read in publications, to attack what one of them hides.

    Args:
        editions: all that remain readable, `target` among them or not, the oldest first.
        target: the one whose secret cells are attacked.
        silent: whether what it shows is left out, to see what the others give away by themselves.
    """
    knowledge = Knowledge()
    ledger = [each for each in editions if each.number != target.number]
    if not any(each.tells_situations() for each in (*ledger, target)):
        return knowledge
    read = [_read_members(knowledge, edition, silent=silent and edition is target) for edition in (*ledger, target)]
    for members in read:
        _place_hidden(knowledge, members)
    _tell_rules(knowledge)
    for members in read[:-1] if silent else read:
        _tell_totals(knowledge, members)
        _tell_bounds(knowledge, members)
    _list_cells(knowledge, read[-1])
    return knowledge


def _read_members(knowledge: Knowledge, edition: Edition, *, silent: bool) -> _Members:
    members = _Members(edition)
    residences = edition.residences()
    for code, dwellings in residences["logements"].items():
        knowledge.dwellings[str(code)] = to_count(dwellings)
    for level, column in PARTITIONS.items():
        for code, parent in residences[column].dropna().items() if column in residences else ():
            members.groups[level, str(parent)].append(str(code))
    for code, line in edition.group_secret():
        members.groups[GROUPED, line].append(code)
    for indicator in edition.indicators:
        year = edition.year_of(indicator)
        for level, code, status, num, den in edition.cells(indicator.code):
            if level != "residence" or status == NOT_TRANSMITTED:
                continue
            members.counted[indicator.code].add(code)
            members.counted["OPS" if indicator.survey else "RPLS"].add(code)
            if num is not None and den is not None and not silent:
                members.shown.update(_split_counts(indicator, code, year, num, den))
    if not silent:
        members.shown |= {
            (str(code), "repondants", edition.ops): int(answers)
            for code, answers in residences["repondants"].dropna().items()
        }
    knowledge.shown |= members.shown
    return members


def _split_counts(indicator: Indicator, code: str, year: int, num: int, den: int) -> dict[Count, int]:
    parts = {(code, indicator.numerator, year): num}
    rest = [each for each in indicator.denominator if each != indicator.numerator]
    taken = num if len(rest) < len(indicator.denominator) else 0
    if len(rest) == 1:
        parts[code, rest[0], year] = den - taken
    return parts


def _place_hidden(knowledge: Knowledge, members: _Members) -> None:
    """An unknown for each count that this edition adds up and that no publication shows."""
    edition = members.edition
    owners = edition.residences()["bailleur_siren"]
    wanted: dict[Count, None] = {}
    for indicator in edition.indicators:
        for code in sorted(members.counted[indicator.code]):
            for count in indicator.counts:
                wanted[code, count, edition.year_of(indicator)] = None
    for code in sorted(members.counted["OPS"]):
        wanted[code, "repondants", edition.ops] = None
    for key in wanted:
        code, count, year = key
        if key in knowledge.shown or key in knowledge.place or count in PUBLIC_COUNTS:
            continue
        unknown = Unknown(code, count, year, str(owners.get(code, "")))
        upper = knowledge.dwellings.get(code) if count in IN_DWELLINGS else None
        knowledge.place[key] = knowledge.system.add(unknown, upper=upper)


def _tell_rules(knowledge: Knowledge) -> None:
    """What the files may not contain: a part above its whole."""
    system = knowledge.system
    for residence, year in {(residence, year) for residence, _, year in knowledge.place}:
        for part, whole in RULES:
            above, below = (residence, whole, year), (residence, part, year)
            if below in knowledge.place and above in knowledge.place:
                system.bound({knowledge.place[below]: 1.0, knowledge.place[above]: -1.0}, high=0.0)
            elif below in knowledge.place and above in knowledge.shown:
                position, known = knowledge.place[below], knowledge.shown[above]
                upper = system.upper[position]
                system.upper[position] = known if upper is None else min(upper, known)
            elif below in knowledge.shown and above in knowledge.place:
                system.lower[knowledge.place[above]] = knowledge.shown[below]
        stock = [knowledge.place.get((residence, each, year)) for each in ("loues", "vacants")]
        dwellings = knowledge.dwellings.get(residence)
        if dwellings is not None and None not in stock:
            system.bound({each: 1.0 for each in stock if each is not None}, high=float(dwellings))


def _tell_totals(knowledge: Knowledge, members: _Members) -> None:
    """Every published total of a territory."""
    edition = members.edition
    for indicator in edition.indicators:
        year = edition.year_of(indicator)
        for level, code, _, num, den in edition.cells(indicator.code):
            inside = [each for each in members.groups.get((level, code), ()) if each in members.counted[indicator.code]]
            source = (str(edition.number), level, code, indicator.code)
            if num is not None and indicator.numerator not in PUBLIC_COUNTS:
                _tell_total(knowledge, members, inside, (indicator.numerator,), year, num, (*source, "num"))
            if den is not None and not PUBLIC_COUNTS.issuperset(indicator.denominator):
                _tell_total(knowledge, members, inside, indicator.denominator, year, den, (*source, "den"))
    territories = edition.territories.loc[edition.territories["level"] != "residence"]
    for row in territories.to_dict("records"):
        level, code = str(row["level"]), str(row["code"])
        inside = members.groups.get((level, code), [])
        where = (str(edition.number), level, code)
        if (answers := to_count(row["repondants"])) is not None:
            surveyed = [each for each in inside if each in members.counted["OPS"]]
            _tell_total(knowledge, members, surveyed, ("repondants",), edition.ops, answers, (*where, "repondants"))
        stocked = [each for each in inside if each in members.counted["RPLS"]]
        for count in FACT_COUNTS:
            if (value := _read_fact(row["facts"], count)) is not None:
                _tell_total(knowledge, members, stocked, (count,), edition.rpls, value, (*where, count, "fait"))


def _tell_bounds(knowledge: Knowledge, members: _Members) -> None:
    """Shares that are shown as « au plus 5 % », or « au moins 95 % »."""
    edition = members.edition
    parts = {each.code: each for each in edition.indicators}
    rows = edition.components
    for row in rows.loc[rows["bound"].notna()].to_dict("records") if "bound" in rows else ():
        indicator, level, code = parts[row["indicator"]], str(row["level"]), str(row["code"])
        around = [code] if level == "residence" else members.groups.get((level, code), [])
        inside = [each for each in around if each in members.counted[indicator.code]]
        year = edition.year_of(indicator)
        num, num_known = _add_up(knowledge, members, inside, (indicator.numerator,), year)
        den, den_known = _add_up(knowledge, members, inside, indicator.denominator, year)
        limit, high = BOUNDS[row["bound"]]
        form: dict[int, float] = defaultdict(float, {each: float(factor) for each, factor in num.items()})
        for each, factor in den.items():
            form[each] -= limit * factor
        rest = limit * den_known - num_known
        if form:
            knowledge.system.bound(dict(form), **({"high": rest} if high else {"low": rest}))


def _read_fact(facts: object, name: str) -> int | None:
    value = read_facts(facts).get(name)
    return int(value) if isinstance(value, int | float) else None


def _tell_total(
    knowledge: Knowledge,
    members: _Members,
    inside: list[str],
    counts: tuple[str, ...],
    year: int,
    total: int,
    source: tuple[str, ...],
) -> None:
    form, known = _add_up(knowledge, members, inside, counts, year)
    if form:
        shown = sum(any((each, count, year) not in knowledge.place for count in counts) for each in inside)
        knowledge.system.say(Equation(form, total - known, source, total, shown))


def _add_up(
    knowledge: Knowledge, members: _Members, inside: Iterable[str], counts: tuple[str, ...], year: int
) -> tuple[dict[int, int], int]:
    """A sum over residences: its unknowns, and what is shown of the rest, in this edition first."""
    form: dict[int, int] = {}
    known = 0
    for residence in inside:
        for count in counts:
            key = (residence, count, year)
            shown = members.shown.get(key, knowledge.shown.get(key))
            if shown is not None:
                known += shown
            elif key in knowledge.place:
                form[knowledge.place[key]] = 1
    return form, known


def _list_cells(knowledge: Knowledge, members: _Members) -> None:
    edition = members.edition
    # A number of answers that another indicator shows beside its own is no secret: a share alone was withheld.
    listed = {
        (level, code, "+".join(indicator.denominator))
        for indicator in edition.indicators
        for level, code, _, _, den in edition.cells(indicator.code)
        if den is not None
    }
    for indicator in edition.indicators:
        year = edition.year_of(indicator)
        for level, code, status, _, _ in edition.cells(indicator.code):
            if status != SECRET or indicator.numerator in PUBLIC_COUNTS:
                continue
            inside = [code] if level == "residence" else members.groups.get((level, code), [])
            counted = [each for each in inside if each in members.counted[indicator.code]]
            for counts, exact in (((indicator.numerator,), False), (indicator.denominator, True)):
                name = "+".join(counts)
                if (level, code, name) in listed:
                    continue
                listed.add((level, code, name))
                form, known = _add_up(knowledge, members, counted, counts, year)
                room = [knowledge.dwellings.get(each) for each in counted]
                possible = None if None in room else sum(each for each in room if each is not None)
                knowledge.system.keep_secret(
                    Cell(
                        level,
                        code,
                        name,
                        form,
                        year,
                        known,
                        count_needed(possible),
                        exact_only=exact,
                        among="" if exact else "+".join(indicator.denominator),
                    )
                )
