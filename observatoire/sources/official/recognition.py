"""What a file is, from its content: said to the person before anything is done with it."""

from dataclasses import dataclass
from pathlib import Path

from observatoire.sources.formats import KINDS
from observatoire.sources.official.declaration import is_declaration
from observatoire.sources.official.open_layout import find_layout
from observatoire.sources.official.sdes_workbook import is_sdes_workbook
from observatoire.sources.official.text_head import first_line
from observatoire.sources.problems import refuse
from observatoire.sources.reading.content import LARGEST_OPEN_FILE, Content, identify_content
from observatoire.sources.reading.geofile import list_fields
from observatoire.sources.reading.official_names import official_names
from observatoire.sources.wording import french, named


@dataclass(frozen=True, slots=True)
class Recognised:
    """A kind of file for `load`, and why it is thought to be that, in French."""

    kind: str
    why: str


def recognise(path: Path) -> Recognised:
    """Recognise a file.

    Raises:
        InvalidInputError: it cannot be opened, or nothing is like it.
    """
    content = identify_content(path, largest=LARGEST_OPEN_FILE)
    found = {Content.TEXT: _from_text, Content.WORKBOOK: _from_workbook, Content.GEOGRAPHIC: _from_layer}[content](path)
    if found is not None:
        return found
    raise refuse(
        path.name,
        "La nature du fichier n’est pas reconnue à son contenu.",
        french("Dites-la : {kinds}, rpls-bailleur, rpls-ouvert, rpls-resultats ou ops.", kinds=named(KINDS)),
    )


def _from_text(path: Path) -> Recognised | None:
    line = first_line(path)
    if is_declaration(line):
        return Recognised("rpls-bailleur", "première ligne : l’année du parc et le bailleur ; pas de noms de colonnes")
    layout = find_layout(line)
    if layout is not None:
        return Recognised("rpls-ouvert", f"colonnes du fichier ouvert du RPLS, {layout.name}")
    return _from_names([name.strip().strip('"') for name in line.replace("\t", ";").replace(",", ";").split(";")])


def _from_workbook(path: Path) -> Recognised | None:
    if is_sdes_workbook(path):
        return Recognised("rpls-resultats", "classeur de résultats du SDES : feuilles par commune et par EPCI")
    return None


def _from_layer(path: Path) -> Recognised | None:
    return _from_names(list_fields(path))


def _from_names(header: list[str]) -> Recognised | None:
    """Find the kind of which every required column is there, under its own name or an official one."""
    names = {name.lower() for name in header}
    for kind in KINDS.values():
        official = official_names(kind)
        have = names | {official[name] for name in names if name in official}
        required = {column.name for column in kind.columns if column.required and not column.coordinate}
        if required <= have:
            return Recognised(kind.name, french("colonnes de « {kind} »", kind=kind.name))
    return None
