"""French wording of the messages: typography, numbers, lists. Templates are typed plainly; the thin spaces come here."""

from collections.abc import Iterable

NARROW_SPACE = "\u202f"

_TYPOGRAPHY = (
    ("« ", f"«{NARROW_SPACE}"),
    (" »", f"{NARROW_SPACE}»"),
    (" :", f"{NARROW_SPACE}:"),
    (" ;", f"{NARROW_SPACE};"),
    (" !", f"{NARROW_SPACE}!"),
    (" ?", f"{NARROW_SPACE}?"),
    (" %", f"{NARROW_SPACE}%"),
)
LISTED_NAMES = 10


def typeset(sentence: str) -> str:
    """Set the narrow no-break spaces of a sentence."""
    for plain, typographic in _TYPOGRAPHY:
        sentence = sentence.replace(plain, typographic)
    return sentence


def french(template: str, **values: object) -> str:
    """Typeset a sentence, then fill it: what the person typed is left as it is."""
    return typeset(template).format(**values)


def number(value: float, decimals: int = 0) -> str:
    """Write a number the French way: decimal comma, narrow no-break space between thousands."""
    return f"{value:,.{decimals}f}".replace(",", NARROW_SPACE).replace(".", ",")


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """Write a count with its noun, in the singular below two."""
    noun = singular if abs(count) < 2 else (plural or f"{singular}s")  # noqa: PLR2004
    return f"{number(count)} {noun}"


def named(names: Iterable[str], limit: int = LISTED_NAMES) -> str:
    """Quote and list names, at most `limit` of them, saying how many were left out."""
    every = list(names)
    listed = ", ".join(french("« {name} »", name=name) for name in every[:limit])
    left_out = len(every) - limit
    return listed if left_out <= 0 else f"{listed} et {counted(left_out, 'autre')}"


def distance(metres: float) -> str:
    """Write a distance in metres, or in kilometres from one kilometre up."""
    if metres < 1000:  # noqa: PLR2004
        return f"{number(metres)}{NARROW_SPACE}m"
    return f"{number(metres / 1000, 1)}{NARROW_SPACE}km"
