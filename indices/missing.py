"""Names of what an index does without."""

from collections.abc import Mapping

import numpy as np

from indices.recipe import Method
from indices.vigilance import IndexValues


class MissingNames:
    """Lists of codes, one for each pattern of absence: the rows that share a pattern share its list.

    Parameters
    ----------
    method : Method
        Recipes.
    """

    def __init__(self, method: Method) -> None:
        self._method = method
        self._lists: dict[str, np.ndarray] = {}
        for code, recipe in method.indices.items():
            labels = list(recipe.components)
            if recipe.composite:
                labels += [label for part in recipe.components for label in method.indices[part].components]
            self._lists[code] = _list_patterns(labels)

    def name(self, code: str, indices: Mapping[str, IndexValues]) -> np.ndarray:
        """Name what one index does without.

        Parameters
        ----------
        code : str
            The index.
        indices : mapping of str to IndexValues
            All the indices of t territories.

        Returns
        -------
        ndarray of list of str, shape (t,)
            To be read only. A part of a composite that is there may itself do without some indicators: they are named
            after the parts that are not.
        """
        masks = [indices[code].missing]
        recipe = self._method.indices[code]
        if recipe.composite:
            for position, part in enumerate(recipe.components):
                masks.append(indices[part].missing & ~indices[code].missing[:, [position]])
        pattern = np.zeros(len(masks[0]), dtype=np.int64)
        for bit, absent in enumerate(column for mask in masks for column in mask.T):
            pattern += absent.astype(np.int64) << bit
        named: np.ndarray = self._lists[code][pattern]
        return named


def _list_patterns(labels: list[str]) -> np.ndarray:
    lists = np.empty(1 << len(labels), dtype=object)
    for pattern in range(len(lists)):
        lists[pattern] = [label for bit, label in enumerate(labels) if pattern >> bit & 1]
    return lists
