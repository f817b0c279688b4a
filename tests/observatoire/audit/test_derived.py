"""Figures made of others, which tell what they are made of."""

import pandas as pd

from observatoire.audit.derived import find_derived_flaws
from tests.observatoire.audit.rows import METHOD, an_edition

COMPOSED = {
    **METHOD,
    "indices": {**METHOD["indices"], "fragilite": {"composantes": {"occupation": 1, "attractivite": 1}}},
}


def with_indices(*rows):
    columns = ["level", "code", "index", "status", "value", "coverage", "rank_high"]
    frame = pd.DataFrame([dict(zip(columns, ("residence", *row), strict=True)) for row in rows])
    return an_edition({"A": ("ok", 10, 40), "B": ("secret", None, None)}, method=COMPOSED, indices=frame)


def told(edition):
    return [flaw.sentence for flaw in find_derived_flaws(edition)]


def test_composite_shown_beside_a_hidden_index_is_found_and_one_made_of_what_is_shown_is_not():
    hidden = [("B", "occupation", "secret", None, None, None), ("B", "attractivite", "ok", 90.0, 1.0, None)]
    leaking = with_indices(*hidden, ("B", "fragilite", "ok", 117.0, 1.0, None))
    harmless = with_indices(*hidden, ("B", "fragilite", "partiel", 90.0, 1.0, None))

    assert told(leaking) == ["{nom} : « fragilite » est montré et contient « occupation », qui est secret."]
    assert told(harmless) == []


def test_rank_that_counts_residences_that_are_not_shown_is_found():
    shown = ("A", "fragilite", "ok", 130.0, 1.0)
    rows = [("B", "fragilite", "secret", None, None, None)]

    assert told(with_indices((*shown, 1), *rows)) == []
    assert "son rang compte" in told(with_indices((*shown, 2), *rows))[0]
