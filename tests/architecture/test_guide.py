"""The manager's guide follows the screens: its pictures are there, and the words that it quotes are theirs."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"
HEAVIEST = 80_000


def test_pictures_of_the_guide_are_there_small_and_all_shown():
    text = (GUIDE / "gestionnaire.md").read_text(encoding="utf-8")
    pictures = {path.name: path.stat().st_size for path in (GUIDE / "images").iterdir()}

    assert set(re.findall(r"\]\(images/([^)]+)\)", text)) == set(pictures)
    assert {name: size for name, size in pictures.items() if size > HEAVIEST} == {}


def test_words_that_the_guide_quotes_are_on_the_screens():
    text = (GUIDE / "gestionnaire.md").read_text(encoding="utf-8")
    on_screen = text[text.index("## L’année du gestionnaire") : text.index("## En ligne de commande")]
    screens = "".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "web" / "src" / "donnees").glob("*.fr.ts"))
    )

    quoted = {" ".join(words.split()) for words in re.findall(r"«([^»]+)»", on_screen)}
    assert len(quoted) > 10
    assert {words for words in quoted if words not in screens} == set()
