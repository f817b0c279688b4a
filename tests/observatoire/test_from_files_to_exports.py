"""The whole path, on territories drawn by lot: files, store, computation, publication, export, against plain loops."""

import math
from collections import defaultdict
from operator import itemgetter

import pandas as pd
import pytest

from observatoire.access.audience import Audience
from observatoire.computation import compute_draft
from observatoire.errors import InvalidInputError
from observatoire.exports.levels import INDICES, export_indices
from observatoire.method.trial import INDICATORS
from observatoire.publication import publish
from observatoire.sources.loading import load_file
from tests.support.independent_indices import describe, read_rows
from tests.support.random_territory import MILLESIME, write_territory

TOLERANCE = 1e-9
LEAST_SHOWN = 0.4
"""Share of the indicators, at least, that secrecy leaves: the territories have many residences under eleven dwellings."""
GROUPS = {"residence": "residence", "secteur": "secteur", "commune": "code_insee"}


def bring_in(store, files):
    for kind, path, millesime in files:
        load_file(store, kind, path, millesime=millesime)


def publish_with(store, settings, reference):
    compute_draft(store, ops=MILLESIME, rpls=MILLESIME, reference=reference, settings=settings)
    return publish(store, settings=settings)


def read_export(store, settings, folder, level, audience=Audience.EPCI):
    path = folder / f"{level}.csv"
    export_indices(store, path, level=level, audience=audience, number=None, settings=settings)
    return pd.read_csv(path, dtype={"code": "str", "reference": "str"}, keep_default_na=False, na_values=[""])


def agree(figure, wanted):
    if isinstance(wanted, str) or isinstance(figure, str):
        return figure == wanted
    return (math.isnan(figure) and math.isnan(wanted)) or math.isclose(
        figure, wanted, rel_tol=TOLERANCE, abs_tol=TOLERANCE
    )


def group_by(rows, name_of):
    groups = defaultdict(list)
    for row in rows:
        if isinstance(name := name_of(row), str):
            groups[name].append(row)
    return groups


def expect_same(frame, groups, reference):
    """Compare every value, status and count of a level with what the files give, but what is hidden for others' sake.

    Returns the share of the indicators that are shown.
    """
    shown = []
    exported = frame.groupby("code")
    for code, rows in groups.items():
        lines = exported.get_group(code)
        hidden = frozenset(each for each in INDICATORS if lines[f"{each}_status"].iloc[0] == "secret")
        shown.append(1 - len(hidden) / len(INDICATORS))
        expected = describe(rows, reference, hidden)
        for line in lines.to_dict("records"):
            found = {line["index"]: {"status": line["status"], "value": line["value"]}}
            found |= {each: {part: line[f"{each}_{part}"] for part in ("status", "num", "den")} for each in INDICATORS}
            for name, figures in found.items():
                for part, figure in figures.items():
                    wanted = expected[name].get(part, math.nan)
                    assert agree(figure, wanted), (code, name, part, figure, wanted)
    return sum(shown) / len(shown)


@pytest.mark.parametrize(
    ("seed", "reference_commune"), [(1, None), (2, "74002"), (3, None)], ids=["epci", "commune", "another"]
)
def test_exported_figures_are_those_of_an_independent_computation(store, settings, tmp_path, seed, reference_commune):
    bring_in(store, write_territory(tmp_path, seed=seed))
    publish_with(store, settings, reference_commune)
    rows = read_rows(tmp_path)
    reference = [row for row in rows if reference_commune in {None, row["code_insee"]}]

    exports = {level: read_export(store, settings, tmp_path, level) for level in (*GROUPS, "epci")}

    shown = {
        level: expect_same(exports[level], group_by(rows, itemgetter(column)), reference)
        for level, column in GROUPS.items()
    }
    assert expect_same(exports["epci"], {"200000001": rows}, reference) == 1
    assert shown["commune"] >= LEAST_SHOWN
    assert shown["residence"] >= LEAST_SHOWN
    statuses = {status for frame in exports.values() for status in frame["status"]}
    assert statuses == {"ok", "partiel", "secret", "non_transmis", "sans_objet"}


def test_each_epci_is_compared_with_the_one_that_is_named(store, settings, tmp_path):
    bring_in(store, write_territory(tmp_path, seed=4, epcis=2))

    with pytest.raises(InvalidInputError):
        publish_with(store, settings, None)
    publish_with(store, settings, "200000002")

    groups = group_by(read_rows(tmp_path), lambda row: f"20000000{2 - int(row['code_insee']) % 2}")
    assert set(groups) == {"200000001", "200000002"}
    expect_same(read_export(store, settings, tmp_path, "epci"), groups, groups["200000002"])


def test_territory_without_epci_is_one_whole(store, settings, tmp_path):
    bring_in(store, write_territory(tmp_path, seed=5, residences=40, epcis=0))
    publish_with(store, settings, None)

    rows = read_rows(tmp_path)
    exported = read_export(store, settings, tmp_path, "epci")
    assert set(exported["code"]) == {"EPCI"}
    expect_same(exported, {"EPCI": rows}, rows)


def test_each_territory_has_its_three_indices_in_order_and_the_empty_commune_too(store, settings, tmp_path):
    bring_in(store, write_territory(tmp_path, seed=6, residences=40))
    publish_with(store, settings, None)

    exported = read_export(store, settings, tmp_path, "commune")

    codes = [f"7400{number}" for number in range(1, 8)]
    assert exported["code"].tolist() == [code for code in codes for _ in INDICES]
    assert exported["index"].tolist() == list(INDICES) * len(codes)
    assert set(exported.loc[exported["code"] == "74007", "status"]) == {"sans_objet"}
