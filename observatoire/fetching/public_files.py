"""What can be fetched: which address each kind of public file has today."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from observatoire.errors import InvalidInputError, NotFoundError, Problem
from observatoire.fetching.catalogue import choose_resource, describe_dataset
from observatoire.fetching.download import LARGEST_ANSWER, Downloaded, Fingerprint, download
from observatoire.fetching.outlines import check_outlines, communes_address, epci_address
from observatoire.settings import Settings
from observatoire.sources.reading.content import LARGEST_OPEN_FILE
from observatoire.territories.codes import SIREN

COMMUNES, EPCI, QPV, RPLS = "communes", "epci", "qpv", "rpls"
KINDS = (COMMUNES, EPCI, QPV, RPLS)

LOADED_AS = {COMMUNES: "communes", EPCI: "epci", QPV: "qpv", RPLS: "rpls-ouvert"}
"""The kind under which `load` takes each."""

LAYERS = ("geojson", "gpkg", "shp", "zip")
TABLES = ("csv", "csv.gz", "zip")


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file that the web gives, and the name that it takes here."""

    name: str
    address: str
    fingerprint: Fingerprint | None = None
    check: Callable[[Path], None] | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for."""

    kind: str
    epci: str | None = None
    year: int | None = None
    words: tuple[str, ...] = ()


def find_public_file(settings: Settings, wanted: Wanted) -> PublicFile:
    """Where the wanted file is. The catalogue is asked for datasets; outlines have a fixed address.

    Raises:
        InvalidInputError: no such kind, no SIREN where one is needed, or several files that would do.
        NotFoundError: no file does.
        UnavailableError: the catalogue cannot be reached.
    """
    if wanted.kind in (COMMUNES, EPCI):
        siren = _require_siren(wanted.epci)
        find_address = communes_address if wanted.kind == COMMUNES else epci_address
        return PublicFile(
            f"{wanted.kind}-{siren}.geojson", find_address(settings.outlines_url, siren), check=check_outlines
        )
    if wanted.kind not in KINDS:
        raise InvalidInputError(
            "Rien n’a été téléchargé.",
            [Problem(f"« {wanted.kind} » n’est pas proposé.", f"Choisissez parmi : {', '.join(KINDS)}.")],
        )
    named, formats = (settings.qpv_dataset, LAYERS) if wanted.kind == QPV else (settings.rpls_dataset, TABLES)
    dataset = describe_dataset(settings.catalogue_url, named)
    years = (str(wanted.year),) if wanted.year else ()
    resource = choose_resource(dataset, wanted.words, formats, year=wanted.year)
    ending = (resource.format or formats[0]).casefold().replace("shp", "zip")
    return PublicFile("-".join((wanted.kind, *years)) + f".{ending}", resource.url, resource.fingerprint)


def fetch_public_file(
    found: PublicFile, path: Path, progress: Callable[[int, int | None], None] | None = None
) -> Downloaded:
    """Bring it to `path`, and say what came.

    Raises:
        InvalidInputError: what came is not what was promised, or cannot be written.
        NotFoundError: there is nothing there.
        UnavailableError: the site cannot be reached, or the disk is full.
    """
    try:
        return download(
            found.address,
            path,
            name=found.name,
            # Only outlines are checked, and those of one EPCI are short; a dataset may hold gigabytes.
            largest=LARGEST_ANSWER if found.check else LARGEST_OPEN_FILE,
            fingerprint=found.fingerprint,
            check=found.check,
            progress=progress,
        )
    except NotFoundError as error:
        if found.check is None:
            raise
        raise NotFoundError(
            "Le site des découpages administratifs ne connaît pas cet EPCI : rien n’a été téléchargé. Vérifiez son SIREN. "
            f"Adresse demandée : {found.address}"
        ) from error


def _require_siren(siren: str | None) -> str:
    if siren is not None and SIREN.fullmatch(siren):
        return siren
    raise InvalidInputError(
        "Rien n’a été téléchargé.",
        [
            Problem(
                "Il faut le SIREN de l’EPCI, neuf chiffres.",
                "Ajoutez-le, par exemple « --epci 200000172 ».",
                column="--epci",
                value=siren,
            )
        ],
    )
