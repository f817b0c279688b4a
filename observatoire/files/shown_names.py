"""The name of a file as a person reads it: theirs, safe to show, never a path nor the name under which the file is kept."""

import os
import unicodedata
from dataclasses import replace
from pathlib import Path, PurePosixPath

from observatoire.errors import InvalidInputError, Problem

LONGEST_SHOWN_NAME = 120


def clean_shown_name(name: str) -> str:
    """A name fit to be shown: no folder, no control character, not too long.

    Raises:
        InvalidInputError: nothing is left of it.
    """
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    shown = "".join(letter for letter in last if letter.isprintable()).strip()
    if not shown.strip("."):
        message = "Le fichier n’a pas de nom."
        raise InvalidInputError(message, [Problem(message, "Donnez-lui un nom, par exemple « parc-2024.csv ».")])
    if len(shown) <= LONGEST_SHOWN_NAME:
        return shown
    stem, dot, suffix = shown.rpartition(".")
    ending = dot + suffix if stem and len(suffix) <= len("geojson") else ""
    return shown[: LONGEST_SHOWN_NAME - len(ending) - 1] + "…" + ending


def name_of(path: Path) -> str:
    """The name of a file of this machine, fit to be shown: bytes that are no text, as old archives leave, are replaced."""
    return clean_shown_name(os.fsencode(path.name).decode("utf-8", "replace"))


def rename_error(error: InvalidInputError, kept: str, shown: str) -> InvalidInputError:
    """The same refusal, under the name that a person knows instead of the one under which the file is kept."""
    problems = [
        replace(
            problem,
            message=problem.message.replace(kept, shown),
            remedy=problem.remedy.replace(kept, shown),
            file=shown,
        )
        for problem in error.problems
    ]
    return InvalidInputError(error.detail.replace(kept, shown), problems)
