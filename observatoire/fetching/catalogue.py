"""Find the right file of a public dataset, as the national catalogue of open data describes it."""

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote, urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from observatoire.errors import InvalidInputError, NotFoundError, Problem, UnavailableError
from observatoire.fetching.download import Fingerprint, read_answer

CHECKED_WITH = {"md5", "sha1", "sha256"}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SHOWN = 12
"""Titles of files said to the person who has to choose."""


class _Described(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Checksum(_Described):
    """The fingerprint that the catalogue knows."""

    type: str
    value: str


class Resource(_Described):
    """One file of a dataset."""

    title: str
    url: str
    format: str | None = None
    checksum: Checksum | None = None

    @property
    def fingerprint(self) -> Fingerprint | None:
        """What the bytes must be, when the catalogue says it."""
        if self.checksum is None or self.checksum.type not in CHECKED_WITH:
            return None
        return Fingerprint(self.checksum.type, self.checksum.value)

    def is_of(self, year: int) -> bool:
        """Whether its title tells a year, or the name of its file when the title tells none.

        The rest of its address does not count: it holds the day on which it was put online, often of the year after.
        """
        told = _YEAR.findall(self.title) or _YEAR.findall(unquote(urlsplit(self.url).path).rpartition("/")[2])
        return str(year) in told


class Dataset(_Described):
    """A dataset and its files."""

    title: str
    resources: tuple[Resource, ...] = Field(default=())


def describe_dataset(catalogue: str, dataset: str) -> Dataset:
    """Ask the catalogue what files a dataset has.

    Raises:
        NotFoundError: the catalogue does not know it.
        InvalidInputError: a web page answers in its place.
        UnavailableError: the catalogue cannot be reached, or answers something else.
    """
    address = f"{catalogue.rstrip('/')}/datasets/{quote(dataset)}/"
    try:
        return Dataset.model_validate_json(read_answer(address))
    except NotFoundError as error:
        raise NotFoundError(
            f"Le catalogue ne connaît pas le jeu de données « {dataset} » : rien n’a été téléchargé. Cherchez son nom sur "
            f"data.gouv.fr, puis corrigez le réglage OBSERVATOIRE_QPV_DATASET ou OBSERVATOIRE_RPLS_DATASET. Adresse demandée : {address}"
        ) from error
    except ValidationError as error:
        raise UnavailableError(
            f"Le catalogue ne décrit pas le jeu de données comme on l’attend ({address}) : rien n’a été téléchargé. "
            "Téléchargez le fichier à la main, puis chargez-le avec « observatoire load »."
        ) from error


def choose_resource(
    dataset: Dataset, words: Sequence[str], formats: Sequence[str], *, year: int | None = None
) -> Resource:
    """The one file of a dataset of a year whose title holds all the words, in the best of the formats.

    Raises:
        NotFoundError: none does.
        InvalidInputError: several do; the message lists them.
    """
    wanted = [word.casefold() for word in words]
    named = [
        each
        for each in dataset.resources
        if all(word in f"{each.title} {each.url}".casefold() for word in wanted) and (year is None or each.is_of(year))
    ]
    said = [*([str(year)] if year else []), *words]
    for kind in formats:
        found = [each for each in named if (each.format or "").casefold() == kind]
        if len(found) == 1:
            return found[0]
        if found:
            raise InvalidInputError(
                f"Plusieurs fichiers de « {dataset.title} » conviennent : rien n’a été téléchargé.",
                [
                    Problem(f"« {each.title} »", "Donnez des mots de son titre avec --ressource.")
                    for each in found[:SHOWN]
                ],
            )
    raise NotFoundError(
        f"Aucun fichier de « {dataset.title} » ne convient"
        f"{' (' + ', '.join(said) + ')' if said else ''}. Il contient : "
        f"{', '.join(f'« {each.title} »' for each in dataset.resources[:SHOWN]) or 'rien'}."
    )
