"""The observatory's own formats, declared once: what reads, checks and documents files looks here and nowhere else."""

import difflib
from dataclasses import replace

from observatoire.errors import InvalidInputError, Problem
from observatoire.sources.attributions_format import ATTRIBUTIONS
from observatoire.sources.columns import COMMUNE, Column, ColumnType, Kind, Shape
from observatoire.sources.counts_formats import OCCUPATION, PARC
from observatoire.sources.following_formats import DEMANDE, PROGRAMMES, RELOGEMENTS
from observatoire.sources.wording import french, named
from observatoire.territories.codes import SIREN

OLDEST_SERVICE_YEAR = 1850
STATUTS = ("active", "demolition", "vendue")
QPV_GENERATIONS = ("2015", "2024")

_SIREN_SHAPE = "9 chiffres"

COMMUNES = Kind(
    "communes",
    "Contours des communes, avec leur intercommunalité",
    (
        COMMUNE,
        Column("nom", ColumnType.TEXT, "Nom de la commune"),
        Column(
            "epci_siren",
            ColumnType.CODE,
            "SIREN de l’intercommunalité",
            required=False,
            pattern=SIREN.pattern,
            shape=_SIREN_SHAPE,
        ),
        Column("epci_nom", ColumnType.TEXT, "Nom de l’intercommunalité", required=False),
    ),
    key=("code_insee",),
    shape=Shape.POLYGON,
)

EPCI = Kind(
    "epci",
    "Contours des intercommunalités : ils disent dans laquelle est chaque commune",
    (
        Column(
            "epci_siren",
            ColumnType.CODE,
            "SIREN de l’intercommunalité",
            pattern=SIREN.pattern,
            shape=_SIREN_SHAPE,
        ),
        Column("epci_nom", ColumnType.TEXT, "Nom de l’intercommunalité"),
    ),
    key=("epci_siren",),
    shape=Shape.POLYGON,
)

PASSAGE = Kind(
    "passage",
    "Communes fusionnées : leur ancien code et celui d’aujourd’hui",
    (
        replace(COMMUNE, name="ancien_code", meaning="Ancien code de la commune"),
        Column("ancien_nom", ColumnType.TEXT, "Ancien nom de la commune", required=False),
        COMMUNE,
        Column("date_effet", ColumnType.TEXT, "Date de la fusion, comme 2019-01-01", required=False),
    ),
    key=("ancien_code",),
)

SECTEURS = Kind(
    "secteurs",
    "Secteurs dessinés par l’intercommunalité, chacun dans une commune",
    (
        Column("code", ColumnType.CODE, "Code du secteur, choisi par l’intercommunalité"),
        Column("nom", ColumnType.TEXT, "Nom du secteur"),
        COMMUNE,
    ),
    key=("code",),
    shape=Shape.POLYGON,
)

QPV = Kind(
    "qpv",
    "Quartiers prioritaires de la politique de la ville",
    (
        Column("code_qp", ColumnType.CODE, "Code officiel du quartier, comme QN07406I"),
        Column("lib_qp", ColumnType.TEXT, "Nom du quartier"),
        Column(
            "generation",
            ColumnType.INTEGER,
            "Géographie prioritaire dont le contour vient",
            required=False,
            choices=QPV_GENERATIONS,
        ),
    ),
    key=("code_qp", "generation"),
    shape=Shape.POLYGON,
)

RESIDENCES = Kind(
    "residences",
    "Résidences, leur bailleur et leur place",
    (
        Column("residence", ColumnType.CODE, "Code de la résidence, stable d’un millésime à l’autre"),
        Column("nom", ColumnType.TEXT, "Nom de la résidence"),
        Column("bailleur_siren", ColumnType.CODE, "SIREN du bailleur", pattern=SIREN.pattern, shape=_SIREN_SHAPE),
        Column("bailleur", ColumnType.TEXT, "Nom du bailleur"),
        COMMUNE,
        Column("secteur", ColumnType.CODE, "Code du secteur ; la géométrie fait foi", required=False),
        Column("adresse", ColumnType.TEXT, "Adresse", required=False),
        Column(
            "longitude", ColumnType.DECIMAL, "Longitude en degrés (WGS 84)", coordinate=True, minimum=-180, maximum=180
        ),
        Column("latitude", ColumnType.DECIMAL, "Latitude en degrés (WGS 84)", coordinate=True, minimum=-90, maximum=90),
        Column(
            "mise_en_service",
            ColumnType.YEAR,
            "Année de première mise en location",
            required=False,
            minimum=OLDEST_SERVICE_YEAR,
        ),
        Column(
            "rehabilitation",
            ColumnType.CODE,
            "Année de la dernière réhabilitation, ou « aucune » ; vide quand on ne sait pas",
            required=False,
            pattern=r"(19[5-9]|20[0-4])\d|aucune",
            shape="une année de 1950 à 2049, ou « aucune »",
        ),
        Column(
            "statut",
            ColumnType.CODE,
            "État de la résidence ; active quand la case est vide",
            required=False,
            choices=STATUTS,
        ),
    ),
    key=("residence",),
    shape=Shape.POINT_OR_POLYGON,
)

GUICHETS = Kind(
    "guichets",
    "Guichets où l’on demande un logement : la liste entière, montrée au public",
    (
        COMMUNE,
        Column("nom", ColumnType.TEXT, "Nom du guichet, comme « Mairie de Bonneville »"),
        Column("adresse", ColumnType.TEXT, "Adresse"),
        Column("telephone", ColumnType.TEXT, "Téléphone, comme 04 50 00 00 00", required=False),
        Column("horaires", ColumnType.TEXT, "Jours et heures d’ouverture", required=False),
    ),
    key=("code_insee", "nom"),
)

KINDS = {
    kind.name: kind
    for kind in (
        COMMUNES,
        EPCI,
        PASSAGE,
        SECTEURS,
        QPV,
        RESIDENCES,
        PARC,
        OCCUPATION,
        ATTRIBUTIONS,
        RELOGEMENTS,
        PROGRAMMES,
        DEMANDE,
        GUICHETS,
    )
}


def find_kind(name: str) -> Kind:
    """Find a kind of file by the word used on the command line.

    Raises:
        InvalidInputError: no kind has this name.
    """
    if name in KINDS:
        return KINDS[name]
    near = difflib.get_close_matches(name.lower(), KINDS, n=1)
    remedy = french("Choisissez parmi {kinds}.", kinds=named(KINDS))
    if near:
        remedy = french("Vouliez-vous écrire « {near} » ? ", near=near[0]) + remedy
    message = french("Le type de fichier « {name} » n’existe pas.", name=name)
    raise InvalidInputError(message, [Problem(message, remedy, value=name)])
