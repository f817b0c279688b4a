"""From what was loaded to a draft: read the counts of two millésimes, compute, and say what would change."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from indices import IndexInputError, Results, compute
from observatoire.computation import withholding
from observatoire.computation.changes import Changes, Edition, compare_editions
from observatoire.computation.designations import frame_effects
from observatoire.computation.draft_frames import (
    Atlas,
    frame_components,
    frame_residences,
    frame_territories,
    frame_values,
    list_without_stock,
)
from observatoire.computation.draft_summary import DraftSummary, count_territories, count_withheld
from observatoire.computation.earlier import Observed, read_before, read_former_families
from observatoire.computation.evolution import FixedBase, choose_base, trace_evolution
from observatoire.computation.families import FormerFamilies
from observatoire.computation.funnels import place_in_funnels
from observatoire.computation.memory import give_back
from observatoire.computation.own_counts import frame_own_counts
from observatoire.computation.refusals import refuse_absent_millesimes, refuse_changed_method
from observatoire.computation.regrouping import add_groups
from observatoire.computation.side_by_side import add_columns
from observatoire.computation.solidity import Solidity, assess_solidity, measure_unit_points
from observatoire.computation.transmission import list_missing_landlords, measure_coverage
from observatoire.computation.untold import Told, read_told
from observatoire.computation.withholding import choose_withheld, list_indicators, list_secret_counts, sum_up
from observatoire.errors import InvalidInputError, Problem
from observatoire.method.file import MethodFile, read_method_file
from observatoire.secrecy.protection import Protection
from observatoire.settings import Settings
from observatoire.sources.official.progress import Progress, say_nothing
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries import drafts, ledger, observations, publications, territories
from observatoire.store.queries.lineages import read_lineages
from observatoire.store.tables.results import NO_SURVEY
from observatoire.territories.reference import Reference, choose_reference, complete_epcis
from observatoire.territories.residences import RESIDENCE

READ, PROTECTED, COMPUTED = 0.1, 0.6, 0.9
"""Shares of a computation done when the counts are read, when the secret is kept, when only writing is left."""


def compute_draft(
    store: Store,
    *,
    ops: int | None = None,
    rpls: int,
    reference: str | None = None,
    base: int | None = None,
    new_families: bool = False,
    settings: Settings,
    progress: Progress = say_nothing,
) -> DraftSummary:
    """Compute everything from two millésimes and keep it as the draft, in place of the former one.

    Args:
        store: where the counts are and the draft goes.
        ops: millésime of the occupation survey; none computes the stock alone, and nothing of the occupation.
        rpls: millésime of the stock.
        reference: SIREN of an EPCI or INSEE code of a commune; the only EPCI by default.
        base: publication whose reference stays worth 100 in the evolution; the one in use by default.
        new_families: find families of residences anew, instead of keeping those of earlier publications.
        settings: method file and thresholds of secrecy.
        progress: told of each step, in French, and of the share done.

    Raises:
        InvalidInputError: a millésime was not loaded, the reference cannot be, the method file is wrong.
        ConflictError: this version of the method was published with another content.
    """
    whole, ops = read_method_file(settings.method_file), NO_SURVEY if ops is None else ops
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        publications.lock_editions(session)
        refuse_absent_millesimes(session, ops=ops, rpls=rpls)
        refuse_changed_method(session, whole)
        progress("Lecture du parc et de l’occupation", 0.0)
        observed = observations.read_observations(session, ops=ops, rpls=rpls)
        generation = territories.find_generation(session, rpls)
        qpvs = territories.read_residence_qpvs(session, generation)
        told = read_told(observed, whole)
        method, atlas = told.method, _read_atlas(session, generation)
        chosen = choose_reference(reference, communes=atlas.communes, counted=observed["code_insee"])
        fixed = choose_base(session, base, reference=chosen)
        before = read_before(session, atlas, chosen, ops=ops, rpls=rpls)
        families = None if new_families else read_former_families(session, method.method, chosen, ops=ops, rpls=rpls)
        shown = ledger.read_published_counts(session, ops=ops, rpls=rpls)
        landlords = observations.count_stock_of_landlords(session, ops=ops, rpls=rpls)
        protection = choose_withheld(
            observed,
            atlas.locate(observed),
            list_indicators(method),
            shown,
            settings=settings,
            progress=lambda step, share: progress(step, READ + (PROTECTED - READ) * share),
        )
        give_back()
        progress("Indices, et ce qu’ils valent", PROTECTED)
        results, solidity = _compute(observed, before, families, atlas, method, chosen, protection, settings)
        give_back()
        frames = _frame_draft(observed, atlas, qpvs, results, solidity, told, chosen, fixed, protection, settings)
        funnels = place_in_funnels(frames.components, results.reference_rates, method=method.method)
        frames = replace(frames, components=add_columns(frames.components, funnels.zones, "code", "indicator"))
        counted = count_territories(results)
        withheld = count_withheld(results, method.method)
        del results  # a country's must not wait beside its draft
        give_back()
        frames = add_groups(frames, observed, atlas, protection, method=method, reference=chosen, settings=settings)
        summary = DraftSummary(
            ops=ops,
            rpls=rpls,
            reference=chosen,
            fictif=observations.is_fictif(session),
            method_version=method.method.version,
            territories=counted,
            logements=int(observed["logements"].sum()),
            coverage=measure_coverage(observed),
            landlords_missing=list_missing_landlords(landlords),
            withheld=withheld,
            withholding=sum_up(protection, observed, frames.territories),
            changes=None,
            qpv_generation=generation,
        )
        del observed, protection
        give_back()
        frames = told.complete(frames)
        summary = replace(summary, changes=_compare_with_online(session, frames))
        analysis = {**solidity.analysis, "entonnoirs": funnels.described}
        edition = {
            **_describe_edition(summary, analysis, whole, settings),
            "untold": told.as_json(),
            "typology": solidity.typology,
            "base": fixed.number if fixed else None,
        }
        progress("Écriture du brouillon", COMPUTED)
        drafts.write_draft(session, edition, frames, generation)
    return summary


def _read_atlas(session: Session, generation: int | None) -> Atlas:
    return Atlas(
        communes=complete_epcis(territories.read_communes(session)),
        secteurs=territories.read_secteurs(session),
        qpvs=territories.read_qpvs(session, generation),
        lineages=read_lineages(session),
    )


def _compute(
    observed: pd.DataFrame,
    before: Observed | None,
    families: FormerFamilies | None,
    atlas: Atlas,
    method: MethodFile,
    reference: Reference,
    protection: Protection,
    settings: Settings,
) -> tuple[Results, Solidity]:
    memberships = atlas.locate(observed)
    worth_100 = (reference.level, reference.code)
    try:
        results = compute(
            observed,
            memberships,
            method=method.method,
            reference=worth_100,
            min_logements=settings.secrecy_min_logements,
            min_repondants=settings.secrecy_min_repondants,
            withheld=protection.withheld,
        )
        return results, assess_solidity(
            observed,
            memberships,
            results,
            method=method.method,
            reference=worth_100,
            min_logements=settings.secrecy_min_logements,
            min_repondants=settings.secrecy_min_repondants,
            withheld=protection.withheld,
            before=before,
            families=families,
        )
    except IndexInputError as error:
        problem = Problem(
            f"Les données chargées ne permettent pas le calcul : {error}.",
            "Corrigez la ligne de cette résidence dans son fichier et rechargez-le.",
            column=error.column,
            value=error.code,
        )
        raise InvalidInputError("Le calcul est impossible.", [problem]) from error


def _frame_draft(
    observed: pd.DataFrame,
    atlas: Atlas,
    qpvs: pd.Series,
    results: Results,
    solidity: Solidity,
    told: Told,
    reference: Reference,
    base: FixedBase | None,
    protection: Protection,
    settings: Settings,
) -> drafts.DraftFrames:
    counted, method, whole = results.territories, told.method, told.whole.method
    secret = list_secret_counts(protection, list_indicators(method))
    rows = frame_territories(observed, atlas, counted, secret=secret)
    empty = list_without_stock(rows, counted)
    parts = {code: recipe.components for code, recipe in whole.indices.items()}
    residences = frame_residences(observed, atlas, qpvs, counted).merge(
        solidity.territories.drop(columns="level"), on="code", how="left", validate="one_to_one"
    )
    traced = results.value.assign(fixed=trace_evolution(results, base, method=method.method))
    values = add_columns(frame_values(traced, empty, parts), solidity.values, "code", "index")
    units = results.component.assign(unit_points=measure_unit_points(results.component, results.reference_rates))
    components = frame_components(units, empty, tuple(whole.indicators))
    give_back()
    for more in (solidity.components, withholding.frame_bounds(protection)):
        components = add_columns(components, more, "code", "indicator")
    effects = frame_effects(
        observed,
        atlas.locate(observed),
        values,
        components,
        residences,
        method=method.method,
        reference=(reference.level, reference.code),
        min_logements=settings.secrecy_min_logements,
        min_repondants=settings.secrecy_min_repondants,
    )
    own_counts = frame_own_counts(
        observed, {code: (each.numerator, each.denominator) for code, each in method.method.indicators.items()}
    )
    return drafts.DraftFrames(rows, residences, values, components, effects, own_counts, solidity.constructions)


def _compare_with_online(session: Session, frames: drafts.DraftFrames) -> Changes | None:
    online = publications.find_online_number(session)
    if online is None:
        return None
    before = Edition(publications.read_territories(session, online), publications.read_values(session, online))
    names = observations.read_names(session)
    residences = names.loc[names["code"].isin(frames.residences["code"])].assign(level=RESIDENCE)
    territories = pd.concat([residences, frames.territories[["level", "code", "nom"]]], ignore_index=True)
    return compare_editions(online, before, Edition(territories, frames.values))


def _describe_edition(
    summary: DraftSummary, analysis: Mapping[str, Any], method: MethodFile, settings: Settings
) -> Mapping[str, Any]:
    return {
        "ops": summary.ops,
        "rpls": summary.rpls,
        "reference": summary.reference.code,
        "reference_nom": summary.reference.nom,
        "fictif": summary.fictif,
        "method": method.document,
        "secrecy": {
            "logements": settings.secrecy_min_logements,
            "repondants": settings.secrecy_min_repondants,
            "withheld": summary.withheld | {"detail": summary.withholding.as_json()},
        },
        "summary": summary.as_json(),
        "analysis": analysis,
    }
