"""The method file: read whole, and refused with the name of the key at fault."""

from datetime import date

import pytest

from indices import MethodError, parse_method
from tests.indices.builders import method_mapping


def test_method_file_in_force_is_read_whole():
    method = parse_method(method_mapping())

    assert method.version == "2026-1"
    assert method.date == date(2026, 11, 22)
    assert list(method.indicators) == ["occ1", "occ2", "occ3", "occ4", "att1", "att2", "att3"]
    assert list(method.indices) == ["occupation", "attractivite", "fragilite"]
    assert method.indicators["att2"].denominator == ("loues", "vacants")
    assert method.indices["occupation"].weights == {"occ1": 0.25, "occ2": 0.25, "occ3": 0.25, "occ4": 0.25}
    assert [recipe.code for recipe in method.composites] == ["fragilite"]
    assert (method.classes.intermediaire, method.classes.fragile) == (105.0, 120.0)
    assert method.signal.minimum_dwellings == 11
    assert set(method.count_columns) >= {"logements", "menages", "repondants", "loues", "ress_inf_40"}


def test_relative_weights_are_brought_to_a_sum_of_one():
    """2, 1, 1, 1 become 2/5, 1/5, 1/5, 1/5."""
    mapping = method_mapping()
    mapping["indices"]["occupation"]["composantes"]["occ1"] = 2

    weights = parse_method(mapping).indices["occupation"].weights

    assert weights == {"occ1": 0.4, "occ2": 0.2, "occ3": 0.2, "occ4": 0.2}


def test_date_written_as_text_is_read():
    mapping = method_mapping() | {"date": "2027-01-31"}

    assert parse_method(mapping).date == date(2027, 1, 31)


def test_composite_declared_before_its_parts_comes_after_them():
    mapping = method_mapping()
    mapping["indices"] = {"fragilite": mapping["indices"].pop("fragilite"), **mapping["indices"]}

    assert list(parse_method(mapping).indices)[-1] == "fragilite"


def put(path, value):
    def change(mapping):
        *parents, last = path.split(".")
        section = mapping
        for parent in parents:
            section = section[parent]
        section[last] = value

    change.__name__ = f"{path}={value!r}"
    return change


def drop(path):
    def change(mapping):
        *parents, last = path.split(".")
        section = mapping
        for parent in parents:
            section = section[parent]
        del section[last]

    change.__name__ = f"without {path}"
    return change


FAULTS = [
    (put("poids", 1), "poids"),
    (put("signal.seuil", 1), "signal.seuil"),
    (put("indicateurs.occ1.unite", "%"), "indicateurs.occ1.unite"),
    (drop("version"), "version"),
    (put("version", ""), "version"),
    (put("date", "hier"), "date"),
    (put("date", 2026), "date"),
    (put("aggregation", "moyenne_geometrique"), "aggregation"),
    (put("classes", [105, 120]), "classes"),
    (put("classes.fragile", 105), "classes.fragile"),
    (put("classes.intermediaire", value=True), "classes.intermediaire"),
    (put("classes.carte", [60.0, 60.0]), "classes.carte"),
    (put("classes.carte", []), "classes.carte"),
    (put("classes.carte", [float("nan")]), "classes.carte"),
    (put("signal.logements_minimum", -1), "signal.logements_minimum"),
    (put("signal.logements_minimum", 11.5), "signal.logements_minimum"),
    (drop("signal.occupation"), "signal.occupation"),
    (put("indices.occupation.composantes.occ1", 0), "indices.occupation.composantes.occ1"),
    (put("indices.occupation.composantes.occ1", "1"), "indices.occupation.composantes.occ1"),
    (put("indices.occupation.composantes", {}), "indices.occupation.composantes"),
    (put("indices.occupation.composantes.occ9", 1), "indices.occupation.composantes"),
    (put("indices.occupation.composantes_minimales", 0), "indices.occupation.composantes_minimales"),
    (put("indices.occupation.composantes_minimales", 5), "indices.occupation.composantes_minimales"),
    (put("indices.fragilite.composantes", {"occupation": 1, "occ1": 1}), "indices.fragilite.composantes"),
    (put("indices.fragilite.composantes", {"fragilite": 1, "occupation": 1}), "indices.fragilite.composantes"),
    (drop("indices.attractivite"), "indices.attractivite"),
    (drop("indices.attractivite.composantes.att3"), "indicateurs.att3"),
    (put("indices.attractivite.composantes.occ1", 1), "indicateurs.occ1"),
    (put("indicateurs", {}), "indicateurs"),
    (put("indicateurs.occ1.source", "INSEE"), "indicateurs.occ1.source"),
    (put("indicateurs.occ1.denominateur", "menages"), "indicateurs.occ1.denominateur"),
    (put("indicateurs.occ1.denominateur", ["menages", "menages"]), "indicateurs.occ1.denominateur"),
    (put("indicateurs.occ1.numerateur", 3), "indicateurs.occ1.numerateur"),
]


@pytest.mark.parametrize(("change", "key"), FAULTS)
def test_method_file_with_a_fault_is_refused_with_its_key(change, key):
    mapping = method_mapping()
    change(mapping)

    with pytest.raises(MethodError) as caught:
        parse_method(mapping)

    assert caught.value.key == key
    assert str(caught.value).startswith(f"{key}: ")
