"""What every public function of the calculation holds: inputs left as they were, and the same result twice."""

import copy
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pandas as pd
import pytest

import indices
from tests.indices.examples import list_examples

ADDS_IN_PLACE = {"indices.stability_ranks.count_bins"}
"""Adds to the array that it is given, and says so."""
EXAMPLES = list_examples()
PANDAS: Any = (pd.DataFrame, pd.Series, pd.Index, pd.api.extensions.ExtensionArray)


def name_of(function):
    return f"{function.__module__}.{function.__qualname__}"


def are_same(one, other):
    """Equal to the last digit, whatever it is made of; NaN is equal to itself."""
    if isinstance(one, PANDAS):
        return type(one) is type(other) and one.equals(other)
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    if isinstance(one, Mapping):
        return list(one) == list(other) and all(are_same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(are_same, one, other))
    if type(one).__module__.startswith("indices."):
        return are_same(attributes_of(one), attributes_of(other))
    return one == other or (one != one and other != other)  # noqa: PLR0124 - NaN


def attributes_of(thing):
    """Those of a dataclass that it was made with, without what it keeps of its own reckoning."""
    return {field.name: getattr(thing, field.name) for field in fields(thing)} if is_dataclass(thing) else vars(thing)


def call(function, given, named):
    result = function(*given, **named)
    return list(result) if isinstance(result, Iterator) else result


@pytest.mark.parametrize(("function", "given", "named"), EXAMPLES, ids=[name_of(each[0]) for each in EXAMPLES])
def test_inputs_are_left_as_they_were_and_the_result_is_the_same_twice(function, given, named):
    kept = copy.deepcopy((given, named))

    first = call(function, given, named)

    assert are_same(kept, (given, named))
    assert are_same(first, call(function, *kept))


def test_every_public_function_has_its_example():
    public = {
        name_of(function)
        for module in pkgutil.iter_modules(indices.__path__, "indices.")
        for name, function in vars(importlib.import_module(module.name)).items()
        if inspect.isfunction(function) and function.__module__ == module.name and not name.startswith("_")
    }

    assert public - {name_of(function) for function, _, _ in EXAMPLES} == ADDS_IN_PLACE


def test_difference_would_be_seen():
    """The comparison itself: another digit, another label, another order."""
    assert not are_same({"a": np.array([1.0])}, {"a": np.array([1.0 + 1e-15])})
    assert not are_same(pd.Series([1.0], ["a"]), pd.Series([1.0], ["b"]))
    assert not are_same((1, 2), (2, 1))
    assert are_same([np.nan, np.array([np.nan])], [np.nan, np.array([np.nan])])
