"""The format of attributions: one row each, or one row for several alike. Nothing in it describes a person."""

from observatoire.sources.columns import COMMUNE, LARGEST_COUNT, Column, ColumnType, Kind

ETAPES = ("attribution", "proposition")
TYPOLOGIES = ("T1", "T2", "T3", "T4", "T5")
FINANCEMENTS = ("PLAI", "PLUS", "PLS", "autre")

ATTRIBUTIONS = Kind(
    "attributions",
    "Attributions de logements, une par ligne ou comptées",
    (
        Column("date", ColumnType.DATE, "Jour de la décision"),
        Column("bailleur", ColumnType.TEXT, "Nom ou SIREN d’un bailleur enregistré"),
        Column("reservataire", ColumnType.TEXT, "Titulaire du droit de réservation", required=False),
        COMMUNE,
        Column("qpv", ColumnType.FLAG, "Logement en quartier prioritaire"),
        Column("quartile", ColumnType.TEXT, "Quartile de ressources : 1, 2-4, ou inconnu", required=False),
        Column("dalo", ColumnType.TALLY, "Reconnus prioritaires par la commission DALO", required=False),
        Column("prioritaire", ColumnType.TALLY, "Prioritaires (L. 441-1), DALO compris", required=False),
        Column("relogement_ru", ColumnType.TALLY, "Relogés du renouvellement urbain", required=False),
        Column("mutation", ColumnType.TALLY, "Déjà logés dans le parc social", required=False),
        Column("bail_signe", ColumnType.FLAG, "Suivie d’un bail signé"),
        Column("residence", ColumnType.CODE, "Code d’une résidence enregistrée", required=False),
        Column("typologie", ColumnType.CODE, "Type du logement", required=False, choices=TYPOLOGIES),
        Column("financement", ColumnType.CODE, "Financement du logement", required=False, choices=FINANCEMENTS),
        Column("etape", ColumnType.CODE, "attribution, ou proposition en CAL", required=False, choices=ETAPES),
        Column(
            "nombre",
            ColumnType.INTEGER,
            "Attributions de la ligne ; 1 quand la case est vide",
            required=False,
            minimum=1,
            maximum=LARGEST_COUNT,
        ),
    ),
    key=(),
    may_have_millesime=True,
)
