"""Share a whole number among cells: the counts of the demonstration add up exactly to their targets."""

import random
from collections.abc import Mapping, Sequence

from data.demo.estates import Residence

LASTING_SHARE = 0.8
PASSING_SHARE = 0.5
"""how much of a residence's difference from its zone lasts from one millésime to the next, and how much is new"""


def apportion(total: int, weights: Sequence[float], caps: Sequence[int]) -> list[int]:
    """Split `total` in whole numbers proportional to `weights`, none above its cap.

    Each unit goes to the cell that is furthest below its quota; ties go to the first cell.

    Raises:
        ValueError: the caps of the cells with a weight cannot hold the total.
    """
    open_caps = [cap if weight > 0 else 0 for weight, cap in zip(weights, caps, strict=True)]
    if total > sum(open_caps):
        raise ValueError(f"cannot share {total} among cells that hold {sum(open_caps)} at most")
    counts = [0] * len(open_caps)
    scale = total / sum(weights) if total else 0.0
    for _ in range(total):
        index = max(
            (i for i, cap in enumerate(open_caps) if counts[i] < cap),
            key=lambda i: (weights[i] * scale - counts[i], -i),
        )
        counts[index] += 1
    return counts


def draw_noise(*key: str | int) -> float:
    """Return a number in [-1, 1) that depends on the key alone: adding a residence does not move the others."""
    return random.Random("|".join(str(part) for part in key)).uniform(-1, 1)


def spread_rate(
    rate: str,
    target: Mapping[str, float],
    sizes: Mapping[Residence, int],
    caps: Mapping[Residence, int],
    *key: str | int,
) -> dict[Residence, int]:
    """Give each residence the numerator of a rate, so that the QPV and the EPCI have exactly their target shares.

    The total of the QPV, and that of the rest, are shared among zones by the profile of the zone, then among the
    residences of the zone.
    """
    inside = {residence: size for residence, size in sizes.items() if residence.zone.is_qpv}
    outside = {residence: size for residence, size in sizes.items() if not residence.zone.is_qpv}
    total = round(target["epci"] * sum(sizes.values()))
    total_inside = round(target["qpv"] * sum(inside.values()))
    counts = _share_by_zone(rate, total_inside, inside, caps, *key)
    return counts | _share_by_zone(rate, total - total_inside, outside, caps, *key)


def _share_by_zone(
    rate: str, total: int, sizes: Mapping[Residence, int], caps: Mapping[Residence, int], *key: str | int
) -> dict[Residence, int]:
    zones = {residence.zone.code: residence.zone for residence in sizes}
    members = {code: [r for r in sizes if r.zone.code == code] for code in zones}
    zone_weights = [zone.profile[rate] * sum(sizes[r] for r in members[code]) for code, zone in zones.items()]
    zone_caps = [sum(caps[r] for r in members[code]) for code in zones]
    counts: dict[Residence, int] = {}
    for code, zone_total in zip(zones, apportion(total, zone_weights, zone_caps), strict=True):
        weights = [sizes[r] * _draw_factor(r, rate, *key) for r in members[code]]
        shares = apportion(zone_total, weights, [caps[r] for r in members[code]])
        counts |= dict(zip(members[code], shares, strict=True))
    return counts


def _draw_factor(residence: Residence, rate: str, seed: str | int, millesime: str | int) -> float:
    lasting = draw_noise(seed, residence.code, rate)
    passing = draw_noise(seed, residence.code, rate, millesime)
    return 1 + residence.zone.spread * (LASTING_SHARE * lasting + PASSING_SHARE * passing)
