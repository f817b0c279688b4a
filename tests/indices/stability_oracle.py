"""The recipes by plain loops over residences: slow, independent, and easy to read."""

import math

import numpy as np
import pandas as pd

from indices.prior import fit_prior
from tests.indices.oracle import PARTS, SHARES

LIMITS = (105, 120)


class RecipeOracle:
    """Values of every recipe of `list_recipes` for a small stock, EPCI as reference."""

    def __init__(self, counts, communes, published):
        self.published = published
        self.columns = dict(SHARES)
        if "vacants_3_mois" in counts:
            self.columns["att2*"] = ("vacants_3_mois", ["loues", "vacants"])
        pairs = {code: pair_counts(counts, *columns) for code, columns in self.columns.items()}
        self.rates = {
            (code, smoothing): [share(num, den, smoothing, prior) for num, den in zip(*counted, strict=True)]
            for code, counted in pairs.items()
            for shown in [~np.isnan(published["occupation" if code.startswith("occ") else "attractivite"])]
            for prior in [fit_prior(*(np.asarray(each)[shown] for each in counted))]
            for smoothing in ("brut", "lisse")
        }
        self.references = {
            (code, worth_100): [refer(row, counted, communes, worth_100) for row in range(len(counts))]
            for code, counted in pairs.items()
            for worth_100 in ("reference", "sans_la_residence", "commune")
        }
        self.used = {
            code: [
                not math.isnan(rate) and np.nansum(pairs[code][0]) > 0 and not math.isnan(published[index][row])
                for row, rate in enumerate(self.rates[code, "brut"])
            ]
            for index in ("occupation", "attractivite")
            for code in PARTS[index][0]
        }
        self.half_ranges = {code: self.find_half_range(code) for code in self.columns}

    def find_half_range(self, column):
        """Half the range of the raw shares that the publication uses."""
        rates = [rate for rate, used in zip(self.rates[column, "brut"], self.used[column[:4]], strict=True) if used]
        known = [rate for rate in rates if not math.isnan(rate)]
        return (max(known) - min(known)) / 2 if known else 0.0

    def index(self, row, code, recipe):
        """One index of one residence under one recipe; NaN where it is not tried."""
        if code == "fragilite":
            return self.composite(row, recipe)
        dropped = recipe["weights"].removeprefix("sans_")
        kept = [component for component in PARTS[code][0] if component != dropped and self.used[component][row]]
        if not kept or (dropped in PARTS[code][0] and not self.used[dropped][row]):
            return math.nan
        columns = [c + "*" if c == "att2" and recipe["vacancy"] == "vacants_3_mois" else c for c in kept]
        rates = [self.rates[column, recipe["smoothing"]][row] for column in columns]
        references = [self.references[column, recipe["reference"]][row] for column in columns]
        if any(math.isnan(value) for value in rates + references):
            return math.nan
        half_ranges = [self.half_ranges[column] for column in columns]
        return aggregate(rates, references, half_ranges, recipe)

    def composite(self, row, recipe):
        if math.isnan(self.published["fragilite"][row]):
            return math.nan
        parts = [self.index(row, code, recipe) for code in PARTS["fragilite"][0]]
        return math.sqrt(parts[0] * parts[1]) if recipe["aggregation"] == "moyenne_geometrique" else sum(parts) / 2


def pair_counts(counts, numerator, denominators):
    num, den = counts[numerator].to_numpy(float), counts[denominators].sum(axis=1, min_count=len(denominators))
    unknown = np.isnan(num) | np.isnan(den.to_numpy())
    return np.where(unknown, np.nan, num), np.where(unknown, np.nan, den.to_numpy(float))


def share(num, den, smoothing, prior):
    if not den > 0:
        return math.nan
    return num / den if smoothing == "brut" else (prior.alpha + num) / (prior.alpha + prior.beta + den)


def refer(row, counted, communes, worth_100):
    num, den = counted
    members = np.ones(len(num), dtype=bool)
    if worth_100 == "sans_la_residence":
        members[row] = False
    if worth_100 == "commune":
        members = np.array(communes) == communes[row]
        if den[row] > np.nansum(den[members]) / 2:
            return math.nan
    total = np.nansum(den[members])
    return np.nansum(num[members]) / total if np.nansum(num[members]) > 0 else math.nan


def aggregate(rates, references, half_ranges, recipe):
    """Equal weights, as those of the method are."""
    if recipe["aggregation"] == "rapport_des_sommes":
        return 100 * sum(rates) / sum(references)
    if recipe["aggregation"] == "ampi":
        if not all(half_ranges):
            return math.nan
        triples = zip(rates, references, half_ranges, strict=True)
        scaled = [70 + 60 * (rate - (reference - half)) / (2 * half) for rate, reference, half in triples]
        mean = sum(scaled) / len(scaled)
        return mean + sum((value - mean) ** 2 for value in scaled) / len(scaled) / mean
    cap = 300 if recipe["normalisation"] == "plafond_300" else math.inf
    ratios = [min(100 * rate / reference, cap) for rate, reference in zip(rates, references, strict=True)]
    if recipe["aggregation"] == "moyenne_geometrique":
        return math.prod(ratios) ** (1 / len(ratios)) if all(ratios) else math.nan
    return sum(ratios) / len(ratios)


def judge(values, published, recipes):
    """Class and rank of each residence under each recipe, one recipe a row."""
    everyone = int((~np.isnan(np.array(published))).sum())
    classes = sum((values >= limit - 1e-9).astype(int) for limit in LIMITS)
    ranks = np.full(values.shape, np.nan)
    rows = {tuple(recipe.values())[:-1]: row for recipe, row in zip(recipes, values, strict=True)}
    for number, (recipe, row) in enumerate(zip(recipes, values, strict=True)):
        count = int((~np.isnan(row)).sum())
        tenths = pd.Series(np.floor((row + 1e-9) * 10))
        rank = tenths.rank(method="min", ascending=False).to_numpy()
        ranks[number] = np.floor(1.5 + (rank - 1) * (everyone - 1) / max(count - 1, 1))
        if recipe["aggregation"] == "ampi":
            # as many of the highest as with the mean of ratios; those in the same tenth go together or not at all
            plain = recipe | {"normalisation": "base_100", "aggregation": "moyenne_des_rapports"}
            model = rows[tuple(plain.values())[:-1]]
            shares = [(model >= limit - 1e-9).sum() / max((~np.isnan(model)).sum(), 1) for limit in LIMITS]
            ahead = tenths.rank(method="max", ascending=False).to_numpy()
            classes[number] = sum((ahead <= np.rint(share * count)).astype(int) for share in shares)
    return classes, ranks
