"""How the figures of the report are made, in the same words on paper and in the workbook."""

METHOD = (
    (
        "Attributions.",
        "Des comptes, sans donnée sur les personnes ; une correction ajoute une écriture, l’historique est gardé.",
    ),
    (
        "Parts et objectifs.",
        (
            "Chaque part est un rapport de comptes additionnés, jamais une moyenne de pourcentages. L’objectif en nombre est la "
            "part promise des attributions comptées, arrondie au supérieur ; ce qui manque est l’objectif moins le réalisé, et "
            "jamais moins de zéro. 0 sur 0 est sans objet. « Partiel » : le critère n’a pas été relevé partout."
        ),
    ),
    (
        "Fin de l’année.",
        "Le rythme des logements libérés depuis le 1er janvier est prolongé jusqu’au 31 décembre, dès qu’un quart de l’année est passé.",
    ),
    (
        "Équilibre.",
        (
            "La concentration est un indice de Gini rapporté à la taille des résidences, comparé à 4 000 répartitions tirées au "
            "hasard à taille égale. Les résidences nommées le sont par un test binomial exact, les fausses découvertes étant "
            "tenues sous 10 %."
        ),
    ),
    (
        "Effet des mesures.",
        (
            "Une différence de différences : ce dont les résidences touchées ont changé, moins ce dont les autres ont changé sur "
            "les mêmes années. L’indice est mesuré sur la référence du premier millésime, pour que celle-ci ne bouge pas avec ce "
            "qu’on mesure. L’intervalle à 90 % vient d’un rééchantillonnage des résidences. Les années d’avant la mesure servent "
            "de contrôle : l’écart devrait y être nul. Sous dix résidences dans un groupe, rien n’est estimé. Un effet mesuré "
            "n’est pas une preuve : d’autres choses ont pu changer en même temps."
        ),
    ),
    ("Secret.", "Sous 11 ménages, et là où une soustraction les donnerait, rien n’est dit."),
)
"""What each part rests on."""
