"""The formats of what the convention follows beside attributions: relocation, new supply, demand."""

from observatoire.sources.columns import COMMUNE, AtMost, Column, ColumnType, Kind, count_column

NATURES = ("livre", "programme", "reconstitution")
TYPOLOGIES = ("toutes", "T1", "T2", "T3", "T4", "T5")
LONGEST_WAIT_MONTHS = 600


RELOGEMENTS = Kind(
    "relogements",
    "Relogement des bâtiments à démolir, compté depuis le début à la fin du millésime",
    (
        Column("residence", ColumnType.CODE, "Code de la résidence à démolir"),
        Column("phase", ColumnType.INTEGER, "Phase du relogement : 1, 2…", minimum=1, maximum=9),
        count_column("logements", "Logements du bâtiment"),
        count_column("vacants", "Logements déjà vides"),
        count_column("menages", "Ménages à reloger"),
        count_column("rencontres", "Ménages rencontrés par l’enquête sociale"),
        count_column("propositions_neuf", "Ménages à qui le neuf ou le moins de cinq ans a été proposé"),
        count_column("refus", "Propositions refusées"),
        count_column("reloges", "Ménages relogés"),
        count_column("reloges_neuf", "Relogés dans le neuf ou le conventionné depuis moins de cinq ans"),
        count_column("reste_a_charge", "Relogés dont le reste à charge est maîtrisé"),
        count_column("accession", "Relogés par une accession à la propriété"),
        count_column("enquetes", "Relogés interrogés sur leur satisfaction"),
        count_column("satisfaits", "Relogés satisfaits de leur nouveau lieu de vie"),
        count_column("hors_quartier", "Relogés hors des secteurs exclus du quartier"),
    ),
    key=("residence",),
    has_millesime=True,
    rules=(
        AtMost(("vacants", "menages"), ("logements",), "Un logement est vide ou occupé par un ménage."),
        AtMost(("rencontres",), ("menages",), "Les ménages rencontrés sont parmi les ménages à reloger."),
        AtMost(
            ("propositions_neuf",), ("menages",), "Un ménage compte une fois, quel que soit le nombre de propositions."
        ),
        AtMost(("reloges",), ("menages",), "Les relogés sont parmi les ménages à reloger."),
        AtMost(("reloges_neuf",), ("reloges",), "Les relogés dans le neuf sont parmi les relogés."),
        AtMost(("reste_a_charge",), ("reloges",), "Le reste à charge se constate sur les relogés."),
        AtMost(("accession",), ("reloges",), "Les accédants sont parmi les relogés."),
        AtMost(("enquetes",), ("reloges",), "La satisfaction se demande aux relogés."),
        AtMost(("satisfaits",), ("enquetes",), "Les satisfaits sont parmi les interrogés."),
        AtMost(("hors_quartier",), ("reloges",), "Les relogés hors du quartier sont parmi les relogés."),
    ),
)

PROGRAMMES = Kind(
    "programmes",
    "Opérations livrées depuis moins de cinq ans, programmées, ou de reconstitution",
    (
        Column("code", ColumnType.CODE, "Code de l’opération, stable d’un fichier à l’autre"),
        Column("nature", ColumnType.CODE, "Nature de l’opération", choices=NATURES),
        COMMUNE,
        Column("adresse", ColumnType.TEXT, "Adresse de l’opération"),
        Column("bailleur", ColumnType.TEXT, "Nom du bailleur, qui peut n’avoir encore aucun parc"),
        count_column("plai", "Logements financés en PLAI"),
        count_column("plus", "Logements financés en PLUS"),
        count_column("pls", "Logements financés en PLS"),
        Column("modalite", ColumnType.TEXT, "Modalité de construction", required=False),
        Column("livraison", ColumnType.TEXT, "Livraison, telle qu’elle est annoncée", required=False),
        Column("annee", ColumnType.INTEGER, "Année de livraison", required=False, minimum=1990, maximum=2100),
        Column("longitude", ColumnType.DECIMAL, "Longitude (WGS 84)", required=False, minimum=-180, maximum=180),
        Column("latitude", ColumnType.DECIMAL, "Latitude (WGS 84)", required=False, minimum=-90, maximum=90),
    ),
    key=("code",),
)

DEMANDE = Kind(
    "demande",
    "Demande de logement social par commune et type, à la fin du millésime (SNE)",
    (
        COMMUNE,
        Column("typologie", ColumnType.CODE, "Type de logement demandé, ou toutes", choices=TYPOLOGIES),
        count_column("demandes", "Demandes en cours"),
        count_column("mutations", "Demandes de ménages déjà logés dans le parc social", required=False),
        count_column("attributions", "Demandes satisfaites dans l’année"),
        Column(
            "attente_mois",
            ColumnType.DECIMAL,
            "Attente moyenne des demandes satisfaites, en mois",
            required=False,
            minimum=0,
            maximum=LONGEST_WAIT_MONTHS,
        ),
    ),
    key=("code_insee", "typologie"),
    has_millesime=True,
    rules=(AtMost(("mutations",), ("demandes",), "Les demandes de mutation sont parmi les demandes."),),
)
