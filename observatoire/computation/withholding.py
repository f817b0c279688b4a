"""From counts to what a publication withholds, and what the manager is told of it."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from observatoire.method.file import MethodFile
from observatoire.secrecy.counts import RESIDENCE, Indicator, read_counts
from observatoire.secrecy.known import find_known
from observatoire.secrecy.primary import Rules
from observatoire.secrecy.protection import Protection, protect
from observatoire.settings import Settings

AT_MOST, AT_LEAST = "au_plus_5", "au_moins_95"
"""A share at most 5 %, at least 95 %."""


@dataclass(frozen=True, slots=True)
class WithheldTerritory:
    """A territory that loses figures."""

    level: str
    code: str
    nom: str
    indicators: list[str]


@dataclass(frozen=True, slots=True)
class WithholdingSummary:
    """What the manager is told, and nobody else."""

    territories: list[WithheldTerritory]
    """secteurs, communes and EPCI that lose figures"""
    residences: int
    """residences without any figure"""
    complementary: int
    """of which, those withheld only because others would be deduced from them"""
    logements_share: float
    """part of the dwellings that are in them"""
    gap: float
    """how far the loss may be from the least, 0 when it is proved to be the least"""
    unmet: int
    """counts that the published totals leave less uncertain than asked for"""

    def as_json(self) -> dict[str, Any]:
        """The form kept with the draft."""
        return asdict(self)


def list_indicators(method: MethodFile) -> list[Indicator]:
    """The indicators of a method, by the counts that they are made of."""
    return [
        Indicator(code, each.source, each.numerator, each.denominator)
        for code, each in method.method.indicators.items()
    ]


def read_rules(settings: Settings) -> Rules:
    """The thresholds of secrecy that the settings give."""
    return Rules(settings.secrecy_min_logements, settings.secrecy_min_repondants, settings.secrecy_homogeneity)


def choose_withheld(
    observed: pd.DataFrame,
    memberships: Mapping[str, pd.Series],
    indicators: Sequence[Indicator],
    published: pd.DataFrame,
    *,
    settings: Settings,
    progress: Callable[[str, float], None],
) -> Protection:
    """Apply the rules of secrecy, then withhold the least more.

    Args:
        observed: one row a residence.
        memberships: territory of each residence at each level.
        indicators: what is published.
        published: counts that former publications showed.
        settings: thresholds.
        progress: told of each part, and of the share done.
    """
    counts = read_counts(observed, indicators)
    return protect(
        counts,
        memberships,
        rules=read_rules(settings),
        known=find_known(counts, memberships, published),
        time_limit=settings.secrecy_time_limit,
        progress=progress,
    )


def list_secret_counts(protection: Protection, indicators: Sequence[Indicator]) -> dict[str, dict[str, frozenset[str]]]:
    """Codes of the territories that must not show a count, by level and count; facts of a residence hold no such count."""
    secret: dict[str, dict[str, frozenset[str]]] = {}
    wider = {level: frame for level, frame in protection.withheld.items() if level != RESIDENCE}
    for level, frame in wider.items():
        codes: dict[str, set[str]] = defaultdict(set)
        for each in indicators:
            hidden = frame.index[frame[each.code]].astype("str")
            for count in (each.numerator, *each.denominator):
                codes[count].update(hidden)
        secret[level] = {count: frozenset(found) for count, found in codes.items()}
    return secret


def frame_bounds(protection: Protection) -> pd.DataFrame:
    """What is said of shares that are secret because nearly all, or nearly none, are in a small group.

    Returns:
        `level`, `code`, `indicator`, `bound`.
    """
    rows = [
        (level, str(code), str(indicator), bound)
        for bound, frames in ((AT_MOST, protection.at_most), (AT_LEAST, protection.at_least))
        for level, frame in frames.items()
        for indicator in frame.columns
        for code in frame.index[frame[indicator]]
    ]
    return pd.DataFrame(rows, columns=["level", "code", "indicator", "bound"], dtype="str")


def sum_up(protection: Protection, observed: pd.DataFrame, names: pd.DataFrame) -> WithholdingSummary:
    """What the manager is told.

    Args:
        protection: what is withheld.
        observed: one row a residence.
        names: `level`, `code`, `nom` of every territory.
    """
    wider = names.loc[names["level"] != RESIDENCE, ["level", "code", "nom"]]
    known = {(row.level, row.code): row.nom for row in wider.itertuples(index=False)}
    territories = [
        WithheldTerritory(level, str(code), str(known.get((level, str(code)), code)), list(row.index[row]))
        for level, frame in protection.withheld.items()
        if level != RESIDENCE
        for code, row in frame.loc[frame.any(axis="columns")].iterrows()
    ]
    hidden = protection.withheld[RESIDENCE].all(axis="columns")
    sizes = observed["logements"].fillna(observed["menages"]).fillna(0.0)
    total = float(sizes.sum())
    return WithholdingSummary(
        territories=territories,
        residences=int(hidden.sum()),
        complementary=int((hidden & ~protection.ruled[RESIDENCE].any(axis="columns")).sum()),
        logements_share=float(sizes.loc[hidden].sum()) / total if total else 0.0,
        gap=(protection.cost - protection.bound) / protection.cost if protection.cost else 0.0,
        unmet=protection.unmet,
    )
