"""Names of files as people read them, whatever they were called."""

import os
from pathlib import Path

import pytest

from observatoire.errors import InvalidInputError, Problem
from observatoire.files.shown_names import LONGEST_SHOWN_NAME, clean_shown_name, name_of, rename_error


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("C:\\envois\\Été 2016.csv", "Été 2016.csv"),
        ("E\u0301te\u0301.csv", "Été.csv"),
        ("parc\u202egpj.csv", "parcgpj.csv"),
        ("a\x1b[31m.csv", "a[31m.csv"),
        ("é" * 500 + ".xlsx", "é" * (LONGEST_SHOWN_NAME - 6) + "….xlsx"),
    ],
)
def test_name_is_shown_without_folder_control_nor_trick(given: str, shown: str):
    assert clean_shown_name(given) == shown


def test_name_in_bytes_of_another_encoding_is_shown():
    assert name_of(Path(os.fsdecode("été.csv".encode("latin-1")))) == "�t�.csv"


def test_refusal_is_told_under_the_name_that_its_sender_knows():
    problem = Problem("« ab12.csv » est vide.", "Renvoyez ab12.csv.", "ab12.csv", 3)

    named = rename_error(InvalidInputError("« ab12.csv » est refusé.", [problem]), "ab12.csv", "parc.csv")

    assert named.detail == "« parc.csv » est refusé."
    assert named.problems == (Problem("« parc.csv » est vide.", "Renvoyez parc.csv.", "parc.csv", 3),)
