"""The lines that tell the residences of a secteur together where each of them keeps a secret."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from indices import Results, compute
from observatoire.computation.draft_frames import TERRITORY_COLUMNS, Atlas, frame_components, frame_values
from observatoire.computation.withholding import list_indicators, read_rules
from observatoire.method.file import MethodFile
from observatoire.secrecy.counts import read_counts
from observatoire.secrecy.grouping import SECTEUR, Groups, form_groups
from observatoire.secrecy.protection import Protection
from observatoire.settings import Settings
from observatoire.store.queries.drafts import DraftFrames
from observatoire.territories.reference import Reference

LEVEL = "regroupement"
CODE = "regroupement-{secteur}"
"""A code that no secteur has: what is said under it is held against its own rows."""


def add_groups(
    frames: DraftFrames,
    observed: pd.DataFrame,
    atlas: Atlas,
    protection: Protection,
    *,
    method: MethodFile,
    reference: Reference,
    settings: Settings,
) -> DraftFrames:
    """A draft with one territory more for each group: its name, its dwellings, its figures, and no outline.

    Args:
        frames: the draft without groups.
        observed: one row a residence.
        atlas: names and parents of the secteurs.
        protection: what is withheld.
        method: indicators and recipes.
        reference: the territory worth 100.
        settings: thresholds of secrecy.
    """
    memberships = atlas.locate(observed)
    if memberships[SECTEUR].isna().all():
        return frames
    counts = read_counts(observed, list_indicators(method))
    groups = form_groups(counts, memberships, protection.withheld, read_rules(settings))
    if groups.withheld.empty:
        return frames
    results = _compute(observed, memberships, groups, protection, method, reference, settings)
    none = pd.DataFrame(columns=["level", "code"], dtype="str")
    parts = {code: recipe.components for code, recipe in method.method.indices.items()}
    indicators = tuple(method.method.indicators)
    return replace(
        frames,
        territories=_append(frames.territories, _frame_territories(results.territories, groups, atlas)),
        values=_append(frames.values, frame_values(results.value, none, parts)),
        components=_append(frames.components, frame_components(results.component, none, indicators)),
    )


def _compute(
    observed: pd.DataFrame,
    memberships: Mapping[str, pd.Series],
    groups: Groups,
    protection: Protection,
    method: MethodFile,
    reference: Reference,
    settings: Settings,
) -> Results:
    """The figures of the groups, as those of any territory."""
    results = compute(
        observed,
        {reference.level: memberships[reference.level], LEVEL: groups.members},
        method=method.method,
        reference=(reference.level, reference.code),
        min_logements=settings.secrecy_min_logements,
        min_repondants=settings.secrecy_min_repondants,
        withheld={reference.level: protection.withheld[reference.level], LEVEL: groups.withheld},
    )
    # Named once computed: inside, a group goes by the code of its secteur.
    return replace(
        results,
        value=_keep_groups(results.value),
        component=_keep_groups(results.component),
        territories=_keep_groups(results.territories),
    )


def _keep_groups(frame: pd.DataFrame) -> pd.DataFrame:
    kept = frame.loc[frame["level"] == LEVEL].reset_index(drop=True)
    return kept.assign(code=[CODE.format(secteur=code) for code in kept["code"]])


def _frame_territories(counted: pd.DataFrame, groups: Groups, atlas: Atlas) -> pd.DataFrame:
    """Who answered is not told: a secteur may hide it where it shows its figures."""
    own = list(groups.withheld.index)
    secteurs = atlas.secteurs.reindex(own)
    members = groups.members.value_counts().reindex(own)
    dwellings = counted.set_index("code")["logements"].reindex([CODE.format(secteur=each) for each in own])
    frame = pd.DataFrame(
        {
            "level": LEVEL,
            "code": dwellings.index.to_numpy(),
            "nom": [f"Résidences regroupées – {nom}" for nom in secteurs["nom"]],
            "code_insee": secteurs["code_insee"].to_numpy(),
            "secteur": own,
            "epci": secteurs["code_insee"].map(atlas.communes["epci"]).to_numpy(),
            "logements": dwellings.to_numpy(),
            "facts": [json.dumps({"residences": int(number)}) for number in members],
        }
    )
    return frame.reindex(columns=list(TERRITORY_COLUMNS))


def _append(rows: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    """Rows under rows, of the columns and types of the first."""
    known = more.reindex(columns=rows.columns)
    return pd.concat([rows, known.astype(rows.dtypes.to_dict())], ignore_index=True)
