"""The two formats of counts, one row for each residence: the stock (RPLS) and its occupation (OPS)."""

from observatoire.sources.columns import AtMost, Column, ColumnType, Kind, count_column

_RESIDENCE = Column("residence", ColumnType.CODE, "Code d’une résidence déjà chargée")


def _amount(name: str, meaning: str) -> Column:
    return Column(name, ColumnType.DECIMAL, meaning, required=False, minimum=0)


PARC = Kind(
    "parc",
    "Parc de chaque résidence au 1ᵉʳ janvier du millésime (RPLS)",
    (
        _RESIDENCE,
        count_column("logements", "Logements de la résidence"),
        count_column("loues", "Logements loués"),
        count_column("vacants", "Logements proposés à la location mais vacants"),
        count_column("vacants_3_mois", "Logements vacants depuis plus de trois mois", required=False),
        count_column("vides", "Logements vides pour travaux, vente ou démolition", required=False),
        count_column("offerts_un_an", "Logements proposés à la location depuis un an ou plus"),
        count_column("emmenages", "Emménagements de l’année dans ces logements"),
        count_column("avant_1975", "Logements mis en service avant 1975"),
        _amount("loyer_total", "Somme des loyers mensuels, en euros"),
        _amount("surface_habitable", "Somme des surfaces habitables, en m²"),
        *(count_column(f"t{rooms}", f"Logements de type T{rooms}", required=False) for rooms in range(1, 5)),
        count_column("t5", "Logements de type T5 ou plus grands", required=False),
        count_column("plai", "Logements financés en PLAI", required=False),
        count_column("plus", "Logements financés en PLUS", required=False),
        count_column("pls", "Logements financés en PLS", required=False),
        count_column("dpe_abc", "Logements d’étiquette énergie A, B ou C", required=False),
        count_column("dpe_de", "Logements d’étiquette énergie D ou E", required=False),
        count_column("dpe_fg", "Logements d’étiquette énergie F ou G", required=False),
    ),
    key=("residence",),
    has_millesime=True,
    rules=(
        AtMost(
            ("loues", "vacants", "vides"),
            ("logements",),
            "Un logement est loué, vacant, vide ou autre : jamais deux à la fois.",
        ),
        AtMost(("vacants_3_mois",), ("vacants",), "Les logements vacants depuis trois mois sont parmi les vacants."),
        AtMost(("offerts_un_an",), ("logements",), "Les logements proposés depuis un an sont parmi les logements."),
        AtMost(
            ("offerts_un_an",),
            ("loues", "vacants"),
            "Un logement proposé à la location est d’ordinaire loué ou vacant.",
            strict=False,
        ),
        AtMost(
            ("emmenages",),
            ("offerts_un_an",),
            "Un logement compte au plus un emménagement, parmi les logements proposés depuis un an.",
        ),
        AtMost(("avant_1975",), ("logements",), "Les logements d’avant 1975 sont parmi les logements."),
        AtMost(("t1", "t2", "t3", "t4", "t5"), ("logements",), "Chaque logement a un seul type."),
        AtMost(("plai", "plus", "pls"), ("logements",), "Chaque logement a un seul financement."),
        AtMost(("dpe_abc", "dpe_de", "dpe_fg"), ("logements",), "Chaque logement a une seule étiquette énergie."),
    ),
)

OCCUPATION = Kind(
    "occupation",
    "Occupation de chaque résidence dans le millésime de l’enquête (OPS)",
    (
        _RESIDENCE,
        count_column("menages", "Ménages de la résidence"),
        count_column("repondants", "Ménages qui ont répondu à l’enquête"),
        count_column("menages_ressources_connues", "Ménages dont les ressources sont connues"),
        count_column("ress_inf_20", "Ménages sous 20 % des plafonds HLM", required=False),
        count_column("ress_inf_40", "Ménages sous 40 % des plafonds HLM"),
        count_column("ress_inf_60", "Ménages sous 60 % des plafonds HLM (contient les précédents)"),
        count_column("ress_inf_100", "Ménages sous les plafonds HLM", required=False),
        count_column("majeurs_activite_connue", "Majeurs dont l’activité est connue"),
        count_column("majeurs_chomage", "Majeurs inscrits comme demandeurs d’emploi"),
        count_column("menages_composition_connue", "Ménages dont la composition est connue"),
        count_column("familles_monoparentales", "Familles monoparentales"),
        count_column("beneficiaires_apl", "Ménages bénéficiaires de l’APL", required=False),
        count_column("emmenages_recents", "Ménages emménagés récemment", required=False),
    ),
    key=("residence",),
    has_millesime=True,
    rules=(
        AtMost(("repondants",), ("menages",), "Les répondants sont parmi les ménages."),
        AtMost(
            ("menages_ressources_connues",),
            ("repondants",),
            "Les ressources ne sont connues que par les réponses.",
        ),
        AtMost(("ress_inf_20",), ("ress_inf_40",), "Les ménages sous 20 % sont parmi ceux sous 40 %."),
        AtMost(("ress_inf_40",), ("ress_inf_60",), "Les ménages sous 40 % sont parmi ceux sous 60 %."),
        AtMost(("ress_inf_60",), ("ress_inf_100",), "Les ménages sous 60 % sont parmi ceux sous 100 %."),
        AtMost(
            ("ress_inf_60",),
            ("menages_ressources_connues",),
            "Les ménages sous 60 % sont parmi ceux dont les ressources sont connues.",
        ),
        AtMost(
            ("ress_inf_100",),
            ("menages_ressources_connues",),
            "Les ménages sous 100 % sont parmi ceux dont les ressources sont connues.",
        ),
        AtMost(
            ("majeurs_chomage",),
            ("majeurs_activite_connue",),
            "Les majeurs au chômage sont parmi ceux dont l’activité est connue.",
        ),
        AtMost(
            ("menages_composition_connue",),
            ("repondants",),
            "La composition n’est connue que par les réponses.",
        ),
        AtMost(
            ("familles_monoparentales",),
            ("menages_composition_connue",),
            "Les familles monoparentales sont parmi les ménages dont la composition est connue.",
        ),
        AtMost(("beneficiaires_apl",), ("menages",), "Les bénéficiaires de l’APL sont parmi les ménages."),
        AtMost(("emmenages_recents",), ("menages",), "Les emménagés récents sont parmi les ménages."),
    ),
)
