"""Plain pages that the service makes itself: problems, documentation. No script, no outside address, one style sheet."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

STYLE_ADDRESS = "/docs/style.css"
WAYS_BACK = '<p><a href="/">Carte publique</a> · <a href="/observatoire">Espace des partenaires</a></p>'
STYLE_FILE = Path(__file__).parent / "static" / "style.css"


def render_message(title: str, paragraphs: Sequence[str]) -> str:
    """A short page: a title, some sentences, and the way back."""
    return render_page(title, "".join(f"<p>{escape(text)}</p>" for text in paragraphs) + WAYS_BACK)


def render_page(title: str, content: str) -> str:
    """A whole page around `content`, which is HTML already."""
    return (
        '<!doctype html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} · Observatoire du parc social</title>\n"
        '<link rel="icon" href="/icone.svg" type="image/svg+xml">\n'
        f'<link rel="stylesheet" href="{STYLE_ADDRESS}">\n</head>\n<body>\n'
        '<header><a href="/">Observatoire du parc social</a></header>\n'
        f"<main>\n<h1>{escape(title)}</h1>\n{content}\n</main>\n</body>\n</html>\n"
    )
