"""The net that the other tests of this folder draw: a secret count is met wherever an answer says it, in a sentence too."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pandas as pd
import pytest

from tests.leaks.conftest import name_number, read_document
from tests.support.every_output import find_numbers

SECRET = 4321.0
SENTENCES = (
    "Le Clos a {} ménages sous 40 % des plafonds, contre 12 ailleurs.",
    "Sous 40 % : {}.",
    "Ménages ({})",
    "De {} à 4 500 ménages",
    "{}",
)


@dataclass(frozen=True)
class Said:
    """What a visitor is answered."""

    content: bytes
    headers: dict[str, str]

    def json(self) -> Any:
        """The document of an answer."""
        return json.loads(self.content)


def in_a_workbook(sentence: str) -> bytes:
    book = BytesIO()
    pd.DataFrame({"note": [sentence]}).to_excel(book, index=False)
    return book.getvalue()


WRITTEN: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "an answer": ("application/json", lambda said: f'{{"a": [{{"phrase": "{said}"}}]}}'.encode()),
    "a problem": ("application/problem+json", lambda said: f'{{"detail": "{said}"}}'.encode()),
    "a page or what is printed": ("text/html", lambda said: f"<main><p>{said}</p></main>".encode()),
    "a table of text": ("text/csv", lambda said: f'code;note\nA;"{said}"\n'.encode()),
    "a cell": ("application/octet-stream", in_a_workbook),
}


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("space", ["", "\u202f", "\u00a0"])
def test_secret_count_planted_in_a_sentence_is_met(name: str, space: str):
    kind, write = WRITTEN[name]
    written = f"{SECRET:,.0f}".replace(",", space)

    for sentence in SENTENCES:
        response = Said(write(sentence.format(written)), {"content-type": kind})

        assert name_number(SECRET) in {name_number(each) for each in find_numbers(read_document(response))}, sentence
