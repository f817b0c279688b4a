"""The file of the convention into rules: every key is checked, and what is wrong is said in French."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from observatoire.convention.reservataires import RESERVATAIRES
from observatoire.convention.rules import (
    Announced,
    Base,
    Committed,
    Convention,
    Counted,
    Derivation,
    Objective,
    Phase,
    Rate,
    Rebuilding,
    RelocationRules,
    Scope,
    Threshold,
)
from observatoire.convention.sections import ConventionError, Section
from observatoire.territories.codes import CODE_INSEE, SIREN

RELOCATION_TARGETS = (
    "proposition_neuf", "relogement_neuf", "reste_a_charge", "accession", "satisfaction", "hors_quartier",
)  # fmt: skip

_PARTNERS = {
    Committed.BAILLEUR: "le SIREN d’un bailleur",
    Committed.RESERVATAIRE: f"un réservataire : {', '.join(RESERVATAIRES)}",
    Committed.ENSEMBLE: "possible ici : tous s’engagent ensemble",
}


def parse_convention(content: Mapping[str, Any]) -> Convention:
    """Turn the file, read with exact decimals, into rules.

    Raises:
        ConventionError: at the first key that does not hold.
    """
    root = Section(content, "")
    convention = Convention(
        version=root.take("version", str),
        title=root.take("titre", str),
        territory=root.take("territoire", str),
        first=root.take("debut", int),
        last=root.take("fin", int),
        objectives=root.each("objectifs", _read_objective),
        thresholds=root.each("seuils_premier_quartile", _read_threshold),
        announced=root.each("annonces", _read_announced),
        relocation=root.inside("relogement", _read_relocation),
        rebuilding=root.inside("reconstitution", _read_rebuilding),
    )
    root.close()
    _check_together(convention)
    return convention


def _check_together(convention: Convention) -> None:
    for rank, objective in enumerate(convention.objectives, 1):
        _check_rates(objective, f"objectifs[{rank}].taux")
    codes = [objective.code for objective in convention.objectives]
    if len(set(codes)) < len(codes):
        raise ConventionError("objectifs", "deux objectifs ont le même code")
    for announced in convention.announced:
        if announced.objective is not None and announced.objective not in codes:
            raise ConventionError("annonces", f"l’objectif « {announced.objective} » n’existe pas")


def _check_rates(objective: Objective, key: str) -> None:
    """A rate that nobody can be held to, or that another one contradicts, would be a promise silently dropped."""
    started: set[tuple[int, str | None, str | None]] = set()
    for rank, rate in enumerate(objective.rates, 1):
        place = f"{key}[{rank}]"
        start = (rate.since, rate.partner, rate.commune)
        if start in started:
            raise ConventionError(place, f"un autre taux commence déjà en {rate.since} pour les mêmes")
        started.add(start)
        if rate.until is not None and rate.until < rate.since:
            raise ConventionError(f"{place}.jusqu_a", "la dernière année vient avant la première")
        if rate.partner is not None and not _is_partner(objective.committed, rate.partner):
            raise ConventionError(
                f"{place}.partenaire", f"« {rate.partner} » n’est pas {_PARTNERS[objective.committed]}"
            )
        if rate.commune is not None and not CODE_INSEE.fullmatch(rate.commune):
            raise ConventionError(f"{place}.code_insee", "un code INSEE a cinq caractères : 74042")


def _is_partner(committed: Committed, code: str) -> bool:
    match committed:
        case Committed.BAILLEUR:
            return SIREN.fullmatch(code) is not None
        case Committed.RESERVATAIRE:
            return code in RESERVATAIRES
        case Committed.ENSEMBLE:
            return False


def _read_objective(section: Section) -> Objective:
    return Objective(
        code=section.take("code", str),
        label=section.take("libelle", str),
        short=section.take("court", str),
        article=section.take("article", str),
        committed=section.word("par", Committed),
        scope=section.word("perimetre", Scope),
        base=section.word("base", Base),
        counted=section.word("compte", Counted),
        rates=section.each("taux", _read_rate),
        derivation=section.inside_if_any("derivation", _read_derivation),
    )


def _read_derivation(section: Section) -> Derivation:
    return Derivation(section.share("part_etat"), section.share("etat"), section.share("autres"))


def _read_rate(section: Section) -> Rate:
    return Rate(
        minimum=section.share("minimum"),
        since=section.take("depuis", int),
        until=section.find("jusqu_a", int),
        partner=section.find("partenaire", str),
        commune=section.find("code_insee", str),
    )


def _read_threshold(section: Section) -> Threshold:
    return Threshold(
        year=section.take("annee", int),
        yearly=section.take("annuel", int),
        decree=section.take("arrete", str),
        signed=section.take("date", date),
    )


def _read_announced(section: Section) -> Announced:
    return Announced(
        code=section.take("code", str),
        label=section.take("libelle", str),
        note=section.take("note", str),
        logements=section.find("logements", int),
        millesime=section.find("millesime", int),
        objective=section.find("objectif", str),
        year=section.find("annee", int),
        share=section.share_if_any("part"),
    )


def _read_relocation(section: Section) -> RelocationRules:
    return RelocationRules(
        radius_km=section.take("rayon_km", int),
        proposals=section.take("propositions", int),
        answer_days=section.take("delai_reponse_jours", int),
        notice_months=section.take("preavis_mois", int),
        effort_maximum=section.share("taux_effort_maximum"),
        excluded=tuple(str(name) for name in section.take("secteurs_exclus", list)),
        phases=section.each("phases", _read_phase),
        targets=section.inside("objectifs", _read_targets),
    )


def _read_phase(section: Section) -> Phase:
    return Phase(section.take("libelle", str), section.take("debut", int), section.take("fin", int))


def _read_targets(section: Section) -> Mapping[str, Fraction]:
    return {name: section.share(name) for name in RELOCATION_TARGETS}


def _read_rebuilding(section: Section) -> Rebuilding:
    return Rebuilding(section.take("demolis", int), section.share("part_plai"))
